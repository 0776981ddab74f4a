-- SPDX-License-Identifier: GPL-3.0-or-later
-- A paper scanned later and added to a case: a reply, a report. A fact, taken back with its batch at most.
CREATE TABLE document (
	id         INTEGER PRIMARY KEY,  -- order of adding
	casefile   INTEGER NOT NULL REFERENCES casefile (id),  -- to which
	batch      INTEGER NOT NULL REFERENCES batch (id),  -- where it came from
	letter     INTEGER NOT NULL,     -- its place in the batch, from 1
	sheet      TEXT NOT NULL REFERENCES object (name),  -- what was read (sheet.xml)
	original   TEXT NOT NULL REFERENCES object (name),  -- its pages as scanned (TIFF)
	known_by   TEXT,                 -- the index in the QR code on it; NULL: a person said whose it is
	added_at   INTEGER NOT NULL,     -- ms since 1970
	added_by   TEXT,                 -- person id
	removed_at INTEGER,              -- ms since 1970; NULL: it is there
	removed_by TEXT,                 -- person id
	why        TEXT,                 -- it was taken back
	UNIQUE (batch, letter)
) STRICT;
CREATE INDEX document_casefile ON document (casefile);

ALTER TABLE page ADD COLUMN document INTEGER REFERENCES document (id); -- whose page it is; NULL: of the letter itself

-- What the QR code of a registration stamp says (register/code.h): of stamps given before it said so.
INSERT INTO mark_blank (mark, name, value)
	SELECT i.mark, 'code', e.value || '/' || substr(r.value, 7, 4) || '/' || i.value
	FROM mark_blank i JOIN mark_blank e ON e.mark = i.mark AND e.name = 'edrpou'
	JOIN mark_blank r ON r.mark = i.mark AND r.name = 'registered'
	WHERE i.name = 'index';
