/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/table.h"
#include "cli/words.h"

struct listing {
	struct job *job;
	const struct call *call;
	struct table *table;
	struct told {
		const char *head, *why;
	} * told; /* with --why: how each was worked out */
	int ntold;
};

static void tell_why(struct listing *l, const struct deadline *d)
{
	const char *which = d->index != NULL
				    ? d->index
				    : TEXT_OF(l->table, _("case %lld"), (long long)d->casefile);
	l->told = APPEND(l->job, l->told, &l->ntold, struct told);
	l->told[l->ntold - 1] = (struct told){TEXT_OF(l->table, "%s, %s", which, d->title),
					      COPY(l->table, d->why)};
}

static void put(void *self, struct job *below, const struct deadline *d)
{
	struct listing *l = self;
	bool json = l->call->json;
	int left = day_cmp(d->due, job_today(l->job));
	TABLE_ROW(l->table, TEXT_OF(below, "%lld", (long long)d->casefile), d->index,
		  words_day(below, d->due, json), TEXT_OF(below, "%d", left), d->title, d->lead,
		  d->applicant, json ? d->why : NULL);
	if (!json && call_option(l->call, "why") != NULL)
		tell_why(l, d);
}

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
	struct listing listing = {job, call, table_new(job, columns), NULL, 0};
	int days;
	TRY(call_number(job, call, "days", 0, 3660, 3660, &days));
	const struct deadline_filter filter = {
		.until = day_add(job_today(job), days),
		.user = call_option(call, "mine") == NULL ? NULL : call->office->user->id,
	};
	TRY(deadline_each(job, call->office, &filter, put, &listing));
	table_print(listing.table, call->json, _("nothing is due"));
	for (int i = 0; i < listing.ntold; i++)
		printf("\n%s:\n%s\n", listing.told[i].head, listing.told[i].why);
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
