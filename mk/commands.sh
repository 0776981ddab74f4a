#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints a C table of the commands, found by their file names: cli/cmd-NAME.c defines cmd_NAME.
set -eu
echo '#include "cli/command.h"'
names=$(for f in "$@"; do basename "$f" .c | sed 's/^cmd-/cmd_/; s/-/_/g'; done)
for n in $names; do echo "extern const struct command $n;"; done
echo 'const struct command *const commands[] = {'
for n in $names; do echo "	&$n,"; done
echo '	NULL,'
echo '};'
