-- SPDX-License-Identifier: GPL-3.0-or-later
-- Events that a chart has sent itself, until they come (lenient charts only: definitions set deadlines instead).
CREATE TABLE delayed(
	id INTEGER PRIMARY KEY,           -- order of sending
	instance INTEGER NOT NULL REFERENCES instance(id), -- the case
	event TEXT NOT NULL,              -- name
	sendid TEXT,                      -- to cancel it by; NULL: it has none
	data TEXT,                        -- what it carries: <data>…</data>; NULL: nothing
	at INTEGER NOT NULL               -- when it comes, ms since 1970 UTC
) STRICT;
CREATE INDEX delayed_at ON delayed(at, id);
CREATE INDEX delayed_instance ON delayed(instance, at, id);

-- The clock asks what is due again and again, mostly in vain.
CREATE INDEX timer_fires ON timer(fires, instance, id) WHERE fired IS NULL AND event IS NOT NULL;
CREATE INDEX timer_warns ON timer(warns, instance, id) WHERE warned IS NULL AND warn_event IS NOT NULL;
