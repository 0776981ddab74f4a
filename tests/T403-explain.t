#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Procedures retold in sentences: tests/golden/explain-NAME.out; read it aloud before changing it.
. "$(dirname "$0")/lib.sh"
export COLUMNS=100
explained() { # NAME FILE: as the golden text has it
	exits "$1" 0 "$SKRYNKA" workflow explain "$2"
	same "$1: its words" "$(cat "$T/out")" "$(cat "$TOP/tests/golden/explain-$1.out")"
	same "$1: nothing aside" "$(cat "$T/err")" ''
}
explained written-appeal "$TOP/workflows/written-appeal.scxml"
explained conditions "$TOP/tests/golden/explain-conditions.scxml"

for definition in "$TOP"/workflows/*.scxml; do
	name=$(basename "$definition" .scxml)
	exits "$name: explained" 0 "$SKRYNKA" workflow explain "$definition"
	same "$name: 100 columns at the most" "$(perl -CSD -lne 'print if length > 100' "$T/out")" ''
	# expressions are for those who write, not for those who read
	same "$name: no expression is left in it" "$(grep -nE '[$]|/@|not\(' "$T/out")" ''
	# every act and every term
	sed -n 's/.*event="[^"]*".* w:title="\([^"]*\)".*/\1/p' "$definition" | sort -u | while read -r act; do
		tr -s '\n ' ' ' <"$T/out" | grep -qF "$act" || echo "$act"
	done >"$T/missing"
	same "$name: every act is told" "$(cat "$T/missing")" ''
done
LC_ALL=C exits 'in English' 0 "$SKRYNKA" workflow explain "$TOP/workflows/written-appeal.scxml"
says 'in English: who' "$T/out" '"До справи" may be done by: архіваріус.'
exits 'a broken definition' 65 "$SKRYNKA" workflow explain "$TOP/tests/golden/check/target.scxml"
one_line 'says where' 'target.scxml:6'
sed 's/ event="[^"]*" target/ target/; s/ w:title="[^"]*"\/>/\/>/' "$TOP/tests/golden/check/near/nobody.scxml" >"$T/eventless.scxml"
grep -q '<transition target="[^"]*" w:by="[^"]*"/>' "$T/eventless.scxml"
ok 'a way of people without an event' $?
exits 'a way of people without an event: explained' 0 "$SKRYNKA" workflow explain "$T/eventless.scxml"
exits 'a way of people without an event: drawn' 0 "$SKRYNKA" workflow draw "$T/eventless.scxml" -o "$T/eventless.svg"
exits 'a way of people without an event: two texts compared' 0 "$SKRYNKA" workflow diff "$T/eventless.scxml" "$TOP/tests/golden/check/near/nobody.scxml"
done_testing
