/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/table.h"
#include "cli/words.h"

static enum status run(struct job *job, const struct call *call)
{
	const struct column columns[] = {
		{"case", _("CASE"), true},
		{"index", _("INDEX"), false},
		{"due", _("DUE"), false},
		{"left", _("DAYS LEFT"), true},
		{"what", _("WHAT"), false},
		{"lead", _("LEAD"), false},
		{"applicant", _("APPLICANT"), false},
		{"why", NULL, false},
		{NULL, NULL, false},
	};
	struct table *table = table_new(job, columns);
	struct deadline *list;
	int count, days;
	bool why = call_option(call, "why") != NULL;
	TRY(call_number(job, call, "days", 0, 3660, 3660, &days));
	const struct deadline_filter filter = {
		.until = day_add(job_today(job), days),
		.user = call_option(call, "mine") == NULL ? NULL : call->office->user->id,
	};
	TRY(deadline_list(job, call->office, &filter, &list, &count));
	for (int i = 0; i < count; i++) {
		const struct deadline *d = &list[i];
		int left = day_cmp(d->due, job_today(job));
		TABLE_ROW(table, TEXT_OF(table, "%lld", (long long)d->casefile), d->index,
			  words_day(table, d->due, call->json), TEXT_OF(table, "%d", left),
			  d->title, d->lead, d->applicant, d->why);
	}
	table_print(table, call->json, _("nothing is due"));
	for (int i = 0; why && !call->json && i < count; i++)
		printf("\n%s, %s:\n%s\n",
		       list[i].index != NULL
			       ? list[i].index
			       : TEXT_OF(table, _("case %lld"), (long long)list[i].casefile),
		       list[i].title, list[i].why);
	return OK;
}

static const struct option options[] = {
	{"days", N_("N"), N_("only what is due within N days (0: today and what is late)")},
	{"mine", NULL, N_("only of cases that wait for you, by name or by role")},
	{"why", NULL, N_("how each date was worked out")},
	{NULL, NULL, NULL},
};

const struct command cmd_due = {
	.name = "due",
	.needs = NEEDS_USER,
	.summary = N_("what is due when, the soonest first"),
	.help = N_("A negative number of days left means that the date is past."),
	.options = options,
	.run = run,
};
