#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Paper that tells the program something: acts of opening, header sheets, patch codes, stickers, stamps on papers scanned later.
. "$(dirname "$0")/lib.sh"
kill=$BUILD/tests/kill.so
sql() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "$1"; }
# scan NAME [-f PAGE]: NAME.pdf as scanned grey at 200 dots an inch, NAME.tif
scan() {
	pdftoppm -r 200 -gray -singlefile "$T/$1.pdf" "$T/$1" && ppm2tiff -R 200 "$T/$1.pgm" "$T/$1.tif" 2>/dev/null
}
codes() { zbarimg -q --raw "$T/$1.pgm" 2>/dev/null; }
make_office
export SKRYNKA_USER=olena
"$PAINT" --letters 3 --hand 0 --backs 0 --turned 0 --dpi 200 --seed 7 -o "$T/paint" >/dev/null 2>&1
tiffcrop -z 1,1,1654,750 "$T/paint/batch.tif" "$T/letters.tif" >/dev/null 2>&1
for i in 0 1 2; do tiffcp "$T/letters.tif,$i" "$T/letter$i.tif" 2>/dev/null; done
[ -s "$T/letter2.tif" ] || { echo "Bail out! no letters were painted"; exit 1; }

# --- the act of opening a box ---
exits 'an empty box has its act too' 0 "$SKRYNKA" act open main --letters 0 --member holova
exits 'a box with two letters' 0 "$SKRYNKA" act open main --letters 2 --time 09:10 --member holova \
	--member 'Іван СТОРОЖ, сторож' --note 'рекламні листівки' -o "$T/act.pdf"
same 'the act is a sheet' "$(pdfinfo "$T/act.pdf" | sed -n 's/^Pages: *//p')" 1
same 'both are listed' "$("$SKRYNKA" --json act | pick 'map { "$_->{act} $_->{letters} $_->{opened} $_->{members}" } @$_')" \
	'2/2026 2 2026-11-20 Ігор ГОЛОВА; Іван СТОРОЖ, сторож
1/2026 0 2026-11-20 Ігор ГОЛОВА'
exits 'no such box' 65 "$SKRYNKA" act open nowhere --letters 1 --member holova
exits 'nobody opened it' 65 "$SKRYNKA" act open main --letters 1
exits 'how many is not said' 64 "$SKRYNKA" act open main --member holova
exits 'tomorrow' 65 "$SKRYNKA" act open main --letters 1 --member holova --date 2026-11-21
exits 'not by an executor' 77 as petrenko act open main --letters 1 --member holova
same 'numbers without gaps' "$(sql 'SELECT number FROM box_act')" '1
2'
exits 'an empty box has no letters to take in' 77 "$SKRYNKA" intake "$T/letter0.tif" --act 1
exits 'the act says the box' 65 "$SKRYNKA" intake "$T/letter0.tif" --act 2 --letters 3
same 'nothing was taken in' "$(sql 'SELECT count(*) FROM batch')" 0

# --- header sheet and patch codes ---
exits 'a header sheet' 0 "$SKRYNKA" batch-sheet --act 2 --sheets 2 -o "$T/head.pdf"
exits 'a patch sheet' 0 "$SKRYNKA" separators --patch --count 1 -o "$T/patch.pdf"
scan head && scan patch
same 'what it says' "$(codes head)" 'skrynka:batch:12345678:channel=box;box=main;clerk=olena;letters=2;sheets=2;act=2/2026'
tiffcrop -R 180 "$T/patch.tif" "$T/turned.tif" >/dev/null 2>&1
tiffcp "$T/head.tif" "$T/letter0.tif" "$T/turned.tif" "$T/letter1.tif" "$T/stack.tif" 2>/dev/null
cp -a "$SKRYNKA_HOME" "$T/before"
exits 'another count is told, and holds' 77 "$SKRYNKA" intake "$T/stack.tif" --letters 3
says 'yours holds' "$T/err" 'на заголовному аркуші 2'
same 'held by it' "$(sql 'SELECT state, letters_expected, box FROM batch')" 'held|3|main'
rm -rf "$SKRYNKA_HOME" && cp -a "$T/before" "$SKRYNKA_HOME"
exits 'the stack as it is' 0 "$SKRYNKA" --json intake "$T/stack.tif"
same 'two letters of a page' "$(pick 'map { "$_->{letter} $_->{pages} " . ($_->{index} ? "index" : "-") } @$_' <"$T/out")" '1 1 index
2 1 index'
same 'box, channel, counts, clerk and act from the sheet' "$(sql 'SELECT channel, box, letters_expected, sheets_expected, clerk, act, arrived FROM batch')" \
	'box|main|2|2|olena|2|2026-11-20'
