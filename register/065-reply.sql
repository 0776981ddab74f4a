-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who acts for those who signed, and what they were answered (Instruction 348, annex 1: day and index of the execution).
ALTER TABLE card ADD COLUMN representative TEXT; -- who is answered for all who signed, or acts for the applicant; NULL: nobody
ALTER TABLE card ADD COLUMN authority TEXT;      -- the paper that lets him act
ALTER TABLE card ADD COLUMN reply TEXT;          -- words of the final reply
ALTER TABLE card ADD COLUMN reply_number TEXT;   -- outgoing index of the reply
ALTER TABLE card ADD COLUMN replied_on TEXT;     -- day the reply was sent, YYYY-MM-DD
