#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A held batch is looked at and settled by one command; its pages are not read again.
MANY_COMMITS=1
. "$(dirname "$0")/lib.sh"
kill=$BUILD/tests/kill.so
sql() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "$1"; }
# parts: "letter pages from-to" of the last listing in JSON
parts() { pick 'map { "$_->{letter} $_->{pages} $_->{span}" } @$_' <"$T/out"; }
make_office
export SKRYNKA_USER=olena
# three letters of a page: the upper parts of their pages, for speed; the second lies upside down
"$PAINT" --letters 3 --hand 0 --backs 0 --turned 0 --dpi 150 --seed 7 -o "$T/paint" >/dev/null 2>&1
tiffcrop -z 1,1,1240,560 "$T/paint/batch.tif" "$T/right.tif" >/dev/null 2>&1
tiffcrop -N 2 -R 180 "$T/right.tif" "$T/second.tif" >/dev/null 2>&1
tiffcp "$T/right.tif,0" "$T/second.tif" "$T/right.tif,2" "$T/three.tif" 2>/dev/null
[ "$(tiffinfo "$T/three.tif" 2>/dev/null | grep -c 'Image Width')" = 3 ] || { echo "Bail out! no batch was painted"; exit 1; }

# --- held ---
before=$(sha256sum <"$T/three.tif")
exits 'three pages without anything between them' 77 "$SKRYNKA" --json intake "$T/three.tif"
says 'where to look' "$T/err" "$SKRYNKA_HOME/held/1/contact.pdf"
same 'how it is parted is told' "$(parts)" '1 3 1–3'
same 'nothing is registered' "$(sql 'SELECT count(*) FROM casefile') $(sql 'SELECT state FROM batch')" '0 held'
pdftotext "$SKRYNKA_HOME/held/1/contact.pdf" "$T/contact.txt"
same 'the contact sheet numbers the pages' "$(grep -cE '^[123]$' "$T/contact.txt")" 3
says 'and the letters' "$T/contact.txt" 'лист 1'
cp -a "$SKRYNKA_HOME" "$T/held"
seen() { (cd "$SKRYNKA_HOME/held/1" && sha256sum page-0001.* page-0003.*); }
seen >"$T/seen"

# --- settled ---
exits 'split before two pages' 0 "$SKRYNKA" --json batch split 1 --before 2,3
same 'three letters now' "$(parts)" '1 1 1
2 1 2
3 1 3'
exits 'joined' 0 "$SKRYNKA" --json batch join 1 2 3
same 'two' "$(parts)" '1 1 1
2 2 2–3'
exits 'split again' 0 "$SKRYNKA" batch split 1 --before 3
turned=$(sed -n 's/.*<page letter="2" n="2" [^>]*turn="\([0-9]*\)".*/\1/p; s/.*<page n="2" [^>]*turn="\([0-9]*\)".*/\1/p' "$SKRYNKA_HOME/held/1/batch.xml")
same 'the page that lay upside down was found' "$turned" 180
exits 'a person turns it further' 0 "$SKRYNKA" --json batch turn 1 2 180
same 'it is read anew and doubted' "$(pick 'map { $_->{doubt} // "-" } @$_' <"$T/out" | sed 's/.*turn.*\|.*confidence.*\|.*unread.*/doubted/')" '-
doubted
-'
exits 'and back' 0 "$SKRYNKA" --json batch turn 1 2 180
same 'it can be read again' "$(pick '$_->[1]{applicant} ? "named" : "-", $_->[1]{doubt}' <"$T/out")" 'named
-'
seen | diff - "$T/seen" >"$T/differ"
ok 'the other pages were not read again' $?
same 'each is noted' "$(sql 'SELECT page, begins, turn, person FROM settled ORDER BY id')" '2|1||olena
3|1||olena
3|0||olena
3|1||olena
2||0|olena
2||180|olena'
for bad in 'split 1 --before 9' 'join 1 1 7' 'join 1 2 1' 'turn 1 9 90' 'turn 1 1 45'; do
	exits "no: $bad" 65 "$SKRYNKA" batch $bad
