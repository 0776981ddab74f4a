#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Several cases for the archive in one go; what is missing, added or altered, in a bag or in the office, is found.
. "$(dirname "$0")/lib.sh"
make_office
tiffcp "$TOP/samples/letter-typed.tif" "$TOP/samples/letter-request.tif" "$T/two.tif"
tiffcp "$TOP/samples/letter-unsigned.tif" "$TOP/samples/letter-hand.tif" "$T/leaf.tif" # one letter of two pages
# a procedure that asks for those who signed too
own=$SKRYNKA_HOME/workflows/written-appeal.scxml
cp "$TOP/workflows/written-appeal.scxml" "$own"
grep -q co-applicants "$own" || sed -i 's|^ *<w:input name="applicants".*|&\n<w:input name="co-applicants" title="Інші заявники"/>|
	s/ applicants sheets/ applicants co-applicants sheets/' "$own"
exits 'two letters' 0 as olena intake "$T/two.tif" --pages 1 --channel post
exits 'and one of two pages' 0 as olena intake "$T/leaf.tif" --pages 2 --channel counter
[ "$(case_of 3 '$_->{card}{index}')" != - ] || as olena do 3 register surname=Кравець subject=individual >"$T/out"
exits 'those who signed with her' 0 as olena do 1 amend subject=collective applicants=3 \
	co-applicants='Ґудзь Ілля Ігорович,  Сом О.;'
same 'each is kept' "$(sqlite3 "$SKRYNKA_HOME/skrynka.db" "SELECT number, surname, given_name, patronymic FROM applicant
	WHERE casefile = 1 AND number > 1")" '2|Ґудзь|Ілля|Ігорович
3|Сом|О.|'
exits 'amended otherwise' 0 as olena do 1 amend phone=0501112233
same 'they are shown' "$(case_of 1 '$_->{card}{"co-applicants"}')" 'Ґудзь Ілля Ігорович; Сом О.'
same 'and found' "$(as olena --json list 'гудзь ілля' | pick 'map { $_->{case} } @$_')" 1
same 'with words of the letter, not with others' "$(as olena --json list 'сом громадянки' | pick 'map { $_->{case} } @$_')|$(as olena --json list 'сом бегемот')" '1|[]'
exits 'the first is forwarded' 0 as holova do 1 forward body='Водоканал'
exits 'dispatched' 0 as olena do 1 dispatch body='Водоканал'
exits 'the third is declined' 0 as holova do 3 decline ground=late reason='Строк минув'
exits 'both are filed' 0 as arkhiv do 1 file
exits 'both are filed' 0 as arkhiv do 3 file

# --- several ---
exits 'of three, one is not resolved' 77 as arkhiv export 1 2 3 -o bags
same 'it is told once, by its number' "$(grep -c '^skrynka: 2: ' "$T/err") $(wc -l <"$T/err")" '1 1'
same 'the others are written' "$(ls bags | tr '\n' ' ')" 'casefile-000001 casefile-000003 '
exits 'and whole' 0 "$SKRYNKA" verify bags/*
for bag in bags/*; do
	(cd "$bag" && sha256sum -c --quiet --strict manifest-sha256.txt tagmanifest-sha256.txt &&
		sha512sum -c --quiet --strict manifest-sha512.txt tagmanifest-sha512.txt) >"$T/out" 2>&1
	ok "$bag: coreutils agree" $?
	xmllint --noout --nonet --schema "$bag/data/casefile.xsd" "$bag/data/casefile.xml" >"$T/out" 2>&1
	ok "$bag: casefile.xml is valid" $?
done
same 'the outcome and its way' "$(xmllint --xpath 'string(//*[local-name()="outcome"])' bags/casefile-000001/data/casefile.xml | cut -c1-3)" '9.5'
same 'and who signed' "$(xmllint --xpath 'string(//*[local-name()="co-applicants"])' bags/casefile-000001/data/casefile.xml)" 'Ґудзь Ілля Ігорович; Сом О.'
same 'two pages, one letter' "$(pdfinfo bags/casefile-000003/data/casefile.pdf | sed -n 's/^Pages: *//p') $(ls bags/casefile-000003/data/original | wc -l)" '2 1'
same 'exports are in the audit' "$(sqlite3 "$SKRYNKA_HOME/skrynka.db" "SELECT person, about FROM audit WHERE act = 'export' ORDER BY id" | tr '\n' ' ')" 'arkhiv|1 arkhiv|3 '
exits 'by its index' 0 as arkhiv export "$(case_of 1 '$_->{card}{index}')" -o again
exits 'no such case' 66 as arkhiv export 99 -o again
exits 'no folder said' 64 as arkhiv export 1

