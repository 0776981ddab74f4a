#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/bench-read.sh BUILD — reading and intake of a freshly painted batch, against Tesseract's own command.
#   LETTERS  how many (40)         SEED    of the batch (the clock: nothing was tuned on it)
#   ROUNDS   of each (2; 0: nothing is timed), taken in turns, because other work on the machine moves the figures
#   PAINT    more options for paint, as --small 2 or --grey
set -eu
. "$(dirname "$0")/measure.sh"
build=$(cd "$1" && pwd)
top=$(cd "$(dirname "$0")/.." && pwd)
seed=${SEED:-$(date +%s)}
letters=${LETTERS:-40}
work=$(mktemp -d "${TMPDIR:-/tmp}/skrynka-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
export SKRYNKA_NOW=2026-11-20T09:30 SKRYNKA_USER=admin

sum() { awk '{ s += $1 } END { printf "%.2f", s / NR }'; }

echo "painting $letters letters, seed $seed …"
# shellcheck disable=SC2086
"$build/paint" --letters "$letters" --seed "$seed" --hand 10 --turned 10 --benefits 20 --separators ${PAINT:-} \
	--pages-dir pages -o batch
pages=$(ls pages/*.tif | wc -l)

# --- what is read ---
# more letters are said than there are: the batch is held, and its sheets can be looked at
mkdir text
"$build/skrynka" --home held init --name "Міська рада" --edrpou 00000000 >/dev/null 2>&1
time -q -f %M -o peak "$build/skrynka" --home held intake batch/batch.tif --letters 99999 >said 2>&1 || true
ln -s held/held/1 read
perl -CSD -ne '
	if (/<page [^>]*\bsource="(\d+)"/) { close $out if $out; open $out, ">:utf8", sprintf "text/%04d.txt", $1 }
	if (/<word [^>]*>([^<]*)</) { my $w = $1; $w =~ s/&lt;/</g; $w =~ s/&gt;/>/g; $w =~ s/&quot;/"/g; $w =~ s/&amp;/&/g;
		print {$out} "$w " }' read/[0-9]*.xml
perl -ne '$hand = $1 if /<letter .*\bhand="(\w+)"/;
	next unless /<page n="(\d+)" turn="(\d+)".*blank="false"/;
	my $name = sprintf "%04d.txt", $1;
	for my $set ($hand eq "true" ? "hand" : ("print", $2 ? "print-turned" : "print-upright")) {
		mkdir $set; symlink "../pages/$name", "$set/$name" }' batch/truth.xml
for set in print print-upright print-turned hand; do
	[ -d "$set" ] || continue
	"$build/paint" --score "$set" text >scores
	awk -v set="$set" '/^0/ { pages++; bad += $4 > 5 } END { printf "%s: pages %d, above 5 %%: %d\n", set, pages, bad }' scores
	sed -n "s/^total */$set: characters, errors: /p; s/^median/$set: median/p" scores
done
[ ! -d print ] || perl "$top/mk/bench-numbers.pl" print text
perl "$top/mk/bench-fields.pl" batch/truth.xml read
awk '{ printf "peak memory of the largest process: %d MB\n", $1 / 1024 }' peak

# --- what it costs ---
# $1: a folder for the home. What Tesseract takes of it to recognise is written to "inside", seconds.
intake() {
	"$build/skrynka" --home "$1" init --name "Міська рада" --edrpou 00000000 >/dev/null 2>&1
	head -c 8 /dev/zero >recognised
	(
		export LD_PRELOAD="$build/tests/recognise.so" SKRYNKA_TEST_RECOGNISED="$work/recognised"
		cpu "$build/skrynka" --home "$1" intake batch/batch.tif --letters "$letters"
	)
	perl -e 'read STDIN, my $ns, 8; printf "%.2f\n", unpack("Q", $ns) / 1e9' <recognised >>inside
}
theirs() {
	mkdir -p tesseract
	export OMP_THREAD_LIMIT=1
	cpu sh -c 'ls pages/*.tif | xargs -P2 -I{} tesseract {} tesseract/out -l ukr'
	unset OMP_THREAD_LIMIT
}
[ "${ROUNDS:-2}" -gt 0 ] || exit 0
for round in $(seq "${ROUNDS:-2}"); do
	intake "home-$round" >>ours || echo "intake failed" >&2
	theirs >>theirs
done
echo "$pages pages; processor seconds, mean of ${ROUNDS:-2} rounds in turns:"
echo "  whole intake $(sum <ours); tesseract -l ukr, two processes: $(sum <theirs)"
awk -v o="$(sum <ours)" -v t="$(sum <theirs)" 'BEGIN { printf "  ratio %.2f\n", o / t }'
awk -v o="$(sum <ours)" -v i="$(sum <inside)" 'BEGIN { printf "  recognition inside it %.2f: the whole intake takes %.2f of that\n", i, o / i }'
