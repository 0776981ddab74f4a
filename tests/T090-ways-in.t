#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Paper comes in other files than TIFF, in several files, in a folder, in two passes: all end as the same letters.
. "$(dirname "$0")/lib.sh"
samples=$TOP/samples
picture() { "$BUILD/tests/tool/picture" "$@" 2>/dev/null; }
sql() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "$1"; }
object() { echo "$SKRYNKA_HOME/objects/$(echo "$1" | sed 's/../&\//')"; }
# strip FILE: the coded bytes of its only page
strip() {
	tiffinfo -s "$1" 2>/dev/null | perl -e 'open my $f, "<:raw", $ARGV[0] or die;
		while (<STDIN>) { /^\s+\d+: \[\s*(\d+),\s*(\d+)\]/ or next; seek $f, $1, 0; read $f, my $bytes, $2; print $bytes }' "$1"
}
make_office
export SKRYNKA_USER=olena
cp -a "$SKRYNKA_HOME" "$T/empty"
mkdir "$T/in"
cd "$T/in" || exit 1
half='2480x1300' # the heading of a letter, for speed
picture "$samples/letter-typed.tif" 1 page1.jpg $half
picture "$samples/letter-request.tif" 1 page2.jpg $half progressive exif=6
picture "$samples/letter-typed.tif" 1 page10.png $half
picture "$samples/letter-request.tif" 1 page11.webp $half quiet
picture "$samples/letter-typed.tif" 1 page12.jp2 2480x1600
[ -s page12.jp2 ] || { echo "Bail out! no pictures were made"; exit 1; }
cp page2.jpg page2.tif # the name is no matter
rm page2.jpg

# --- a folder ---
mkdir "$T/folder" && cp page* "$T/folder" && : >"$T/folder/Thumbs.db"
exits 'a folder of pictures is one batch' 0 "$SKRYNKA" --json intake "$T/folder" --pages 1 --letters 5
same 'a letter of each, page2 before page10' "$(sql 'SELECT group_concat(name, char(32)) FROM (SELECT name FROM batch_file ORDER BY number)')" \
	'page1.jpg page2.tif page10.png page11.webp page12.jp2'
same 'all are read, upright as the camera says' "$(sql 'SELECT letter, kind, turn FROM page JOIN casefile c ON c.id = casefile ORDER BY 1')" '1|text|0
2|text|0
3|text|0
4|text|0
5|text|0'
same 'whoever took the picture: the same applicant' "$(sql 'SELECT count(DISTINCT surname) FROM applicant')" 1
says 'what has no resolution is told' "$T/err" 'роздільної здатності: 2'
same 'a sheet of A4 is assumed' "$(for p in 4 5; do tiffinfo "$(object "$(sql "SELECT image FROM page WHERE casefile = $p")")" 2>/dev/null |
	sed -n 's/.*Resolution: \([0-9]*\), \([0-9]*\).*/\1 \2/p'; done)" '212 212
212 212'
first=$(object "$(sql 'SELECT original FROM casefile WHERE letter = 1')")
same 'a JPEG keeps its bytes' "$(strip "$first" | sha256sum)" "$(sha256sum <page1.jpg)"
same 'it keeps its resolution' "$(tiffinfo "$first" 2>/dev/null | sed -n 's/.*Resolution: \([0-9]*\), .*/\1/p')" 300
strip "$(object "$(sql 'SELECT original FROM casefile WHERE letter = 2')")" >"$T/anew.jpg"
djpeg -pnm "$T/anew.jpg" >"$T/anew.pnm" 2>/dev/null && djpeg -pnm page2.tif >"$T/old.pnm" 2>/dev/null
cmp -s "$T/anew.pnm" "$T/old.pnm"
ok 'one that TIFF does not take is coded anew, each pixel as it was' $?
same 'a picture without loss loses nothing' "$(tifftopnm "$(object "$(sql 'SELECT original FROM casefile WHERE letter = 3')")" 2>/dev/null | pnmtopng 2>/dev/null | pngtopnm | sha256sum)" \
	"$(pngtopnm page10.png | sha256sum)"
same 'each file is kept as it was given' "$(sql 'SELECT object FROM batch_file ORDER BY number')" \
	"$(sha256sum page1.jpg page2.tif page10.png page11.webp page12.jp2 | cut -d' ' -f1)"
same 'as what it is' "$(sql 'SELECT group_concat(type, char(32)) FROM (SELECT type FROM batch_file JOIN object o ON o.name = object ORDER BY number)')" \
	'image/jpeg image/jpeg image/png image/webp image/jp2'
xmllint --noout --schema "$TOP/xsd/files.xsd" "$(object "$(sql 'SELECT source FROM batch')")" 2>/dev/null
ok 'the list of them is valid' $?
exits 'the home is whole' 0 "$SKRYNKA" verify

