/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/words.h"
#include <limits.h>
#include <stdio.h>

static enum status run(struct job *job, const struct call *call)
{
	struct pair *data;
	struct verdict verdict;
	struct card card;
	int64_t casefile;
	int count, sent;
	TRY(case_find(job, call->office, call->argv[0], &casefile));
	TRY(call_pairs(job, call, 2, &data, &count));
	TRY(case_do(job, call->office, casefile, call->argv[1], data, count,
		    call_option(call, "key"), &verdict));
	/* what cannot leave now waits for the next time: the step is done */
	if (engine_deliver(job, call->office->engine, INT_MAX, &sent) != OK)
		fprintf(stderr, "skrynka: %s\n", job_fault(job));
	TRY(marks_press(job, call->office, NULL, NULL));
	TRY(card_read(job, call->office, casefile, &card));
	printf(_("%s: done; now stands at: %s\n"), words_case(job, &card), card.states);
	return OK;
}

static const struct option options[] = {
	{"key", N_("KEY"),
	 N_("for programs: the same key is the same request, done once, however often it is sent")},
	{NULL, NULL, NULL},
};

const struct command cmd_do = {
	.name = "do",
	.needs = NEEDS_USER,
	.least = 2,
	.most = -1,
	.operands = N_("CASE EVENT [NAME=VALUE…]"),
	.summary = N_("do the next step on a case"),
	.help = N_(
		"CASE is its number or index. \"skrynka show CASE\" tells which events are "
		"possible for "
		"you now and which values each of them wants. A list of people is written with "
		"commas: "
		"executors=petrenko,sydorenko. NAME= with nothing after it empties a field of the "
		"card."),
	.options = options,
	.run = run,
};
