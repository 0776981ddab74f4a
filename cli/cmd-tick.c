/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include <stdio.h>

static enum status run(struct job *job, const struct call *call)
{
	int fired;
	TRY(engine_tick(job, call->office->engine, &fired));
	TRY(marks_press(job, call->office, NULL, NULL));
	printf(_("terms that passed: %d\n"), fired);
	return OK;
}

const struct command cmd_tick = {
	.name = "tick",
	.needs = NEEDS_OFFICE,
	.summary = N_("let pass the terms that have passed (for cron)"),
	.help = N_("What follows from a missed date is noted in the cases. To be run once a day."),
	.run = run,
};
