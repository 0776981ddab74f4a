#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The folder of a scanner: what is whole is taken in, what is not is waited for, one bad file keeps none waiting; killed
# at any moment and started again, nothing is lost and nothing doubled.
. "$(dirname "$0")/lib.sh"
kill=$BUILD/tests/kill.so
sql() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "$1"; }
make_office
export SKRYNKA_USER=olena
for f in typed request unsigned; do # the upper parts, for speed
	tiffcrop -z 1,1,2480,1100 "$TOP/samples/letter-$f.tif" "$T/$f.tif" >/dev/null 2>&1
done
[ -s "$T/unsigned.tif" ] || { echo "Bail out! no letters were cut"; exit 1; }
cp -a "$SKRYNKA_HOME" "$T/empty"
mkdir "$T/in"
# wait_for COMMAND…: until it is true; two minutes at the most
wait_for() {
	tries=0
	until "$@" 2>/dev/null; do
		tries=$((tries + 1))
		[ "$tries" -lt 1200 ] || return 1
		sleep 0.1
	done
}

# --- as it comes ---
"$SKRYNKA" watch "$T/in" --settle 0 --pages 1 --channel counter >"$T/told" 2>"$T/err" </dev/null &
watch=$!
cp "$T/typed.tif" "$T/in/scan-2.tif.part"
echo 'no scan' >"$T/in/letter.txt"
ln -s "$T/typed.tif" "$T/in/link.tif"
mkfifo "$T/in/pipe.tif"
mkdir "$T/in/folder"
mv "$T/in/scan-2.tif.part" "$T/in/scan-2.tif" && cp "$T/request.tif" "$T/in/scan-10.tif"
wait_for test -e "$T/in/done/scan-10.tif"
ok 'what comes is taken in' $?
wait_for test -e "$T/in/failed/letter.txt"
ok 'what is no scan is put aside' $?
same 'with the options given' "$(sql 'SELECT name, channel, state FROM batch ORDER BY name')" 'scan-10.tif|counter|done
scan-2.tif|counter|done'
says 'a note tells what became of it' "$T/in/done/scan-2.tif.txt" 'Зареєстровано: 1'
says 'or why not' "$T/in/failed/letter.txt.txt" 'letter.txt: це не скан'
same 'links, pipes and folders are left alone' "$(cd "$T/in" && ls)" 'done
failed
folder
link.tif
pipe.tif'
says 'and told of, once' "$T/err" 'link.tif: не звичайний файл'
same 'once' "$(grep -c 'link.tif' "$T/err")" 1
exits 'the same folder is not watched twice' 75 "$SKRYNKA" watch "$T/in"
cp "$T/typed.tif" "$T/in/again.tif"
wait_for test -e "$T/in/done/again.tif"
says 'the same file again is noticed' "$T/in/done/again.tif.txt" 'уже прийнято, пачка'
cp "$T/request.tif" "$T/in/scan-2.tif"
wait_for test -e "$T/in/done/scan-2-2.tif"
ok 'a name that is there already gets a number' $?
same 'nothing is doubled' "$(sql 'SELECT count(*) FROM casefile')" 2
exec 3>>"$T/in/slow.tif"
head -c 9000 "$T/unsigned.tif" >&3
sleep 1
same 'a file that is written to is waited for, however slow' "$(ls "$T/in" | grep slow)" slow.tif
tail -c +9001 "$T/unsigned.tif" >&3
exec 3>&-
wait_for test -e "$T/in/done/slow.tif"
ok 'until it is whole' $?
kill -TERM $watch
wait $watch
same 'it ends when asked to' $? 0
exits 'the home is whole' 0 "$SKRYNKA" verify

# --- what hinders for a time, what waits for a person ---
rm -rf "$SKRYNKA_HOME" "$T/in" && cp -a "$T/empty" "$SKRYNKA_HOME" && mkdir "$T/in"
cp "$T/typed.tif" "$T/in/a.tif"
exec 4<>"$SKRYNKA_HOME/spool/intake.lock"
flock 4
exits 'another intake is at work' 75 "$SKRYNKA" watch "$T/in" --settle 0 --once --poll 1
same 'the file stays' "$(ls "$T/in")" a.tif
says 'the reason is told' "$T/out" 'a.tif: чекає: '
exec 4>&-
exits 'later' 0 "$SKRYNKA" --json watch "$T/in" --settle 0 --once --poll 1 --letters 2
same 'a batch whose count is wrong waits for a person' "$(sql 'SELECT state FROM batch') $(ls "$T/in/failed" | tr '\n' ' ')" 'held a.tif a.tif.txt '
same 'for programs too' "$(pick '"$_->{file} $_->{to} $_->{as}"' <"$T/out")" 'a.tif failed a.tif'
exits 'a word that the office does not know' 65 "$SKRYNKA" watch "$T/in" --channel pigeon --once
one_line 'is told at once' 'pigeon'
exits 'no such folder' 66 "$SKRYNKA" watch "$T/none" --once

# --- killed ---
tiffcrop -z 1,1,1240,400 "$T/unsigned.tif" "$T/small.tif" >/dev/null 2>&1
settled() { # the store and the folder
	dump_store "$SKRYNKA_HOME" | sed '/^INSERT INTO lease/d'
	(cd "$T/in" && find . -type f | sort)
}
fresh() {
	rm -rf "$SKRYNKA_HOME" "$T/in"
	cp -a "$T/empty" "$SKRYNKA_HOME"
	mkdir "$T/in"
	cp "$T/small.tif" "$T/in/a.tif"
	echo 'no scan' >"$T/in/b.tif"
}
round() { "$SKRYNKA" watch "$T/in" --settle 0 --poll 1 --once --pages 1 >>"$T/round" 2>&1 </dev/null; }
fresh
(export SKRYNKA_TEST_IN=watch SKRYNKA_TEST_COUNT="$T/count" LD_PRELOAD="$kill" && round)
same 'undisturbed' $? 0
settled >"$T/whole"
steps=$(cat "$T/count")
[ "$steps" -ge 8 ]
ok "its own steps: $steps" $?
i=1
while [ "$i" -le "$steps" ]; do
	fresh
	(export SKRYNKA_TEST_IN=watch SKRYNKA_TEST_KILL=$i LD_PRELOAD="$kill" && round)
	[ $? -eq 137 ] || echo "step $i: it was not killed"
	wait_for round || echo "step $i: again: $(tail -2 "$T/round")"
	settled >"$T/found"
	diff "$T/whole" "$T/found" | sed "s/^/step $i: /" | head -5
	i=$((i + 2))
done >"$T/wrong"
same 'killed before a step of its own, and run again: as undisturbed' "$(cat "$T/wrong")" ''
for i in 3 17; do
	fresh
	(export SKRYNKA_TEST_IN=intake SKRYNKA_TEST_KILL=$i LD_PRELOAD="$kill" && round)
	same "its intake killed before step $i: the file waits" "$? $(ls "$T/in" | grep a.tif)" '75 a.tif'
	round
	settled >"$T/found"
	same "its intake killed before step $i, and run again: as undisturbed" "$(diff "$T/whole" "$T/found" | head -5)" ''
done
done_testing
