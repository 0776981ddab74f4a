#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Many cases, many processes, all killed again and again: state, journal, timers and outbox end as in an undisturbed
# run. Timers under clocks that disagree, jump back or were away for a week.
MANY_COMMITS=1
. "$(dirname "$0")/lib.sh"
drive=$BUILD/tests/tool/drive
kill=$BUILD/tests/kill.so
case $BUILD in
*/san) cases=20 stride=7 ;;
*) cases=200 stride=1 ;;
esac
make_office
sql() { sqlite3 "$1/skrynka.db" "$2"; }
day() { export SKRYNKA_NOW="$1"; }
cp -a "$SKRYNKA_HOME" "$T/base-one"
SKRYNKA_HOME=$T/base-one "$drive" 1 0 0 1
"$drive" "$cases" 0 0 1 || { echo "Bail out! no cases"; exit 1; }
cp -a "$SKRYNKA_HOME" "$T/base"

# A killed process keeps the lease of the outbox for a minute.
later() { SKRYNKA_NOW=2027-01-15T10:05 "$drive" "$1" 1 0 1; }

# --- undisturbed ---
cp -a "$T/base" "$T/whole"
export SKRYNKA_HOME="$T/whole"
day 2026-11-20T10:00
exits 'the first day' 0 "$drive" "$cases" 1 4 1
day 2027-01-15T10:00
exits 'after all terms' 0 "$drive" "$cases" 1 0 1
exits 'and the last day' 0 "$drive" "$cases" 5 12 1
facts "$T/whole" >"$T/whole.store"
same 'all cases came to their end' "$(sql "$T/whole" "SELECT count(*) FROM instance WHERE states = 'filed'")" "$cases"
same 'all steps are journalled, the refused too' "$(sql "$T/whole" 'SELECT count(*), sum(1 - taken) FROM journal WHERE key IS NOT NULL')" "$((12 * cases))|$cases"
same 'nothing waits in the outbox' "$(sql "$T/whole" 'SELECT count(*) FROM outbox WHERE sent IS NULL')" 0

# --- four at once, killed at random ---
# The seed of the moments is told, so that a failure can be tried again.
seed=${SEED:-$(date +%s)}
cat >"$T/chaos.pl" <<'PERL'
use POSIX ":sys_wait_h";
use Time::HiRes "sleep";
my ($seed, $kills, @command) = @ARGV;
srand $seed;
my (%worker, $killed, $bad);
sub start {
	my $n = shift;
	my $pid = fork // die;
	exec @command, $n or die if !$pid;
	$worker{$pid} = $n;
}
start($_) for 1 .. 4;
while (%worker) {
	sleep 0.02 + rand 0.1;
	my @pids = sort keys %worker;
	$killed += kill KILL => $pids[rand @pids] if $killed < $kills;
	while ((my $pid = waitpid -1, WNOHANG) > 0) {
		my $n = delete $worker{$pid};
		$? & 127 ? start($n) : ($bad += $? >> 8);
	}
}
print "killed ", $killed + 0, ", failed ", $bad + 0, "\n";
PERL
cp -a "$T/base" "$T/chaos"
export SKRYNKA_HOME="$T/chaos"
day 2026-11-20T10:00
perl "$T/chaos.pl" "$seed" 40 "$drive" "$cases" 1 4 >"$T/out" 2>"$T/err"
echo "# seed $seed: $(cat "$T/out")"
same 'four at once, killed at random: none failed' "$(sed 's/.*, //' "$T/out"; cat "$T/err")" 'failed 0'
day 2027-01-15T10:00
perl "$T/chaos.pl" "$seed" 20 "$drive" "$cases" 1 0 >"$T/out" 2>"$T/err"
echo "# seed $seed: $(cat "$T/out")"
same 'and when the terms pass: none failed' "$(sed 's/.*, //' "$T/out"; cat "$T/err")" 'failed 0'
perl "$T/chaos.pl" "$seed" 60 "$drive" "$cases" 5 12 >"$T/out" 2>"$T/err"
echo "# seed $seed: $(cat "$T/out")"
same 'and on the last day: none failed' "$(sed 's/.*, //' "$T/out"; cat "$T/err")" 'failed 0'
later "$cases"
facts "$T/chaos" >"$T/chaos.store"
same 'all as in the undisturbed run' "$(diff "$T/whole.store" "$T/chaos.store" | head -10)" ''
exits 'the store is whole' 0 "$SKRYNKA" verify

