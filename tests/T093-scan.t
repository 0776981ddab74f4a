#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Paper from a scanner: SANE's own test device, and one with a feeder that jams, runs dry, is opened and breaks down.
# Whatever happens, each sheet that went through comes into the batch once.
. "$(dirname "$0")/lib.sh"
kill=$BUILD/tests/kill.so
sql() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "$1"; }
object() { echo "$SKRYNKA_HOME/objects/$(echo "$1" | sed 's/../&\//')"; }
make_office
export SKRYNKA_USER=olena
spool=$SKRYNKA_HOME/spool/scan/olena
cp -a "$SKRYNKA_HOME" "$T/empty"
fresh() { rm -rf "$SKRYNKA_HOME" && cp -a "$T/empty" "$SKRYNKA_HOME"; }
# asks for memory that a sanitizer does not let go: the drivers' own
export LSAN_OPTIONS="${LSAN_OPTIONS:+$LSAN_OPTIONS:}detect_leaks=0"

# --- SANE's own device ---
mkdir "$T/conf"
export SANE_CONFIG_DIR="$T/conf"
echo test >"$T/conf/dll.conf"
device() { # LINE…: what it is like
	printf '%s\n' 'number_of_devices 1' 'resolution_max 1200' 'geometry_max 300' 'test-picture "Grid"' "$@" >"$T/conf/test.conf"
}
device
exits 'the scanners are listed' 0 "$SKRYNKA" --json scan --list
same 'with maker and model' "$(pick 'map { join "|", @$_{qw(device maker model type)} } @$_' <"$T/out")" 'test:0|Noname|frontend-tester|virtual device'
exits 'the feeder is scanned until it is empty' 0 "$SKRYNKA" scan --pages 2 --dpi 100 --mode lineart --channel counter
same 'ten sheets, one batch, with the options given' "$(sql 'SELECT (SELECT count(*) FROM page), (SELECT count(*) FROM casefile), channel, state FROM batch')" '10|5|counter|done'
first=$(object "$(sql 'SELECT object FROM batch_file WHERE number = 1')")
same 'as bits, at the resolution asked for, a sheet of A4, with its scanner and its time' \
	"$(tiffinfo "$first" 2>/dev/null | grep -E 'Width|Resolution|Bits|Scheme|Rows|Make|Model|DateTime|Page Number' | sed 's/^ *//')" \
	'Image Width: 826 Image Length: 1169
Resolution: 100, 100 pixels/inch
Bits/Sample: 1
Compression Scheme: CCITT Group 4
Rows/Strip: 1169
Page Number: 0-0
Make: Noname
Model: frontend-tester
DateTime: 2026:11:20 09:30:00'
same 'nothing is left in the spool' "$(ls -A "$spool")" lock
for mode in gray:1 color:3; do
	fresh
	exits "in ${mode%:*}" 0 "$SKRYNKA" scan --pages 10 --dpi 100 --mode "${mode%:*}" --paper a5
	first=$(object "$(sql 'SELECT object FROM batch_file WHERE number = 1')")
	same "in ${mode%:*}: what it is" "$(tiffinfo "$first" 2>/dev/null | grep -E 'Width|Bits|Samples|Scheme' | sed 's/^ *//')" \
		"Image Width: 582 Image Length: 826
