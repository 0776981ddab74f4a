-- SPDX-License-Identifier: GPL-3.0-or-later
-- A batch may be made of several files. The source of such a batch is a list of them (xsd/files.xsd), so that
-- the same files in the same order are one batch again. A fact, but for a file that could not be read.
CREATE TABLE batch_file (
	batch  INTEGER NOT NULL REFERENCES batch (id),    -- what it was taken into
	number INTEGER NOT NULL,                          -- its place, from 1
	object TEXT NOT NULL REFERENCES object (name),    -- the file as it was given
	name   TEXT NOT NULL,                             -- of that file, for people
	PRIMARY KEY (batch, number)
) STRICT;
CREATE INDEX batch_file_object ON batch_file (object);

INSERT INTO batch_file SELECT batch.id, 1, source, batch.name FROM batch JOIN object ON object.name = source
	WHERE object.type <> 'application/xml';
