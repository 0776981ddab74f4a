-- SPDX-License-Identifier: GPL-3.0-or-later
-- The engine: definitions, instances and what happened to them. One event is one transaction over these.

CREATE TABLE definition(
	hash TEXT PRIMARY KEY,            -- SHA-256 of xml, hexadecimal
	name TEXT NOT NULL,               -- of the procedure: written-appeal
	xml TEXT NOT NULL,                -- the SCXML document as it was when first used
	since INTEGER NOT NULL            -- when it was first used, ms since 1970 UTC
) STRICT;

CREATE TABLE instance(
	id INTEGER PRIMARY KEY,           -- the case
	definition TEXT NOT NULL          -- the case stays on it until it is migrated
		REFERENCES definition(hash),
	step INTEGER NOT NULL,            -- events taken so far; guards against two at once
	states TEXT NOT NULL,             -- ids of active atomic states in document order, spaces between
	history TEXT NOT NULL,            -- recorded histories: "id=a b;id=c"
	data TEXT NOT NULL,               -- the data model, XML
	started INTEGER NOT NULL,         -- ms since 1970 UTC
	ended INTEGER                     -- when a top-level final state was reached; NULL: it runs
) STRICT;

CREATE TABLE inbox(
	id INTEGER PRIMARY KEY,           -- order of arrival
	key TEXT UNIQUE,                  -- of the request; NULL: always a new one
	instance INTEGER NOT NULL REFERENCES instance(id), -- the case
	event TEXT NOT NULL,              -- name
	person TEXT,                      -- who sent it; NULL: the program
	data TEXT NOT NULL,               -- what it tells: a JSON object of texts
	at INTEGER NOT NULL               -- when it came, ms since 1970 UTC
) STRICT;

CREATE TABLE journal(
	id INTEGER PRIMARY KEY,           -- order of happening
	instance INTEGER NOT NULL REFERENCES instance(id), -- the case
	step INTEGER NOT NULL,            -- of the instance, after the event
	at INTEGER NOT NULL,              -- when, ms since 1970 UTC
	person TEXT,                      -- who; NULL: the program (a timer)
	event TEXT NOT NULL,              -- name
	title TEXT,                       -- what people call it; NULL: nothing waited for it
	taken INTEGER NOT NULL,           -- 1: done; 0: refused, nothing changed
	why TEXT,                         -- refused: why, in words
	data TEXT NOT NULL,               -- what it told: a JSON object of texts
	before TEXT NOT NULL,             -- active atomic states before, sorted
	after TEXT NOT NULL,              -- and after
	key TEXT UNIQUE                   -- of the request: the same one is not done twice; or NULL
) STRICT;
CREATE INDEX journal_instance ON journal(instance, id);

CREATE TABLE timer(
	instance INTEGER NOT NULL REFERENCES instance(id), -- the case
	id TEXT NOT NULL,                 -- of the deadline within the case; setting it again replaces it
	title TEXT,                       -- what people call it
	state TEXT NOT NULL,              -- the state that holds it; when that is left, it ends
	due TEXT NOT NULL,                -- the last day in time, YYYY-MM-DD
	why TEXT NOT NULL,                -- derivation of the day, lines in Ukrainian
	event TEXT,                       -- to fire when the day has passed; NULL: none
	fires TEXT NOT NULL,              -- the first day after due
	fired INTEGER,                    -- when it was passed by the clock, ms since 1970 UTC
	warn_event TEXT,                  -- to fire before the day; NULL: none
	warns TEXT,                       -- the day of the warning
	warned INTEGER,                   -- when it was given, ms since 1970 UTC
	PRIMARY KEY(instance, id)
) STRICT;
CREATE INDEX timer_due ON timer(due);

CREATE TABLE outbox(
	id INTEGER PRIMARY KEY,           -- order of writing
	key TEXT NOT NULL UNIQUE,         -- instance:step:n, the same for every attempt to send it
	instance INTEGER NOT NULL REFERENCES instance(id), -- the case
	at INTEGER NOT NULL,              -- when it was asked for, ms since 1970 UTC
	kind TEXT NOT NULL,               -- notify
	body TEXT NOT NULL,               -- the effect's fields: a JSON object of texts
	sent INTEGER                      -- when it left, ms since 1970 UTC; NULL: it waits
) STRICT;
