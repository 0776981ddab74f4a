#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A letter becomes a case file that other programs find whole; what is spoilt is told.
. "$(dirname "$0")/lib.sh"
make_office
dir=files/casefile-000001
page=$dir/data/pages/001.tif
as() { SKRYNKA_USER=$1 && shift && "$SKRYNKA" "$@"; }
words() { tr -s ' \n\f' '\n' | grep .; }

"$SKRYNKA" intake "$TOP/samples/letter-typed.tif" >/dev/null 2>"$T/err" || sed 's/^/# /' "$T/err"

exits "a case that is not resolved is refused" 77 as arkhiv export 1 -o files
says "and told so" err "skrynka: "
same "nothing is left of it" "$(ls files)" ""

as holova do 1 resolve resolution='Перевірити на місці' executors=petrenko control=yes >/dev/null
as petrenko do 1 reply.final text='Дорогу відремонтовано' outcome=9.1 >/dev/null
as holova do 1 sign number=02-14/15 >/dev/null
as holova do 1 control.remove >/dev/null
exits "the case is filed" 0 as arkhiv do 1 file
exits "an executor may not export" 77 as petrenko export 1 -o files
exits "the archivist may" 0 as arkhiv export 1 -o files
same "what is in it" "$(cd $dir && find . -type f | sort | tr '\n' ' ')" \
	"./bag-info.txt ./bagit.txt ./data/README.txt ./data/alto/001.xml ./data/casefile.pdf ./data/casefile.xml ./data/casefile.xsd \
./data/classifier.xml ./data/original/001.tif ./data/pages/001.tif ./data/procedure.scxml ./data/sheet.xsd \
./data/sheet/001.xml ./data/text/001.txt \
./manifest-sha256.txt ./manifest-sha512.txt ./tagmanifest-sha256.txt ./tagmanifest-sha512.txt "
exits "it is there already" 77 as arkhiv export 1 -o files
exits "verify finds it whole, without an office" 0 env SKRYNKA_HOME=/nonexistent "$SKRYNKA" verify $dir

# other programs
(cd $dir && sha256sum -c --quiet --strict manifest-sha256.txt tagmanifest-sha256.txt)
ok "sha256sum agrees" $?
(cd $dir && sha512sum -c --quiet --strict manifest-sha512.txt tagmanifest-sha512.txt)
ok "sha512sum agrees" $?
(cd $dir/data && xmllint --noout --nonet --schema casefile.xsd casefile.xml 2>/dev/null)
ok "casefile.xml keeps to the schema beside it" $?
(cd $dir/data && xmllint --noout --nonet --schema sheet.xsd sheet/001.xml 2>/dev/null)
ok "so does what was read" $?
same "which is what the register has" "$(sha256sum <$dir/data/sheet/001.xml | cut -d' ' -f1)" \
	"$(sqlite3 "$SKRYNKA_HOME/skrynka.db" 'SELECT sheet FROM casefile')"
same "its term" "$(sed -n 's|.*<due>\(.*\)</due>.*|\1|p' $dir/data/casefile.xml)" 2026-12-21
tiffcmp $dir/data/original/001.tif "$TOP/samples/letter-typed.tif" >/dev/null
ok "the original has the pixels of the scan" $?
qpdf --check $dir/data/casefile.pdf >/dev/null
ok "qpdf finds no fault" $?
same "all words can be copied, in their order" "$(pdftotext -raw $dir/data/casefile.pdf - | words)" "$(words <$dir/data/text/001.txt)"
same "and in poppler's own order, all of them" "$(pdftotext $dir/data/casefile.pdf - | words | sort)" "$(words <$dir/data/text/001.txt | sort)"
(cd $dir/data && xmllint --noout --nonet --schema "$TOP/xsd/alto.xsd" alto/001.xml 2>/dev/null)
ok "the ALTO is as our part of its schema wants" $?
same "and has the same words" "$(perl -CSD -ne 'print "$1\n" while /CONTENT="([^"]*)"/g' $dir/data/alto/001.xml |
	sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g')" "$(words <$dir/data/text/001.txt)"
says "they are Ukrainian" $dir/data/text/001.txt "громадянки"
pdftoppm -r 300 -gray -singlefile $dir/data/casefile.pdf page
same "the registration stamp is on the page of the pdf" "$(zbarimg -q --raw page.pgm)" \
	"$(sed -n 's|.*<index>\(.*\)</index>.*|12345678/2026/\1|p' $dir/data/casefile.xml)"
for what in '<term id="consideration"' '<mark name="control"' 'name="resolve"' 'Петро ПЕТРЕНКО' 'ст. 20 Закону'; do
	says "casefile.xml tells $what" $dir/data/casefile.xml "$what"
done
as arkhiv export 1 -o again >/dev/null
cmp -s $dir/data/casefile.pdf again/casefile-000001/data/casefile.pdf
ok "the same case gives the same pdf" $?

# a page turned by hand: what was read of it stands elsewhere
exits "a page is turned" 0 as olena turn 1 1 180
exits "and exported" 0 as arkhiv export 1 -o turned
turned=turned/casefile-000001/data
exits "whole" 0 "$SKRYNKA" verify turned/casefile-000001
says "as it stands now" $turned/casefile.xml 'turn="180"'
same "without words in wrong places" "$(cat $turned/text/001.txt)$(pdftotext $turned/casefile.pdf - | words)" ""
cmp -s $turned/sheet/001.xml $dir/data/sheet/001.xml
ok "with the sheet" $?
exits "and back" 0 as olena turn 1 1 180

# spoilt
cp -r $dir spoilt && printf x >>spoilt/data/pages/001.tif
exits "an altered page is found" 65 "$SKRYNKA" verify spoilt
says "and named" err "data/pages/001.tif"
exits "no bag at all" 66 "$SKRYNKA" verify nowhere
exits "the office is whole" 0 "$SKRYNKA" verify
object=$(sha256sum <$page | cut -d' ' -f1)
object=$SKRYNKA_HOME/objects/$(echo "$object" | cut -c1-2)/$(echo "$object" | cut -c3-)
chmod u+w "$object" && printf x >>"$object"
exits "an altered object is found" 65 "$SKRYNKA" verify
exits "and never leaves the office" 70 as arkhiv export 1 -o late
same "nor does anything else" "$(ls late)" ""
done_testing
