#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/test.sh BUILD FILE… — runs unit programs and stories under prove and ends with "N passed, N failed".
set -u
build=$1
shift
[ $# -gt 0 ] || { echo "no tests"; exit 1; }
export SKRYNKA="$PWD/$build/skrynka" PAINT="$PWD/$build/paint" BUILD="$PWD/$build" TOP="$PWD"
export CMOCKA_MESSAGE_OUTPUT=TAP ASAN_OPTIONS="verify_asan_link_order=0:abort_on_error=1${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
export LSAN_OPTIONS="suppressions=$PWD/mk/lsan.supp:print_suppressions=0"
unset SKRYNKA_HOME SKRYNKA_USER SKRYNKA_NOW LANG LC_ALL LC_MESSAGES LANGUAGE
log=$(mktemp)
prove --timer -j "${JOBS:-2}" --verbose "$@" >"$log" 2>&1
code=$?
grep -Ev '^ok |^1\.\.|^# (skip|ok)' "$log"
passed=$(grep -c '^ok ' "$log")
failed=$(grep -c '^not ok ' "$log")
skipped=$(grep -c '^ok .*# [sS][kK][iI][pP]' "$log")
[ "$code" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1
rm -f "$log"
echo
echo "$((passed - skipped)) passed, $failed failed, $skipped skipped"
exit "$code"
