/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/show.h"
#include "cli/words.h"
#include <stdio.h>

static enum status gather(struct job *job, const struct call *call, struct shown *s)
{
	struct office *office = call->office;
	TRY(case_find(job, office, call->argv[0], &s->casefile));
	TRY(case_open(job, office, s->casefile));
	TRY(card_read(job, office, s->casefile, &s->card));
	TRY(case_deadlines(job, office, s->casefile, &s->deadlines, &s->ndeadlines));
	TRY(case_tasks(job, office, s->casefile, &s->tasks, &s->ntasks));
	TRY(case_choices(job, office, s->casefile, &s->choices, &s->nchoices));
	TRY(case_pages(job, office, s->casefile, &s->pages, &s->npages));
	TRY(case_readings(job, office, s->casefile, &s->readings, &s->nreadings));
	TRY(act_of_case(job, office, s->casefile, &s->has_act, &s->act));
	TRY(case_marks(job, office, s->casefile, &s->marks, &s->nmarks));
	TRY(case_notices(job, office, s->casefile, &s->notices, &s->nnotices));
	return case_history(job, office, s->casefile, &s->records, &s->nrecords);
}

static enum status run(struct job *job, const struct call *call)
{
	struct shown shown = {0};
	TRY(gather(job, call, &shown));
	shown.job = job;
	shown.office = call->office;
	shown.history = call_option(call, "history") != NULL;
	shown.why = call_option(call, "why") != NULL;
	if (call->json)
		show_json(&shown);
	else if (call_option(call, "event") != NULL)
		return show_event(&shown, call_option(call, "event"), stdout);
	else
		show_people(&shown, stdout);
	return OK;
}

static const struct option options[] = {
	{"history", NULL, N_("all that happened to it, refusals included")},
	{"event", N_("EVENT"), N_("one event: every value that it can be told, in words")},
	{"why", NULL, N_("how each date was worked out")},
	{NULL, NULL, NULL},
};

const struct command cmd_show = {
	.name = "show",
	.needs = NEEDS_USER,
	.least = 1,
	.most = 1,
	.operands = N_("CASE"),
	.summary = N_("show a case: its card, its terms, and what you may do now"),
	.help = N_("CASE is its number or its index."),
	.options = options,
	.run = run,
};
