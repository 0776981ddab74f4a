#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Definitions that are large, deep, strange or slow: each is refused with one clear remark in Ukrainian, in little
# memory; nothing that they point to is opened.
. "$(dirname "$0")/lib.sh"
head='<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:w="urn:skrynka:workflow:1" version="1.0" datamodel="xpath" name="x" w:title="X" initial="a">'
end='<final id="a"/></scxml>'
# definition NAME PERL: what stands between head and end
definition() { perl -e 'print $ARGV[0], eval $ARGV[1], $ARGV[2]; die $@ if $@' "$head" "$2" "$end" >"$1.scxml"; }
definition good '""'
definition large '"<!-- " . "x" x (10 << 20) . " -->"'
definition states 'join "", map { "<state id=\"s$_\"/>" } 1 .. 2000'
definition deep '"<state>" x 10000 . "</state>" x 10000'
definition brackets '"<state id=\"b\"><transition event=\"e\" target=\"a\" w:by=\"head\" cond=\"" . "(" x 10000 . "1" . ")" x 10000 . "\"/></state>"'
definition comment '"<!-- -- -->"'
printf '<!DOCTYPE scxml [<!ENTITY a "b">]>\n%s%s' "$head" "$end" >doctype.scxml
printf '<!-- -->\n <!DOCTYPE scxml SYSTEM "%s/bait">\n%s%s' "$T" "$head" "$end" >subset.scxml
printf '<!DOCTYPE scxml [<!ENTITY bait SYSTEM "file://%s/bait">]>\n%s&bait;%s' "$T" "$head" "$end" >entity.scxml
printf '<!DOCTYPE scxml [<!ENTITY bait SYSTEM "http://127.0.0.1:9/bait">]>\n%s&bait;%s' "$head" "$end" >network.scxml
perl -e 'print "<!DOCTYPE scxml [<!ENTITY a0 \"ha\">", (map { "<!ENTITY a$_ \"" . ("&a" . ($_ - 1) . ";") x 10 . "\">" } 1 .. 9), "]>$ARGV[0]&a9;$ARGV[1]"' \
	"$head" "$end" >laughs.scxml
iconv -f utf-8 -t utf-16 <good.scxml >utf16.scxml
printf '<?xml version="1.0" encoding="windows-1251"?>%s%s' "$head" "$end" >cp1251.scxml
: >empty.scxml
echo secret >bait

while read -r name place words; do
	exits "$name" 65 weigh timeout 60 "$SKRYNKA" workflow check "$name.scxml"
	within "$name" 40
	grep ': помилка: ' "$T/err" >"$T/remark"
	same "$name: one remark" "$(wc -l <"$T/remark")" 1
	says "$name: its place and words" "$T/remark" "$name.scxml:${place#-} помилка: $words"
	same "$name: all in Ukrainian" "$(cyrillic -v <"$T/err")" ''
	same "$name: nothing of the bait" "$(grep secret "$T/out" "$T/err")" ''
	exits "$name: run" 65 timeout 60 "$SKRYNKA" workflow run "$name.scxml"
	one_line "$name: run: one line" "$name.scxml"
done <<-DEFINITIONS
	large - більше за 1 МБ
	states 1:1: у процедурі може бути станів від 1 до 2000, а тут: 2001 — поділіть її на кілька процедур
	deep 1:1938: порушено будову XML: елементи вкладено один в одного глибше, ніж 256 разів
	brackets 1:205: не вираз XPath: ((((
	comment 1:151: порушено будову XML: у коментарі не може бути --
	doctype 1:1: DOCTYPE тут не дозволено: вилучіть його
	subset 2:2: DOCTYPE тут не дозволено: вилучіть його
	entity 1:1: DOCTYPE тут не дозволено: вилучіть його
	network 1:1: DOCTYPE тут не дозволено: вилучіть його
	laughs 1:1: DOCTYPE тут не дозволено: вилучіть його
	utf16 1:1: текст у кодуванні UTF-16: збережіть його в UTF-8
	cp1251 1:1: текст у кодуванні windows-1251: збережіть його в UTF-8
	empty 1:1: порушено будову XML: порожньо
DEFINITIONS
exits 'all at once, for programs' 65 "$SKRYNKA" --json workflow check ./*.scxml
same 'a finding of each, none of the good one' "$(pick 'map { $_->{file} =~ m{([^/]*)\.scxml} } @$_' <"$T/out" | sort | tr '\n' ' ')" \
	'brackets comment cp1251 deep doctype empty entity large laughs network states subset utf16 '
if command -v strace >/dev/null && strace -o "$T/calls" true 2>/dev/null; then
	for name in subset entity network; do
		strace -f -e trace=network,openat -o "$T/calls" "$SKRYNKA" workflow check "$name.scxml" >/dev/null 2>&1
		same "$name: is opened itself" "$(grep -c "$name.scxml" "$T/calls")" 1
		same "$name: no bait, no network" "$(grep -E 'bait|socket|connect' "$T/calls")" ''
	done
else
	skip 'no bait, no network' 'no strace'
fi

# --- an expression that compiles, and then runs long ---
definition slow '"<datamodel><data id=\"x\">" . "<q xmlns=\"\"/>" x 2000 . "</data></datamodel><state id=\"b\" w:untimed=\"x\"><transition event=\"register\" w:by=\"registrar\" w:title=\"Register\"><w:input name=\"surname\" title=\"S\"/><w:card fields=\"surname\"/><w:index/></transition>" .
	"<transition event=\"go\" target=\"a\" w:by=\"head\" w:title=\"Go\" cond=\"count(\$x/q[count(\$x/q[count(\$x/q[count(\$x/q) &gt; 5]) &gt; 5]) &gt; 3]) &gt; 2\"/></state>"'
sed -i 's/initial="a"/initial="b"/' slow.scxml
sed 's,x/q,x/e,g; s,<q,<e,g' slow.scxml >rows.scxml
exits 'runs long over rows: is seen before it runs' 65 timeout 60 "$SKRYNKA" workflow check rows.scxml
says 'runs long over rows: what to do' "$T/err" 'запитайте простіше'
exits 'runs long over other elements: nothing is wrong with its words' 0 "$SKRYNKA" workflow check slow.scxml
echo go | weigh timeout 60 "$SKRYNKA" workflow run slow.scxml >"$T/out" 2>"$T/err"
same 'runs long: stopped' $? 70
within 'runs long' 40
one_line 'runs long: with its line' 'процедура x, рядок 1: вираз count($x/q['
says 'runs long: and why' "$T/err" 'обчислення триває надто довго'

# --- as the procedure of an office ---
make_office
for name in large deep entity utf16 empty brackets; do
	cp $name.scxml "$SKRYNKA_HOME/workflows/x.scxml"
	exits "$name: in earnest" 65 as olena new x surname=К
	one_line "$name: in earnest: one line" 'x.scxml'
done
cp slow.scxml "$SKRYNKA_HOME/workflows/x.scxml"
exits 'runs long: a case begins' 0 as olena new x surname=К
store() { sqlite3 "$SKRYNKA_HOME/skrynka.db" .dump | sha256sum; }
before=$(store)
exits 'runs long: the step fails' 70 timeout 60 "$SKRYNKA" --as holova do 1 go
one_line 'runs long: one line' 'обчислення триває надто довго'
same 'runs long: nothing is changed' "$(store)" "$before"
done_testing
