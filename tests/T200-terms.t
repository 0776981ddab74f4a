#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Terms through the whole program: vectors computed apart from it, the office's own days, the way a month is counted.
. "$(dirname "$0")/lib.sh"

due() { "$SKRYNKA" term "$1" "$2" 2>"$T/err" | head -1; }

# --- without an office: the national calendar ---
while read -r from rest; do
	set -- $rest
	for spec in 5d 10d 15d 1m 30d 45d; do
		same "$spec from $from" "$(due $spec "$from")" "$1"
		shift
	done
done <<VECTORS
2017-12-01 2017-12-06 2017-12-11 2017-12-18 2018-01-02 2018-01-02 2018-01-15
2019-08-24 2019-08-29 2019-09-03 2019-09-09 2019-09-24 2019-09-23 2019-10-08
2021-04-20 2021-04-26 2021-04-30 2021-05-05 2021-05-20 2021-05-20 2021-06-04
2021-12-10 2021-12-15 2021-12-20 2021-12-28 2022-01-10 2022-01-10 2022-01-24
2024-02-29 2024-03-05 2024-03-11 2024-03-15 2024-03-29 2024-04-01 2024-04-15
2024-08-24 2024-08-29 2024-09-03 2024-09-09 2024-09-24 2024-09-23 2024-10-08
2025-01-31 2025-02-05 2025-02-10 2025-02-17 2025-02-28 2025-03-03 2025-03-17
VECTORS
while read -r spec from want; do
	same "$spec from $from" "$(due "$spec" "$from")" "$want"
done <<VECTORS
5wd 2018-12-20 2018-12-28
20wd 2018-12-20 2019-01-22
5wd 2021-04-29 2021-05-11
20wd 29.04.2021 2021-06-01
5wd 2022-03-04 2022-03-14
5wd 2022-04-28 2022-05-05
5wd 2024-12-19 2024-12-26
48h 2024-12-18 2024-12-20
appeal 2024-08-24 2024-09-23
VECTORS
same 'the derivation' "$("$SKRYNKA" term 15d 2017-12-01)" "2017-12-18
Відлік: від 01.12.2017 (пт), перший день — 02.12.2017
Строк: 15 календарних днів, останній день — 16.12.2017 (сб)
Правило відліку: ст. 253, ч. 5 ст. 254 ЦК України
Останній день неробочий, тому перенесено на 18.12.2017 (пн); пропущено: 16.12.2017 (сб), 17.12.2017 (нд)"
exits 'a spec that is none' 65 "$SKRYNKA" term 15x 2024-01-01
one_line 'says what to write' '15d, 5wd, 1m, 48h'
exits 'a day that is none' 64 "$SKRYNKA" term 15d 2023-02-29

# --- with an office: its own days and its way of counting a month ---
make_office
sed -i 's|<calendar/>|<calendar><day date="2024-03-29" working="no" title="санітарний день"/></calendar>|
	s/month-mode="earlier"/month-mode="calendar-month"/' "$SKRYNKA_HOME/office.xml"
same 'a day off of the office' "$(due 1m 2024-02-29)" 2024-04-01
same 'calendar-month' "$(due appeal 2024-08-24)" 2024-09-24
sed -i 's/month-mode="calendar-month"/month-mode="30-days"/' "$SKRYNKA_HOME/office.xml"
same '30-days' "$(due appeal 2025-01-31)" 2025-03-03

sed -i 's/"resolution-term" value="2d"/"resolution-term" value="3wd"/' "$SKRYNKA_HOME/office.xml"
same 'a local term as the office settled it' "$(due resolution 2026-11-20)" 2026-11-25
sed -i '/<parameters>/,/<.parameters>/d' "$SKRYNKA_HOME/office.xml"
same 'else as shipped' "$(due resolution 2026-11-20)" 2026-11-23

# --- settings that are wrong: one line that says where and what to do ---
cp "$SKRYNKA_HOME/office.xml" "$T/office.xml"
wrong() { # NAME SED TEXT
	sed "$2" "$T/office.xml" >"$SKRYNKA_HOME/office.xml"
	exits "$1" 65 "$SKRYNKA" list
	one_line "$1: told" "$3"
	says "$1: in Ukrainian" "$T/err" "${4:-:}"
}
line=$(grep -n '{letter}-{number}" counter' "$T/office.xml" | cut -d: -f1)
wrong 'an unknown mask' 's/mask="{letter}-{number}"/mask="{litera}-{number}"/' "office.xml:$line: mask=«{litera}-{number}»"
wrong 'a mask without a number' 's/mask="{letter}-{number}"/mask="{letter}"/' "office.xml:$line: "
wrong 'an unknown setting' 's/<boxes>/<colour\/><boxes>/' '<colour>'
wrong 'an unknown attribute' 's/month-mode=/mode=/' 'month-mode'
wrong 'a month counted in no known way' 's/30-days/31-days/' 'office.xml:'
wrong 'XML that is cut short' '$d' 'office.xml:'
cp "$T/office.xml" "$SKRYNKA_HOME/office.xml"
exits 'mended' 0 "$SKRYNKA" list
done_testing
