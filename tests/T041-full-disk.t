#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A disk that is full at one point or another: code 75, one line, the store whole; with room again, the next run
# ends as an undisturbed one.
. "$(dirname "$0")/lib.sh"
full=$BUILD/tests/full.so
case $BUILD in
*/san) budgets='0 30000 200000' ;;
*) budgets='0 9000 30000 60000 100000 130000 200000 300000 400000 650000' ;;
esac
make_office
"$PAINT" --letters 2 --hand 0 --backs 0 --turned 0 --dpi 150 --seed 7 -o "$T/paint" >/dev/null 2>&1
tiffcrop -z 1,1,1240,560 "$T/paint/batch.tif" "$T/two.tif" >/dev/null 2>&1
sum=$(sha256sum <"$T/two.tif")
cp -a "$SKRYNKA_HOME" "$T/empty"
cp -a "$T/empty" "$T/whole"
exits 'undisturbed' 0 "$SKRYNKA" --home "$T/whole" --as olena intake "$T/two.tif" --pages 1 --letters 2
dump_store "$T/whole" >"$T/whole.dump"

# full BYTES COMMAND…
full() { (export SKRYNKA_TEST_FULL="$1" LD_PRELOAD="$full" && shift && "$@"); }
fresh() {
	rm -rf "$SKRYNKA_HOME"
	cp -a "$1" "$SKRYNKA_HOME"
}
met=0
for bytes in $budgets; do
	fresh "$T/empty"
	full "$bytes" "$SKRYNKA" --as olena intake "$T/two.tif" --pages 1 --letters 2 >"$T/out" 2>"$T/err" </dev/null
	code=$?
	if [ "$code" -eq 0 ]; then
		echo "# $bytes bytes are enough"
		break
	fi
	met=$((met + 1))
	same "full after $bytes bytes: try again later" "$code" 75
	one_line "full after $bytes bytes: one line" ''
	says "full after $bytes bytes: says what to do" "$T/said" 'диск'
	exits "full after $bytes bytes: the home is whole" 0 "$SKRYNKA" verify
	exits "full after $bytes bytes: then again" 0 "$SKRYNKA" --as olena intake "$T/two.tif" --pages 1 --letters 2
	dump_store "$SKRYNKA_HOME" >"$T/dump"
	same "full after $bytes bytes: as undisturbed" "$(diff "$T/whole.dump" "$T/dump" | head -5)" ''
done
[ "$met" -ge 3 ]
ok "the disk was full at $met points" $?

# what is done with the letters: all of it or nothing
act() { # NAME COMMAND-PREFIX…
	act=$1
	shift
	case $act in
	event) "$@" --as holova do 1 control.put ;;
	turn) "$@" --as olena turn 1 1 90 ;;
	undo) "$@" --as olena batch cancel 1 --why 'Поділено неправильно' ;;
	clock) SKRYNKA_NOW=2027-01-15T10:00 "$@" tick ;;
	new) "$@" --as olena new written-appeal surname=Коваль --channel phone --key k1 ;;
	esac
}
# changing NAME SQL: what is 1 when it is done
changing() {
	cp -a "$T/whole" "$T/did-$1"
	exits "undisturbed: $1" 0 act "$1" "$SKRYNKA" --home "$T/did-$1"
	dump_store "$T/did-$1" >"$T/did-$1.dump"
	met=0
	for bytes in 0 6000 20000 60000; do
		fresh "$T/whole"
		full "$bytes" act "$1" "$SKRYNKA" >"$T/out" 2>"$T/err" </dev/null
		code=$?
		[ "$code" -ne 0 ] || break
		met=$((met + 1))
		same "$1, full after $bytes bytes" "$code" 75
		one_line "$1, full after $bytes bytes: one line" 'диск'
		exits "$1, full after $bytes bytes: the home is whole" 0 "$SKRYNKA" verify
		[ "$(sqlite3 "$SKRYNKA_HOME/skrynka.db" "$2")" = 1 ] || act "$1" "$SKRYNKA" >"$T/out" 2>&1
		"$SKRYNKA" tick >"$T/out" 2>&1
		dump_store "$SKRYNKA_HOME" >"$T/dump"
		same "$1, full after $bytes bytes: as undisturbed" "$(diff "$T/did-$1.dump" "$T/dump" | head -5)" ''
	done
	[ "$met" -ge 1 ]
	ok "$1: the disk was full at $met points" $?
}
changing event "SELECT control = 'holova' FROM card WHERE casefile = 1"
changing turn 'SELECT turn = 90 FROM page WHERE casefile = 1'
changing undo "SELECT state = 'cancelled' FROM batch"
changing clock "SELECT count(*) = 0 FROM timer WHERE fired IS NULL AND event IS NOT NULL AND fires <= '2027-01-15'"
changing new 'SELECT count(*) = 3 FROM casefile'

fresh "$T/whole"
"$SKRYNKA" --as holova do 1 decline ground=late reason='Строк минув' >"$T/out"
"$SKRYNKA" --as arkhiv do 1 file >"$T/out"
for bytes in 0 10000 40000; do
	full "$bytes" "$SKRYNKA" --as arkhiv export 1 -o "$T/bags" >"$T/out" 2>"$T/err" </dev/null
	same "an export, full after $bytes bytes" $? 75
	one_line "an export, full after $bytes bytes: one line" 'диск'
	same "an export, full after $bytes bytes: no half of a bag" "$(ls "$T/bags" 2>/dev/null)" ''
done
exits 'with room it is written' 0 "$SKRYNKA" --as arkhiv export 1 -o "$T/bags"
exits 'and whole' 0 "$SKRYNKA" verify "$T/bags/casefile-000001"

full 0 "$SKRYNKA" --home "$T/new" init --name 'Рада' --edrpou 12345678 >"$T/out" 2>"$T/err"
same 'an office on a full disk' $? 75
one_line 'an office on a full disk: one line' 'диск'
exits 'then again' 0 "$SKRYNKA" --home "$T/new" init --name 'Рада' --edrpou 12345678
exits 'it is there' 0 "$SKRYNKA" --home "$T/new" --as admin list
# by a link: should it ever be replaced, the link is, not the device
ln -s /dev/full "$T/sheets.pdf"
exits 'separators onto a full disk' 75 "$SKRYNKA" separators --count 2 -o "$T/sheets.pdf"
one_line 'separators onto a full disk: one line' 'місце'
[ -h "$T/sheets.pdf" ]
ok 'what stands there is not replaced' $?
same 'the source was never touched' "$(sha256sum <"$T/two.tif")" "$sum"
exits 'listing onto a full disk' 75 sh -c '"$0" --as olena list >/dev/full' "$SKRYNKA"
done_testing
