#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A page whose letters do not tell which side of it is up is turned when it has been read.
. "$(dirname "$0")/lib.sh"
make_office
sql() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "$1"; }
for i in 1 2 3 4 5 6 7 8; do
	echo 'ШАНОВНА РАДО, ПРОШУ ВАС ВСТАНОВИТИ ЛАВКУ НА НАШОМУ МАЛОМУ ПЕРОНІ' # without a dot or a tail
done >words.txt
"$BUILD/tests/tool/document" words.pdf text words.txt || { echo 'Bail out! no page was drawn'; exit 1; }
pdftoppm -r 200 -mono -singlefile words.pdf page
ppm2tiff -R 200 page.pbm up.tif
tiffcrop -R 180 up.tif down.tif >/dev/null 2>&1

for way in up down; do
	exits "a page that lies $way" 0 as olena intake $way.tif
done
same 'how they lie was found' "$(sql 'SELECT turn FROM page ORDER BY id' | tr '\n' ' ')" '0 180 '
for case in 1 2; do
	as olena text $case >said
	says "case $case is read" said 'ШАНОВНА РАДО'
done
# what is kept of the page stands upright, and the words stand on it where they are seen
exits 'the PDF of the second' 0 as olena fetch 2 --pdf -o pdf
top() { pdftotext -bbox "$1" - | sed -n 's/.*yMin="\([0-9]*\)\..*>ШАНОВНА<.*/\1/p' | head -1; }
[ "$(top pdf/2.pdf)" -lt 150 ]
ok 'has its first words above' $?
done_testing
