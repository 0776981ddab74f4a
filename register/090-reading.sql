-- SPDX-License-Identifier: GPL-3.0-or-later
-- A letter read again, by another engine, other models or a newer program. A fact, only ever added; the newest
-- is what is searched and shown, casefile.sheet stays what was read first.
CREATE TABLE reading (
	id       INTEGER PRIMARY KEY,  -- order of happening
	casefile INTEGER NOT NULL REFERENCES casefile (id),  -- whose pages
	sheet    TEXT NOT NULL REFERENCES object (name),  -- what was read (sheet.xml)
	engine   TEXT NOT NULL,        -- the reader and its version
	models   TEXT NOT NULL,        -- what it read with
	at       INTEGER NOT NULL,     -- ms since 1970
	person   TEXT                  -- who asked for it: person id
) STRICT;
CREATE INDEX reading_casefile ON reading (casefile);