# --- one case, killed before every commit and every file ---
export SKRYNKA_HOME="$T/one"
cp -a "$T/base-one" "$T/one"
one() { # FROM: the first event that was not done whole; the timers ring between two days, and not after
	[ "$1" -ne 1 ] || SKRYNKA_NOW=2026-11-20T10:00 "$drive" 1 1 4 1 || return
	[ "$1" -gt 4 ] || SKRYNKA_NOW=2027-01-15T10:00 "$drive" 1 1 0 1 || return
	SKRYNKA_NOW=2027-01-15T10:00 "$drive" 1 5 12 1 && later 1
}
one 1
facts "$T/one" >"$T/one.store"
killed() { # N FROM TO
	SKRYNKA_TEST_KILL=$1 SKRYNKA_TEST_COUNT=$T/count LD_PRELOAD=$kill "$drive" 1 "$2" "$3" 1
}
sweep() { # FROM TO AGAIN
	rm -f "$T/count"
	cp -a "$SKRYNKA_HOME" "$T/before"
	killed 0 "$1" "$2"
	steps=$(cat "$T/count") n=1
	while [ "$n" -le "$steps" ]; do
		rm -rf "$SKRYNKA_HOME"
		cp -a "$T/before" "$SKRYNKA_HOME"
		killed "$n" "$1" "$2" 2>/dev/null
		[ $? -eq 137 ] || echo "step $n: not killed"
		one "$3" >/dev/null || echo "step $n: it does not go on"
		facts "$SKRYNKA_HOME" | diff "$T/one.store" - | head -3
		n=$((n + stride))
	done
	[ "$steps" -gt 10 ] || echo "only $steps steps"
	echo "$steps steps" >&2
	rm -rf "$SKRYNKA_HOME"
	cp -a "$T/before" "$SKRYNKA_HOME"
	rm -rf "$T/before"
}
rm -rf "$SKRYNKA_HOME"
cp -a "$T/base-one" "$SKRYNKA_HOME"
day 2026-11-20T10:00
same 'killed before each step of the first day, and run again' "$(sweep 1 4 1 2>"$T/steps")" ''
"$drive" 1 1 4 1
day 2027-01-15T10:00
same 'killed before each step of the passing terms, and run again' "$(sweep 1 0 2 2>>"$T/steps")" ''
"$drive" 1 1 0 1
same 'killed before each step of the last day, and run again' "$(sweep 5 12 5 2>>"$T/steps")" ''
echo "# $(tr '\n' ' ' <"$T/steps")"

# --- clocks ---
fired() { sql "$SKRYNKA_HOME" "SELECT event || ' ' || json_extract(data, '\$.due') FROM journal WHERE person IS NULL AND event <> 'start' AND instance = 1 ORDER BY id"; }
ticks() { SKRYNKA_NOW=$1 "$SKRYNKA" tick >/dev/null; }
export SKRYNKA_HOME="$T/clock"
cp -a "$T/base" "$T/clock"
ticks 2026-11-21T09:00
same 'nothing before its day' "$(fired)" ''
ticks 2026-12-30T09:00
late='resolution.overdue 2026-11-23
due-soon 2026-12-21
overdue 2026-12-21'
same 'after weeks away: each once, in the order of their days, with its day' "$(fired)" "$late"
ticks 2026-11-22T09:00
same 'a clock that jumped back fires nothing' "$(fired)" "$late"
ticks 2027-02-01T09:00
same 'nor does it again later' "$(fired)" "$late"
rm -rf "$T/clock"
cp -a "$T/base" "$T/clock"
for now in 2026-12-30T09:00 2026-12-30T21:00 2026-12-18T09:00 2027-01-07T09:00; do
	ticks "$now" &
done
wait
same 'four clocks out of step, at once: each timer once in each case' \
	"$(sql "$T/clock" "SELECT DISTINCT count(*) FROM journal WHERE person IS NULL AND event <> 'start' GROUP BY instance, event")" 1
same 'and in due order' "$(fired)" "$late"
done_testing
