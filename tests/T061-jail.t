#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A decoder that was taken over tries to get out of the cage: it is stopped, its page is told of, the batch goes on.
. "$(dirname "$0")/lib.sh"
case $BUILD in
*/san)
	echo '1..0 # SKIP the sanitizer needs what a reader must not do'
	exit 0
	;;
esac
make_office
export SKRYNKA_USER=olena SKRYNKA_TEST_ESCAPED="$T/escaped"
cp -a "$SKRYNKA_HOME" "$T/empty"
sql() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "$1"; }
perl -e 'print "P4\n400 400\n", "\0" x 20000' >blank.pbm
# batch NAME DEED…: a letter, a page for each deed, a page that harms nobody
batch() {
	name=$1
	shift
	pages="$TOP/samples/letter-typed.tif"
	for deed in "$@" none; do
		ppm2tiff -R 300 blank.pbm "$deed.tif"
		tiffset -s 305 "escape:$deed" "$deed.tif"
		pages="$pages $deed.tif"
	done
	tiffcp $pages "$name" 2>/dev/null
}
# take FILE NAME=VALUE…: an intake with the shim, in an office of its own
take() {
	file=$1
	shift
	rm -rf "$SKRYNKA_HOME" "$T/escaped"
	cp -a "$T/empty" "$SKRYNKA_HOME"
	env LD_PRELOAD="$BUILD/tests/escape.so" "$@" "$SKRYNKA" intake "$file" --letters 1 >"$T/out" 2>"$T/err" </dev/null
	code=$?
}
pages() { sql 'SELECT number, kind FROM page ORDER BY number' | tr '\n' ' '; }

# --- locked ---
batch hostile.tif open write connect fork exec kill trace run crash climb
take hostile.tif
same 'the intake goes on to its end' "$code" 0
same 'nothing got out' "$(cat "$T/escaped" 2>/dev/null)" ''
same 'each page is there; those of the deeds are unread' "$(pages)" \
	'1|text 2|unread 3|unread 4|unread 5|unread 6|unread 7|unread 8|unread 9|unread 10|unread 11|blank 12|blank '
for page in 2 3 4 5 6 7 8 9; do
	says "page $page is told of" "$T/err" "сторінку $page не прочитано: програма, що її читала, намагалася вийти за дозволене"
done
says 'a crash is told of as one' "$T/err" 'сторінку 10 не прочитано: процес читання зупинено сигналом 11'
same 'the letter itself is registered' "$(sql 'SELECT count(*) FROM casefile WHERE "index" IS NOT NULL')" 1
exits 'the office is whole' 0 "$SKRYNKA" verify
says 'the lock is told of' "$T/out" 'замкнено'

# --- the same where the kernel has no locks: what the test would see ---
batch free.tif open write connect fork exec trace run climb
take free.tif SKRYNKA_TEST_UNLOCKED=1
same 'without a lock all of it comes off' "$(sort -u "$T/escaped" | tr '\n' ' ')" 'climb connect exec fork open run trace write '
exits 'an old kernel is no fault' 0 env LD_PRELOAD="$BUILD/tests/escape.so" SKRYNKA_TEST_UNLOCKED=1 "$SKRYNKA" verify
says 'but it is told of' "$T/out" 'не замкнено'
done_testing
