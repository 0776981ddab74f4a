#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The kill test: the program is killed just before each step that makes something last (fsync, commit, rename,
# unlink), one after the other; it is run again, and the store is that of an undisturbed run.
MANY_COMMITS=1
. "$(dirname "$0")/lib.sh"
kill=$BUILD/tests/kill.so
case $BUILD in
*/san) stride=9 ;; # the sanitizers slow each run down: every ninth step
*) stride=1 ;;
esac
make_office
# two letters: the upper parts of their pages, for speed
"$PAINT" --letters 2 --hand 0 --backs 0 --turned 0 --dpi 150 --seed 7 -o "$T/paint" >/dev/null 2>&1
tiffcrop -z 1,1,1240,560 "$T/paint/batch.tif" "$T/two.tif" >/dev/null 2>&1
[ -s "$T/two.tif" ] || { echo "Bail out! no batch was painted"; exit 1; }
cp -a "$SKRYNKA_HOME" "$T/empty"

# run HOME USER WORD…
run() { SKRYNKA_HOME=$1 SKRYNKA_USER=$2 && shift 2 && "$SKRYNKA" "$@" >>"$SKRYNKA_HOME.out" 2>&1 </dev/null; }
# killed N HOME USER WORD…: before its Nth step; N = 0 counts them in HOME.count
killed() { (export SKRYNKA_TEST_KILL="$1" SKRYNKA_TEST_COUNT="$2.count" LD_PRELOAD="$kill" && shift && run "$@"); }
# sweep LABEL BASE FROM TRY: TRY N HOME says what is wrong; two at a time
shard() {
	i=$1 home=$T/shard$1
	while [ "$i" -le "$steps" ]; do
		rm -rf "$home" "$home.out"
		cp -a "$2" "$home"
		$3 "$i" "$home" >"$home.wrong" 2>&1
		[ ! -s "$home.wrong" ] || sed "s/^/step $i: /" "$home.wrong"
		i=$((i + 2 * stride))
	done >"$home.told"
}
sweep() { # NAME BASE TRY
	[ "$steps" -gt 5 ]
	ok "$1: $steps steps" $?
	shard 1 "$2" "$3" &
	shard $((1 + stride)) "$2" "$3"
	wait
	same "$1: killed before each of them, and run again" "$(cat "$T/shard1.told" "$T/shard$((1 + stride)).told")" ''
}
# the store; that a notice was sent, not when: a killed process keeps the lease of the outbox for a minute
dump() { dump_store "$1" | sed -E '/^INSERT INTO outbox/s/,[0-9]+\);$/,sent);/; /^INSERT INTO lease/d'; }
# the same as undisturbed, and whole
compare() { # HOME REFERENCE
	dump "$1" >"$1.dump"
	diff "$2.dump" "$1.dump" | head -5
	run "$1" admin verify || echo "verify: $(tail -3 "$1.out")"
}
undisturbed() { # HOME USER WORD…
	killed 0 "$@"
	same "undisturbed: $3" "$?" 0
	steps=$(cat "$1.count")
	dump "$1" >"$1.dump"
}

# --- intake ---
cp -a "$T/empty" "$T/whole"
undisturbed "$T/whole" olena intake "$T/two.tif" --pages 1 --letters 2
same 'two letters with index and stamp' "$(sqlite3 "$T/whole/skrynka.db" 'SELECT count(*) FROM index_given; SELECT count(*) FROM mark_place' | tr '\n' ' ')" '2 2 '
try_intake() {
	killed "$1" "$2" olena intake "$T/two.tif" --pages 1 --letters 2
	[ $? -eq 137 ] || echo 'it was not killed'
	run "$2" olena intake "$T/two.tif" --pages 1 --letters 2 || echo "again: $(tail -3 "$2.out")"
	compare "$2" "$T/whole"
	[ -z "$(ls "$2/spool" | grep -v '\.lock$')" ] || echo "left in spool: $(ls "$2/spool")"
}
sweep intake "$T/empty" try_intake

# --- what is done with the two letters ---
do_event() { "$@" holova do 1 resolve resolution='Розглянути' executors=petrenko,sydorenko control=yes; }
do_turn() { "$@" olena turn 1 1 90; }
do_undo() { "$@" olena batch cancel 1 --why 'Поділено неправильно'; }
do_new() { "$@" olena new written-appeal surname=Коваль address='вул. Лісова, 5' --channel phone --key k1; }
settle() { # HOME: draws what still waits, and sends it
	run "$1" admin tick
	SKRYNKA_NOW=2026-11-20T09:35 run "$1" admin tick
}
is_done() { [ "$(sqlite3 "$1/skrynka.db" "$done_when")" = 1 ]; }
try_it() {
	"do_$name" killed "$1" "$2"
	[ $? -eq 137 ] || echo 'it was not killed'
	# what has a key may always be asked for again; of the rest a person looks whether it is done
	{ [ "$name" != new ] && is_done "$2"; } || "do_$name" run "$2" || echo "again: $(tail -3 "$2.out")"
	settle "$2"
	compare "$2" "$T/$name"
}
# changing NAME SQL: what is 1 when it is done
changing() {
	name=$1 done_when=$2
	cp -a "$T/whole" "$T/$name"
	"do_$name" killed 0 "$T/$name"
	steps=$(cat "$T/$name.count")
	settle "$T/$name"
	dump "$T/$name" >"$T/$name.dump"
	is_done "$T/$name"
	ok "undisturbed: $name" $?
	sweep "$name" "$T/whole" try_it
}
changing event "SELECT states = 'execution' FROM instance WHERE id = 1"
changing turn 'SELECT turn = 90 FROM page WHERE casefile = 1'
changing undo "SELECT state = 'cancelled' FROM batch"
changing new 'SELECT count(*) = 3 FROM casefile'

# --- export ---
cp -a "$T/whole" "$T/resolved"
run "$T/resolved" holova do 1 decline ground=late reason='Строк минув'
run "$T/resolved" arkhiv do 1 file
cp -a "$T/resolved" "$T/exported"
killed 0 "$T/exported" arkhiv export 1 -o "$T/exported.bags"
same 'undisturbed: export' 0 0
steps=$(cat "$T/exported.count")
try_export() {
	rm -rf "$2.bags"
	killed "$1" "$2" arkhiv export 1 -o "$2.bags"
	[ $? -eq 137 ] || echo 'it was not killed'
	[ -e "$2.bags/casefile-000001" ] || run "$2" arkhiv export 1 -o "$2.bags" || echo "again: $(tail -3 "$2.out")"
	diff -r "$T/exported.bags" "$2.bags" | head -3
	run "$2" admin verify || echo "verify: $(tail -3 "$2.out")"
	"$SKRYNKA" verify "$2.bags/casefile-000001" 2>&1 >/dev/null
}
sweep export "$T/resolved" try_export
done_testing
