#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Paper comes in as PDF: scans in their own pixels, text as the file tells it, and what is made to hurt.
. "$(dirname "$0")/lib.sh"
samples=$TOP/samples
tool=$BUILD/tests/tool
sql() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "$1"; }
object() { echo "$SKRYNKA_HOME/objects/$(echo "$1" | sed 's/../&\//')"; }
make_office
export SKRYNKA_USER=olena
cp -a "$SKRYNKA_HOME" "$T/empty"
cd "$T" || exit 1
for f in typed request; do "$tool/picture" "$samples/letter-$f.tif" 1 $f.png 2>/dev/null; done
"$tool/picture" "$samples/letter-typed.tif" 1 typed.jpg 2>/dev/null
"$tool/document" letters.pdf text "$samples/letter-typed.txt" picture typed.png both request.png 'Вх. № 77' ||
	{ echo "Bail out! no PDF was made"; exit 1; }
# pdf NAME PERL: objects from 1 on, a catalogue first; written as a whole PDF
pdf() {
	perl -e 'my @objects = eval $ARGV[0]; die $@ if $@; my ($out, @at) = "%PDF-1.4\n";
		for (@objects) { push @at, length $out; $out .= scalar(@at) . " 0 obj\n$_\nendobj\n" }
		my $x = length $out;
		binmode STDOUT;
		print $out, "xref\n0 ", @at + 1, "\n0000000000 65535 f \n", (map { sprintf "%010d 00000 n \n", $_ } @at),
			"trailer << /Size ", @at + 1, " /Root 1 0 R >>\nstartxref\n$x\n%%EOF\n";
		sub stream { my ($keys, $bytes) = @_; "<< $keys /Length " . length($bytes) . " >>\nstream\n$bytes\nendstream" }
		sub slurp { local $/; open my $f, "<:raw", $_[0] or die; <$f> }' "$2" >"$1"
}
page='"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",'
pdf scan.pdf "$page"' "<< /Type /Page /Parent 2 0 R /Rotate 90 /MediaBox [0 0 595.2 841.92] /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>",
	stream("", "q 595.2 0 0 841.92 0 0 cm /I Do Q"),
	stream("/Type /XObject /Subtype /Image /Width 2480 /Height 3508 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode", slurp("typed.jpg"))'
qpdf --pages letters.pdf scan.pdf -- letters.pdf all.pdf

exits 'a PDF of four letters' 0 "$SKRYNKA" --json intake all.pdf --pages 1 --letters 4
same 'all are read' "$(pick 'map { $_->{index} ? "index" : "-" } @$_' <"$T/out" | sort -u)" index
same 'one who wrote them' "$(sql 'SELECT DISTINCT surname FROM applicant')" "$(sql 'SELECT surname FROM applicant LIMIT 1')"
sheet() { object "$(sql "SELECT sheet FROM casefile WHERE letter = $1")"; }
original() { object "$(sql "SELECT original FROM casefile WHERE letter = $1")"; }
origin() { for i in 1 2 3 4; do grep -c 'origin="pdf"' "$(sheet $i)"; done | tr '\n' ' '; }
same 'only the text of a letter that was never paper is its own' "$(origin)" '1 0 0 0 '
perl -CSD -0777 -ne 'print join " ", /<word [^>]*>(.*?)</g' "$(sheet 1)" >"$T/told"
perl -CSD -0777 -ne 'print join " ", split' "$samples/letter-typed.txt" >"$T/written"
same 'each word of it as it was written' "$(cat "$T/told")" "$(cat "$T/written")"
tiffinfo "$(original 2)" 2>/dev/null | grep -q 'Image Width: 2480 Image Length: 3508'
ok 'a scan that fills its page comes in its own pixels' $?
same 'each as it was' "$(tifftopnm "$(original 2)" 2>/dev/null | pnmtopng 2>/dev/null | pngtopnm | sha256sum)" "$(pngtopnm typed.png | sha256sum)"
same 'one that has more on it than the picture is drawn: the words over it are not lost' \
	"$(tiffinfo "$(original 3)" 2>/dev/null | sed -n 's/.*Width: \([0-9]*\) .*/\1/p'; grep -c '>77<' "$(sheet 3)")" '2481
