#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A letter as a searchable PDF/A: its own bytes, marks as lines, words that can be copied; held against a validator.
. "$(dirname "$0")/lib.sh"
make_office
words() { tr -s ' \n\f' '\n' | grep .; }
page() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "SELECT $2 FROM page WHERE casefile = $1 AND number = ${3:-1}"; }

# grey in JPEG as scanners code it, in one strip, and lying on its side in many; colour that its tag turns; G4
"$PAINT" --letters 1 --seed 11 --hand 0 --turned 0 --backs 100 --grey --dpi 200 -o grey >/dev/null
tiffcp -c jpeg:r:70 -r 100000 grey/batch.tif one.tif
"$PAINT" --letters 1 --seed 12 --hand 0 --turned 100 --backs 0 --grey -o side >/dev/null
tiffcp one.tif,0 first.tif && tiff2rgba -n first.tif rgb.tif 2>/dev/null && tiffcp -c jpeg:80 -r 64 rgb.tif colour.tif
tiffset -s 274 3 colour.tif # it says that it stands upside down
for pages in '2 one' '1 side/batch' '1 colour'; do
	exits "${pages#* } is taken in" 0 as olena intake "${pages#* }.tif" --pages "${pages% *}"
done
exits 'and one in G4' 0 as olena intake "$TOP/samples/letter-typed.tif"
for mark in copy repeat control in-person by-proxy registration; do
	for case in 2 4; do as olena mark "$case" "$mark" >>"$T/log" 2>&1; done
done
same 'the second lay on its side' "$(($(page 2 turn) % 180))" 90
exits 'all as PDF' 0 as olena fetch 1 2 3 4 --pdf -o pdf
same 'one each' "$(cat "$T/out" | tr '\n' ' ')" 'pdf/1.pdf pdf/2.pdf pdf/3.pdf pdf/4.pdf '
exits 'by who has no part in it: refused' 77 as petrenko fetch 1 --pdf -o pdf