done
exits 'no: a word' 64 "$SKRYNKA" batch split 1 --before x
exits 'no such case' 66 "$SKRYNKA" batch assign 1 1 77
exits 'not for an executor' 77 as petrenko batch split 1 --before 2
same 'nothing of that is noted' "$(sql 'SELECT count(*) FROM settled')" 6
exits 'accepted' 0 "$SKRYNKA" --json batch accept 1
same 'three cases' "$(pick 'map { "$_->{letter} $_->{case}" } @$_' <"$T/out")" '1 1
2 2
3 3'
same 'who took it' "$(sql 'SELECT state, accepted_by FROM batch')" 'done|olena'
same 'the folder is gone' "$(ls "$SKRYNKA_HOME/held")" ''
exits 'what became of it' 0 "$SKRYNKA" --json batch show 1
same 'is told' "$(pick 'map { "$_->{letter} $_->{case}" } @$_' <"$T/out")" '1 1
2 2
3 3'
exits 'there is nothing to settle' 77 "$SKRYNKA" batch split 1 --before 2
same 'the file given is not touched' "$(sha256sum <"$T/three.tif")" "$before"
exits 'the home is whole' 0 "$SKRYNKA" verify
same 'the same pages as by separators' "$(sql "SELECT turn, kind FROM page ORDER BY id")" '0|text
180|text
0|text'

# --- what was read is lost: it is read again ---
rm -rf "$SKRYNKA_HOME" && cp -a "$T/held" "$SKRYNKA_HOME" && rm -rf "$SKRYNKA_HOME/held"
exits 'split without the folder' 0 "$SKRYNKA" --json batch split 1 --before 2,3
same 'is the same' "$(parts)" '1 1 1
2 1 2
3 1 3'

# --- killed at every step that makes something last, and run again ---
run() { SKRYNKA_HOME=$1 && shift && "$SKRYNKA" "$@" >>"$SKRYNKA_HOME.out" 2>&1 </dev/null; }
killed() { (export SKRYNKA_TEST_KILL="$1" SKRYNKA_TEST_COUNT="$2.count" LD_PRELOAD="$kill" && shift && run "$@"); }
dump() { dump_store "$1" | grep -vE '^INSERT INTO (lease|settled|audit|sqlite_sequence)'; }
cp -a "$T/held" "$T/whole"
killed 0 "$T/whole" batch split 1 --before 2,3 --accept
same 'undisturbed' "$? $(sqlite3 "$T/whole/skrynka.db" 'SELECT count(*) FROM casefile')" '0 3'
steps=$(cat "$T/whole.count")
dump "$T/whole" >"$T/whole.dump"
case $BUILD in
*/san) stride=29 ;;
*) stride=7 ;;
esac
n_killed=0
for step in $(seq 1 $stride "$steps") "$steps"; do
	rm -rf "$T/try"
	cp -a "$T/held" "$T/try"
	killed "$step" "$T/try" batch split 1 --before 2,3 --accept
	[ $? -eq 137 ] || echo "step $step: it was not killed"
	n_killed=$((n_killed + 1))
	# what was not said yet is said again; what is done is done
	case $(sqlite3 "$T/try/skrynka.db" 'SELECT state FROM batch') in
	held) run "$T/try" batch split 1 --before 2,3 --accept || echo "step $step: again: $(tail -2 "$T/try.out")" ;;
	esac
	run "$T/try" tick || echo "step $step: tick"
	dump "$T/try" >"$T/try.dump"
	diff "$T/whole.dump" "$T/try.dump" | head -3 | sed "s/^/step $step: /"
	run "$T/try" verify || echo "step $step: verify"
done >"$T/wrong"
same "killed at $n_killed of $steps steps: nothing lost, nothing doubled" "$(cat "$T/wrong")" ''
done_testing
