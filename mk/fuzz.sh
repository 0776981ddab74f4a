#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/fuzz.sh — each fuzz target (or those of $TARGETS) is driven for $EACH seconds by libFuzzer, from its corpus. What ends
# one is left in build/fuzz/found-TARGET-…: mend it, and put the file into tests/fuzz/corpus/TARGET.
set -u
sh mk/deps.sh clang libclang-rt-dev || exit 1
all=$(ls tests/fuzz/corpus)
export SKRYNKA_DATA="$PWD" LSAN_OPTIONS="suppressions=$PWD/mk/lsan.supp:print_suppressions=0"
bad=0
for target in ${TARGETS:-$all}; do
	make -s FUZZ=1 "build/fuzz/tests/fuzz/$target" || exit 1
	mkdir -p "build/fuzz/corpus/$target"
	"build/fuzz/tests/fuzz/$target" -max_total_time="${EACH:-60}" -max_len=32768 -timeout=60 -rss_limit_mb=2048 -close_fd_mask=1 \
		-artifact_prefix="build/fuzz/found-$target-" "build/fuzz/corpus/$target" "tests/fuzz/corpus/$target" \
		>"build/fuzz/$target.log" 2>&1 || { bad=1; tail -40 "build/fuzz/$target.log"; }
	echo "$target: $(grep -E 'DONE|cov:' "build/fuzz/$target.log" | tail -1)"
done
exit $bad
