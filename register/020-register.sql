-- SPDX-License-Identifier: GPL-3.0-or-later
-- The appeals office. Facts are only ever added, or closed once; what is said to be derived can be made
-- again from facts (events of the journal, sheets, objects) and is never the only place of anything.

-- People of the office. Changes are told in table audit.
CREATE TABLE person (
	id           TEXT PRIMARY KEY,  -- latin word
	name         TEXT NOT NULL,     -- Власне ім'я ПРІЗВИЩЕ
	roles        TEXT NOT NULL,     -- words separated by spaces
	absent_until TEXT               -- last day of absence, YYYY-MM-DD; NULL: here
) STRICT;

-- One scanning. A fact but for its state, which only goes from taken to held, done or failed, and back
-- to taken when the same file is given again.
CREATE TABLE batch (
	id               INTEGER PRIMARY KEY,  -- order of making
	source           TEXT NOT NULL UNIQUE REFERENCES object (name),  -- the file as it was given
	name             TEXT NOT NULL,     -- of that file, for people
	state            TEXT NOT NULL CHECK (state IN ('taken', 'held', 'done', 'failed')),  -- see above
	channel          TEXT NOT NULL,     -- code of classifier list channel
	box              TEXT,              -- name of a box in office.xml; NULL: no box
	arrived          TEXT NOT NULL,     -- day, YYYY-MM-DD
	letters_expected INTEGER NOT NULL,  -- 0: not said
	pages_per_letter INTEGER NOT NULL,  -- 0: letters begin at separator sheets
	procedure        TEXT NOT NULL,     -- name of the workflow
	taken_at         INTEGER NOT NULL,  -- ms since 1970
	taken_by         TEXT,              -- person id; NULL: the program
	note             TEXT               -- why it is held or failed
) STRICT;

-- A case: one letter of a batch. A fact.
CREATE TABLE casefile (
	id        INTEGER PRIMARY KEY,  -- the number of the case
	batch     INTEGER NOT NULL REFERENCES batch (id),  -- where it came from
	letter    INTEGER NOT NULL,     -- of the batch, from 1
	procedure TEXT NOT NULL,        -- name of the workflow it was started on
	sheet     TEXT NOT NULL REFERENCES object (name),  -- what was read (sheet.xml)
	original  TEXT NOT NULL REFERENCES object (name),  -- its pages as scanned (TIFF)
	opened_at INTEGER NOT NULL,     -- ms since 1970
	opened_by TEXT,                 -- person id
	UNIQUE (batch, letter)
) STRICT;

-- The registration and control card (Instruction 348, annex 1). Derived: from the sheet and the events.
CREATE TABLE card (
	casefile   INTEGER PRIMARY KEY REFERENCES casefile (id),  -- the case
	arrived    TEXT NOT NULL,  -- day of arrival
	registered TEXT,           -- day of registration; NULL: waits for the registrar
	kind       TEXT,           -- code of classifier list kind
	subject    TEXT,           -- code of list subject
	sign       TEXT,           -- code of list sign
	channel    TEXT,           -- code of list channel
	box        TEXT,           -- name of a box in office.xml
	category   TEXT,           -- code of list category (7.x)
	social     TEXT,           -- code of list social (8.x)
	signed_on  TEXT,           -- day written on the letter
	sent_from  TEXT,           -- body that sent it here
	sent_on    TEXT,           -- day of its covering letter
	sent_index TEXT,           -- index of its covering letter
	summary    TEXT,           -- the matter in short
	applicants INTEGER,        -- how many signed; NULL: not known
	sheets     INTEGER,        -- sheets of paper; NULL: not known
	resolution TEXT,           -- words of the resolution
	author     TEXT,           -- who laid it: person id
	lead       TEXT,           -- lead executor: person id
	control    TEXT,           -- who put it on control: person id; NULL: not on control
	outcome    TEXT,           -- code of list outcome (9.x)
	previous   TEXT            -- index of the first appeal, with /YYYY of another year
) STRICT;

-- Who wrote it; the first is the one the card names. Derived.
CREATE TABLE applicant (
	casefile   INTEGER NOT NULL REFERENCES casefile (id),  -- the case
	number     INTEGER NOT NULL,  -- from 1
	surname    TEXT,              -- in the nominative, as far as it is known
	given_name TEXT,              -- or an initial
	patronymic TEXT,              -- or an initial
	address    TEXT,              -- as written
	phone      TEXT,              -- as written
	email      TEXT,              -- as written
	likeness   TEXT NOT NULL,     -- surname folded for comparison; empty: none
	PRIMARY KEY (casefile, number)
) STRICT;
CREATE INDEX applicant_likeness ON applicant (likeness);

-- Questions raised by an appeal; the first is the main one. Derived.
CREATE TABLE topic (
	casefile INTEGER NOT NULL REFERENCES casefile (id),  -- the case
	number   INTEGER NOT NULL,  -- from 1
	code     TEXT NOT NULL,     -- of classifier list topic
	words    TEXT,              -- what it is about
	PRIMARY KEY (casefile, number)
) STRICT;

-- The words of a letter for search, folded. Derived from the sheet.
CREATE TABLE wording (
	casefile INTEGER PRIMARY KEY REFERENCES casefile (id),  -- the case
	words    TEXT NOT NULL        -- small letters, single spaces
) STRICT;