# what validators say
for pdf in pdf/*.pdf; do
	qpdf --check "$pdf" >"$T/out" 2>&1
	ok "$pdf: qpdf finds no fault" $?
done
mkdir all && cp pdf/* all/ && sed 's/GTS_PDFA1/GTS_PDFAx/' pdf/4.pdf >all/bad.pdf
sh "$TOP/tests/preflight.sh" all >"$T/preflight"
if [ $? -eq 2 ]; then
	skip 'PDF/A-1b' 'Preflight is not installed'
else
	same 'PDF/A-1b, says Preflight, and finds what is not' "$(grep -E ' (true|false)$' "$T/preflight" | tr '\n' ' ')" \
		'1.pdf true 2.pdf true 3.pdf true 4.pdf true bad.pdf false '
fi

# words: in the order of the sheet, none lost
for case in 1 2 3 4; do
	sheet=$(sqlite3 "$SKRYNKA_HOME/skrynka.db" "SELECT sheet FROM casefile WHERE id = $case")
	perl -CSD -ne 'while (/<word [^>]*>([^<]*)</g) { my $w = $1; $w =~ s/&lt;/</g; $w =~ s/&gt;/>/g;
		$w =~ s/&quot;/"/g; $w =~ s/&amp;/&/g; $w =~ s/\s//g; print "$w\n" }' \
		"$SKRYNKA_HOME/objects/$(echo "$sheet" | sed 's/../&\//')" >wanted
	same "case $case: words in their order" "$(pdftotext -raw "pdf/$case.pdf" - | words)" "$(cat wanted)"
	same "case $case: none lost" "$(pdftotext "pdf/$case.pdf" - | words | sort)" "$(sort wanted)"
done

# bytes: what the scanner coded comes out of the PDF
coded() { # TIFF PDF: whether each strip of its first page does, but for its head
	pdfimages -j -f 1 -l 1 "$2" inside
	tiffdump -m 9999 "$1" | sed '/^Directory 1/,$d' | perl -e '
		my (%tag, $file, $jpeg);
		while (<STDIN>) { $tag{$1} = [split " ", $2] if /^(StripOffsets|StripByteCounts) .*<([^>]*)>/ }
		{ local (@ARGV, $/) = $ARGV[0]; $file = <> }
		{ local (@ARGV, $/) = $ARGV[1]; $jpeg = <> }
		for my $i (0 .. $#{$tag{StripOffsets}}) {
			my $strip = substr $file, $tag{StripOffsets}[$i], $tag{StripByteCounts}[$i];
			my $coded = substr $strip, index($strip, "\xff\xda") + 14, -2;
			exit 1 if length $coded < 20 || index($jpeg, $coded) < 0;
		}
		exit !@{$tag{StripOffsets}}' "$1" inside-000.jpg
}
coded one.tif pdf/1.pdf
ok 'those of one strip' $?
coded side/batch.tif pdf/2.pdf
ok 'those of many' $?
tiffcp -c none side/batch.tif raw.tif && tiffcp -c jpeg:74 -r 128 raw.tif other.tif
! coded other.tif pdf/2.pdf
ok 'not those of another coding' $?
same 'each is a JPEG of the size of its scan' "$(for case in 1 2 3; do
	pdfimages -list "pdf/$case.pdf" | awk 'NR == 3 { printf "%s %sx%s %s; ", $9, $4, $5, $6 }'; done)" \
	'jpeg 1654x2339 gray; jpeg 3508x2480 gray; jpeg 1654x2339 rgb; '
same 'packed once more' "$(grep -ac 'Filter \[ /FlateDecode /\(DCT\|CCITTFax\)Decode \]' pdf/[1-4].pdf | tr '\n' ' ')" \
	'pdf/1.pdf:2 pdf/2.pdf:1 pdf/3.pdf:1 pdf/4.pdf:1 '
same 'G4 stays G4' "$(pdfimages -list pdf/4.pdf | awk 'NR == 3 { print $9, $4 "x" $5 }')" 'ccitt 2480x3508'

# looks: upright, marks on it
pdftoppm -r 300 -gray -singlefile pdf/2.pdf page2
same 'its stamp can be read' "$(zbarimg -q --raw page2.pgm 2>/dev/null | head -1)" "12345678/2026/$(case_of 2 '$_->{card}{index}')"
pdftotext -bbox pdf/3.pdf - | sed -n 's/.*<word xMin="\([0-9]*\).*yMin="\([0-9]*\).*>.*/\2/p' | head -1 >top
[ "$(cat top)" -lt 420 ]
ok 'turned by its tag, the heading is above' $?
same 'no picture but the scan' "$(pdfimages -list pdf/2.pdf | sed 1,2d | wc -l)" 1

# what it says of itself
pdfinfo pdf/1.pdf >info
index=$(case_of 1 '$_->{card}{index}')
[ "$index" = - ] && index=1
says 'its title' info "$index"
says 'its office' info 'Виконавчий комітет Калинівської міської ради'
qpdf --qdf --object-streams=disable pdf/1.pdf - | grep -a CreateDate >xmp
says 'the day' xmp '2026-11-20T00:00:00+02:00'
qpdf --json pdf/1.pdf | pick 'map { $_->{title} } @{$_->{outlines}}' >marks
same 'a bookmark a page' "$(cat marks)" "$(printf 'Сторінка 1\nСторінка 2, порожня')"
as olena fetch 2 --pdf -o again >/dev/null
cmp -s pdf/2.pdf again/2.pdf
ok 'the same pages, the same bytes' $?

# a mark that cannot be lines alone: the page as it was stamped
mkdir -p "$SKRYNKA_HOME/stamps/marks"
sed 's/<rect /<rect opacity="0.5" /' "$TOP/stamps/marks/copy.svg" >"$SKRYNKA_HOME/stamps/marks/faint.svg"
as olena mark 4 faint >/dev/null
exits 'with a faint mark' 0 as olena fetch 4 --pdf -o faint
same 'the stamped picture' "$(pdfimages -list faint/4.pdf | awk 'NR == 3 { print $9 }') $(grep -ac '/Subtype /Form' faint/4.pdf)" 'ccitt 0'
done_testing