Bits/Sample: 8
Compression Scheme: AdobeDeflate
Samples/Pixel: ${mode#*:}"
done
scanned() { cp "$SKRYNKA_HOME/spool/scan/olena/open/00001.tif" "$T/$1.tif"; }
for depth in 8 16; do # 16 bits: the upper 8 are taken
	mkdir "$T/f$depth"
	device 'resolution_max 100' "depth $depth" 'test-picture "Color pattern"' 'mode Color'
	"$BUILD/skrynka-scan" --cage scan "$T/f$depth" 1 test:0 color A5 100 glass >/dev/null
done
cmp -s "$T/f8/00001.tif" "$T/f16/00001.tif"
ok 'dots of 16 bits become such of 8' $?
device 'hand-scanner true'
mkdir "$T/hand"
"$BUILD/skrynka-scan" --cage scan "$T/hand" 1 test:0 gray A4 100 glass >/dev/null
tiffinfo "$T/hand/00001.tif" 2>/dev/null | grep -q 'Image Width: 4[0-9]* Image Length: [1-9]'
ok 'a scanner that does not know how long the sheet is' $?
fresh
device 'resolution_max 80'
exits 'a resolution that it has not' 0 "$SKRYNKA" scan --pages 10 --mode lineart
says 'the one it takes is told' "$T/err" 'сканує з роздільністю 80'
exits '--duplex, which it cannot' 64 "$SKRYNKA" scan --duplex
one_line 'what to do' 'не сканує обидва боки'
exits 'no such scanner' 66 "$SKRYNKA" scan --device test:7
one_line 'which there are' 'scan --list'
device 'number_of_devices 2'
exits 'two of them' 64 "$SKRYNKA" scan
one_line 'say which' '--device'
: >"$T/conf/dll.conf"
exits 'none' 66 "$SKRYNKA" scan
one_line 'what to look at' 'увімкніть'
echo test >"$T/conf/dll.conf"
before=$(dump_store "$SKRYNKA_HOME" | sha256sum)
while read -r status code words; do
	device "read-status-code \"SANE_STATUS_$status\""
	exits "$status" "$code" "$SKRYNKA" scan --dpi 100
	one_line "$status: what to do" "$words"
	same "$status: in Ukrainian" "$(cyrillic -v <"$T/said")" ''
done <<'END'
JAMMED 75 застряг
NO_DOCS 75 застряг
COVER_OPEN 75 кришк
DEVICE_BUSY 75 зайнятий
IO_ERROR 75 кабель
NO_MEM 75 пам’яті
ACCESS_DENIED 77 групи
CANCELLED 75 зупинено
END
device 'resolution_max 9600' 'geometry_max 10000' 'br_x 10000' 'br_y 10000'
mkdir "$T/huge"
weigh "$BUILD/skrynka-scan" --cage scan "$T/huge" 1 test:0 color A3 9600 glass >"$T/out"
says 'a page larger than any sheet' "$T/out" 'більше за будь-який аркуш'
within 'a page larger than any sheet' 60
same 'nothing is stored of all these' "$(dump_store "$SKRYNKA_HOME" | sha256sum) $(ls -A "$spool/open" "$T/huge")" "$before $spool/open:

$T/huge:"

# --- a feeder ---
mkdir "$T/drivers"
ln -s "$BUILD/tests/feeder.so" "$T/drivers/libsane-paper.so.1"
export LD_LIBRARY_PATH="$T/drivers" SKRYNKA_TEST_FEEDER="$T/feeder"
echo paper >"$T/conf/dll.conf"
i=0
mkdir "$T/pile"
for f in typed request unsigned repeat; do # the upper parts, for speed
	i=$((i + 1))
	tiffcrop -z 1,1,2480,1100 "$TOP/samples/letter-$f.tif" "$T/$f.tif" >/dev/null 2>&1
	tifftopnm "$T/$f.tif" >"$T/pile/0$i-1.pnm" 2>/dev/null
done
[ -s "$T/pile/04-1.pnm" ] || { echo "Bail out! no sheets were made"; exit 1; }
# lay [SHEETS THAT ARE SAFE]: the rest of the pile into the feeder
lay() {
	rm -rf "$T/feeder"
	mkdir -p "$T/feeder/in" "$T/feeder/out"
	cp "$T"/pile/* "$T/feeder/in"
	safe=1
	while [ "$safe" -le "${1:-0}" ]; do
		rm -f "$T/feeder/in/0$safe"-*
		safe=$((safe + 1))
	done
}
happens() { : >"$T/feeder/in/$1"; } # SHEET-SIDE.WHAT
# what came of it: of each letter the pictures of its pages
pages() {
	for o in $(sql 'SELECT object FROM batch_file ORDER BY batch, number'); do
		rm -f "$T"/one-*
		tiffsplit "$(object "$o")" "$T/one-"
		for p in "$T"/one-*; do tifftopnm "$p" 2>/dev/null | sha256sum; done
	done
}
given() { for p in "$T"/pile/$1; do sha256sum <"$p"; done; }

fresh && lay
exits 'letters' 0 "$SKRYNKA" scan --pages 1 --letters 4 --mode lineart
same 'are read and registered' "$(sql "SELECT count(*), sum(index_ IS NOT NULL) FROM (SELECT c.id, (SELECT words FROM index_given i WHERE i.casefile = c.id) AS index_ FROM casefile c)")" '4|4'
same 'each dot as it came' "$(pages)" "$(given '*-1.pnm')"
same 'the scanner is set by its own words' "$(cat "$T/feeder/log")" 'source=ADF
mode=Black & White
resolution=300
br-x=210
br-y=297'
exits 'the feeder is empty' 66 "$SKRYNKA" scan
one_line 'what to do' 'покладіть'

# --- what stops it: with strips of a letter, for speed ---
rm "$T"/pile/*
for i in 1 2 3 4; do
	tiffcrop -z 1,$((i * 250)),1000,$((i * 250 + 200)) "$T/typed.tif" "$T/small.tif" >/dev/null 2>&1
	tifftopnm "$T/small.tif" >"$T/pile/0$i-1.pnm" 2>/dev/null
	pnmflip -topbottom "$T/pile/0$i-1.pnm" >"$T/pile/0$i-2.pnm"
done
sheets() { sql 'SELECT count(*) FROM batch_file'; }
for what in jam:75 cover:75 busy:75 io:75 access:77 die:75; do
	fresh && lay && happens "03-1.${what%:*}"
	exits "${what%:*} at the third sheet" "${what#*:}" "$SKRYNKA" scan --pages 1 --mode lineart
	says "${what%:*}: two are safe" "$T/err" 'Уже збережено аркушів: 2.'
	same "${what%:*}: nothing is taken in yet" "$(sheets) $(ls "$spool/open" | tr '\n' ' ')" '0 00001.tif 00002.tif '
	exits "${what%:*}: the same command again" 0 "$SKRYNKA" scan --pages 1 --mode lineart
	says "${what%:*}: goes on" "$T/err" 'Раніше відскановано аркушів: 2'
	same "${what%:*}: nothing lost, nothing doubled" "$(sql 'SELECT count(*) FROM batch') $(pages)" "1 $(given '*-1.pnm')"
done
fresh && lay && happens 03-1.jam
exits 'a jam, and then the feeder is empty' 75 "$SKRYNKA" scan --pages 1
rm "$T"/feeder/in/*
exits 'is not taken for the end' 66 "$SKRYNKA" scan --pages 1
says 'what to do' "$T/err" 'scan --finish'
exits 'until a person says so' 0 "$SKRYNKA" scan --finish
same 'two sheets are taken in, as was asked at first' "$(sheets) $(sql 'SELECT count(*) FROM casefile')" '2 2'
exits 'then no more wait' 66 "$SKRYNKA" scan --finish
fresh && lay && happens 03-1.jam
exits 'a jam' 75 "$SKRYNKA" scan --mode lineart
exits 'and all anew' 0 "$SKRYNKA" scan --drop
lay
exits 'from the first sheet' 0 "$SKRYNKA" scan --pages 1 --letters 4 --mode lineart
exits 'a word that the office does not know' 65 "$SKRYNKA" scan --channel pigeon
lay
exits 'a wrong mode' 64 "$SKRYNKA" scan --mode sepia
exits 'a wrong paper' 64 "$SKRYNKA" scan --paper A0
same 'is told before any paper moves' "$(ls "$T/feeder/in" | wc -l)" 8

# --- both sides ---
fresh && lay && happens 02-2.jam
exits 'a jam at the back of the second sheet' 75 "$SKRYNKA" scan --duplex --pages 2 --mode lineart
says 'one sheet is safe: it is laid in again with both sides' "$T/err" 'Уже збережено аркушів: 1.'
exits 'again' 0 "$SKRYNKA" scan --duplex --pages 2 --mode lineart
same 'front, back, front, back: none twice' "$(pages)" "$(given '*.pnm')"
says 'by the word of the scanner' "$T/feeder/log" 'source=ADF Duplex'
same 'a letter has two pages' "$(sql 'SELECT count(*), min(n), max(n) FROM (SELECT count(*) AS n FROM page GROUP BY casefile)')" '4|2|2'

# --- both sides by two passes ---
# behind [BUT]: the backs of the pile turned over, without the BUT-th
behind() {
	rm -f "$T"/feeder/in/*
	for i in 1 2 3 4; do
		[ "$i" = "${1:-}" ] || cp "$T/pile/0$((5 - i))-2.pnm" "$T/feeder/in/0$i-1.pnm"
	done
}
fresh && lay
exits 'fronts' 75 "$SKRYNKA" scan --collate --pages 2 --mode lineart
says 'then the pile is turned over' "$T/err" 'Переверніть'
behind && happens 03-1.jam
exits 'a jam among the backs' 75 "$SKRYNKA" scan
exits 'and the rest; what was asked first still holds' 0 "$SKRYNKA" scan
says 'as is told' "$T/err" '--collate --pages 2 --mode lineart'
same 'each back behind its front' "$(pages)" "$(given '*.pnm')"
same 'letters of two pages' "$(sql 'SELECT count(*), min(n), max(n) FROM (SELECT count(*) AS n FROM page GROUP BY casefile)')" '4|2|2'
fresh && lay && happens 04-1.jam
exits 'a jam at the last front' 75 "$SKRYNKA" scan --collate
rm -f "$T"/feeder/in/*
exits 'it is left out' 75 "$SKRYNKA" scan --finish
says 'and the pile turned over' "$T/err" 'Переверніть'
behind 1
rm "$T/feeder/in/02-1.pnm"
exits 'two sheets went through at once' 75 "$SKRYNKA" scan
says 'which is seen' "$T/err" 'Лицьових боків: 3, зворотних: 2'
same 'nothing is taken in' "$(sheets) $(ls "$spool/open" | wc -l)" '0 5'
exits 'all anew' 0 "$SKRYNKA" scan --drop
same 'nothing is left' "$(ls -A "$spool")" 'lock'
exits 'not by a feeder of two sides' 64 "$SKRYNKA" scan --collate --duplex
lay
happens 04-1.jam
exits 'a jam at the last front again' 75 "$SKRYNKA" scan --collate --pages 2 --mode lineart
exits 'nor when one of them was asked before' 64 "$SKRYNKA" scan --duplex
# on a terminal: the last front is left out, and the pile turned over when it is asked for
(until [ -e "$spool/open/.turned" ]; do sleep 0.1; done; behind 1; sleep 1; echo) |
	timeout 60 env TERM=dumb script -qec "$SKRYNKA scan --finish" /dev/null >"$T/out" 2>&1
says 'Enter goes on with the backs' "$T/out" 'натисніть Enter'
same 'three letters of two pages' "$(sql 'SELECT count(*), min(n), max(n) FROM (SELECT count(*) AS n FROM page GROUP BY casefile)')" '3|2|2'

# --- on a terminal ---
fresh && lay && happens 02-1.jam && happens 03-1.cover
(sleep 1; echo; sleep 1; echo) | env TERM=dumb script -qec "$SKRYNKA scan --pages 1 --mode lineart" /dev/null >"$T/out" 2>&1
same 'Enter goes on, after a jam and after an open cover' "$(pages)" "$(given '*-1.pnm')"
says 'it is asked for' "$T/out" 'натисніть Enter'

# --- the intake is hindered ---
fresh && lay
exec 4<>"$SKRYNKA_HOME/spool/intake.lock"
flock 4
exits 'another intake is at work' 75 "$SKRYNKA" scan --pages 1 --mode lineart
one_line 'the scan is kept' 'scan --finish'
exec 4>&-
lay
exits 'later it is taken in first, alone' 0 "$SKRYNKA" scan --pages 1
same 'what lies in the feeder is another batch' "$(sheets) $(ls "$T/feeder/in" | wc -l)" '4 8'
exits 'the home is whole' 0 "$SKRYNKA" verify

# --- a full disk ---
fresh && lay
exits 'the disk is full' 75 env SKRYNKA_TEST_FULL=2500 LD_PRELOAD="$BUILD/tests/full.so" "$SKRYNKA" scan --mode lineart
got=$(ls "$spool/open" | wc -l)
says 'what is safe' "$T/err" "Уже збережено аркушів: $got."
lay "$got"
exits 'with room again' 0 "$SKRYNKA" scan --pages 1 --mode lineart
same 'the same sheets' "$(pages)" "$(given '*-1.pnm')"

# --- killed ---
rm "$T"/pile/*-2.pnm "$T/pile/04-1.pnm"
scan() { "$SKRYNKA" scan --pages 1 --mode lineart "$@" >>"$T/round" 2>&1 </dev/null; }
settled() {
	dump_store "$SKRYNKA_HOME" | sed '/^INSERT INTO lease/d'
	(cd "$SKRYNKA_HOME/spool" && find . -type f | grep -v lock | sort)
}
fresh && lay
(export SKRYNKA_TEST_IN=scan SKRYNKA_TEST_COUNT="$T/count" LD_PRELOAD="$kill" && scan)
same 'undisturbed' "$? $(sheets)" '0 3'
settled >"$T/whole"
steps=$(cat "$T/count")
[ "$steps" -ge 20 ]
ok "its steps: $steps" $?
# once more: what a person does who finds the scanner stopped
again() {
	lay "$(ls "$spool/open" 2>/dev/null | wc -l)"
	[ -d "$spool/open" ] || lay 3
	[ "$(sheets)" = 0 ] || lay 3
	scan
	case $? in
	0) ;;
	66) scan --finish || [ "$(sheets)" = 3 ] ;; # nothing in the feeder
	*) false ;;
	esac
}
# the steps of the driver's process come before those of the intake: each of them, then some
case $BUILD in
*/san) stride=80 ;;
*) stride=40 ;;
esac
i=1
while [ "$i" -le "$steps" ]; do
	fresh && lay
	(export SKRYNKA_TEST_IN=scan SKRYNKA_TEST_KILL=$i LD_PRELOAD="$kill" && scan)
	[ $? -ne 0 ] || echo "step $i: it was not killed"
	again || echo "step $i: again: $(tail -2 "$T/round")"
	settled >"$T/found"
	diff "$T/whole" "$T/found" | sed "s/^/step $i: /" | head -5
	i=$((i + (i < 12 ? 1 : stride)))
done >"$T/wrong"
same 'killed before a step, and run again: as undisturbed' "$(cat "$T/wrong")" ''
done_testing
