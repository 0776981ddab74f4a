#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The file that a letter came in is the original of record: it goes into the case file, unless others' letters are in it.
# Programs get one list, however many files are given.
. "$(dirname "$0")/lib.sh"
make_office
# strips of letters, for speed
for f in typed:1 request:1300; do
	y=${f#*:} f=${f%:*}
	tiffcrop -z "1,$y,2480,$((y + 400))" "$TOP/samples/letter-$f.tif" "$T/$f.tif" >/dev/null 2>&1
	tifftopnm "$T/$f.tif" 2>/dev/null | pnmtopng >"$T/$f.png" 2>/dev/null
done
tiff2pdf -o "$T/one.pdf" "$T/typed.tif" && tiffcp "$T/typed.tif" "$T/request.tif" "$T/both.tif" && tiff2pdf -o "$T/both.pdf" "$T/both.tif"
tiffcrop -z 1,1700,2480,2100 "$TOP/samples/letter-typed.tif" "$T/anew.tif" >/dev/null 2>&1
tiff2pdf -o "$T/anew.pdf" "$T/anew.tif"
[ -s "$T/both.pdf" ] || { echo "Bail out! no PDF was made"; exit 1; }
sum() { sha256sum "$1" | cut -d' ' -f1; }
export SKRYNKA_USER=olena

# --- one list ---
exits 'three files, one of them none' 65 "$SKRYNKA" --json intake one.pdf "$TOP/README.md" request.png --pages 1
same 'one list of all letters, with the files they came in' "$(pick 'map { "$_->{file} $_->{letter} $_->{case}" } @$_' <"$T/out")" 'one.pdf 1 1
request.png 1 2'
says 'the fault is told beside it' "$T/err" 'README.md: це не скан'
exits 'one file' 0 "$SKRYNKA" --json intake both.pdf --pages 1
same 'is such a list too' "$(pick 'map { "$_->{file} $_->{letter} $_->{case}" } @$_' <"$T/out")" 'both.pdf 1 3
both.pdf 2 4'
exits 'what was taken in already' 0 "$SKRYNKA" --json intake one.pdf
same 'is a list without letters' "$(cat "$T/out")" '[]'
exits 'a TIFF' 0 "$SKRYNKA" --json intake typed.tif --pages 1

# --- what the case files hold ---
bag() { # CASE: resolved and exported
	"$SKRYNKA" --as olena do "$1" register surname=Коваль address='вул. Лісова, 5' >/dev/null 2>&1
	"$SKRYNKA" --as holova do "$1" decline ground=late reason='Строк минув' >/dev/null
	"$SKRYNKA" --as arkhiv do "$1" file >/dev/null
	exits "case $1 is exported" 0 "$SKRYNKA" --as arkhiv export "$1" -o bags
	dir=bags/casefile-00000$1
}
given() { xmllint --xpath "//*[local-name()='given']/*" "$dir/data/casefile.xml" 2>/dev/null | tr '\n' ' '; }
bag 1
same 'the PDF of one letter is in it' "$(sum $dir/data/given/001.pdf)" "$(sum one.pdf)"
same 'by its name and its sum' "$(given)" "<file n=\"1\" name=\"one.pdf\" type=\"application/pdf\" original=\"given/001.pdf\" original-sha256=\"$(sum one.pdf)\"/> "
exits 'verify finds it whole' 0 "$SKRYNKA" verify $dir
(cd $dir/data && xmllint --noout --nonet --schema casefile.xsd casefile.xml 2>/dev/null)
ok 'casefile.xml keeps to its schema' $?
bag 2
same 'so is a picture' "$(sum $dir/data/given/001.png)" "$(sum request.png)"
bag 3
same 'a file with letters of others is not' "$(find $dir -path '*given*')" ''
same 'but its sum is told' "$(given)" "<file n=\"1\" name=\"both.pdf\" type=\"application/pdf\" original-sha256=\"$(sum both.pdf)\"/> "
bag 5
same 'a TIFF is in its original' "$(find $dir -path '*given*')" ''
same 'its sum is told' "$(given)" "<file n=\"1\" name=\"typed.tif\" type=\"image/tiff\" original-sha256=\"$(sum typed.tif)\"/> "
"$SKRYNKA" intake --pages 1 "$T/anew.pdf" >/dev/null 2>&1
"$SKRYNKA" --as olena do 6 cancel reason='Не той порядок' >/dev/null
exits 'a paper under another procedure' 0 "$SKRYNKA" --as olena new written-appeal --from 6 surname=Коваль address='вул. Лісова, 5'
bag 7
same 'has its file all the same' "$(sum $dir/data/given/001.pdf)" "$(sum anew.pdf)"

# --- and what verify sees ---
dir=bags/casefile-000001
chmod -R u+w bags
cp one.pdf $dir/data/given/001.pdf && printf x >>$dir/data/given/001.pdf
exits 'an altered file' 65 "$SKRYNKA" verify $dir
says 'is told' "$T/err" 'given/001.pdf'
# a bag whose sums were made anew, so that casefile.xml alone knows better
(cd $dir && for kind in 256 512; do find data -type f | sort | xargs sha${kind}sum >manifest-sha$kind.txt; done
	for kind in 256 512; do sha${kind}sum bag-info.txt bagit.txt manifest-*.txt >tagmanifest-sha$kind.txt; done)
exits 'altered with all sums' 65 "$SKRYNKA" verify $dir
says 'it is not the file that casefile.xml means' "$T/err" 'given/001.pdf'
done_testing