same 'each case knows the act' "$(sql "SELECT instance, person, taken FROM journal WHERE event = 'act' ORDER BY instance")" '1|olena|1
2|olena|1'
says 'and shows it' "$("$SKRYNKA" show 1 >"$T/shown"; echo "$T/shown")" '2/2026 від 20.11.2026, листів: 2'
exits 'the letters of an act come once' 77 "$SKRYNKA" intake "$T/letter2.tif" --act 2
exits 'an act with letters stays' 77 "$SKRYNKA" act cancel 2 --why x
exits 'another office has a sheet' 0 "$SKRYNKA" --home "$T/other" --as admin init --name 'Рада' --edrpou 87654321
exits 'it prints one' 0 "$SKRYNKA" --home "$T/other" --as admin batch-sheet --letters 1 -o "$T/foreign.pdf"
scan foreign
tiffcp "$T/foreign.tif" "$T/letter2.tif" "$T/theirs.tif" 2>/dev/null
exits 'here it is refused' 77 "$SKRYNKA" intake "$T/theirs.tif"
says 'plainly' "$T/err" '87654321'
exits 'and cannot be accepted' 77 "$SKRYNKA" batch accept 2

# --- stickers ---
exits 'stickers' 0 "$SKRYNKA" stickers --from 41 --count 1 -o "$T/sticker.pdf"
scan sticker
same 'a sticker says' "$(codes sticker)" 'skrynka:letter:12345678:41'
tiffcp "$T/letter2.tif" "$T/sticker.tif" "$T/letter1.tif" "$T/stuck.tif" 2>/dev/null
exits 'a page with a sticker begins a letter' 0 "$SKRYNKA" --json intake "$T/stuck.tif" --letters 2
same 'its number is kept' "$(pick 'map { "$_->{letter} $_->{pages} " . ($_->{sticker} // "-") } @$_' <"$T/out")" '1 1 -
2 2 41'
same 'found by it' "$("$SKRYNKA" --json list --all 41 | pick 'map { "$_->{case} $_->{sticker}" } @$_')" '4 41'
tiffcp "$T/sticker.tif" "$T/letter0.tif" "$T/again.tif" 2>/dev/null
exits 'the same number again' 77 "$SKRYNKA" intake "$T/again.tif"
says 'names the case' "$T/err" 'наклейка 41 уже є на листі справи 4'

