-- SPDX-License-Identifier: GPL-3.0-or-later
-- An event is taken in the transaction in which it comes: its row here was never there after a commit. Its key is in the journal.
DROP TABLE inbox;
