/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/workflow.h"

static enum status run(struct job *job, const struct call *call)
{
	char *xml;
	size_t size;
	struct sentence *lines;
	int count;
	TRY(workflow_read(job, call->argv[0], &xml, &size));
	TRY(chart_explain(job, call->argv[0], xml, size, office_host(call->office), &lines,
			  &count));
	sentences_print(job, lines, count);
	return OK;
}

const struct command workflow_explain = {
	.name = "workflow explain",
	.needs = NEEDS_TERMS,
	.least = 1,
	.most = 1,
	.operands = N_("FILE"),
	.summary = N_("retell a procedure in sentences"),
	.help = N_(
		"In which state who may do what, by when, and what follows: the terms with their "
		"articles, tasks, marks and notices."),
	.run = run,
};
