/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/words.h"
#include <stdio.h>

static enum status asked_for(struct job *job, const struct call *call, struct telling *telling)
{
	const char *date = call_option(call, "date"), *from = call_option(call, "from");
	struct pair *data;
	*telling = (struct telling){
		.procedure = call->argv[0],
		.channel = call_option(call, "channel"),
		.arrived = job_today(job),
		.key = call_option(call, "key"),
	};
	if (from != NULL && (date != NULL || telling->channel != NULL))
		return fail(job, E_USAGE,
			    "with --from the day and the channel are those of that case: leave out "
			    "--date and --channel");
	if (from != NULL)
		TRY(case_find(job, call->office, from, &telling->from));
	if (date != NULL && !day_read(date, &telling->arrived))
		return fail(job, E_USAGE, "\"%s\" is no day: write it as 2026-11-22 or 22.11.2026",
			    date);
	if (day_cmp(telling->arrived, job_today(job)) > 0)
		return fail(job, E_USAGE, "the day of arrival cannot be in the future");
	TRY(call_pairs(job, call, 1, &data, &telling->ndata));
	telling->data = data;
	return OK;
}

static enum status run(struct job *job, const struct call *call)
{
	struct telling telling;
	struct card card;
	int64_t casefile;
	bool known;
	TRY(asked_for(job, call, &telling));
	TRY(case_new(job, call->office, &telling, &casefile, &known));
	TRY(card_read(job, call->office, casefile, &card));
	if (known)
		fprintf(stderr, _("%s: opened already with this key: nothing is doubled\n"),
			words_case(job, &card));
	printf(_("%s: opened as case %lld; now stands at: %s\n"), words_case(job, &card),
	       (long long)casefile, card.states);
	return telling.from == 0 ? OK : marks_press(job, call->office, NULL, NULL);
}

static const struct option options[] = {
	{"channel", N_("WORD"),
	 N_("how it came: phone email reception … (else as office.xml says)")},
	{"date", N_("DATE"), N_("the day it arrived (today)")},
	{"from", N_("CASE"),
	 N_("goes on with the paper and the card of a case that was cancelled: the procedure was "
	    "the wrong one")},
	{"key", N_("KEY"),
	 N_("for programs: the same key is the same case, however often it is asked for")},
	{NULL, NULL, NULL},
};

const struct command cmd_new = {
	.name = "new",
	.needs = NEEDS_USER,
	.rights = "registrar",
	.least = 1,
	.most = -1,
	.operands = N_("PROCEDURE [NAME=VALUE…]"),
	.summary = N_("open a case that has no paper: a call, an e-mail, a reception"),
	.help = N_("PROCEDURE is a name of workflows/ (written-appeal). The values are those that "
		   "it asks "
		   "when a case is registered: surname=Koval summary=…. What was told is kept "
		   "unaltered, "
		   "as a scan would be."),
	.options = options,
	.run = run,
};
