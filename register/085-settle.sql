-- SPDX-License-Identifier: GPL-3.0-or-later
-- A batch under control: what was expected of it, what a person settled of its pages, what is doubtful of them.
ALTER TABLE batch ADD COLUMN sheets_expected INTEGER NOT NULL DEFAULT 0; -- sheets of paper; 0: not said
ALTER TABLE batch ADD COLUMN clerk TEXT;                  -- who laid the header sheet on it: person id; NULL: no such sheet
ALTER TABLE batch ADD COLUMN accepted_at INTEGER;         -- when a person took it as it is parted, ms since 1970; NULL: nobody
ALTER TABLE batch ADD COLUMN accepted_by TEXT;            -- that person: id
ALTER TABLE batch ADD COLUMN settled_after INTEGER NOT NULL DEFAULT 0; -- settled.id: later ones hold; the file was given anew then

-- What a person said of a page of a held batch. A fact, only ever added; of each kind the last one holds.
CREATE TABLE settled (
	id       INTEGER PRIMARY KEY,  -- order of happening
	batch    INTEGER NOT NULL REFERENCES batch (id),  -- which
	page     INTEGER NOT NULL,     -- of the batch, from 1
	begins   INTEGER CHECK (begins IN (0, 1)),  -- 1: a letter begins with it; 0: none does; NULL: nothing said
	turn     INTEGER CHECK (turn IN (0, 90, 180, 270)),  -- how it lies, degrees clockwise; NULL: nothing said
	casefile INTEGER REFERENCES casefile (id),  -- the letter that it begins is a paper of this case; NULL: nothing said
	at       INTEGER NOT NULL,     -- ms since 1970
	person   TEXT                  -- who: person id
) STRICT;
CREATE INDEX settled_batch ON settled (batch, id);

-- The number on the sticker of a letter's first page.
ALTER TABLE casefile ADD COLUMN sticker INTEGER;          -- NULL: none
CREATE INDEX casefile_sticker ON casefile (sticker) WHERE sticker IS NOT NULL;

-- Why a person should look at a page. Derived from the sheet.
ALTER TABLE page ADD COLUMN doubt TEXT;                   -- words of sheet.xsd, remark/@about, and unread; NULL: none

-- A person has looked at a doubtful page. A fact.
CREATE TABLE page_seen (
	page   INTEGER PRIMARY KEY REFERENCES page (id),  -- which
	at     INTEGER NOT NULL,     -- ms since 1970
	person TEXT                  -- who: person id
) STRICT;
