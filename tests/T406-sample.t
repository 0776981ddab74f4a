#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The procedure of README: its commands work, its picture is the one that is drawn, its middle is the one that is shown.
. "$(dirname "$0")/lib.sh"
make_office
lamp=$SKRYNKA_HOME/workflows/street-lamp.scxml
exits 'it is copied into the office' 0 cp "$TOP/samples/street-lamp.scxml" "$lamp"
exits 'check' 0 "$SKRYNKA" workflow check "$lamp"
exits 'draw' 0 "$SKRYNKA" workflow draw "$lamp" -o "$T/lamp.svg"
words() { xmllint --xpath '//*[local-name() = "text"]/text()' "$1"; } # places hang on the fonts
same 'the picture of README is that' "$(words "$TOP/samples/street-lamp.svg")" "$(words "$T/lamp.svg")"
exits 'explain' 0 "$SKRYNKA" workflow explain "$lamp"
says 'in sentences' "$T/out" 'Дію «Полагоджено» може виконати виконавець.'
printf 'register {"surname": "Коваль", "address": "вул. Лісова, 5"}\n+4d\nmended\n' >"$T/steps"
same 'run' "$("$SKRYNKA" workflow run "$lamp" <"$T/steps" | tr '\n' ' ')" 'told repair repair shining '
exits 'in earnest' 0 as olena new street-lamp surname=Коваль address='вул. Лісова, 5'
exits 'mended' 0 as petrenko do К-1 mended
exits 'a case file of it' 0 as arkhiv export 1 -o "$T/bags"
exits 'is whole' 0 "$SKRYNKA" verify "$T/bags/casefile-000001"
for readme in README.md README.uk.md; do
	sed -n '/^```xml/,/^```/p' "$TOP/$readme" | sed '/^```/d' >"$T/shown"
	first=$(sed -n '1p' "$T/shown") lines=$(grep -c '' "$T/shown")
	same "$readme shows its middle" "$(grep -xF -A$((lines - 1)) "$first" "$TOP/samples/street-lamp.scxml")" "$(cat "$T/shown")"
	for word in check draw explain run; do
		says "$readme: $word" "$TOP/$readme" "build/skrynka workflow $word \$lamp"
	done
done
done_testing
