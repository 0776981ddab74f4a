#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The reading room by itself: separators, and a worker that is killed.
. "$(dirname "$0")/lib.sh"
export SKRYNKA_DATA="$TOP"
# room NAME FILE: reads FILE into $T/NAME
room() {
	mkdir "$T/$1"
	"$SKRYNKA-read" --cage read "$2" "$T/$1" 2 >"$T/$1.said" 2>"$T/$1.err"
}
# collect NAME FILE LETTERS…: the pages that were read become letters; whose each page is, - for nobody's
collect() {
	name=$1 file=$2
	shift 2
	for of in "$@"; do echo "$of"; done >"$T/of"
	perl -i -pe 'BEGIN { open my $f, "<", shift @ARGV; chomp(@of = <$f>); ($last) = sort { $b <=> $a } grep { $_ ne "-" } @of }
		s/ letters="0"/ letters="$last"/;
		if (/<page /) { my $of = shift @of; s/<page /<page letter="$of" / if $of ne "-" }' "$T/of" "$T/$name/batch.xml"
	"$SKRYNKA-collect" --cage collect "$file" "$T/$name" >"$T/$name.said" 2>"$T/$name.err"
}
kinds() { sed -n 's/.*<page .*n="[0-9]*" kind="\([a-z]*\)".*/\1/p' "$T/$1/batch.xml" | tr '\n' ' '; }

# --- separators, as printed and scanned grey at 200 dots an inch ---
"$SKRYNKA" separators --count 1 -o "$T/sheet.pdf" >/dev/null
pdftoppm -r 200 -gray "$T/sheet.pdf" "$T/sheet" && ppm2tiff -R 200 "$T"/sheet*.pgm "$T/sheet.tif"
"$PAINT" --letters 4 --seed 9 --hand 0 --backs 0 -o "$T/painted" >/dev/null
tiffcp "$T/sheet.tif" "$TOP/samples/letter-request.tif" "$T/sheet.tif" "$TOP/samples/letter-typed.tif" \
	"$T/two.tif" 2>/dev/null
room two "$T/two.tif"
ok 'two letters behind printed separators' $?
collect two "$T/two.tif" - 1 - 2
ok 'are collected' $?
same 'pages as they lie' "$(kinds two)" 'separator text separator text '
xmllint --noout --schema "$TOP/xsd/batch.xsd" "$T/two/batch.xml" 2>"$T/err" &&
	xmllint --noout --schema "$TOP/xsd/sheet.xsd" "$T/two/001.xml" "$T/two/002.xml" 2>>"$T/err"
ok 'sheets are valid' $?
same 'what is left' "$(ls "$T/two" | tr '\n' ' ')" '001.tif 001.xml 002.tif 002.xml batch.xml page-0001.tif page-0001.xml page-0002.tif page-0002.xml page-0003.tif page-0003.xml page-0004.tif page-0004.xml '

# --- a worker that is killed costs its page ---
mkdir "$T/killed"
"$SKRYNKA-read" --cage read "$T/painted/batch.tif" "$T/killed" 2 >"$T/said" 2>&1 &
room=$!
victim=
for try in $(seq 200); do
	ls "$T/killed"/page-*.tif >/dev/null 2>&1 && victim=$(grep -l "^PPid:[[:space:]]*$room\$" /proc/[0-9]*/status 2>/dev/null | head -1 | cut -d/ -f3)
	[ -n "$victim" ] && break
	sleep 0.05
done
sleep 0.3
kill -9 "$victim"
ok 'a worker was there to be killed' $?
wait "$room"
ok 'the batch is read to its end' $?
pages=$(tiffinfo "$T/painted/batch.tif" 2>/dev/null | grep -c 'Image Width')
same 'every page is there' "$(kinds killed | wc -w)" "$pages"
same 'and an image of it' "$(ls "$T/killed" | grep -c '^page-.*tif$')" "$pages"
collect killed "$T/painted/batch.tif" $(yes 1 | head -"$pages")
ok 'a letter is collected with it' $?
same 'one page is unread' "$(kinds killed | tr ' ' '\n' | grep -c unread)" 1
grep '<page [^>]*kind="unread"[^>]*fault="[^"]*9' "$T/killed/001.xml" >/dev/null
ok 'and it says why' $?
xmllint --noout --schema "$TOP/xsd/sheet.xsd" "$T/killed/001.xml" 2>"$T/err"
ok 'its sheet is valid' $?

done_testing
