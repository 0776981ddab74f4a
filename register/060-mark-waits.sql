-- SPDX-License-Identifier: GPL-3.0-or-later
-- The marks that wait to be pressed, so that they are found without going through all that were ever given.
-- Derived: those of table mark without a row in mark_place.
CREATE TABLE mark_waits (
	mark INTEGER PRIMARY KEY REFERENCES mark (id)  -- which
) STRICT;
INSERT INTO mark_waits(mark) SELECT id FROM mark WHERE id NOT IN (SELECT mark FROM mark_place);

CREATE TRIGGER mark_given AFTER INSERT ON mark BEGIN
	INSERT INTO mark_waits(mark) VALUES(new.id);
END;
CREATE TRIGGER mark_pressed AFTER INSERT ON mark_place BEGIN
	DELETE FROM mark_waits WHERE mark = new.mark;
END;
CREATE TRIGGER mark_lifted AFTER DELETE ON mark_place BEGIN
	INSERT INTO mark_waits(mark) VALUES(old.mark);
END;
