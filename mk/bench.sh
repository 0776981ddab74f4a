#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/bench.sh BUILD — all figures, each by a mk/bench-NAME.sh of its own. They are printed, not asserted.
set -eu
for bench in "$(dirname "$0")"/bench-*.sh; do
	sh "$bench" "$1"
done
