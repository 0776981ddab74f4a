/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include <stdio.h>

static enum status run(struct job *job, const struct call *call)
{
	int fired, sent;
	TRY(engine_tick(job, call->office->engine, &fired));
	TRY(engine_deliver(job, call->office->engine, &sent));
	TRY(marks_press(job, call->office, NULL, NULL));
	printf(_("terms that passed: %d; notices sent on their way: %d\n"), fired, sent);
	return OK;
}

const struct command cmd_tick = {
	.name = "tick",
	.needs = NEEDS_OFFICE,
	.summary = N_("let pass the terms that have passed, send notices (for cron)"),
	.help = N_("What follows from a missed date is noted in the cases. Letters to applicants "
		   "are put "
		   "into outgoing/ of the office, one .eml file each, to be sent or printed. To be "
		   "run "
		   "once a day, or as often as you like."),
	.run = run,
};