-- Pages of a case as the sheet tells them. Derived from the sheet; images can be made again.
CREATE TABLE page (
	id            INTEGER PRIMARY KEY,  -- order of making
	casefile      INTEGER NOT NULL REFERENCES casefile (id),  -- the case
	number        INTEGER NOT NULL,  -- in the case, from 1
	original_page INTEGER NOT NULL,  -- in casefile.original, from 1
	image         TEXT NOT NULL REFERENCES object (name),  -- upright page
	kind          TEXT NOT NULL,     -- text blank unread
	turn          INTEGER NOT NULL,  -- degrees clockwise that make it upright
	skew          REAL NOT NULL,     -- degrees clockwise after the turn
	UNIQUE (casefile, number)
) STRICT;

-- Every index that was ever given. A fact; a gap in the numbers is only where one was cancelled.
CREATE TABLE index_given (
	id           INTEGER PRIMARY KEY,  -- order of making
	casefile     INTEGER NOT NULL REFERENCES casefile (id),  -- the case
	series       TEXT NOT NULL,     -- name of the index in office.xml
	year         INTEGER NOT NULL,  -- of registration
	letter       TEXT NOT NULL,     -- as the index has it
	number       INTEGER NOT NULL,  -- of the counter
	copy         INTEGER NOT NULL,  -- 0, or which duplicate of that number
	words        TEXT NOT NULL,     -- the index itself
	given_at     INTEGER NOT NULL,  -- ms since 1970
	given_by     TEXT,              -- person id
	cancelled_at INTEGER,           -- ms since 1970; NULL: in force
	cancelled_by TEXT,              -- person id
	why          TEXT,              -- of the cancellation
	UNIQUE (year, words)
) STRICT;
CREATE INDEX index_given_casefile ON index_given (casefile);

-- The last number of each counter. Derived from index_given.
CREATE TABLE index_counter (
	series TEXT NOT NULL,     -- name of the index in office.xml
	year   INTEGER NOT NULL,  -- 0: never set back
	letter TEXT NOT NULL,     -- empty: common to all letters
	last   INTEGER NOT NULL,  -- number given
	PRIMARY KEY (series, year, letter)
) STRICT;

-- A mark given: who, when, why, on which page. A fact.
CREATE TABLE mark (
	id     INTEGER PRIMARY KEY,  -- order of making
	page   INTEGER NOT NULL REFERENCES page (id),  -- on which
	target TEXT NOT NULL CHECK (target IN ('letter', 'copy')),  -- copy: the applicant's own
	name   TEXT NOT NULL,     -- of the file in stamps/marks
	person TEXT,              -- who gave it; NULL: the program
	at     INTEGER NOT NULL,  -- ms since 1970
	why    TEXT,              -- the event it came with, or a person's words
	UNIQUE (page, target, name)
) STRICT;

-- What the blanks of a mark were filled with when it was given. A fact.
CREATE TABLE mark_blank (
	mark  INTEGER NOT NULL REFERENCES mark (id),  -- whose
	name  TEXT NOT NULL,  -- of the blank: office index date …
	value TEXT NOT NULL,  -- what stands there
	PRIMARY KEY (mark, name)
) STRICT;

-- A page with its marks. Derived: drawn again from the original, the marks and their blanks.
CREATE TABLE pressed (
	page   INTEGER NOT NULL REFERENCES page (id),  -- which
	target TEXT NOT NULL,  -- as in mark
	image  TEXT NOT NULL REFERENCES object (name),  -- one page, with all its marks
	PRIMARY KEY (page, target)
) STRICT;

-- Where a mark stands on that page. Derived; a mark without a row waits to be pressed.
CREATE TABLE mark_place (
	mark INTEGER PRIMARY KEY REFERENCES mark (id),  -- which
	x    INTEGER NOT NULL,  -- px of the pressed page, from its upper left corner
	y    INTEGER NOT NULL,  -- px
	w    INTEGER NOT NULL,  -- px
	h    INTEGER NOT NULL,  -- px
	side TEXT NOT NULL CHECK (side IN ('paper', 'margin', 'strip'))  -- strip: paper was added
) STRICT;

-- What somebody has to do. Derived from the events.
CREATE TABLE task (
	id       INTEGER PRIMARY KEY,  -- order of making
	casefile INTEGER NOT NULL REFERENCES casefile (id),  -- the case
	person   TEXT,              -- whose: person id; NULL: of all who hold the role
	role     TEXT,              -- NULL: of the person alone
	kind     TEXT NOT NULL,     -- word of the definition
	title    TEXT,              -- for people
	state    TEXT,              -- of the definition, which holds it
	given_at INTEGER NOT NULL,  -- ms since 1970
	given_by TEXT,              -- person id
	done_at  INTEGER            -- ms since 1970; NULL: open
) STRICT;
CREATE INDEX task_casefile ON task (casefile);
CREATE INDEX task_person ON task (person);

-- Notices. A fact; the outbox of the engine takes them out of the house.
CREATE TABLE notice (
	id        INTEGER PRIMARY KEY,  -- order of making
	casefile  INTEGER NOT NULL REFERENCES casefile (id),  -- the case
	recipient TEXT NOT NULL,     -- applicant, a role, or a person id
	template  TEXT NOT NULL,     -- name in letters.xml
	words     TEXT NOT NULL,     -- the text, filled in
	at        INTEGER NOT NULL   -- ms since 1970
) STRICT;
CREATE INDEX notice_casefile ON notice (casefile);
