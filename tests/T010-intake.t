#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Paper goes in: the box of the samples against its truth, and what can go otherwise.
. "$(dirname "$0")/lib.sh"
samples=$TOP/samples
box=$samples/box-2026-11-20.tif
sql() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "$1"; }
# truth FILE: letter|hand|form|surname|pages|page in the batch:turn to upright:kind …
truth() {
	perl -CSD -0777 -ne 'while (/<letter n="(\d+)"[^>]*?form="(\w+)" hand="(\w+)".*?<\/letter>/gs) {
		my ($all, $n, $form, $hand) = ($&, $1, $2, $3);
		my ($surname) = $all =~ /<surname>(.*?)</;
		my @pages = map { my ($p) = $_; $p } $all =~ /<page ([^>]*)>/g;
		print join("|", $n, $hand, $form, $surname // "", scalar @pages, join " ", map {
			my ($p, $turn, $blank) = /n="(\d+)" turn="(\d+)".*blank="(\w+)"/;
			"$p:" . (360 - $turn) % 360 . ":" . ($blank eq "true" ? "blank" : "text") } @pages), "\n" }' "$1"
}
# strips FILE: the check sum of the coded bytes of each page
strips() {
	tiffinfo -s "$1" 2>/dev/null | perl -MDigest::SHA=sha256_hex -e '
		open my $f, "<:raw", $ARGV[0] or die; my (@pages, $bytes);
		while (<STDIN>) {
			push @pages, "" if /^=== TIFF directory|^TIFF Directory/ && !(@pages && $pages[-1] eq "");
			next unless /^\s+\d+: \[\s*(\d+),\s*(\d+)\]/;
			seek $f, $1, 0; read $f, $bytes, $2; $pages[-1] .= $bytes;
		}
		print sha256_hex($_), "\n" for @pages;' "$1"
}
make_office
export SKRYNKA_USER=olena

# --- the box ---
truth "$samples/box-2026-11-20.xml" >"$T/truth"
before=$(sha256sum <"$box")
exits 'the box is taken in' 0 "$SKRYNKA" --json intake "$box" --letters 15 --date 20.11.2026
cp "$T/out" "$T/box.json"
grep -E 'skrynka do .* register' "$T/err" >/dev/null
ok 'the registrar is told what to do with those that wait' $?
same 'letters and pages as in truth' "$(pick 'map { "$_->{letter}|$_->{pages}" } @$_' <"$T/box.json")" \
	"$(awk -F'|' '{print $1 "|" $5}' "$T/truth")"
same 'blank backs are kept and marked' "$(sql "SELECT letter, page.number FROM page JOIN casefile c ON c.id = casefile
	WHERE kind = 'blank' ORDER BY 1, 2")" "$(awk -F'|' '{n = split($6, p, " "); for (i = 1; i <= n; i++)
	if (p[i] ~ /blank/) print $1 "|" i}' "$T/truth")"
same 'sheets are counted without blank backs' "$(sql 'SELECT letter, sheets FROM casefile c JOIN card k ON k.casefile = c.id')" \
	"$(awk -F'|' '{n = split($6, p, " "); s = 0; for (i = 1; i <= n; i++) s += p[i] !~ /blank/; print $1 "|" s}' "$T/truth")"
back=$(sql "SELECT casefile FROM page WHERE kind = 'blank' LIMIT 1")
same 'and shown beside the pages' "$("$SKRYNKA" show "$back" | sed -n 's/^ *\(Аркушів\|Сторінок\): */\1 /p')" "$(sql "SELECT 'Аркушів ' || sheets FROM card
	WHERE casefile = $back; SELECT 'Сторінок ' || count(*) || ', порожніх: ' || sum(kind = 'blank') FROM page WHERE casefile = $back")"
same 'no page is unread' "$(sql "SELECT count(*) FROM page WHERE kind = 'unread'")" 0
turns() { # typed or by hand
	awk -F'|' -v hand="$1" '$2 == hand {n = split($6, p, " "); for (i = 1; i <= n; i++)
		if (p[i] ~ /text/) {split(p[i], q, ":"); print $1 "|" i "|" q[2]}}' "$T/truth" | sort
}
found_turns() {
	sql "SELECT letter, page.number, turn FROM page JOIN casefile c ON c.id = casefile WHERE kind = 'text'" | sort >"$T/turns"
	turns "$1" | cut -d'|' -f1,2 | while read -r at; do grep "^$at|" "$T/turns"; done
}
same 'printed pages stand upright' "$(found_turns false)" "$(turns false)"
same 'so do those written by hand' "$(found_turns true)" "$(turns true)"

numbers() { sql "SELECT number FROM index_given g JOIN casefile c ON c.id = g.casefile WHERE series = '$1' ORDER BY c.letter"; }
same 'indices: numbers without gaps, in the order of the letters' "$(numbers appeals)" "$(seq "$(numbers appeals | wc -l)")"
same 'requests have a series of their own' "$(sql "SELECT c.letter || ' ' || g.words || ' ' || procedure FROM index_given g
	JOIN casefile c ON c.id = g.casefile WHERE series = 'requests' ORDER BY 1 DESC")" '4 ЗПІ-1 information-request
