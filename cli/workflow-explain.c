/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/plain.h"
#include "cli/fold.h"
#include "cli/workflow.h"
#include <stdio.h>

enum { STEP = 3 };

static void put(const struct sentence *sentence)
{
	int indent = sentence->indent * STEP;
	printf("%*s", indent, "");
	fold_put(stdout, fold_width(), indent, indent, sentence->text);
}

static enum status run(struct job *job, const struct call *call)
{
	char *xml;
	size_t size;
	struct sentence *lines;
	int count;
	TRY(workflow_read(job, call->argv[0], &xml, &size));
	TRY(chart_explain(job, call->argv[0], xml, size, office_host(call->office), &lines,
			  &count));
	for (int i = 0; i < count; i++) {
		lines[i].text = plain_line(job, lines[i].text);
		put(&lines[i]);
	}
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
