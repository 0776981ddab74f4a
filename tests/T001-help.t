#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Help, languages, the command line, and JSON where there is a listing.
. "$(dirname "$0")/lib.sh"

commands='act batch-sheet batch do due export fetch init intake list mark new read scan schedule seen separators serve show stickers term text tick turn user verify watch withhold workflow'

# --- help ---
exits 'help' 0 "$SKRYNKA" --help
same 'help names every command' "$(sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p' "$T/out" | tr '\n' ' ' | sed 's/ $//')" "$commands"
same 'help says nothing aside' "$(cat "$T/err")" ''
same 'a command for every file' "$(cd "$TOP/cli" && echo cmd-*.c | sed 's/cmd-\([a-z-]*\)\.c/\1/g')" "$commands"
cp "$T/out" "$T/all"
exits 'the word help' 0 "$SKRYNKA" help
same 'gives the same' "$(cat "$T/out")" "$(cat "$T/all")"
exits '-h' 0 "$SKRYNKA" -h
exits 'no command at all: help and 64' 64 "$SKRYNKA"
same 'aside' "$(cat "$T/err")" "$(cat "$T/all")"

# --- help on each command, and on the parts of one that has any ---
exits 'workflow --help' 0 "$SKRYNKA" workflow --help
parts=$(sed -n 's/^  workflow \([a-z]*\) .*/\1/p' "$T/out" | tr '\n' ' ' | sed 's/ $//')
same 'a part of workflow for every file' "$(echo $parts | tr ' ' '\n' | sort | tr '\n' ' ')" \
	"$(cd "$TOP/cli" && ls workflow-*.c | sed 's/workflow-\([a-z]*\)\.c/\1/' | sort | tr '\n' ' ')"
for c in $commands $(for p in $parts; do echo "workflow-$p"; done); do
	file=$TOP/cli/$c.c
	[ -f "$file" ] || file=$TOP/cli/cmd-$c.c
	c=$(echo "$c" | sed 's/^workflow-/workflow /')
	exits "$c --help" 0 "$SKRYNKA" $c --help
	cp "$T/out" "$T/uk"
	LANG=C exits "$c --help in English" 0 "$SKRYNKA" $c --help
	says "$c: usage" "$T/out" "usage: skrynka $c"
	says "$c: usage, in Ukrainian" "$T/uk" "skrynka $c"
	# every option of the command's file, each with its words
	missing=$(sed -n '/^static const struct option/,/^};/s/^\t{"\([a-z-]*\)",.*/\1/p' "$file" |
		while read -r option; do
			grep -A1 -E "^  --$option( |\$)" "$T/out" | sed -n 2p | grep -qE "^        [^ ]" || echo "$option"
			grep -A1 -E "^  --$option( |\$)" "$T/uk" | sed -n 2p | cyrillic | grep -q . || echo "$option (uk)"
		done)
	same "$c: every option is told" "$missing" ''
	same "$c: English has no Ukrainian but names" "$(sed 's/ЄДРПОУ\|КОПІЯ\|ПОВТОРНО\|КОНТРОЛЬ\|ПЕРЕДАНО\|ОСОБИСТО\|Коваленко\|ЧЕРЕЗ\|УПОВНОВАЖЕНУ\|ОСОБУ//g' "$T/out" | cyrillic)" ''
	same "$c: 80 columns at the most" "$(perl -CSD -lne 'print if length > 80' "$T/out" "$T/uk")" ''
	# a sentence without one Ukrainian letter was forgotten
	same "$c: nothing left in English" "$(grep -E '[a-z]{4,} [a-z]{2,} [a-z]{4,}' "$T/uk" |
		cyrillic -v | grep -vE 'registrar head|box post|controller archivist')" ''
done

# --- languages ---
exits 'Ukrainian without a locale' 64 "$SKRYNKA" nosuch
one_line 'says what to do' 'skrynka --help'
says 'in Ukrainian' "$T/err" 'невідома'
for locale in C POSIX en_GB.UTF-8; do
	LANG=$locale exits "LANG=$locale" 64 "$SKRYNKA" nosuch
	same "$locale is English" "$(cat "$T/err")" 'skrynka: unknown command "nosuch": see "skrynka --help"'
done
LANG=C LC_ALL=uk_UA.UTF-8 exits 'LC_ALL before LANG' 64 "$SKRYNKA" nosuch
says 'Ukrainian again' "$T/err" 'невідома'

# --- the command line ---
while read -r words; do
	# shellcheck disable=SC2086
	exits "usage: $words" 64 "$SKRYNKA" $words
	one_line "one line: $words" ''
	same "nothing on standard output: $words" "$(cat "$T/out")" ''
done <<-LINES
	init
	init --name
	init --nosuch x
	show
	show 1 2
	do 1
	do
	mark 1
	fetch
	intake
	export
	term 15d
	term 15d 2026-02-30
	workflow
	workflow check
	workflow nosuch FILE
	workflow run --nosuch FILE
	separators --count 0
	separators --count 501
	separators --count 2x
	--nosuch list
	--home
	--json=yes list
LINES
while read -r words; do
	# shellcheck disable=SC2086
	exits "twice: $words" 64 "$SKRYNKA" $words
	one_line "twice: $words: is refused" 'двічі'
done <<-TWICE
	--as admin list --as olena
	--json list --json
	list --state intake --state=filed
	export 1 -o a --output b
	separators --count 1 --count 1
TWICE
exits 'version' 0 "$SKRYNKA" --version
same 'version, one line' "$(grep -cE '^skrynka [0-9]+\.' "$T/out")" 1

# --- before there is an office ---
exits 'no office yet' 66 "$SKRYNKA" list
one_line 'says how to make one' 'skrynka init'
exits 'init' 0 "$SKRYNKA" init --name 'Рада' --edrpou 12345678
exits 'init twice' 77 "$SKRYNKA" init --name 'Інша'
one_line 'the second is refused' "$SKRYNKA_HOME"
unset SKRYNKA_USER
exits 'the only user acts' 0 "$SKRYNKA" list
"$SKRYNKA" user add olena --roles registrar --name 'Олена' >"$T/out"
exits 'two users: who is it?' 64 "$SKRYNKA" list
one_line 'says how' '--as'
exits 'an unknown user' 77 "$SKRYNKA" --as nobody list
one_line 'names him' 'nobody'
export SKRYNKA_USER=admin

# --- JSON ---
exits 'list --json' 0 "$SKRYNKA" list --json
same 'an empty list' "$(cat "$T/out")" '[]'
exits 'due --json' 0 "$SKRYNKA" --json due
same 'nothing due' "$(cat "$T/out")" '[]'
exits 'user --json' 0 "$SKRYNKA" user list --json
same 'users' "$(pick 'map { "$_->{id}|$_->{roles}|" . ($_->{absent_until} // "") } @$_' <"$T/out")" \
	'admin|registrar head deputy executor controller archivist admin|
olena|registrar|'
exits 'list, for people' 0 "$SKRYNKA" list
same 'says that there is nothing, aside' "$(wc -l <"$T/err") $(wc -c <"$T/out")" '1 0'
done_testing
