-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the local cards hold besides: where a caller works; by when a higher body wants to be told.
ALTER TABLE applicant ADD COLUMN work TEXT;     -- place of work, as told; NULL: not asked
ALTER TABLE card ADD COLUMN sent_due TEXT;      -- control date of the body that sent it here
