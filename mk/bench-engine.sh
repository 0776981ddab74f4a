#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/bench-engine.sh BUILD — the statechart engine in memory, on one thread, against the two of npm that are known best;
# its durable events against the database alone.
#   ROUNDS   of each (5), taken in turns, because other work on the machine moves the figures
#   EVENTS   a round of the ring (300000)
#   DURABLE  events on a database, beside a bare loop that commits the same rows (3000)
#   STORE    the folder of that database: in memory, where nobody waits for a disk (/dev/shm; else BUILD)
#   CASES    open cases with three deadlines each, for a tick with nothing due (100000)
# The npm packages are fetched into BUILD; without npm only the own figures are printed.
set -eu
build=$1
rounds=${ROUNDS:-5} events=${EVENTS:-300000} durable=${DURABLE:-3000} cases=${CASES:-100000}
top=$(cd "$(dirname "$0")/.." && pwd)
room=$build/bench/npm
store=${STORE:-/dev/shm}
[ -d "$store" ] && [ -w "$store" ] || store=$build/bench
work=$(mktemp -d "${TMPDIR:-/tmp}/skrynka-bench.XXXXXX")
db=$(mktemp -d "$store/skrynka-bench.XXXXXX")/durable.db
trap 'rm -rf "$work" "${db%/*}"' EXIT

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] + 0 }'; }
spread() { sort -n "$1" | sed -n '1p; $p' | paste -sd- - | sed 's/-/–/'; }
line() { # FILE WORDS
	printf '%-26s %8d   (%s)\n' "$2" "$(median "$1")" "$(spread "$1")"
}

others='xstate scion'
mkdir -p "$room"
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
	echo "engine: npm is not installed: no comparison"
	others=
elif ! (cd "$room" && [ -d node_modules/xstate ] && [ -d node_modules/@scion-scxml/scxml ]) &&
	! timeout 300 npm install --prefix "$room" --no-audit --no-fund --fetch-retries=1 --loglevel=error \
		xstate@5.33.3 @scion-scxml/scxml@4.3.27 >"$work/npm.log" 2>&1; then
	echo "engine: npm could not fetch them: no comparison: $(sed -n 's/^npm [eE][rR][rR][a-z!]* //p' "$work/npm.log" | head -n 1)"
	others=
fi

for _ in $(seq "$rounds"); do
	"$build/bench/ring" $((events * 10)) >>"$work/ring"
	for other in $others; do
		NODE_PATH=$room/node_modules node "$top/tests/bench/$other.js" "$events" >>"$work/$other"
	done
	(cd "$top" && "$(realpath "$build")/bench/appeal" 1000) >>"$work/appeal"
	for kind in engine bare; do
		"$build/bench/durable" "$db" "$kind" "$durable" >>"$work/$kind"
	done
done
"$build/bench/durable" "$db" tick "$cases" >"$work/tick"

echo "engine: six states in a ring, in memory, thousands of transitions a second, medians of $rounds rounds"
line "$work/ring" skrynka
for other in $others; do line "$work/$other" "$other"; done
if [ -n "$others" ]; then
	best=$(for other in $others; do median "$work/$other"; done | sort -n | tail -n 1)
	awk -v own="$(median "$work/ring")" -v best="$best" 'BEGIN { printf "%.1f times the faster of them\n", own / best }'
fi
echo "engine: the written appeal's events, in memory, thousands a second of processor time"
line "$work/appeal" skrynka
echo "engine: durable events a second of processor time, each with a deadline and a notice, and a bare loop that commits the same rows"
line "$work/engine" skrynka
line "$work/bare" 'bare loop'
paste "$work/engine" "$work/bare" | awk '{ printf "%.0f\n", 100 * $1 / $2 }' >"$work/share"
line "$work/share" 'per cent of it, by rounds'
echo "engine: tick with nothing due, $cases open cases, $((cases * 3)) timers: $(cat "$work/tick") ms at the longest"
