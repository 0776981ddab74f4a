#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Letters are read again: the newest text is searched and shown, the older stays, no fact of a card moves; killed at
# any step, a second run ends at the same.
. "$(dirname "$0")/lib.sh"
make_office
kill=$BUILD/tests/kill.so
db() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "$1"; }
object() { echo "$SKRYNKA_HOME/objects/$(echo "$1" | sed 's/../&\//')"; }
words() { tr -s ' \n\f' '\n' | grep .; }
# all that is a fact or a thing done, without what is read
facts() { sqlite3 "${1:-$SKRYNKA_HOME}/skrynka.db" .dump | grep -vE "INTO (reading|wording|object|audit|sqlite_sequence)|INTO page "; }

# taken in where no models were installed, one of two upside down
mkdir none
tiffcrop -R 180 "$TOP/samples/letter-typed.tif" down.tif >/dev/null 2>&1
tiffcrop -z 1,1,2480,1500 "$TOP/samples/letter-request.tif" up.tif >/dev/null 2>&1
TESSDATA_PREFIX=$T/none exits 'one is taken in blind' 0 as olena intake down.tif
TESSDATA_PREFIX=$T/none exits 'and another' 0 as olena intake up.tif
same 'the letters tell how the first lies' "$(db 'SELECT turn FROM page ORDER BY id' | tr '\n' ' ')" '180 0 '
exits 'it is turned by hand' 0 as olena turn 1 1 180
exits 'and back' 0 as olena turn 1 1 180
exits 'and named' 0 as olena do 1 register surname=Іваненко subject=individual
same 'nothing was read' "$(as olena text 1; as olena text 2)" ''
same 'nor found' "$(as olena --json list 'громадянки' | pick 'scalar @$_')" 0
facts >before
cp -a "$SKRYNKA_HOME" base

export SKRYNKA_NOW=2027-02-03T10:00
exits 'which are to be read' 64 as olena read --again
exits 'again' 64 as olena read 1
exits 'only by the registrar' 77 as petrenko read --again 1
TESSDATA_PREFIX=$T/none exits 'not without models' 66 as olena read --again 1
same 'which leaves no trace' "$(db 'SELECT count(*) FROM reading')$(ls "$SKRYNKA_HOME/spool" | grep -v lock)" 0
exits 'both are read' 0 as olena read --again --all
same 'it is told' "$(cat "$T/out")" 'Знову прочитано справ: 2; сторінок: 2'
same 'facts are as they were' "$(facts)" "$(cat before)"
same 'the first sheet stays' "$(db 'SELECT sheet FROM casefile' | while read -r s; do [ -f "$(object "$s")" ] && echo there; done)" "$(printf 'there\nthere')"
same 'with what, when, by whom' "$(db 'SELECT casefile, models, datetime(at / 1000, "unixepoch"), person FROM reading')" \
	'1|Cyrillic+eng|2027-02-03 08:00:00|olena
2|Cyrillic+eng|2027-02-03 08:00:00|olena'
xmllint --noout --nonet --schema "$TOP/xsd/sheet.xsd" "$(object "$(db 'SELECT sheet FROM reading WHERE casefile = 1')")" >"$T/said" 2>&1
ok 'the new sheet is valid' $?
says 'as a person turned it' "$(object "$(db 'SELECT sheet FROM reading WHERE casefile = 1')")" 'turn="180"'
as olena text 1 >text1
says 'it is shown' text1 'громадянки'
same 'and found' "$(as olena --json list 'громадянки скарга' | pick 'map { $_->{case} } @$_')" 1
same 'the page is one that was read' "$(case_of 1 '$_->{pages}[0]{kind}')" text
exits 'the case' 0 as olena show 1
says 'tells of it' "$T/out" 'Читано знову'
same 'each reading' "$(case_of 1 'map { "$_->{at} $_->{models}" } @{$_->{readings}}')" '2026-11-20T09:30:00+02:00 none
2027-02-03T10:00:00+02:00 Cyrillic+eng'
exits 'the PDF' 0 as olena fetch 1 --pdf -o pdf
same 'has the new words' "$(pdftotext -raw pdf/1.pdf - | words)" "$(words <text1)"
# on the page they stand where they are seen: the heading is above
[ "$(pdftotext -bbox pdf/1.pdf - | sed -n 's/.*yMin="\([0-9]*\)\..*>До<.*/\1/p' | head -1)" -lt 200 ]
ok 'in their places' $?

# into the archive
as holova do 1 decline ground=late reason='Строк минув' >/dev/null
as arkhiv do 1 file >/dev/null
exits 'exported' 0 as arkhiv export 1 -o bags
bag=bags/casefile-000001
exits 'whole' 0 "$SKRYNKA" verify $bag
same 'both sheets' "$(cd $bag/data && ls sheet/* older/* | tr '\n' ' ')" 'older/001.xml sheet/001.xml '
same 'the newest is the text' "$(cat $bag/data/text/001.txt)" "$(cat text1)"
same 'each with its day' "$(sed -n 's/.*<reading at="\([^T]*\).* models="\([^"]*\)" sheet="\([^"]*\)".*/\1 \2 \3/p' $bag/data/casefile.xml)" \
	'2026-11-20 none older/001.xml
2027-02-03 Cyrillic+eng sheet/001.xml'
cp -r $bag spoilt && sed -i 's/models="none"/models="some"/' spoilt/data/older/001.xml
exits 'an older one that was altered is found' 65 "$SKRYNKA" verify spoilt

# a scan that cannot be opened any more costs itself alone
name=$(db 'SELECT original FROM casefile WHERE id = 2')
cp "$(object "$name")" kept && chmod u+w "$(object "$name")" && head -c 300 kept >"$(object "$name")"
exits 'a scan is damaged' 70 as olena read --again 1 2
says 'told' "$T/err" 'справа 2'
same 'the other is read' "$(db 'SELECT casefile, count(*) FROM reading GROUP BY casefile')" '1|2
2|1'
cat kept >"$(object "$name")"

# killed before each step that makes something last
home=$T/home
killed() { (export SKRYNKA_TEST_KILL="$1" SKRYNKA_TEST_COUNT="$T/count" LD_PRELOAD="$kill" && as olena read --again 2 >>"$T/log" 2>&1); }
dump() { dump_store "$home" | sed '/^INSERT INTO audit/d'; }
fresh() { rm -rf "$home" && cp -a base "$home"; }
fresh
killed 0
steps=$(cat "$T/count")
dump >whole
wrong=
step=1
while [ "$step" -le "$steps" ]; do
	fresh
	killed "$step" && wrong="$wrong $step:alive"
	[ "$(db 'SELECT count(*) FROM reading')" -eq 1 ] || as olena read --again 2 >>"$T/log" 2>&1
	"$SKRYNKA" verify >>"$T/log" 2>&1 || wrong="$wrong $step:verify"
	dump | cmp -s - whole || wrong="$wrong $step:other"
	step=$((step + (steps + 4) / 5))
done
[ "$steps" -ge 5 ]
ok "steps: $steps" $?
same 'killed before some of them, and run again' "$wrong" ''
done_testing
