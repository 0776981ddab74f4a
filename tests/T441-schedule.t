#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The schedule of receptions, told and printed: who receives, when and where (Law on citizens' appeals, art. 22).
. "$(dirname "$0")/lib.sh"
make_office
office=$SKRYNKA_HOME/office.xml
rows() { # the lines of standard input as the schedule of the office
	perl -CSD -0pi -e 'BEGIN { local $/; open my $f, "<:utf8", "/dev/stdin"; $rows = <$f> } s{<receptions/>|<receptions>.*?</receptions>}{<receptions>$rows</receptions>}s' "$office"
}
sed -i '/^ *<receptions\/>$/!s/<receptions\/>//' "$office"
exits 'nothing yet' 0 as olena schedule
says 'says where it stands' "$T/err" 'receptions'
exits 'nothing to print' 66 as olena schedule -o "$T/none.pdf"
one_line 'nothing to print' 'office.xml'
rows <<-ROWS
	<reception officer="holova" kind="field" on="2026-12-10" from="10:00" to="12:00" place="с. Грабове, клуб"/>
	<reception officer="holova" kind="field" on="2026-11-19" from="10:00" to="12:00" place="с. Старе"/>
	<reception officer="holova" weekday="4" nth="2 4" from="10:00" to="11:00" place="кімната 131"/>
	<reception officer="zastup" weekday="3" nth="1 3 5" from="09:00" to="12:00"/>
	<reception officer="nobody" weekday="1" from="14:00" to="16:00"/>
	<reception officer="holova" kind="joint" weekday="5" nth="4" from="14:00" to="16:00" place="зала"/>
ROWS
exits 'the schedule' 0 as petrenko --json schedule
same 'by kinds; names, days in words; what has passed is left out' \
	"$(pick 'map { join " | ", map { $_ // "-" } @$_{qw(kind officer days from to place)} } @$_' <"$T/out")" \
	'personal | Ігор ГОЛОВА | 2-й і 4-й четвер місяця | 10:00 | 11:00 | кімната 131
personal | Марія ЗАСТУПНИК | 1-ша, 3-тя і 5-та середа місяця | 09:00 | 12:00 | -
personal | nobody | щопонеділка | 14:00 | 16:00 | -
field | Ігор ГОЛОВА | 10.12.2026 | 10:00 | 12:00 | с. Грабове, клуб
joint | Ігор ГОЛОВА | 4-та п'"'"'ятниця місяця | 14:00 | 16:00 | зала'
exits 'printed' 0 as petrenko schedule -o "$T/schedule.pdf"
same 'on one sheet' "$(pdfinfo "$T/schedule.pdf" | sed -n 's/^Pages: *//p')" 1
if command -v tesseract >/dev/null && tesseract --list-langs 2>/dev/null | grep -qE '^(ukr|script/Cyrillic)$'; then
	lang=$(tesseract --list-langs 2>/dev/null | grep -E '^(ukr|script/Cyrillic)$' | tail -1)
	pdftoppm -r 200 -gray "$T/schedule.pdf" "$T/sheet"
	OMP_THREAD_LIMIT=1 tesseract "$T"/sheet-*.pgm "$T/read" -l "$lang" --psm 6 2>/dev/null
	for words in 'особистого прийому громадян' 'Виконавчий комітет' '20.11.2026' 'Ігор ГОЛОВА' 'четвер місяця, з 10:00 до 11:00' 'кімната 131' 'щопонеділка' \
		'10.12.2026' 'Спільний прийом' 'попередній'; do
		says "on paper: $words" "$T/read.txt" "$words"
	done
	same 'on paper: what has passed is not' "$(grep -c Старе "$T/read.txt")" 0
else
	skip 'on paper' 'no tesseract with Ukrainian'
fi
for i in $(seq 1 40); do
	echo "<reception officer=\"zastup\" weekday=\"$((i % 5 + 1))\" from=\"09:00\" to=\"12:00\" place=\"кімната $i\"/>"
done | rows
exits 'many rows' 0 as olena schedule -o "$T/long.pdf"
same 'on as many sheets as they need' "$(pdfinfo "$T/long.pdf" | sed -n 's/^Pages: *//p')" 3
done_testing
