#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Bad input: each gives one clear line in Ukrainian that says where and what to do, a proper exit code, and leaves the
# store and the source as they were; failed/ keeps a copy with a note.
. "$(dirname "$0")/lib.sh"
sql() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "$1"; }
make_office
export SKRYNKA_USER=olena
good=$TOP/samples/letter-unsigned.tif
mkdir "$T/in"
cd "$T/in" || exit 1
# the whole register, as a check sum
store() { sqlite3 "$SKRYNKA_HOME/skrynka.db" .dump | sha256sum; }
# what is registered
registered() { sql 'SELECT (SELECT count(*) FROM casefile), (SELECT count(*) FROM card), (SELECT count(*) FROM journal),
	(SELECT count(*) FROM index_given), (SELECT count(*) FROM definition), (SELECT count(*) FROM mark)'; }
# ukrainian NAME TEXT: one line, in Ukrainian, that holds TEXT
ukrainian() {
	one_line "$1: one line with its place" "$2"
	same "$1: in Ukrainian" "$(cyrillic -v <"$T/said")" ''
}

# --- files ---
# tiff NAME PERL: directories written by hand; ifd(NEXT, [tag, type, count, value]…)
tiff() {
	perl -e 'sub ifd { my ($next, @tags) = @_; pack("v", scalar @tags) . join("", map { pack "vvVV", @$_ } @tags) . pack("V", $next) }
		sub page { my ($w, $h, $at, $size) = @_; ([256, 4, 1, $w], [257, 4, 1, $h], [258, 3, 1, 1], [259, 3, 1, 1], [262, 3, 1, 0],
			[273, 4, 1, $at], [277, 3, 1, 1], [278, 4, 1, $h], [279, 4, 1, $size]) }
		binmode STDOUT; print eval $ARGV[0]; die $@ if $@' "$2" >"$1"
}
cp "$good" cut.tif && truncate -s 9000 cut.tif
cp "$good" headless.tif && truncate -s 6 headless.tif
echo 'Шановна редакціє!' >text.tif
: >empty.tif
printf '%%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%%%EOF\n' >document.tif
tiff huge.tif '"II*\0" . pack("V", 8) . ifd(0, page(65536, 32768, 8, 268435456))'
tiff wide.tif '"II*\0" . pack("V", 8) . ifd(0, page(2147483647, 1, 8, 100))'
tiff loop.tif '"II*\0" . pack("V", 8) . ifd(8, page(8, 8, 200, 8)) . "\0" x 200'
tiff many.tif 'my $one = 2 + 9 * 12 + 4; "II*\0" . pack("V", 16) . "\0" x 8 .
	join "", map { ifd($_ == 70000 ? 0 : 16 + $_ * $one, page(8, 8, 8, 8)) } 1 .. 70000'
tiff zero.tif '"II*\0" . pack("V", 8) . ifd(0, page(0, 0, 8, 8))'

before=$(store)
for f in cut headless text empty document huge wide loop many zero; do
	sum=$(sha256sum <$f.tif) failed=$(ls "$SKRYNKA_HOME/failed" | wc -l)
	exits "$f" 65 weigh timeout 60 "$SKRYNKA" intake $f.tif --pages 1
	within "$f" 64
	ukrainian "$f" ''
	same "$f: nothing is registered" "$(store)" "$before"
	same "$f: the source is left as it was" "$(sha256sum <$f.tif)" "$sum"
	kept=$SKRYNKA_HOME/failed/$(echo "$sum" | cut -c1-16)
	same "$f: a copy in failed/" "$(cat "$kept".[!t]* "$kept".tif 2>/dev/null | sha256sum)" "$sum"
	same "$f: with a note of when, what and why" "$(sed 's/.*T09:30.*/WHEN/' "$kept.txt")" "WHEN
$f.tif
$(sed 's/^skrynka: //' "$T/said")"
	same "$f: two files, no more" "$(ls "$SKRYNKA_HOME/failed" | wc -l)" $((failed + 2))
done
exits 'the same again' 65 "$SKRYNKA" intake loop.tif --pages 1
same 'is not kept twice' "$(ls "$SKRYNKA_HOME/failed" | wc -l)" $((failed + 2))

# what is no file leaves nothing at all
batches=$(sql 'SELECT count(*) FROM batch')
mkfifo pipe.tif
mkdir folder.tif
ln -s nowhere.tif dangling.tif
ln -s link.tif link.tif
while read -r f code; do
	exits "$f" "$code" timeout 20 "$SKRYNKA" intake "$f" --pages 1
	ukrainian "$f" "$f"
done <<-FILES
	pipe.tif 65
	folder.tif 65
	/dev/zero 65
	nowhere.tif 66
	dangling.tif 66
	$T/in/cut.tif/within 66
FILES
if [ "$(id -u)" -eq 0 ]; then
	skip 'unreadable' 'root reads everything'
else
	cp "$good" secret.tif && chmod 000 secret.tif
	exits 'unreadable' 77 "$SKRYNKA" intake secret.tif
fi
exits 'a circle of links' 70 "$SKRYNKA" intake link.tif
same 'no batch of them' "$(sql 'SELECT count(*) FROM batch')" "$batches"
same 'nothing is registered' "$(store)" "$before"

# --- words ---
while read -r name code rest; do
	# shellcheck disable=SC2086
	exits "$name" "$code" "$SKRYNKA" intake "$good" ${rest%@*}
	ukrainian "$name" "${rest##*@}"
done <<-WORDS
	channel 65 --channel pigeon@pigeon
	box 65 --box no-such-box@no-such-box
	procedure 65 --procedure no-such-procedure@no-such-procedure
	path-as-procedure 65 --procedure ../../etc/passwd@../../etc/passwd
	future 64 --date 2026-11-21@
	no-day 64 --date 31.02.2026@31.02.2026
	letters 64 --letters 0@--letters
	pages 64 --pages 1x@1x
	user 77 --as nobody@nobody
WORDS
same 'nothing was taken' "$(sql 'SELECT count(*) FROM batch')" "$batches"
files=$(find "$SKRYNKA_HOME/objects" -type f | wc -l)

# --- a definition with a typo ---
typo=$SKRYNKA_HOME/workflows/written-appeal.scxml
sed 's/target="cancelled"/target="canceld"/' "$TOP/workflows/written-appeal.scxml" >"$typo"
line=$(grep -n canceld "$typo" | head -1 | cut -d: -f1)
exits 'a typo in the procedure' 65 "$SKRYNKA" intake "$good" --pages 1
ukrainian 'a typo in the procedure' ":$line"
says 'names the word' "$T/said" 'canceld'
same 'no page was read for it' "$(grep -c '/' "$T/err")" "$(grep -c '/' "$T/said")"
same 'nothing is taken in by it' "$(store)" "$before"
same 'nor stored' "$(find "$SKRYNKA_HOME/objects" -type f | wc -l)" "$files"
exits 'check says the same' 65 "$SKRYNKA" workflow check "$typo"
says 'with its line' "$T/err" ":$line"
same 'on no case' "$(sql 'SELECT count(*) FROM casefile')" 0
sed 's/<state id="intake"/<state id="intake" id="again"/' "$TOP/workflows/written-appeal.scxml" >"$typo"
exits 'a procedure that is no XML' 65 "$SKRYNKA" intake "$good" --pages 1
ukrainian 'a procedure that is no XML' 'written-appeal.scxml:'
same 'nothing is taken in by it either' "$(store)" "$before"
rm "$typo"

# --- office.xml ---
office=$SKRYNKA_HOME/office.xml
cp "$office" "$T/office.xml"
while IFS='|' read -r name change place; do
	sed "$change" "$T/office.xml" >"$office"
	! cmp -s "$office" "$T/office.xml" || echo "# $name: nothing was changed"
	exits "office.xml: $name" 65 "$SKRYNKA" list
	ukrainian "office.xml: $name" "office.xml:$(grep -n -e "$place" "$office" | head -1 | cut -d: -f1)"
	exits "office.xml: $name: no intake" 65 "$SKRYNKA" intake "$good" --pages 1
done <<-CHANGES
	an unknown mask|s/mask="{letter}-{number}"/mask="{letter}-{nubmer}"/|nubmer
	a mask without a number|s/mask="{letter}-{number}"/mask="{letter}"/|mask="{letter}"
	an unknown counter|s/counter="common" reset="year" collective/counter="comon" reset="year" collective/|comon
	an unknown month|s/month-mode="earlier"/month-mode="lunar"/|lunar
	an unknown element|s/<boxes>/<boxen>/;s/<.boxes>/<\/boxen>/|<boxen
	an unknown parameter|s/"resolution-term"/"resolution-tem"/|"resolution-tem"
	a parameter that is no answer|s/"phone-required" value="yes"/"phone-required" value="perhaps"/|"perhaps"
	a parameter that is no number|s/"petition-signatures" value="100"/"petition-signatures" value="many"/|"many"
	a parameter that is no choice|s/"reply-signature" value="head"/"reply-signature" value="haed"/|"haed"
	a parameter that is no term|s/"resolution-term" value="2d"/"resolution-term" value="two"/|"two"
	no code of the office|s/edrpou="12345678"/edrpou="1234"/|edrpou="1234"
CHANGES
sed 's/<.boxes>//' "$T/office.xml" >"$office"
exits 'office.xml with a tag left open' 65 "$SKRYNKA" list
ukrainian 'office.xml with a tag left open' 'office.xml:'
rm "$office"
exits 'no office.xml' 66 "$SKRYNKA" list
one_line 'no office.xml: one line' 'skrynka init'
exits 'init mends it' 0 "$SKRYNKA" init --name 'Рада' --edrpou 12345678
same 'its people are there' "$("$SKRYNKA" --json user list | pick 'scalar @$_')" 8
cp "$T/office.xml" "$office"

# --- technological cards of services ---
services=$SKRYNKA_HOME/workflows/services.xml
card() { # NAME PLACE SED
	sed "$3" "$TOP/workflows/services.xml" >"$services"
	! cmp -s "$services" "$TOP/workflows/services.xml" || echo "# $1: nothing was changed"
	exits "services.xml: $1" 65 "$SKRYNKA" list
	ukrainian "services.xml: $1" "services.xml:$(grep -n -e "$2" "$services" | tail -1 | cut -d: -f1)"
}
card 'a term that is none' '"5days"' 's/term="5wd"/term="5days"/'
card 'a card without steps' '<service id="certificate"' '/<step title="Перевірити за книгою/d'
card 'one service twice on a day' 'title="Видача довідки' 's/id="certificate"/id="address"/'
rm "$services"
same 'nothing was registered' "$(registered)" '0|0|0|0|0|0'

# --- the database ---
cp "$SKRYNKA_HOME/skrynka.db" "$T/kept.db"
head -c 40000 /dev/urandom >"$SKRYNKA_HOME/skrynka.db"
exits 'no database' 65 "$SKRYNKA" list
one_line 'no database: one line' ''
exits 'verify says so too' 65 "$SKRYNKA" verify
sqlite3 "$T/other.db" 'CREATE TABLE poem(line TEXT)'
cp "$T/other.db" "$SKRYNKA_HOME/skrynka.db"
exits 'a database of another program' 65 "$SKRYNKA" list
one_line 'a database of another program: one line' ''
same 'is not touched' "$(sha256sum <"$SKRYNKA_HOME/skrynka.db")" "$(sha256sum <"$T/other.db")"
cp "$T/kept.db" "$SKRYNKA_HOME/skrynka.db"
sql 'PRAGMA user_version = 999'
exits 'a database of a newer program' 65 "$SKRYNKA" list
one_line 'a database of a newer program: one line' ''
cp "$T/kept.db" "$SKRYNKA_HOME/skrynka.db"

# --- after all this ---
exits 'the home is whole' 0 "$SKRYNKA" verify
exits 'and takes a good letter in' 0 "$SKRYNKA" intake "$good" --pages 1
done_testing
