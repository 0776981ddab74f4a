#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The samples: painted the same from the same seed, true to their schema, as many pages as promised.
. "$(dirname "$0")/lib.sh"

paint() { # FOLDER SEED OPTION…
	to=$1 seed=$2
	shift 2
	"$PAINT" --letters 2 --dpi 100 --seed "$seed" "$@" -o "$T/$to"
}
pages() { tiffinfo "$1" 2>/dev/null | grep -c 'Image Width'; }
promised() { grep -cE '<page |<separator ' "$1"; }
is_true() { xmllint --noout --nonet --schema "$TOP/samples/truth.xsd" "$1" 2>/dev/null; }

paint a 1 --separators --pages-dir "$T/a/pages" && paint b 1 --separators && paint c 2 --grey
ok "letters are painted" $?
cmp -s "$T/a/batch.tif" "$T/b/batch.tif" && cmp -s "$T/a/truth.xml" "$T/b/truth.xml"
ok "the same seed gives the same bytes" $?
same "another seed gives other letters" "$(cmp -s "$T/a/truth.xml" "$T/c/truth.xml" || echo other)" other
for batch in a c; do
	is_true "$T/$batch/truth.xml"
	ok "truth $batch is valid" $?
	same "scan $batch has the pages of its truth" "$(pages "$T/$batch/batch.tif")" \
		"$(promised "$T/$batch/truth.xml")"
done
same "single pages are the pages of letters" "$(ls "$T"/a/pages/*.tif | wc -l)" \
	"$(grep -c '<page ' "$T/a/truth.xml")"
same "a text is its own perfect reading" \
	"$("$PAINT" --score "$T/a/pages" "$T/a/pages" | grep -c '^total.* 0.000 %')" 1

exits "no folder is a misuse" 64 "$PAINT" --letters 1
exits "so is an unknown set" 64 "$PAINT" --set nothing -o "$T/d"
exits "a text that is not there" 66 "$PAINT" --score "$T/none.txt" "$T/none.txt"

for scan in "$TOP"/samples/*.tif; do
	is_true "${scan%.tif}.xml" && [ "$(pages "$scan")" -eq "$(promised "${scan%.tif}.xml")" ]
	ok "$(basename "$scan") has its truth" $?
done
box=$TOP/samples/box-2026-11-20
holds() { same "the box holds $1" "$(xmllint --xpath "boolean($2)" "$box.xml")" true; }
while IFS='|' read -r what path; do holds "$what" "$path"; done <<-'BOX'
	14 letters and more|count(//letter) >= 14
	typed ones|//letter[@hand = 'false']
	handwritten ones|//letter[@hand = 'true']
	a collective one|//letter[@form = 'collective' and @signers > 2]
	an unsigned one|//letter[@signed = 'false']
	an anonymous one|//letter[@anonymous = 'true']
	a repeat|//letter[@repeat = 'true']
	a request|//letter[@kind = 'запит']
	one of two pages|//letter[count(page[@blank = 'false']) > 1]
	blank backs|count(//page[@blank = 'true']) > 1
	a page upside down|//page[@turn = 180]
	a page on its side|//page[@turn = 90 or @turn = 270]
	crooked pages|count(//page[@skew > 1 or @skew < -1]) > 4
BOX
[ "$(pages "$box.tif")" -ge 20 ]
ok "and 20 pages" $?
size=$(cat "$TOP"/samples/*.tif "$TOP"/samples/*.xml "$TOP"/samples/*.txt | wc -c)
[ "$size" -le 8388608 ]
ok "the samples are at most 8 MB" $?
done_testing
