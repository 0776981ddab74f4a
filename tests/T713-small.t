#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Pages made small for a screen: of the right size, with their marks, made again when they are lost, and not for all.
. "$(dirname "$0")/lib.sh"
make_office
tiffcrop -z 1,1,2480,1400 "$TOP/samples/letter-typed.tif" g4.tif >/dev/null 2>&1
tiffcp "$TOP/samples/grey-2026-11-20.tif",0 grey.tif
exits 'in G4' 0 as olena intake g4.tif
exits 'in grey' 0 as olena intake grey.tif --pages 1
# kind and size, by the first bytes of the file
size() { perl -0777 -ne 'if (/^\x89PNG.{12}(.{4})(.{4})/s) { printf "png %dx%d", unpack("N", $1), unpack("N", $2) }
	elsif (/^\xff\xd8.*?\xff\xc0...(..)(..)/s) { printf "jpeg %dx%d", unpack("n", $2), unpack("n", $1) }' "$1"; }
exits 'thumbnails' 0 as olena fetch 1 2 --size thumb -o small
same 'named' "$(tr '\n' ' ' <"$T/out")" 'small/1-01-thumb.png small/2-01-thumb.jpg '
exits 'for a screen' 0 as olena fetch 1 2 --size screen -o small
same 'sizes' "$(for f in 1-01-thumb.png 2-01-thumb.jpg 1-01-screen.png 2-01-screen.jpg; do size "small/$f"; echo; done)" \
	"$(printf '%s\n' 'png 240x135' 'jpeg 170x240' 'png 1600x903' 'jpeg 1131x1600')"
same 'the stamp is on it' "$(zbarimg -q --raw small/2-01-screen.jpg 2>/dev/null)" "12345678/2026/$(case_of 2 '$_->{card}{index}')"
same 'each is kept' "$(sqlite3 "$SKRYNKA_HOME/skrynka.db" 'SELECT v.size, o.type, o.kind FROM view v JOIN object o ON o.name = v.small ORDER BY 1, 2')" \
	'screen|image/jpeg|derived
screen|image/png|derived
thumb|image/jpeg|derived
thumb|image/png|derived'
name=$(sqlite3 "$SKRYNKA_HOME/skrynka.db" "SELECT small FROM view WHERE size = 'thumb' ORDER BY small LIMIT 1")
object=$SKRYNKA_HOME/objects/$(echo "$name" | sed 's/../&\//')
rm -f "$object"
exits 'one is lost' 0 as olena fetch 1 2 --size thumb -o again
same 'made again, the same' "$(cat again/* | sha256sum)" "$(cat small/*thumb* | sha256sum)"
[ -f "$object" ]
ok 'and kept' $?
exits 'the office is whole' 0 "$SKRYNKA" verify
as olena mark 1 copy >/dev/null
as olena fetch 1 --size thumb -o marked >/dev/null
! cmp -s marked/1-01-thumb.png small/1-01-thumb.png
ok 'a new mark, a new picture' $?
exits 'no such size' 64 as olena fetch 1 --size huge -o none
[ ! -e none ]
ok 'no such size: no folder' $?
exits 'not for who has no part in it' 77 as petrenko fetch 1 --size thumb -o none
same 'who gets nothing' "$(ls none 2>/dev/null)" ''
done_testing