# --- a paper scanned later, with the stamp of a case ---
index=$(case_of 1 '$_->{card}{index}')
as admin fetch 1 -o "$T/taken" >/dev/null
cp -a "$SKRYNKA_HOME" "$T/before2"
exits 'its first page comes again with the stamp' 0 "$SKRYNKA" --json intake "$T/taken/1-01.tif"
same 'it is added to the case' "$(pick 'map { "$_->{case} $_->{index} $_->{added}" } @$_' <"$T/out")" "1 $index 1"
same 'no new case' "$(sql 'SELECT count(*) FROM casefile')" 4
same 'a page of it' "$(case_of 1 'map { $_->{page} . " " . ($_->{known_by} // "-") } @{$_->{pages}}')" "1 -
2 $index"
same 'in its journal' "$(sql "SELECT instance, person FROM journal WHERE event = 'document-added'")" '1|olena'
same 'who fetches gets it' "$(as admin fetch 1 -o "$T/both" | wc -l)" 2
exits 'the home is whole' 0 "$SKRYNKA" verify
exits 'the batch undone' 0 "$SKRYNKA" batch cancel "$(sql 'SELECT max(id) FROM batch')" --why 'Не той папір'
same 'the paper is gone from the case' "$(case_of 1 'scalar @{$_->{pages}}')" 1
rm -rf "$SKRYNKA_HOME" && cp -a "$T/before2" "$SKRYNKA_HOME"
exits 'a case whose index is cancelled' 0 "$SKRYNKA" do 3 cancel reason='Реклама'
rm -rf "$T/third" && cp -a "$T/before2" "$T/third"
SKRYNKA_HOME=$T/third as admin fetch 3 -o "$T/third.pages" >/dev/null
exits 'its paper is for a person' 77 "$SKRYNKA" intake "$T/third.pages/3-01.tif"
says 'who is told why' "$T/err" 'якого немає жодна справа'
held=$(sql 'SELECT max(id) FROM batch')
exits 'he says whose it is' 0 "$SKRYNKA" batch assign "$held" 1 2 --accept
same 'and there it is' "$(sql 'SELECT casefile, known_by IS NULL FROM document')" '2|1'
as holova do 2 decline ground=late reason='Строк минув' >"$T/out" 2>&1
as arkhiv do 2 file >>"$T/out" 2>&1
exits 'exported with it' 0 as arkhiv export 2 -o "$T/bags"
bag=$T/bags/casefile-000002
same 'two originals, with the act' "$(ls "$bag/data/original" | tr '\n' ' ')$(grep -c '<act number="2/2026"' "$bag/data/casefile.xml") $(grep -c 'added="' "$bag/data/casefile.xml")" '001.tif 002.tif 1 1'
exits 'the bag is whole' 0 "$SKRYNKA" verify "$bag"

# --- doubtful pages ---
tiffcp "$T/letter0.tif" "$T/low.tif" 2>/dev/null && tiffset -s 282 100 "$T/low.tif" && tiffset -s 283 100 "$T/low.tif"
exits 'a coarse scan' 0 "$SKRYNKA" --json intake "$T/low.tif"
low=$(pick '$_->[0]{case}' <"$T/out")
same 'is marked' "$(pick '$_->[0]{doubt}' <"$T/out" | grep -c '1: .*dpi')" 1
same 'listed' "$("$SKRYNKA" --json list --doubtful | pick "map { \$_->{case} == $low ? \$_->{doubtful} : () } @\$_")" 1
grep -q 'about="dpi"' "$SKRYNKA_HOME/objects/$(sql "SELECT sheet FROM casefile WHERE id = $low" | sed 's/../&\//')"
ok 'told in its sheet' $?
exits 'a person has looked' 0 "$SKRYNKA" seen "$low"
same 'no more' "$("$SKRYNKA" --json list --doubtful | pick "map { \$_->{case} == $low ? \$_->{doubtful} : () } @\$_")" ''

# --- a paper is added: killed at steps that make something last, and run again ---
run() { SKRYNKA_HOME=$1 && shift && "$SKRYNKA" "$@" >>"$SKRYNKA_HOME.out" 2>&1 </dev/null; }
killed() { (export SKRYNKA_TEST_KILL="$1" SKRYNKA_TEST_COUNT="$2.count" LD_PRELOAD="$kill" && shift && run "$@"); }
cp -a "$T/before2" "$T/whole"
killed 0 "$T/whole" intake "$T/taken/1-01.tif"
steps=$(cat "$T/whole.count")
dump_store "$T/whole" >"$T/whole.dump"
case $BUILD in
*/san) stride=17 ;;
*) stride=5 ;;
esac
for step in $(seq 2 $stride "$steps") "$steps"; do
	rm -rf "$T/try" && cp -a "$T/before2" "$T/try"
	killed "$step" "$T/try" intake "$T/taken/1-01.tif"
	[ $? -eq 137 ] || echo "step $step: it was not killed"
	run "$T/try" intake "$T/taken/1-01.tif" || echo "step $step: again"
	dump_store "$T/try" | diff "$T/whole.dump" - | head -3 | sed "s/^/step $step: /"
done >"$T/wrong"
same "killed at every ${stride}th of $steps steps: nothing lost, nothing doubled" "$(cat "$T/wrong")" ''
done_testing
