#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/bench-look.sh BUILD — what is seen of freshly painted pages: how they lie, also before they are read; whether they
# are separators.
#   TURNED   letters that lie turned (30: about 40 pages)   SEED   of all (the clock: nothing was tuned on it)
#   SHEETS   separators at each density (20), skewed by up to 3 degrees, 2 % of their dots wrong
set -eu
build=$(cd "$1" && pwd)
seed=${SEED:-$(date +%s)}
work=$(mktemp -d "${TMPDIR:-/tmp}/skrynka-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

# look FOLDER OPTION…: paints, looks
look() {
	to=$1
	shift
	"$build/paint" --seed "$seed" "$@" -o "$work/$to"
	"$build/bench/look" "$work/$to/batch.tif" >"$work/$to/seen"
}

# told FOLDER: «number kind turn», the turn being what makes the page upright
told() {
	perl -ne 'print "$2 ", $1 eq "separator" ? "separator" : /blank="true"/ ? "blank" : "text", " ", (360 - $3) % 360, "\n"
		if /<(separator|page) (?:page|n)="(\d+)" turn="(\d+)"/' "$work/$1/truth.xml"
}

look turned --letters "${TURNED:-30}" --turned 100 --hand 10 --backs 0
told turned >"$work/told"
awk 'NR == FNR { kind[$1] = $2; turn[$1] = $3; next }
	$2 == "text" && kind[$1] == "text" { pages++; right += $3 == turn[$1]; guessed += $5 == turn[$1]
		if ($3 != turn[$1]) wrong = wrong " " $1 }
	END { printf "turned pages: %d, found %d (%.2f %%), guessed before they were read %d%s\n", pages, right,
		100 * right / pages, guessed, wrong == "" ? "" : "; not:" wrong }' "$work/told" "$work/turned/seen"

for scan in "200" "300" "200 --grey" "300 --grey"; do
	# shellcheck disable=SC2086
	look sheets --letters "${SHEETS:-20}" --dpi $scan --separators --skew 30 --dust 20 --backs 30 --hand 10
	told sheets >"$work/told"
	awk -v scan="$scan" 'NR == FNR { kind[$1] = $2; next }
		{ there += kind[$1] == "separator"; found += kind[$1] == "separator" && $2 == "separator"
		  other += kind[$1] != "separator"; wrong += kind[$1] != "separator" && $2 == "separator" }
		END { printf "separators at %s dpi: %d, found %d; taken for one: %d of %d other pages\n", scan, there, found,
			wrong, other }' "$work/told" "$work/sheets/seen"
done
