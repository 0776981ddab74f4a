-- SPDX-License-Identifier: GPL-3.0-or-later
-- A batch that was split wrongly is cancelled as a whole; its file may then be taken in again, so only one
-- batch of a source is not cancelled. The table is made anew: what was UNIQUE cannot be taken back.
CREATE TEMP TABLE batch_before AS SELECT * FROM batch;
DROP TABLE batch;

-- One scanning. A fact but for its state, which only goes from taken to held, done or failed, back to taken
-- when the same file is given again, and at last to cancelled.
CREATE TABLE batch (
	id               INTEGER PRIMARY KEY,  -- order of making
	source           TEXT NOT NULL REFERENCES object (name),  -- the file as it was given
	name             TEXT NOT NULL,     -- of that file, for people
	state            TEXT NOT NULL CHECK (state IN ('taken', 'held', 'done', 'failed', 'cancelled')),  -- see above
	channel          TEXT NOT NULL,     -- code of classifier list channel
	box              TEXT,              -- name of a box in office.xml; NULL: no box
	arrived          TEXT NOT NULL,     -- day, YYYY-MM-DD
	letters_expected INTEGER NOT NULL,  -- 0: not said
	pages_per_letter INTEGER NOT NULL,  -- 0: letters begin at separator sheets
	procedure        TEXT NOT NULL,     -- name of the workflow
	taken_at         INTEGER NOT NULL,  -- ms since 1970
	taken_by         TEXT,              -- person id; NULL: the program
	note             TEXT               -- why it is held, failed or cancelled
) STRICT;
CREATE UNIQUE INDEX batch_source ON batch (source) WHERE state <> 'cancelled';

INSERT INTO batch SELECT id, source, name, state, channel, box, arrived, letters_expected, pages_per_letter,
	procedure, taken_at, taken_by, note FROM batch_before;
DROP TABLE batch_before;
