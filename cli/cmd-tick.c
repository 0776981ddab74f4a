/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/pass.h"
#include <limits.h>

static enum status run(struct job *job, const struct call *call)
{
	struct pass pass;
	enum status status = pass_make(job, call->office, INT_MAX, &pass);
	pass_print(&pass);
	return status;
}

const struct command cmd_tick = {
	.name = "tick",
	.needs = NEEDS_OFFICE,
	.summary = N_("let pass the terms that have passed, send notices (for cron)"),
	.help = N_(
		"What follows from a missed date is noted in the cases. Letters to applicants "
		"are put "
		"into outgoing/ of the office, one .eml file each, to be sent or printed. To be "
		"run "
		"once a day, or as often as you like; \"skrynka serve\" does the same as long as "
		"it runs."),
	.run = run,
};
