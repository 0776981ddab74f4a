/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"
#include "cli/workflow-run.h"
#include <stdio.h>

enum { DEFINITION_BYTES = 16 << 20 };

static enum status check_one(struct job *job, const struct call *call, const char *path)
{
	char *bytes;
	size_t size;
	struct remarks *remarks = remarks_new(job, path);
	TRY(file_read(job, path, DEFINITION_BYTES, &bytes, &size));
	enum status status = chart_check(job, path, bytes, size, office_host(call->office),
					 remarks);
	remarks_print(remarks, stderr);
	if (status == OK)
		printf(_("%s: no errors\n"), path);
	return status;
}

static enum status check(struct job *job, const struct call *call)
{
	enum status worst = OK;
	for (int i = 1; i < call->argc; i++) {
		struct job *below = job_below(job);
		enum status status = check_one(below, call, call->argv[i]);
		talloc_free(below);
		worst = status == OK ? worst : status;
	}
	return worst;
}

static enum status run(struct job *job, const struct call *call)
{
	if (strcmp(call->argv[0], "check") == 0)
		return check(job, call);
	if (strcmp(call->argv[0], "run") == 0 && call->argc == 2)
		return workflow_run(job, call);
	return fail(job, E_USAGE, "usage: skrynka workflow check FILE… | run FILE");
}

static const struct option options[] = {
	{"lenient", NULL, N_("run: allow all of SCXML, not only what definitions may say")},
	{"trace", NULL, N_("run: show transitions, effects and refusals")},
	{"today", N_("DAY"), N_("run: the day it begins")},
	{"card", N_("FILE|NAME=VALUE"),
	 N_("run: what the card of the case says, or a JSON object of it; may be repeated")},
	{NULL, NULL, NULL},
};

const struct command cmd_workflow = {
	.name = "workflow",
	.needs = NEEDS_TERMS,
	.least = 2,
	.most = -1,
	.operands = N_("check FILE… | run FILE"),
	.summary = N_("check a procedure, or step through it by hand"),
	.help = N_(
		"check: everything that is wrong in a definition, with its place and a remedy.\n"
		"run: reads one event a line from standard input (NAME, NAME {json}, or +30d, +2h, "
		"+1500ms to move the clock) and prints after each where the case stands. --as "
		"names "
		"the role or the user who acts, @WHO before an event another; without it, whoever "
		"may. Terms are those of the office; nothing is stored."),
	.options = options,
	.run = run,
};
