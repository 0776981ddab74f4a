/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/findings.h"
#include "cli/workflow.h"
#include <stdio.h>

static enum status check_one(struct job *job, const struct call *call, const char *path,
			     struct findings *findings)
{
	char *bytes;
	size_t size;
	struct remarks *remarks = remarks_new(job, path);
	enum status status = workflow_read(job, path, &bytes, &size);
	if (status == OK)
		status = chart_check(job, path, bytes, size, office_host(call->office), remarks);
	else
		remark_fault(remarks, job_fault(job));
	findings_tell(findings, remarks, status, TEXT_OF(job, _("%s: no errors"), path));
	return status;
}

static enum status run(struct job *job, const struct call *call)
{
	struct findings *findings = findings_new(job, call->json);
	enum status worst = OK;
	for (int i = 0; i < call->argc; i++) {
		struct job *below = job_below(job);
		enum status status = check_one(below, call, call->argv[i], findings);
		talloc_free(below);
		worst = status == OK ? worst : status;
	}
	findings_end(findings);
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