# --- the same again ---
dump_store "$SKRYNKA_HOME" >"$T/once"
exits 'the same folder' 0 "$SKRYNKA" intake "$T/folder" --pages 1
says 'is noticed, with its batch' "$T/err" 'пачка 1'
says 'and its cases' "$T/err" "$(sql 'SELECT words FROM index_given WHERE casefile = 5')"
exits 'the same files by their names' 0 "$SKRYNKA" intake --together page1.jpg page10.png page11.webp page12.jp2 page2.tif --pages 1
says 'in order, as a shell has them: the same batch' "$T/err" 'пачка 1'
exits 'one of them' 0 "$SKRYNKA" intake page10.png
says 'is noticed' "$T/err" 'пачка 1'
picture "$samples/letter-hand.tif" 1 new.png 2480x1300
exits 'one of them with a new one' 77 "$SKRYNKA" intake --together page1.jpg new.png
one_line 'is told' 'page1.jpg: уже прийнято в пачці 1'
exits 'one file twice in a batch' 77 "$SKRYNKA" intake --together new.png new.png
one_line 'is told' 'той самий файл'
dump_store "$SKRYNKA_HOME" >"$T/twice"
same 'nothing is doubled, nothing left behind' "$(diff "$T/once" "$T/twice" | head -5)" ''

# --- two passes of one pile ---
rm -rf "$SKRYNKA_HOME" && cp -a "$T/empty" "$SKRYNKA_HOME"
letter() { tiffcrop -z 1,1,2480,1300 "$samples/letter-$1.tif" "$T/$1.tif" >/dev/null 2>&1; }
for f in typed request unsigned repeat hand; do letter $f; done
(cd "$T" && tiffcp typed.tif request.tif unsigned.tif in/fronts.tif && tiffcp hand.tif repeat.tif typed.tif in/backs.tif &&
	tiffcp hand.tif repeat.tif in/short.tif)
exits 'a pass that is short' 77 "$SKRYNKA" intake --collate fronts.tif short.tif --pages 2
one_line 'how many there are is told' 'сторінок 3, у другому — 2'
same 'the batch is held' "$(sql 'SELECT state FROM batch') $(sql 'SELECT count(*) FROM casefile')" 'held 0'
same 'both passes are kept' "$(sql 'SELECT object FROM batch_file ORDER BY number')" "$(sha256sum fronts.tif short.tif | cut -d' ' -f1)"
exits 'one pass alone is not taken' 77 "$SKRYNKA" intake fronts.tif --pages 1
one_line 'why' 'один із файлів пачки 1'
exits 'with the pass scanned anew' 0 "$SKRYNKA" intake --collate fronts.tif backs.tif --pages 2 --letters 3
same 'the batch that was held is cancelled by it' "$(sql 'SELECT id, state, note FROM batch ORDER BY id')" '1|cancelled|подано знову, з іншими файлами, як пачку 2
2|done|'
tiffcp "$T/typed.tif" "$T/typed.tif" "$T/sheet1.tif"
tiffcmp "$T/sheet1.tif" "$(object "$(sql 'SELECT original FROM casefile WHERE letter = 1')")" >/dev/null 2>&1
ok 'front and back of the first sheet' $?
tiffcp "$T/unsigned.tif" "$T/hand.tif" "$T/sheet3.tif"
tiffcmp "$T/sheet3.tif" "$(object "$(sql 'SELECT original FROM casefile WHERE letter = 3')")" >/dev/null 2>&1
ok 'and of the last' $?
exits 'one file for two passes' 64 "$SKRYNKA" intake --collate fronts.tif
exits 'the home is whole' 0 "$SKRYNKA" verify

# --- TIFF as no scanner gives it, as other programs do ---
rm -rf "$SKRYNKA_HOME" && cp -a "$T/empty" "$SKRYNKA_HOME"
mkdir "$T/odd"
tiffcp -c g4 -t -w 512 -l 512 "$T/typed.tif" "$T/odd/1-tiles.tif"
tiffcp -c none -t -w 64 -l 64 "$T/typed.tif" "$T/odd/2-plain-tiles.tif"
tiffcp -c lzma "$T/typed.tif" "$T/odd/3-lzma.tif"
tiffcp -c zstd "$T/typed.tif" "$T/odd/4-zstd.tif"
tiff2rgba -n -c lzw "$T/typed.tif" "$T/rgb.tif" 2>/dev/null
tiffcp -c lzw -p separate "$T/rgb.tif" "$T/odd/5-planes.tif"
tiffmedian -C 16 -c lzw "$T/rgb.tif" "$T/odd/6-palette.tif"
tiffcp -c webp "$T/rgb.tif" "$T/odd/7-webp.tif"
tiffcp -c jpeg -t -w 256 -l 256 "$T/rgb.tif" "$T/odd/8-jpeg-tiles.tif"
exits 'a folder of odd TIFF' 0 "$SKRYNKA" intake "$T/odd" --pages 1 --letters 8
same 'all are read' "$(sql "SELECT count(*) FROM page WHERE kind = 'text'") $(sql 'SELECT count(DISTINCT surname || patronymic) FROM applicant')" '8 1'
same 'their letters are as they came' "$(for i in 1 2 3 4 5 6 7 8; do tiffinfo "$(object "$(sql "SELECT original FROM casefile WHERE letter = $i")")" 2>/dev/null |
	grep -cE 'Tile Width|ZSTD|LZMA|WEBP|separate|palette'; done | tr '\n' ' ')" '1 1 1 1 1 1 1 1 '
