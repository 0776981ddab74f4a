#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Paper that is not the common letter: two columns, a letterhead in the corner, the light of a telephone; and what is
# proposed of it. The scores are errors of characters: text out of order would be a third of them.
. "$(dirname "$0")/lib.sh"
export SKRYNKA_DATA="$TOP"

# room NAME OPTION…: paints one letter, reads it, scores it; held, because more letters are said than there are, its
# sheet can be looked at
room() {
	name=$1
	shift
	mkdir -p "$T/$name/text"
	export SKRYNKA_HOME="$T/$name/home" SKRYNKA_USER=admin
	"$SKRYNKA" init --name 'Рада' --edrpou 00000000 >"$T/said" 2>"$T/err"
	"$PAINT" --letters 1 --dpi 200 --hand 0 --backs 0 --turned 0 "$@" --pages-dir "$T/$name/pages" -o "$T/$name/paper"
	"$SKRYNKA" intake "$T/$name/paper/batch.tif" --letters 9 >"$T/said" 2>"$T/err"
	ln -s home/held/1 "$T/$name/read"
	perl -CSD -ne '
		if (/<page [^>]*\bsource="(\d+)"/) { open $out, ">:utf8", sprintf "$ENV{TO}/%04d.txt", $1 }
		print {$out} "$1 " if /<word [^>]*>([^<]*)</' "$T/$name/read/001.xml"
	"$PAINT" --score "$T/$name/pages" "$T/$name/text" | awk '/^total/ { print ($4 < 2 ? "well" : "badly: " $4) }'
}
read_well() { # WORDS NAME OPTION…
	words=$1
	shift
	TO=$T/$1/text
	export TO
	same "$words" "$(room "$@")" well
}
field() { sed -n "s/.*<field name=\"$2\"[^>]*>\([^<]*\)<.*/\1/p" "$T/$1/read/001.xml"; }

read_well 'two columns are read one after the other' columns --seed 7101 --columns
read_well 'a letterhead in the corner, then the addressee' corner --seed 7102 --corner
same 'who is known for what he is' "$(field corner addressee)" 'Заступниці міського голови Яворській Оксані Юріївні'
read_well 'a page under the light of a telephone' photo --seed 7104 --photo --grey --benefits 100
same 'a benefit is told' "$(field photo category)" \
	"$(sed -n 's/.*<category>\(.*\)<.*/\1/p' "$T/photo/paper/truth.xml")"
xmllint --noout --schema "$TOP/xsd/sheet.xsd" "$T"/*/read/001.xml 2>"$T/err"
ok 'sheets are valid' $?
for paper in columns corner photo; do
	xmllint --noout --schema "$TOP/samples/truth.xsd" "$T/$paper/paper/truth.xml" 2>"$T/err"
	ok "the truth of $paper is valid" $?
done
done_testing
