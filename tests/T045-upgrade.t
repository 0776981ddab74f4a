#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A home of every earlier schema is brought up to date: the tables are those of a new one, no row is lost.
. "$(dirname "$0")/lib.sh"
make_office
db=$SKRYNKA_HOME/skrynka.db
schema() { sqlite3 "$1" "SELECT replace(sql, '\"', '') FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"; }
schema "$db" >"$T/new"
program=$(sqlite3 "$db" 'PRAGMA application_id')
# a file that rows may refer to
echo scan >"$T/scan"
name=$(sha256sum "$T/scan" | cut -d' ' -f1)
mkdir "$SKRYNKA_HOME/objects/$(echo "$name" | cut -c1-2)"
cp "$T/scan" "$SKRYNKA_HOME/objects/$(echo "$name" | sed 's/../&\//')"
# rows of a time when there was a batch and a case of it, whatever columns came later
rows() {
	cat <<-SQL
		INSERT INTO object(name, kind, type, size, added) VALUES('$name', 'original', 'image/tiff', 5, 'then');
		INSERT INTO batch(id, source, name, state, channel, arrived, letters_expected, pages_per_letter, procedure, taken_at)
			VALUES(7, '$name', 'box.tif', 'done', 'box', '2026-11-20', 1, 0, 'written-appeal', 1);
		INSERT INTO casefile(id, batch, letter, procedure, sheet, original, opened_at)
			VALUES(3, 7, 1, 'written-appeal', '$name', '$name', 2);
	SQL
}
: >"$T/old.sql"
for file in $(cd "$TOP" && for f in */[0-9][0-9][0-9]-*.sql; do echo "$(basename "$f") $f"; done | sort | cut -d' ' -f2); do
	step=$(basename "$file" .sql)
	cat "$TOP/$file" >>"$T/old.sql"
	rm -f "$db" "$db-wal" "$db-shm"
	sqlite3 "$db" <"$T/old.sql"
	sqlite3 "$db" "PRAGMA user_version = $(echo "$step" | sed 's/-.*//; s/^0*//'); PRAGMA application_id = $program"
	batch=$(sqlite3 "$db" "SELECT count(*) FROM sqlite_master WHERE name = 'batch'")
	[ "$batch" -eq 0 ] || rows | sqlite3 "$db"
	exits "from $step" 0 "$SKRYNKA" verify
	schema "$db" >"$T/found"
	same "from $step: the tables are those of a new one" "$(diff "$T/new" "$T/found")" ''
	[ "$batch" -eq 0 ] || same "from $step: no row is lost" \
		"$(sqlite3 "$db" 'SELECT b.id, b.source, b.state, b.arrived, c.id, c.letter FROM batch b JOIN casefile c ON c.batch = b.id')" \
		"7|$name|done|2026-11-20|3|1"
done
done_testing
