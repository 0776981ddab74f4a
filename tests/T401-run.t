#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A chart stepped by hand: lines in, the active atomic states out; the clock stands still until it is moved.
. "$(dirname "$0")/lib.sh"
export SKRYNKA_NOW=2026-11-02T09:00 LC_ALL=C
appeal=$TOP/workflows/written-appeal.scxml

# run NAME EXPECTED OPTION… : the lines of standard input on $T/chart.scxml give these
run() {
	run_name=$1 run_expected=$2
	shift 2
	"$SKRYNKA" workflow run "$@" "$T/chart.scxml" >"$T/out" 2>"$T/err"
	ok "$run_name: ends well" $?
	same "$run_name" "$(cat "$T/out")" "$run_expected"
}
# tried NAME EXPECTED OPTION… : the same on the written appeal
tried() {
	tried_name=$1 tried_expected=$2
	shift 2
	"$SKRYNKA" workflow run "$@" "$appeal" >"$T/out" 2>"$T/err"
	ok "$tried_name: ends well" $?
	same "$tried_name" "$(cat "$T/out")" "$tried_expected"
}

cat >chart.scxml <<'X'
<scxml xmlns="http://www.w3.org/2005/07/scxml" datamodel="xpath" version="1.0" initial="z" name="t">
<datamodel><data id="v"/></datamodel>
<parallel id="z">
 <state id="b"><onentry><send event="late" delay="1.5s"/><send event="never" delay=".5s" id="n"/></onentry>
  <transition event="drop"><cancel sendid="n"/></transition>
  <transition event="never" target="dead"/>
  <transition event="late" target="c"/></state>
 <state id="c"><transition event="say"><assign location="$v" expr="$_event/data/a/b"/><log label="v" expr="$v"/></transition>
  <transition event="end" cond="$v = 'x' and count($_event/data/l/e) = 2" target="f"/></state>
 <state id="a"/>
</parallel>
<state id="dead"/><final id="f"/></scxml>
X
run 'sorted ids, one line each' 'a b c
a b c
a b c' --lenient <<'X'
nothing
drop
X
run 'nothing comes by itself' 'a b c' --lenient </dev/null
run 'the clock fires what is due' 'a b c
a b c
dead' --lenient <<'X'
+499ms
+1ms
X
run 'what is cancelled is not fired; the rest is' 'a b c
a b c
a b c
dead' --lenient <<'X'
drop
+1400ms
+1s
X
run 'data of an event, and its end' 'a b c
a b c
f' --lenient <<'X'
say {"a": {"b": "x"}}
end {"l": [1, 2.5]}
after the end
X
same 'log goes to standard error' "$(cat "$T/err")" 'v: x'
run 'remarks and empty lines are passed over' 'a b c' --lenient <<'X'
# a remark

X
printf 'nothing {"a": \n+fortnight\n+40000d\n\0\nsay {"1a": 2}\n' >lines
run 'a line that is none changes nothing' "$(yes 'a b c' | head -6)" --lenient <lines
same 'and is told with its number' "$(sed 's/:.*//' "$T/err" | tr '\n' ' ')" '1 2 3 4 5 '
perl -e 'print "say {\"a\": \"", "x" x 2_000_000, "\"}\n"; print "say {\"a\":", "[" x 100_000, "]" x 100_000, "}\n"; print "drop\n"' >lines
run 'a line longer than 1 MB, JSON nested too deep' "$(yes 'a b c' | head -4)" --lenient <lines
same 'are told, in a line each' "$(cut -d: -f1 "$T/err" | tr '\n' ' ')" '1 2 '
run 'with --trace: what is sent, taken and refused' '  send event="late" delay="1500"
  send event="never" id="n" delay="500"
a b c
  ! nothing: not now: nothing waits for this event
a b c
  never
  b -> dead (never)
dead' --lenient --trace <<'X'
nothing
+1s
X
exits 'a definition of the strict profile does not send' 65 "$SKRYNKA" workflow run chart.scxml

# --- a procedure tried on a sample case ---
tried 'without --as whoever may' 'intake
resolution
resolution' <<'X'
register {"surname": "Коваленко"}
overdue
X
"$SKRYNKA" workflow run --as registrar "$appeal" >out 2>err <<'X'
register {"surname": "Коваленко"}
resolve {"resolution": "Розглянути", "executors": "ivan"}
@head resolve {"resolution": "Розглянути", "executors": "ivan"}
@archivist file
X
same 'as a role' "$(cat out)" 'intake
resolution
resolution
execution
execution'
same 'who may not is told' "$(cat err)" '2: not your role
4: not now: nothing waits for this event'
"$SKRYNKA" workflow run --as ivan "$appeal" >out 2>err <<'X'
@registrar register {"surname": "Коваленко"}
@head resolve {"resolution": "Розглянути", "executors": "ivan"}
@olha reply.final {"text": "т", "outcome": "9.1"}
reply.final {"text": "т", "outcome": "9.1"}
X
same 'as a user whom the case names' "$(tail -2 out | tr '\n' ' ')" 'execution signing '
"$SKRYNKA" workflow run --as registrar --today 2026-11-20 --card surname=Коваль --card arrived=2026-11-19 --trace "$appeal" >out 2>err <<'X'
register
X
same 'on a day, with a card' "$(tail -1 out)" 'resolution'
says 'the term is that of the law' out 'consideration: 2026-12-21 (Відлік: від 19.11.2026 (чт)'
printf '{"surname": "Коваль", "sign": "repeat"}' >card.json
"$SKRYNKA" workflow run --card card.json --trace "$appeal" >out 2>err <<'X'
register
+60d
X
says 'a card from a file' out 'mark name="repeat"'
says 'an overdue term fires by the calendar' out '  overdue (consideration 2026-12-02)'
exits 'a card with a field that is none' 65 "$SKRYNKA" workflow run --card colour=red "$appeal"
one_line 'its words' 'colour'
exits 'a day that is none' 64 "$SKRYNKA" workflow run --today 31.02.2026 "$appeal"
exits 'nothing was stored' 1 test -e "$SKRYNKA_HOME"
done_testing
