#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What was read of a letter, for people and for archives.
. "$(dirname "$0")/lib.sh"
make_office
tiffcp "$TOP/samples/letter-typed.tif" "$T/two.tif" && tiffcp -a "$TOP/samples/letter-request.tif" "$T/two.tif"
exits 'a letter of two pages' 0 as olena intake two.tif --pages 2
sheet=$(sqlite3 "$SKRYNKA_HOME/skrynka.db" 'SELECT sheet FROM casefile')
sheet=$SKRYNKA_HOME/objects/$(echo "$sheet" | sed 's/../&\//')
decode() { sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'; }
perl -CSD -ne 'while (/<word [^>]*>([^<]*)</g) { my $w = $1; $w =~ s/\s//g; print "$w\n" }' "$sheet" | decode >words

exits 'its text' 0 as olena text 1
same 'every word, in order' "$(tr -s ' \n' '\n' <"$T/out" | grep .)" "$(cat words)"
same 'a line a line' "$(grep -c . "$T/out")" "$(grep -c '<line ' "$sheet")"
exits 'as ALTO' 0 as olena text 1 --alto
cp "$T/out" all.xml
xmllint --noout --nonet --schema "$TOP/xsd/alto.xsd" all.xml >"$T/said" 2>&1
ok 'as our part of its schema wants' $?
alto() { xmllint --xpath "$1" "${2:-all.xml}"; }
same 'in its namespace' "$(alto 'namespace-uri(/*)')" 'http://www.loc.gov/standards/alto/ns-v4#'
same 'two pages' "$(alto 'count(//*[local-name()="Page"])')" 2
same 'every word, in order' "$(perl -CSD -ne 'print "$1\n" while /CONTENT="([^"]*)"/g' all.xml | decode)" "$(cat words)"
# a word stands where the sheet says
word() { perl -CSD -ne "print join(' ', map { /\b\$_=\"(\d+)\"/ } qw($2)), \"\n\" if /<$1 / && !\$n++" "$3"; }
same 'in its place' "$(word String 'HPOS VPOS WIDTH HEIGHT' all.xml)" "$(word word 'x y w h' "$sheet")"
says 'what read it' all.xml '<softwareName>tesseract</softwareName>'
says 'with what' all.xml "<processingStepSettings>$(sed -n 's/.* models="\([^"]*\)".*/\1/p' "$sheet")<"
exits 'a file a page' 0 as olena text 1 --alto -o alto
same 'named' "$(tr '\n' ' ' <"$T/out")" 'alto/1-01.xml alto/1-02.xml '
xmllint --noout --nonet --schema "$TOP/xsd/alto.xsd" alto/*.xml >"$T/said" 2>&1
ok 'each a document of its own' $?
same 'its own page' "$(alto 'string(//*[local-name()="Page"]/@PHYSICAL_IMG_NR)' alto/1-02.xml) $(alto 'string(//*[local-name()="fileName"])' alto/1-02.xml)" '2 pages/002.tif'
exits 'plain ones' 0 as olena text 1 -o plain
same 'are the text' "$(cat plain/1-01.txt plain/1-02.txt | tr -s ' \n' '\n')" "$(cat words)"
exits 'not for who has no part in it' 77 as petrenko text 1
same 'who gets nothing' "$(cat "$T/out")" ''
exits 'a case without paper' 0 as olena new written-appeal surname=Коваль subject=individual
exits 'has none' 66 as olena text 2
one_line 'told so' 'skrynka show 2'
done_testing
