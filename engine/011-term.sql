-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every deadline as it was once worked out: a fact, only ever added. Table timer holds those that still run.
CREATE TABLE term(
	id INTEGER PRIMARY KEY,           -- order of setting
	instance INTEGER NOT NULL REFERENCES instance(id), -- the case
	at INTEGER NOT NULL,              -- when it was set, ms since 1970 UTC
	deadline TEXT NOT NULL,           -- id of the deadline; the same again: an extension
	title TEXT,                       -- what people call it
	due TEXT NOT NULL,                -- the last day in time, YYYY-MM-DD
	why TEXT NOT NULL                 -- derivation of the day, lines in Ukrainian
) STRICT;
CREATE INDEX term_instance ON term(instance, id);