1'
fourth=$(original 4) # once: of two who open the store at one time, one may find it locked
tiffinfo -s "$fourth" 2>/dev/null | perl -e 'while (<STDIN>) { /^\s+\d+: \[\s*(\d+),\s*(\d+)\]/ or next;
	open my $f, "<:raw", $ARGV[0]; seek $f, $1, 0; read $f, my $b, $2; print $b }' "$fourth" | cmp -s - typed.jpg
ok 'a JPEG in it keeps its bytes' $?
same 'the PDF is kept as it was given' "$(sql 'SELECT source FROM batch')  all.pdf" "$(sha256sum all.pdf)"
exits 'the same again' 0 "$SKRYNKA" intake all.pdf
says 'is noticed' "$T/err" 'пачка 1'
exits 'the home is whole' 0 "$SKRYNKA" verify

# --- letters of fonts that nobody can read ---
rm -rf "$SKRYNKA_HOME" && cp -a "$T/empty" "$SKRYNKA_HOME"
pdf old.pdf "$page"' "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> /Contents 4 0 R >>",
	stream("", "BT /F 24 Tf 60 700 Td (\xc7\xe0\xff\xe2\xe0 \xe3\xf0\xee\xec\xe0\xe4\xff\xed\xe8\xed\xe0) Tj ET")'
exits 'a PDF of an old program' 0 "$SKRYNKA" intake old.pdf --letters 1
same 'what it tells is not believed' "$(grep -c 'origin="pdf"' "$(sheet 1)")" 0
qpdf letters.pdf --pages . 1 -- --add-attachment typed.png -- attached.pdf
exits 'a PDF with a file in it' 0 "$SKRYNKA" intake attached.pdf --letters 1
says 'the person is told' "$T/err" 'attached.pdf: до цього PDF долучено файли (1)'

# --- what cannot be read ---
rm -rf "$SKRYNKA_HOME" && cp -a "$T/empty" "$SKRYNKA_HOME"
mkdir bad
qpdf --encrypt secret secret 256 -- letters.pdf bad/locked.pdf
head -c 40000 letters.pdf >bad/cut.pdf
printf '%%PDF-1.4\n%%%%EOF\n' >bad/hollow.pdf
"$tool/document" bad/huge.pdf huge
pdf bad/form.pdf '"<< /Type /Catalog /Pages 2 0 R /NeedsRendering true >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
	"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"'
pdf bad/loop.pdf '"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1000000 /Kids [2 0 R 2 0 R] >>"'
pdf bad/many.pdf '"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 2500 /Kids [" . "3 0 R " x 2500 . "] >>",
	"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 20 20] >>"'
pdf bad/bent.pdf "$page"' "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.2 841.92] /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>",
	stream("", "q 595.2 0 0 841.92 0 0 cm /I Do Q"),
	stream("/Type /XObject /Subtype /Image /Width 2480 /Height 3508 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode", substr(slurp("typed.jpg"), 0, 90000))'
pdf bad/bomb.pdf "$page"' "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.2 841.92] /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>",
	stream("", "q 595.2 0 0 841.92 0 0 cm /I Do Q"),
	stream("/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /RunLengthDecode", "\x81\0" x 100 . "\x80")'
before=$(dump_store "$SKRYNKA_HOME" | sha256sum)
for f in bad/*; do
	exits "$f" 65 weigh timeout 200 "$SKRYNKA" intake "$f"
	within "$f" 300
	one_line "$f: one line, by its name" "$f: "
	same "$f: in Ukrainian" "$(cyrillic -v <"$T/said")" ''
done
same 'nothing is left of them in the store' "$(dump_store "$SKRYNKA_HOME" | sha256sum)" "$before"
same 'each is in failed/, as what it is' "$(ls "$SKRYNKA_HOME/failed" | grep -c 'pdf$')" "$(ls bad | wc -l)"

exits 'the home is whole' 0 "$SKRYNKA" verify
done_testing
