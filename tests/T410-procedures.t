#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Procedures walked by their people: each line of a scenario gives what stands under it (format: scenario.sh), and the
# scenario of a procedure takes every transition of it.
MANY_COMMITS=1
. "$(dirname "$0")/lib.sh"
. "$TOP/tests/scenario.sh"
make_office
cp -r "$T/home" "$T/office"
for file in "$scenarios"/${PROCEDURE-*}.scenario; do # PROCEDURE=NAME: that one alone
	procedure=$(basename "$file" .scenario)
	rm -rf "$T/home" && cp -r "$T/office" "$T/home"
	scenario "$file" >"$T/transcript"
	same "$procedure" "$(cat "$T/transcript")" "$(cat "$file")"
	[ -z "${REWRITE-}" ] || cp "$T/transcript" "$file"
	same "$procedure: every transition is taken" "$(untaken "$procedure")" ''
done
same 'every procedure has a scenario' "$(cd "$TOP/workflows" && ls *.scxml)" \
	"$(cd "$scenarios" && ls *.scenario | sed 's/scenario$/scxml/')"
done_testing
