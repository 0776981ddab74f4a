/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include <stdio.h>

static enum status run(struct job *job, const struct call *call)
{
	struct day from, due;
	const char *derivation;
	char text[DAY_TEXT];
	if (!day_read(call->argv[1], &from))
		return fail(job, E_USAGE, "\"%s\" is no day: write it as 2026-11-22 or 22.11.2026",
			    call->argv[1]);
	TRY(term_find(job, call->office, call->argv[0], from, &due, &derivation));
	printf("%s\n%s\n", day_iso(due, text), derivation);
	return OK;
}

const struct command cmd_term = {
	.name = "term",
	.needs = NEEDS_TERMS,
	.least = 2,
	.most = 2,
	.operands = N_("SPEC FROM"),
	.summary = N_("work out the last day of a term, and say why"),
	.help = N_(
		"SPEC: 15d calendar days, 5wd working days, 1m months, 48h hours, or the name of a "
		"term "
		"of workflows/terms.xml. FROM: the day of arrival. The first line is the date "
		"alone, the "
		"lines below are its derivation. Without an office the national calendar counts."),
	.run = run,
};
