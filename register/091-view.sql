-- SPDX-License-Identifier: GPL-3.0-or-later
-- A page made small for a screen. Derived: made again from the picture whenever it is wanted and not there.
CREATE TABLE view (
	image TEXT NOT NULL REFERENCES object (name),  -- the page as it was: upright, stamped
	size  TEXT NOT NULL CHECK (size IN ('screen', 'thumb')),  -- 1600 or 240 px at most, either way
	small TEXT NOT NULL REFERENCES object (name),  -- PNG, or JPEG of grey and colour
	PRIMARY KEY (image, size)
) STRICT;
