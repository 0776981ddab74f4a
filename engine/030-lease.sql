-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who does a work that only one process may do at a time.
CREATE TABLE lease(
	name TEXT PRIMARY KEY,            -- of the work: outbox
	holder TEXT NOT NULL,             -- the process that does it
	until INTEGER NOT NULL            -- ms since 1970 UTC; then another may take it
) STRICT;

-- What waits is found without reading all that was ever sent.
CREATE INDEX outbox_waits ON outbox(id) WHERE sent IS NULL;
