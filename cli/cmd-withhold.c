/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include <stdio.h>

static enum status warn_of_summary(struct job *job, const struct call *call, int64_t casefile)
{
	struct card card;
	TRY(card_read(job, call->office, casefile, &card));
	if (card_names(job, &card))
		printf(_("Its summary names the applicant and is kept back with the name. One that "
			 "all may read: \"skrynka do %lld amend summary='…'\".\n"),
		       (long long)casefile);
	return OK;
}

static enum status run(struct job *job, const struct call *call)
{
	int64_t casefile;
	bool asked = call_option(call, "undo") == NULL;
	TRY(case_find(job, call->office, call->argv[0], &casefile));
	TRY(case_withhold(job, call->office, casefile, asked, call_option(call, "why")));
	if (!asked) {
		printf(_("case %lld: its executors are told who wrote it\n"), (long long)casefile);
		return OK;
	}
	printf(_("case %lld: executors but the lead are not told who wrote it\n"),
	       (long long)casefile);
	return warn_of_summary(job, call, casefile);
}

static const struct option options[] = {
	{"why", N_("TEXT"), N_("how the applicant asked, for the record")},
	{"undo", NULL, N_("the applicant took it back")},
	{NULL, NULL, NULL},
};

const struct command cmd_withhold = {
	.name = "withhold",
	.needs = NEEDS_USER,
	.rights = "registrar",
	.least = 1,
	.most = 1,
	.operands = N_("CASE"),
	.summary = N_("the applicant asked not to be named"),
	.help = N_(
		"Name, address, telephone and place of work are then told to those who see every "
		"case and to the lead executor, nobody else: not in cards, lists, histories and "
		"notices, nor whatever words name the applicant, and the pages stay with them "
		"(Law on citizens' appeals, article 10)."),
	.options = options,
	.run = run,
};