tiffcp -c g4 -t -w 256 -l 128 "$T/typed.tif" "$T/tiles.tif"
tiffmedian -C 12 -c lzw "$T/rgb.tif" "$T/palette.tif"
for f in tiles palette; do exits "one alone: $f" 0 "$SKRYNKA" intake "$T/$f.tif" --letters 1; done
tiffcmp "$T/typed.tif" "$(object "$(sql 'SELECT original FROM casefile WHERE id = 9')")" >/dev/null 2>&1
ok 'no dot of it is lost' $?
exits 'its PDF' 0 "$SKRYNKA" fetch 9 --pdf -o "$T/odd-pdf"
exits 'the home is whole' 0 "$SKRYNKA" verify

# --- what cannot be read ---
rm -rf "$SKRYNKA_HOME" && cp -a "$T/empty" "$SKRYNKA_HOME"
mkdir "$T/bad"
cp page1.jpg "$T/bad/cut.jpg" && truncate -s 30000 "$T/bad/cut.jpg"
cp page2.tif "$T/bad/cut-progressive.jpg" && truncate -s 30000 "$T/bad/cut-progressive.jpg"
cp page10.png "$T/bad/cut.png" && truncate -s 9000 "$T/bad/cut.png"
cp page11.webp "$T/bad/cut.webp" && truncate -s 9000 "$T/bad/cut.webp"
cp page12.jp2 "$T/bad/cut.jp2" && truncate -s 60 "$T/bad/cut.jp2"
perl -0777 -pe 's/(IHDR)(.{8})/$1 . pack("NN", 60000, 60000)/se' page10.png >"$T/bad/huge.png"
perl -0777 -pe 's/(\xff\x4f\xff\x51.{4})(.{8})/$1 . pack("NN", 60000, 60000)/se' page12.jp2 >"$T/bad/huge.jp2"
perl -0777 -pe 's/(\xff\xc0\0.\x08)(.{4})/$1 . pack("nn", 60000, 60000)/se' page1.jpg >"$T/bad/huge.jpg"
perl -0777 -pe 's/(\xff\xc0\0.\x08)(.{4})/$1 . pack("nn", 12000, 12000)/se' page1.jpg >"$T/bad/hollow.jpg"
printf 'PK\3\4docx' >"$T/bad/letter.docx"
printf '\0\0\0\30ftypheic\0\0\0\0' >"$T/bad/phone.jpg"
printf 'RIFF\10\0\0\0WEBPVP8 ' >"$T/bad/empty.webp"
before=$(dump_store "$SKRYNKA_HOME" | sha256sum)
for f in "$T"/bad/*; do
	exits "$(basename "$f")" 65 weigh timeout 60 "$SKRYNKA" intake "$f"
	within "$(basename "$f")" 120
	one_line "$(basename "$f"): one line, by its name" "$(basename "$f"): "
	same "$(basename "$f"): in Ukrainian" "$(cyrillic -v <"$T/said")" ''
done
same 'nothing is left of them in the store' "$(dump_store "$SKRYNKA_HOME" | sha256sum)" "$before"
same 'each is in failed/, with a note' "$(ls "$SKRYNKA_HOME/failed" | wc -l)" $((2 * $(ls "$T/bad" | wc -l)))
cp "$T/bad/cut.jpg" "$T/folder/page3.jpg"
exits 'a bad page refuses the batch it is in' 65 "$SKRYNKA" intake "$T/folder" --pages 1
one_line 'by its name' 'page3.jpg: '
same 'the whole batch is in failed/, with one note' "$(ls "$SKRYNKA_HOME/failed" | wc -l)" $((2 * $(ls "$T/bad" | wc -l) + 6))
same 'nothing is left of it in the store' "$(dump_store "$SKRYNKA_HOME" | sha256sum)" "$before"
mkdir "$T/folder/more"
exits 'a folder in a folder' 65 "$SKRYNKA" intake "$T/folder"
one_line 'is told' 'more: у теці'
done_testing
