#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints a C table of the numbered schema files, ordered by number whatever folder they stand in.
set -eu
echo '#include "base/schema.h"'
echo 'const struct schema schemas[] = {'
for f in "$@"; do printf '%s %s\n' "$(basename "$f")" "$f"; done | sort | while read -r name f; do
	printf '\t{%d, "%s",\n' "$((1${name%%-*} - 1000))" "${name%.sql}"
	sed 's/\\/\\\\/g; s/"/\\"/g; s/.*/\t "&\\n"/' "$f"
	echo '	},'
done
echo '	{0, NULL, NULL},'
echo '};'
