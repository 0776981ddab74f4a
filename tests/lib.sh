# SPDX-License-Identifier: GPL-3.0-or-later
# What every story begins with: . "$(dirname "$0")/lib.sh"
# A story has a temporary home of its own; it compares whole outputs and exit codes as text.
set -u
TOP=${TOP:-$(cd "$(dirname "$0")/.." && pwd)}
BUILD=${BUILD:-$TOP/build}
SKRYNKA=${SKRYNKA:-$BUILD/skrynka}
PAINT=${PAINT:-$BUILD/paint}
# Thousands of commits go to memory where there is room: a kill, unlike a power failure, spares what was written.
[ -n "${MANY_COMMITS-}" ] && [ "$(df -k --output=avail /dev/shm 2>/dev/null | tail -1)" -gt 400000 ] 2>/dev/null &&
	export TMPDIR=/dev/shm
T=$(mktemp -d "${TMPDIR:-/tmp}/skrynka-test.XXXXXX")
trap 'cd /; chmod -R u+w "$T"; rm -rf "$T"' EXIT
cd "$T" || exit 1
export SKRYNKA_HOME="$T/home" SKRYNKA_USER=admin SKRYNKA_NOW=2026-11-20T09:30
unset LANG LC_ALL LC_MESSAGES LANGUAGE
n=0 failures=0

# ok NAME CODE: CODE is the exit status of what was tried
ok() {
	n=$((n + 1))
	if [ "$2" -eq 0 ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		failures=$((failures + 1))
	fi
}
# skip NAME WHY
skip() {
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $2"
}
# todo NAME CODE WHY: what is known to be wrong; no failure until it is put right
todo() {
	n=$((n + 1))
	[ "$2" -eq 0 ] || printf "not "
	echo "ok $n - $1 # TODO $3"
}
# same NAME FOUND EXPECTED: two texts
same() {
	if [ "$2" = "$3" ]; then
		ok "$1" 0
	else
		ok "$1" 1
		printf '%s\n' "$3" >"$T/expected"
		printf '%s\n' "$2" >"$T/found"
		diff -u "$T/expected" "$T/found" | cut -c1-200 | head -40 | sed 's/^/# /'
	fi
}
# exits NAME CODE COMMAND…: runs it, its output in $T/out and $T/err
exits() {
	exits_name=$1 exits_code=$2 # a story has a name and a code of its own
	shift 2
	"$@" >"$T/out" 2>"$T/err" </dev/null
	got=$?
	if [ "$got" -eq "$exits_code" ]; then
		ok "$exits_name" 0
	else
		ok "$exits_name" 1
		echo "# exit code $got, not $exits_code"
		sed 's/^/# /' "$T/out" "$T/err" | head -20
	fi
}
# weigh COMMAND…: runs it; the memory of its largest process is kept for within
weigh() { env time -q -f %M -o "$T/peak" "$@"; }
# within NAME MB: that memory; a file that claims much must not be given much
within() {
	case $BUILD in
	*/san) skip "$1: memory" 'sanitizers take their own' ;;
	*)
		[ "$(cat "$T/peak")" -le $(($2 * 1024)) ]
		ok "$1: within $2 MB ($(($(cat "$T/peak") / 1024)))" $?
		;;
	esac
}
# says NAME FILE TEXT: FILE holds TEXT
says() {
	if grep -qF -- "$3" "$2"; then
		ok "$1" 0
	else
		ok "$1" 1
		echo "# not found: $3"
		sed 's/^/# /' "$2" | head -20
	fi
}
# as USER WORD…: the program, as this user
as() {
	user=$1
	shift
	"$SKRYNKA" --as "$user" "$@"
}
# pick EXPRESSION: of the JSON on standard input ($_), by Perl; a value a line, null as -
pick() {
	perl -MJSON::PP -Mutf8 -CA -e '
		local $/;
		$_ = decode_json(<STDIN>);
		binmode STDOUT, ":utf8";
		my @found = eval $ARGV[0];
		die $@ if $@;
		print map { (defined ? $_ : "-") . "\n" } @found;' "$1"
}
# case_of CASE EXPRESSION: a part of "show CASE" as the administrator sees it
case_of() {
	"$SKRYNKA" --as admin --json show "$1" | pick "$2"
}
# one_line NAME TEXT: the last command gave one line to the person, and TEXT stands in it
one_line() {
	grep -vE '[0-9]+/[0-9]+$|\(пачка [0-9]+\)$' "$T/err" >"$T/said"
	if [ "$(wc -l <"$T/said")" -eq 1 ] && grep -q '^skrynka: ' "$T/said" && grep -qF -- "$2" "$T/said"; then
		ok "$1" 0
	else
		ok "$1" 1
		echo "# not one line with: $2"
		sed 's/^/# /' "$T/err" | head -20
	fi
}
# cyrillic [-v]: the lines of standard input with a Cyrillic letter (-v: without any)
cyrillic() {
	perl -CSD -ne "print if ${1:+!} /\\p{Cyrillic}/"
}
done_testing() {
	echo "1..$n"
	[ "$failures" -eq 0 ]
	exit
}
# an office with its people: registrar, head, deputy, executors, controller, archivist
make_office() {
	"$SKRYNKA" init --name 'Виконавчий комітет Калинівської міської ради' --edrpou 12345678 >/dev/null || exit 1
	while read -r id roles name; do
		"$SKRYNKA" user add "$id" --roles "$(echo "$roles" | tr , ' ')" --name "$name" >/dev/null || exit 1
	done <<-PEOPLE
		olena registrar Олена РЕЄСТРАТОР
		holova head Ігор ГОЛОВА
		zastup deputy Марія ЗАСТУПНИК
		petrenko executor Петро ПЕТРЕНКО
		sydorenko executor Сидір СИДОРЕНКО
		kontrol controller Катерина КОНТРОЛЬ
		arkhiv archivist Анна АРХІВАРІУС
	PEOPLE
}
# the store as text: every table (those that are only derived too) and the names of all objects
dump_store() { # HOME
	sqlite3 "$1/skrynka.db" .dump
	(cd "$1/objects" && find . -type f ! -name '*.tmp' | sort)
}
# the facts of its cases as text, whatever the order in which they came to be: all but numbers of rows
facts() { # HOME
	sqlite3 "$1/skrynka.db" 'SELECT * FROM instance ORDER BY id;
		SELECT instance, step, person, event, taken, why, data, before, after, key FROM journal ORDER BY instance, id;
		SELECT * FROM timer ORDER BY instance, id; SELECT instance, deadline, title, due, why FROM term ORDER BY instance, deadline, due;
		SELECT key, kind, body, sent IS NOT NULL FROM outbox ORDER BY key;
		SELECT casefile, recipient, template, words, key FROM notice ORDER BY key;
		SELECT casefile, person, role, kind, state, done_at IS NULL FROM task ORDER BY casefile, id;
		SELECT * FROM card ORDER BY casefile'
	(cd "$1/outgoing" && sha256sum -- *.eml)
}