15 ЗПІ-2 information-request'
same 'indices are unique' "$(sql 'SELECT count(*) - count(DISTINCT words) FROM index_given')" 0
same 'the letter of an index is that of the surname' "$(sql "SELECT g.words FROM index_given g JOIN card USING (casefile)
	JOIN applicant a USING (casefile) WHERE subject = 'individual' AND substr(a.surname, 1, 1) <> g.letter")" ''
awk -F'|' '$2 == "false" {print $1 "|" $4}' "$T/truth" >"$T/printed"
right=$(sql "SELECT letter || '|' || surname FROM applicant a JOIN casefile c ON c.id = a.casefile" | grep -cxFf "$T/printed")
[ "$right" -ge $(($(wc -l <"$T/printed") - 1)) ]
ok "surnames of printed letters ($right of $(wc -l <"$T/printed"); one may be missed)" $?
same 'every registered letter has its term, derived' "$(pick 'map { $_->{why} =~ /393\/96/ && $_->{due} =~ /^2026-12-/ ||
	$_->{why} =~ /2939-VI/ && $_->{due} eq "2026-11-27" ? () : $_->{letter} }
	grep { $_->{index} } @$_' <"$T/box.json")" ''
same 'every registered letter has its stamp drawn on the first page' \
	"$(sql "SELECT count(*) FROM index_given g WHERE NOT EXISTS (SELECT 1 FROM mark m JOIN page p ON p.id = m.page
	JOIN mark_place l ON l.mark = m.id JOIN pressed d ON d.page = p.id
	WHERE p.casefile = g.casefile AND p.number = 1 AND m.name = 'registration')")" 0
same 'the letter without signature and name' "$(sql "SELECT words FROM index_given g JOIN casefile c ON c.id = g.casefile
	WHERE c.letter = $(grep -n 'anonymous="true"' "$samples/box-2026-11-20.xml" | sed 's/.*letter n="\([0-9]*\)".*/\1/')" | sed 's/-.*//')" 'БП'

# --- originals ---
strips "$box" >"$T/strips"
same 'pages of the letters are the batch, bit by bit' "$(for c in $(sql 'SELECT original FROM casefile ORDER BY letter'); do
	strips "$SKRYNKA_HOME/objects/$(echo "$c" | sed 's/../&\//')"
done)" "$(cut -d'|' -f6 "$T/truth" | tr ' ' '\n' | while IFS=: read -r page rest; do sed -n "${page}p" "$T/strips"; done)"
same 'the file given is not touched' "$(sha256sum <"$box")" "$before"
same 'and is kept as it was' "$(sql 'SELECT source FROM batch')  -" "$before"
rm -rf "$T/scans"
exits 'an original can be had' 0 "$SKRYNKA" fetch 3 --original -o "$T/scans"
tiffcp "$box,5,6" "$T/letter3.tif"
tiffcmp "$T/letter3.tif" "$(cat "$T/out")" >"$T/differ" 2>&1
ok 'pixel by pixel' $?
exits 'the home is whole' 0 "$SKRYNKA" verify
same 'nothing left in the work folder' "$(ls "$SKRYNKA_HOME/spool" | grep -v '\.lock$')" ''
for sheet in $(sql 'SELECT sheet FROM casefile'); do
	xmllint --noout --schema "$TOP/xsd/sheet.xsd" "$SKRYNKA_HOME/objects/$(echo "$sheet" | sed 's/../&\//')" 2>&1
done | grep -v ' validates$' >"$T/invalid"
same 'every sheet is valid' "$(cat "$T/invalid")" ''

# --- twice ---
dump_store "$SKRYNKA_HOME" >"$T/once"
exits 'the same file again' 0 "$SKRYNKA" intake "$box"
says 'is noticed, and not read again' "$T/err" 'box-2026-11-20.tif: уже прийнято'
cp "$box" "$T/other-name.tif"
exits 'under another name' 0 "$SKRYNKA" intake "$T/other-name.tif" --letters 15
says 'is noticed too' "$T/err" 'other-name.tif: уже прийнято'
dump_store "$SKRYNKA_HOME" >"$T/twice"
cmp -s "$T/once" "$T/twice"
ok 'nothing is doubled' $?

# --- letters that wait ---
waiting=$(pick 'map { $_->{case} } grep { !$_->{index} } @$_' <"$T/box.json" | head -1)
same 'a letter without a readable name stands before registration' "$(sql "SELECT states FROM instance WHERE id = $waiting")" intake
exits 'no name: not yet' 77 "$SKRYNKA" do "$waiting" register
exits 'with its name' 0 "$SKRYNKA" do "$waiting" register surname=Стецькович given-name=Федір
next=$(sql 'SELECT max(number) FROM index_given')
same 'it has the next index' "$(case_of "$waiting" '$_->{card}{index}')" "С-$next"
same 'and the stamp' "$(case_of "$waiting" 'map { "$_->{mark} $_->{page} $_->{pressed} $_->{user}" } @{$_->{marks}}')" 'registration 1 1 olena'
done_testing
