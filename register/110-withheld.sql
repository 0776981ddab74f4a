-- SPDX-License-Identifier: GPL-3.0-or-later
-- The applicant asked that his name, address and place of work be not told (Law on citizens' appeals, art. 10
-- part 2); or took that back. The last row of a case counts.
CREATE TABLE withheld (
	id       INTEGER PRIMARY KEY,  -- the order in which it was asked
	casefile INTEGER NOT NULL REFERENCES casefile (id),  -- whose applicant
	at       INTEGER NOT NULL,  -- ms
	person   TEXT NOT NULL,     -- who noted it
	asked    INTEGER NOT NULL CHECK (asked IN (0, 1)),  -- 0: he took it back
	why      TEXT NOT NULL      -- how he asked: in the letter, by word of mouth
) STRICT;
CREATE INDEX withheld_casefile ON withheld (casefile, id);
-- Those who need to know are they who see every case, and the lead executor.
CREATE VIEW withheld_now AS
	SELECT w.casefile, coalesce(k.lead, '') AS lead FROM withheld w JOIN card k ON k.casefile = w.casefile
	WHERE w.asked = 1 AND w.id = (SELECT max(v.id) FROM withheld v WHERE v.casefile = w.casefile);
