#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Files that others made to hurt: every one gets its line, none harms the office. They are not part of the project.
. "$(dirname "$0")/lib.sh"
data=${SKRYNKA_TEST_DATA:-$TOP/../shared/data}
if [ ! -r "$data/tiff/MANIFEST.tsv" ]; then
	echo '1..0 # SKIP the files are not here (SKRYNKA_TEST_DATA)'
	exit 0
fi
data=$(cd "$data" && pwd)
sql() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "$1"; }
make_office
export SKRYNKA_USER=olena
cp -a "$SKRYNKA_HOME" "$T/empty"
# of FIELD-TEST: files of the manifest, one of each content
of() { awk -F'\t' "$1 && !seen[\$5]++ { print \$3 }" "$data/tiff/MANIFEST.tsv"; }

# --- scans ---
# take NAME CLASS: all of a class in one go, in an office of its own
take() {
	rm -rf "$SKRYNKA_HOME"
	cp -a "$T/empty" "$SKRYNKA_HOME"
	of "\$1 == \"$1\"" >"$T/list"
	(cd "$data" && tr '\n' '\0' <"$T/list" |
		weigh timeout 540 xargs -0 "$SKRYNKA" intake --pages 1 >"$T/out" 2>"$T/err")
	code=$?
	grep '^skrynka: ' "$T/err" | sed 's/^skrynka: //' >"$T/told"
}
for class in refuse damaged huge; do
	take $class
	count=$(wc -l <"$T/list")
	[ "$count" -gt 0 ] || continue
	same "$class: $count files, the program lives" "$code" 123 # xargs: it ended with 1 to 125
	same "$class: each has its line, by its name" "$(while read -r f; do grep -cF -- "$f: " "$T/told" | sed "s|\$| $f|"; done <"$T/list" | grep -v '^1 ')" ''
	same "$class: and no other line" "$(wc -l <"$T/told")" "$count"
	same "$class: none was a fault of the program" "$(grep -E 'сигнал|signal|база даних' "$T/told")" ''
	within "$class" $([ $class = refuse ] && echo 64 || echo 200) # what is refused at once needs no reader
	same "$class: nothing is registered" "$(sql 'SELECT (SELECT count(*) FROM casefile), (SELECT count(*) FROM page), (SELECT count(*) FROM journal),
		(SELECT count(*) FROM batch)')" '0|0|0|0'
	same "$class: a copy and a note of each" "$(ls "$SKRYNKA_HOME/failed" | wc -l)" $((count * 2))
	exits "$class: the office is whole" 0 "$SKRYNKA" verify
done

take accept
same 'good ones: some are refused, the program lives' "$code" 123
within accept 300
# fractions have no white, a palette of 65,536 is none, and a page of 15 px no paper
same 'what is refused' "$(sed 's/: .*//; s|.*/||' "$T/told" | grep -vE '^(caspian|flower-palette-16)' | grep -v loop)" ''
same 'it has a reason that a person can act on' "$(grep -vE 'програма|програму|точок|looping' "$T/told")" ''
told() { grep -qF -- "$1: " "$T/told"; }
while read -r f; do
	told "$f" && continue
	pages=$(awk -F'\t' -v f="$f" '$3 == f { print $8; exit }' "$data/tiff/MANIFEST.tsv")
	same "$f: $pages pages" "$(sql "SELECT count(*) FROM page JOIN casefile c ON c.id = casefile JOIN batch b ON b.id = c.batch WHERE b.name = '$(basename "$f")'")" "$pages"
done <"$T/list"
same 'every file is in or told of' "$(($(sql "SELECT count(*) FROM batch WHERE state = 'done'") + $(wc -l <"$T/told")))" "$(wc -l <"$T/list")"
exits 'the office is whole' 0 "$SKRYNKA" verify

# --- XML ---
for f in "$data"/xml-hostile/defusedxml/xmltestdata/*.xml "$data"/xml-hostile/libxml2/recurse/*.xml; do
	name=$(basename "$f")
	cp "$SKRYNKA_HOME/office.xml" "$T/office.xml"
	cp "$f" "$SKRYNKA_HOME/office.xml"
	grep -q '<!DOCTYPE' "$f" && why=DOCTYPE || why=office.xml # nothing behind a DOCTYPE is looked at
	exits "$name as office.xml" 65 weigh timeout 60 "$SKRYNKA" list
	one_line "$name as office.xml: one line" 'office.xml'
	says "$name as office.xml: its reason" "$T/said" "$why"
	within "$name as office.xml" 64
	cp "$T/office.xml" "$SKRYNKA_HOME/office.xml"
	exits "$name as a procedure" 65 weigh timeout 60 "$SKRYNKA" workflow check "$f"
	[ $why != DOCTYPE ] || says "$name as a procedure: its reason" "$T/err" DOCTYPE
	within "$name as a procedure" 64
done
done_testing
