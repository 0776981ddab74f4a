/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands that do one of several things, named by their first operand: batch, act. */
#ifndef CLI_DEED_H
#define CLI_DEED_H

#include "cli/command.h"

struct deed {
	const char *word;
	int operands; /* with the word */
	enum status (*run)(struct job *job, const struct call *call);
};

/* Runs the one that is named; the first of them when none is. E_USAGE with the OPERANDS (N_) of
 * COMMAND. */
enum status deed_run(struct job *job, const struct call *call, const char *command,
		     const char *operands, const struct deed *deeds, int count);

#endif
