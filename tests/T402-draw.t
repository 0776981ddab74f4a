#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Pictures of procedures: what stands in them, and that they are whole; the way of a case in one.
. "$(dirname "$0")/lib.sh"
export SKRYNKA_NOW=2026-11-02T09:00
appeal=$TOP/workflows/written-appeal.scxml

# whole_png FILE: its pixels unpack to as many as its head says; prints the width and height in millimetres
whole_png() {
	perl -MCompress::Zlib -e '
		local $/;
		open my $f, "<:raw", $ARGV[0] or die;
		my $png = <$f>;
		my ($at, $data, $width, $height, $depth, $kind, $dots) = (8, "");
		die "no PNG\n" unless substr($png, 0, 8) eq "\x89PNG\r\n\x1a\n";
		while ($at < length $png) {
			my ($size, $name) = unpack "Na4", substr($png, $at, 8);
			my $body = substr($png, $at + 8, $size);
			my $sum = unpack "N", substr($png, $at + 8 + $size, 4);
			die "$name: broken\n" unless crc32($name . $body) == $sum;
			($width, $height, $depth, $kind) = unpack "NNCC", $body if $name eq "IHDR";
			$dots = unpack "N", $body if $name eq "pHYs";
			$data .= $body if $name eq "IDAT";
			$at += 12 + $size;
		}
		my $pixels = uncompress($data);
		my $bytes = {2 => 3, 6 => 4}->{$kind} * $depth / 8;
		die "not all pixels\n" unless length $pixels == $height * (1 + $width * $bytes);
		$dots ||= 130 / 0.0254;
		printf "%d %d\n", 1000 * $width / $dots, 1000 * $height / $dots;' "$1"
}
# text_of FILE: the words of an SVG, one text a line
text_of() { xmllint --xpath '//*[local-name() = "text"]/text()' "$1" | tr '\n' '|'; }

for definition in "$TOP"/workflows/*.scxml; do
	name=$(basename "$definition" .scxml)
	exits "$name: SVG" 0 "$SKRYNKA" workflow draw "$definition" -o "$T/$name.svg"
	same "$name: nothing aside" "$(cat "$T/err")" ''
	xmllint --noout --nonet "$T/$name.svg" 2>"$T/err"
	ok "$name: the SVG is whole" $?
	exits "$name: PNG" 0 "$SKRYNKA" workflow draw "$definition" --output "$T/$name.png"
	whole_png "$T/$name.png" >"$T/size"
	ok "$name: the PNG is whole" $?
	# on a sheet of A3 at no less than half its size
	same "$name: fits a sheet" "$(awk '{ print ($1 < $2 ? $1 : $2) <= 594 && ($1 > $2 ? $1 : $2) <= 840 }' "$T/size")" 1
	for state in $(sed -n 's/.*<\(state\|final\) id="[^"]*".* w:title="\([^"]*\)".*/\2/p' "$definition" | tr ' ' '_'); do
		text_of "$T/$name.svg" | tr '|' ' ' | grep -qF "$(echo "$state" | tr '_' ' ')" || echo "$state"
	done >"$T/missing"
	same "$name: every state is there" "$(cat "$T/missing")" ''
done
exits 'to standard output' 0 "$SKRYNKA" workflow draw "$appeal"
same 'the same SVG' "$(cat "$T/out")" "$(cat "$T/written-appeal.svg")"
words=$(text_of "$T/written-appeal.svg")
for said in 'Зареєструвати|реєстратор' 'До справи|архіваріус' 'той, хто поставив на|контроль' 'строк: Пересилання за належністю —|5 календарних днів' \
	'• Продовжити строк розгляду|(керівник або заступник керівника)' 'Надати остаточну|відповідь|головний виконавець'; do
	case $words in
	*"$said"*) ok "says: $said" 0 ;;
	*) ok "says: $said" 1 ;;
	esac
done
exits 'another kind of picture' 64 "$SKRYNKA" workflow draw "$appeal" -o "$T/x.gif"
exits 'nothing to draw' 64 "$SKRYNKA" workflow draw
exits 'a broken definition' 65 "$SKRYNKA" workflow draw "$TOP/tests/golden/check/target.scxml" -o "$T/x.svg"
exits 'no office for a case' 66 "$SKRYNKA" workflow draw "$appeal" --case 1

# --- titles are words, never Graphviz's or HTML's own ---
perl -CSD -Mutf8 -pe 's|w:title="У справі"|w:title="&lt;B&gt;&amp;amp; &quot;}]; n1 -&gt; n2 \\N &lt;/TABLE&gt;"|' "$appeal" >"$T/odd.scxml"
exits 'odd titles' 0 "$SKRYNKA" workflow draw "$T/odd.scxml" -o "$T/odd.svg"
same 'stand as they are' "$(text_of "$T/odd.svg" | grep -oF '&lt;B&gt;&amp;amp; "}]; n1 -&gt; n2 \N &lt;/TABLE&gt;' | wc -l)" 1

# --- a case ---
make_office
as olena new written-appeal surname=Коваленко kind=complaint summary=Дах channel=counter >"$T/out" 2>&1
as holova do 1 resolve resolution=Розглянути executors=petrenko,sydorenko control=yes >"$T/out" 2>&1
ok 'a case on its way' $?
exits 'its picture' 0 as holova workflow draw "$appeal" --case 1 -o "$T/case.svg"
colour() { # TITLE: of the box in which it stands
	xmllint --xpath "string((//*[local-name() = 'g'][@class = 'node'][*[local-name() = 'text'][. = '$1']]/*[local-name() = 'path' or local-name() = 'polygon']/@fill)[1])" "$T/case.svg"
}
same 'where it stands is yellow' "$(colour 'На виконанні')" '#ffdf80'
same 'where it was is green' "$(colour 'На резолюції в керівника')" '#e3f1e3'
same 'where it was not is white' "$(colour 'Готується пересилання')" 'white'
arrows() { xmllint --xpath '//*[local-name() = "g"][@class = "edge"][*[local-name() = "path"]/@stroke = "#1a6b2d"]/*[local-name() = "text"]/text()' "$T/case.svg" | tr '\n' '|'; }
same 'the way it came, with its days' "$(arrows)" 'Зареєструвати|реєстратор|02.11.2026|Накласти резолюцію|керівник або заступник|чи адресат|02.11.2026|'
exits 'without a file: the procedure it goes by' 0 as holova workflow draw --case К-1 -o "$T/own.svg"
same 'is the same' "$(cat "$T/own.svg")" "$(cat "$T/case.svg")"
"$SKRYNKA" user add tretia --roles executor --name 'Третя ВИКОНАВИЦЯ' >"$T/out"
exits 'not for one who may not see the case' 77 as tretia workflow draw --case 1
done_testing
