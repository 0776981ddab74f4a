#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A process that stays and looks after terms and notices: it ends when told, and shares its work with others like it
# and with tick, however often they are killed: each timer once, each letter once.
MANY_COMMITS=1
. "$(dirname "$0")/lib.sh"
drive=$BUILD/tests/tool/drive
kill_at=$BUILD/tests/kill.so
cases=40
make_office
"$drive" "$cases" 0 0 1 && SKRYNKA_NOW=2026-11-20T10:00 "$drive" "$cases" 1 5 1 || { echo "Bail out! no cases"; exit 1; }
sqlite3 "$SKRYNKA_HOME/skrynka.db" 'UPDATE outbox SET sent = NULL'
rm "$SKRYNKA_HOME"/outgoing/*.eml
cp -a "$SKRYNKA_HOME" "$T/base"
due() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "SELECT count(*) FROM timer WHERE fired IS NULL AND event IS NOT NULL AND fires <= '2027-01-15'"; }
waiting() { sqlite3 "$SKRYNKA_HOME/skrynka.db" 'SELECT count(*) FROM outbox WHERE sent IS NULL'; }
# until COMMAND…: its output is 0, within half a minute
until_none() {
	tries=0
	while [ "$("$@")" -ne 0 ] && [ $tries -lt 150 ]; do
		sleep 0.2
		tries=$((tries + 1))
	done
}
# ends NAME PID: a process in the background ends well
ends() {
	wait "$2"
	same "$1" "$?" 0
}

# --- by itself, and ended when told ---
export SKRYNKA_NOW=2027-01-15T10:00
cp -a "$T/base" "$T/whole"
SKRYNKA_HOME=$T/whole exits 'undisturbed' 0 "$SKRYNKA" tick
facts "$T/whole" >"$T/whole.facts"
for signal in TERM INT; do
	export SKRYNKA_HOME="$T/alone-$signal"
	cp -a "$T/base" "$SKRYNKA_HOME"
	# the shell gives its children in the background no SIGINT, perl does
	perl -e '$SIG{INT} = "DEFAULT"; exec @ARGV' "$SKRYNKA" serve --every 1 >"$T/out" 2>"$T/err" &
	pid=$!
	until_none due && until_none waiting
	kill -$signal $pid
	ends "SIG$signal: ends well" $pid
	same "SIG$signal: says so" "$(sed 1d "$T/err")" 'зупинено'
	facts "$SKRYNKA_HOME" | cmp -s - "$T/whole.facts"
	ok "SIG$signal: all as tick would have done" $?
done
same 'says what it did, once' "$(awk -F'[:;]' '{ fired += $2; sent += $4 } END { print fired, sent }' "$T/out")" \
	"$(sqlite3 "$T/whole/skrynka.db" "SELECT (SELECT count(*) FROM journal WHERE person IS NULL AND event <> 'start' AND event NOT LIKE 'done.%'), (SELECT count(*) FROM outbox)" | tr '|' ' ')"

# --- killed in the middle of its work; then several at once, one of which is killed too ---
# serving FILE: one in the background, at work; what it says goes there
serving() {
	: >"$1"
	"$SKRYNKA" serve --every 1 >"$T/out" 2>"$1" &
	serving=$!
	until_none sh -c "[ -s '$1' ]; echo \$?"
}
killed() { # STEP
	SKRYNKA_TEST_KILL=$1 SKRYNKA_TEST_COUNT=$T/count LD_PRELOAD=$kill_at "$SKRYNKA" serve --every 1 >"$T/out" 2>&1
}
for step in 2 60 200; do
	export SKRYNKA_HOME="$T/many-$step"
	cp -a "$T/base" "$SKRYNKA_HOME"
	exits "killed at step $step" 137 killed "$step"
	ok "killed at step $step: there is work left" "$([ "$(($(due) + $(waiting)))" -gt 0 ]; echo $?)"
	killed 40 2>/dev/null &
	other=$!
	"$SKRYNKA" tick >"$T/out" 2>"$T/tick" &
	ticked=$!
	serving "$T/first"
	ends "killed at step $step: tick beside it" $ticked
	until_none due
	kill -TERM $serving
	ends "killed at step $step: one beside it" $serving
	kill -9 $other 2>/dev/null
	wait $other 2>/dev/null
	same "killed at step $step: nobody else failed" "$(cat "$T/tick"; sed '1d;$d' "$T/first")" ''
	# a killed one keeps the lease of the outbox for a minute
	export SKRYNKA_NOW=2027-01-15T10:05
	serving "$T/first"
	until_none waiting
	kill -TERM $serving
	ends "killed at step $step: what waited for the lease has left" $serving
	export SKRYNKA_NOW=2027-01-15T10:00
	facts "$SKRYNKA_HOME" >"$T/many.facts"
	same "killed at step $step: each timer once, each letter once" "$(diff "$T/whole.facts" "$T/many.facts" | head -10)" ''
	exits "killed at step $step: the store is whole" 0 "$SKRYNKA" verify
done

# --- what fails is said once, and done when it can be ---
export SKRYNKA_HOME="$T/fails"
cp -a "$T/base" "$T/fails"
rm -rf "$SKRYNKA_HOME/outgoing"
echo >"$SKRYNKA_HOME/outgoing"
"$SKRYNKA" serve --every 1 >"$T/out" 2>"$T/err" &
pid=$!
until_none due
sleep 2.5
same 'a fault at every pass is said once' "$(grep -c '^skrynka: ' "$T/err")" 1
rm "$SKRYNKA_HOME/outgoing"
until_none waiting
kill -TERM $pid
ends 'and does not end it' $pid
same 'what waited has left' "$(ls "$SKRYNKA_HOME/outgoing" | wc -l)" "$(ls "$T/whole/outgoing" | wc -l)"
SKRYNKA_HOME=$T/none exits 'no office' 66 "$SKRYNKA" serve
exits 'no such pause' 64 "$SKRYNKA" serve --every 0
done_testing
