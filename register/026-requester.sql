-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who asks for public information: a person, a company, an association without status (Law 2939-VI, art. 12).
ALTER TABLE card ADD COLUMN requester TEXT;  -- code of classifier list requester; NULL: not a request, or not told
