-- SPDX-License-Identifier: GPL-3.0-or-later
-- A page turned by hand. A fact, only ever added; page.turn is what the sheet says and these come to.
CREATE TABLE turned (
	id      INTEGER PRIMARY KEY,  -- order of happening
	page    INTEGER NOT NULL REFERENCES page (id),  -- which
	degrees INTEGER NOT NULL CHECK (degrees IN (90, 180, 270)),  -- clockwise, from how it stood
	at      INTEGER NOT NULL,     -- ms since 1970
	person  TEXT                  -- who: person id
) STRICT;
