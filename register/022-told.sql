-- SPDX-License-Identifier: GPL-3.0-or-later
-- Cases that a program opened with a key of its own: the same key is the same case. A fact.
CREATE TABLE told_key (
	key      TEXT PRIMARY KEY,  -- as the program gave it
	casefile INTEGER NOT NULL REFERENCES casefile (id)  -- the case it opened
) STRICT;
