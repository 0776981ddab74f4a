-- SPDX-License-Identifier: GPL-3.0-or-later
-- The opening of a complaint box: an act of those who opened it, also when it was empty. A fact, closed at most.
CREATE TABLE box_act (
	id           INTEGER PRIMARY KEY,  -- order of writing
	year         INTEGER NOT NULL,     -- of the opening
	number       INTEGER NOT NULL,     -- of the act in that year, from 1 without gaps
	box          TEXT NOT NULL,        -- name of the box in office.xml
	place        TEXT NOT NULL,        -- where it hangs, as office.xml said then
	opened_on    TEXT NOT NULL,        -- day, YYYY-MM-DD
	opened_time  TEXT,                 -- HH:MM; NULL: not said
	letters      INTEGER NOT NULL,     -- taken out; 0: none was in it
	note         TEXT,                 -- what else was found; NULL: nothing
	at           INTEGER NOT NULL,     -- when it was written down, ms since 1970
	person       TEXT,                 -- by whom: person id
	cancelled_at INTEGER,              -- ms since 1970; NULL: in force
	cancelled_by TEXT,                 -- person id
	why          TEXT,                 -- of the cancellation
	UNIQUE (year, number)
) STRICT;

-- Who opened it, as they sign. A fact.
CREATE TABLE box_act_member (
	act    INTEGER NOT NULL REFERENCES box_act (id),  -- which
	number INTEGER NOT NULL,  -- from 1; the first is the head of the commission
	name   TEXT NOT NULL,     -- Власне ім'я ПРІЗВИЩЕ
	post   TEXT,              -- what he is; NULL: not said
	person TEXT,              -- person id of one who is a user; NULL: he is none
	PRIMARY KEY (act, number)
) STRICT;

ALTER TABLE batch ADD COLUMN act INTEGER REFERENCES box_act (id); -- whose letters it is; NULL: of no act
