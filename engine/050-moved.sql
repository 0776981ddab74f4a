-- SPDX-License-Identifier: GPL-3.0-or-later
-- A case moved to another definition may be held by states that hold nothing there: they are cleared when left all the same.
ALTER TABLE instance ADD COLUMN moved INTEGER; -- when it was last moved to another definition, ms since 1970 UTC; NULL: never