# --- harm to a bag ---
harm() { # NAME WHAT COMMAND: in a copy of the bag
	rm -rf harmed
	cp -r bags/casefile-000003 harmed
	(cd harmed && sh -c "$3")
	exits "$1" 65 "$SKRYNKA" verify harmed
	says "$1: named" "$T/err" "$2"
}
harm 'a missing page' 'data/pages/002.tif' 'rm data/pages/002.tif'
harm 'an added file' 'data/letter.txt' 'echo x >data/letter.txt'
harm 'an altered card' 'data/casefile.xml' 'sed -i s/late/lake/ data/casefile.xml; echo >>data/casefile.xml'
harm 'an altered manifest' 'manifest-sha512.txt' 'sed -i "1s/^./x/" manifest-sha512.txt'
harm 'a page in place of another' 'data/pages/001.tif' 'cp data/pages/002.tif data/pages/001.tif'
harm 'a page in place of another, with its sums' 'pages/001.tif' 'cp data/pages/002.tif data/pages/001.tif; rm tagmanifest-*
	for n in 256 512; do find data -type f | xargs sha${n}sum >manifest-sha$n.txt; done'
harm 'a letter without what was read' 'sheet/001.xml' \
	'rm data/sheet/001.xml; sed -i "/ data.sheet.001/d" manifest-*.txt; sed -i "/ manifest-/d" tagmanifest-*.txt; rm bag-info.txt'
harm 'a page that leads elsewhere' 'data/pages/001.tif: посилання' 'mv data/pages/001.tif ..; ln -s ../../../001.tif data/pages/001.tif'
rm -rf harmed
cp -r bags/casefile-000003 harmed
: >harmed/data/text/001.txt
exits 'of two bags the harmed one' 65 "$SKRYNKA" verify bags/casefile-000001 harmed
same 'is the one told of' "$(cat "$T/out" "$T/err" | grep -c 'casefile-000001')" 1
exits 'the same for programs' 65 "$SKRYNKA" --json verify bags/casefile-000001 harmed
same 'one list of all that was found' "$(pick 'map { "$_->{severity} $_->{file}" } @$_' <"$T/out" | sort -u)" 'error harmed'
exits 'nothing found' 0 "$SKRYNKA" --json verify bags/casefile-000001
same 'is an empty list' "$(cat "$T/out")" '[]'

# --- harm to the office ---
exits 'the office is whole' 0 "$SKRYNKA" verify
name=$(sqlite3 "$SKRYNKA_HOME/skrynka.db" 'SELECT original FROM casefile WHERE id = 2')
object=$SKRYNKA_HOME/objects/$(echo "$name" | sed 's/../&\//')
mv "$object" "$T/kept"
exits 'a missing original' 65 "$SKRYNKA" verify
says 'is named' "$T/err" "$name"
(cat "$T/kept" && echo) >"$object"
exits 'an altered one' 65 "$SKRYNKA" verify
says 'is named' "$T/err" "${name#??}"
rm -f "$object"
mv "$T/kept" "$object"
exits 'brought back, the office is whole' 0 "$SKRYNKA" verify
done_testing
