/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"

extern const struct command workflow_check, workflow_diff, workflow_draw, workflow_explain,
	workflow_migrate, workflow_run;

static const struct command *const parts[] = {
	&workflow_check, &workflow_run,	    &workflow_draw, &workflow_explain,
	&workflow_diff,	 &workflow_migrate, NULL,
};

const struct command cmd_workflow = {
	.name = "workflow",
	.operands = N_("COMMAND …"),
	.summary = N_("tools for those who write procedures"),
	.parts = parts,
};
