#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Procedures: checked, and stepped through by hand; tests/golden/workflow-NAME.in gives workflow-NAME.out.
. "$(dirname "$0")/lib.sh"
export SKRYNKA_NOW=2026-11-02T09:00 LC_ALL=C
appeal=$TOP/workflows/written-appeal.scxml

for definition in "$TOP"/workflows/*.scxml; do
	exits "$(basename "$definition") has no findings" 0 "$SKRYNKA" workflow check "$definition"
	same "$(basename "$definition"): not even a warning" "$(cat "$T/err")" ''
done
for in in "$TOP"/tests/golden/workflow-*.in; do
	name=$(basename "$in" .in)
	"$SKRYNKA" workflow run --trace "$appeal" <"$in" >"$T/$name" 2>&1
	ok "$name: run" $?
	same "$name" "$(cat "$T/$name")" "$(cat "$TOP/tests/golden/$name.out")"
done

# --- slips in a definition ---
place_of() { # the line:column of the attribute, or element, in which the two files first differ
	perl -CSD -e '
		my ($old, $new) = map { open my $f, "<", $_ or die; [<$f>] } @ARGV;
		my $n = 0;
		$n++ while $n < @$old && $old->[$n] eq $new->[$n];
		die "no slip was made\n" if $n == @$old;
		my ($line, $i) = ($new->[$n], 0);
		$i++ while substr($line, $i, 1) eq substr($old->[$n], $i, 1);
		my $column = 0;
		$column = $-[1] + 1 while $line =~ /(?:\s|^)([\w:-]+=["\x27]|<\S)/g && $-[1] <= $i;
		print $n + 1, ":$column\n";' "$1" "$2"
}
slip() { # NAME SED WORDS: one change to a good definition, found in its place
	sed "$2" "$appeal" >"$T/slip.scxml"
	exits "$1" 65 "$SKRYNKA" workflow check "$T/slip.scxml"
	says "$1: its place and words" "$T/err" "slip.scxml:$(place_of "$appeal" "$T/slip.scxml"): error: $3"
}
slip 'a target misspelt' 's/target="answered"/target="anwsered"/' 'there is no state "anwsered"'
slip 'a mark misspelt' 's/<w:mark name="registration"/<w:mark name="registraton"/' 'there is no mark "registraton"'
slip 'a role misspelt' 's/event="file" target="filed" w:by="archivist"/event="file" target="filed" w:by="archvist"/' 'there is no role "archvist"'
slip 'a term misspelt' 's/term="forward"/term="foward"/' 'there is no term "foward"'
slip 'a parameter misspelt' "s/<w:refuse cond=\"\$control != ''\"/<w:refuse cond=\"\$_x\/office\/resolution-tem = ''\"/" 'there is no parameter of the office "resolution-tem"'
slip 'a letter misspelt' 's/template="preliminary"/template="prelim"/' 'there is no letter "prelim"'
slip 'an element misspelt' 's/<w:outcome code="9.5"/<w:outcom code="9.5"/' '<w:outcom> is no verb'
slip 'an expression cut short' "s/<w:refuse cond=\"\$control != ''\"/<w:refuse cond=\"\$control != \"/" 'not an XPath expression'
slip 'a variable misspelt' "s/cond=\"\$control != ''\"/cond=\"\$contol != ''\"/" 'there is no variable $contol'

# --- every finding, in words for people: tests/golden/check/NAME.scxml gives NAME.out ---
for broken in "$TOP"/tests/golden/check/*.scxml; do
	name=$(basename "$broken" .scxml)
	cp "$broken" "$T/$name.scxml"
	LC_ALL=uk_UA.UTF-8 "$SKRYNKA" workflow check "$name.scxml" >"$T/found" 2>&1
	echo "= $?" >>"$T/found"
	same "check: $name" "$(cat "$T/found")" "$(cat "$TOP/tests/golden/check/$name.out")"
done
# --- near to each of them, and good: near/NAME.scxml has nothing to be said of it ---
for near in "$TOP"/tests/golden/check/near/*.scxml; do
	name=$(basename "$near")
	exits "near to it: $name" 0 "$SKRYNKA" workflow check "$near"
	same "near to it: $name: not a word" "$(cat "$T/err")" ''
done
exits 'for programs' 65 "$SKRYNKA" --json workflow check bare.scxml "$TOP/workflows/written-appeal.scxml"
same 'the same places, in one list' "$(pick 'map { "$_->{file}:$_->{line}:" } @$_' <"$T/out")" \
	"$(sed -nE 's/^([^:]*:[0-9]+:).*/\1/p' "$TOP/tests/golden/check/bare.out")"

# --- definitions that are none ---
exits 'an absent file' 66 "$SKRYNKA" workflow run "$T/none.scxml"
printf '<scxml' >"$T/cut.scxml"
exits 'cut short: check' 65 "$SKRYNKA" workflow check "$T/cut.scxml"
same 'its name once a line, with the place' "$(grep -o 'cut.scxml:1:[0-9]*:' "$T/err" | sort | uniq -c | tr -s ' ')" ' 2 cut.scxml:1:7:'
exits 'cut short: run' 65 "$SKRYNKA" workflow run "$T/cut.scxml"
one_line 'cut short' 'cut.scxml'
printf '<html xmlns="http://www.w3.org/1999/xhtml"/>' >"$T/html.scxml"
exits 'another document' 65 "$SKRYNKA" workflow check "$T/html.scxml"
says 'another document: words' "$T/err" 'this is no SCXML document'
cat >"$T/loop.scxml" <<'X'
<scxml xmlns="http://www.w3.org/2005/07/scxml" datamodel="xpath" version="1.0">
<state id="a"><transition target="b"/></state><state id="b"><transition target="a"/></state></scxml>
X
exits 'going round without end' 70 "$SKRYNKA" workflow run --lenient "$T/loop.scxml"
one_line 'going round without end' 'goes round without end'
done_testing
