/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/workflow.h"
#include <stdio.h>

static enum status check_one(struct job *job, const struct call *call, const char *path)
{
	char *bytes;
	size_t size;
	struct remarks *remarks = remarks_new(job, path);
	TRY(workflow_read(job, path, &bytes, &size));
	enum status status = chart_check(job, path, bytes, size, office_host(call->office),
					 remarks);
	remarks_print(remarks, stderr);
	if (status == OK)
		printf(_("%s: no errors\n"), path);
	return status;
}

static enum status run(struct job *job, const struct call *call)
{
	enum status worst = OK;
	for (int i = 0; i < call->argc; i++) {
		struct job *below = job_below(job);
		enum status status = check_one(below, call, call->argv[i]);
		talloc_free(below);
		worst = status == OK ? worst : status;
	}
	return worst;
}

const struct command workflow_check = {
	.name = "workflow check",
	.needs = NEEDS_TERMS,
	.least = 1,
	.most = -1,
	.operands = N_("FILE…"),
	.summary = N_("tell what is wrong with a procedure"),
	.help = N_("Everything that is wrong in a definition, with its place and a remedy."),
	.run = run,
};
