/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line taken apart, and help printed from the command rows. */
#ifndef CLI_CALL_H
#define CLI_CALL_H

#include "base/file.h"
#include "cli/command.h"
#include <stdio.h>

#define VERSION "0.1.0"

struct line {
	const struct command *command; /* NULL: none was named */
	bool help, version;
	struct call call;
};

/* Takes ARGV apart; E_USAGE for an unknown command or option, a missing value, too few or many
 * operands. */
enum status line_read(struct job *job, const char **argv, int argc, struct line *out);

/* Help on one command, or the list of all when NULL. Returns false. */
bool help_print(const struct command *command, FILE *out);

#endif
