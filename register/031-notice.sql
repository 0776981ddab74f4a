-- SPDX-License-Identifier: GPL-3.0-or-later
-- A notice knows its row of the outbox. Those written before were told in their cases and leave no more.
ALTER TABLE notice ADD COLUMN key TEXT;  -- outbox.key; NULL: older than the outbox is sent
CREATE UNIQUE INDEX notice_key ON notice (key);
UPDATE outbox SET sent = at WHERE sent IS NULL;
