#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/test.sh BUILD FILE… — runs the unit programs and the stories under prove.
set -u
build=$1
shift
[ $# -gt 0 ] || { echo "no tests"; exit 1; }
export SKRYNKA="$PWD/$build/skrynka" PAINT="$PWD/$build/paint" BUILD="$PWD/$build" TOP="$PWD"
export CMOCKA_MESSAGE_OUTPUT=TAP
# a preloaded shim (tests/shim) comes before the sanitizer
export ASAN_OPTIONS="verify_asan_link_order=0:abort_on_error=1${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
export LSAN_OPTIONS="suppressions=$PWD/mk/lsan.supp:print_suppressions=0"
unset SKRYNKA_HOME SKRYNKA_USER SKRYNKA_NOW LANG LC_ALL LC_MESSAGES LANGUAGE XDG_DATA_HOME
exec prove --timer -j "${JOBS:-2}" "$@"
