/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/plain.h"
#include "cli/command.h"
#include "cli/fold.h"
#include "cli/table.h"
#include "cli/words.h"

struct stand {
	const char *states;
	int cases;
};

struct listing {
	struct job *job;
	bool json;
	struct table *table;
	int count, doubtful;
	struct stand *stands; /* how many stand where */
	int nstands;
};

/* A day of this year without it: there is little room. */
static const char *arrived(const struct listing *l, struct job *job, struct day day)
{
	const char *text = words_day(job, day, l->json);
	bool this_year = day_year(day) == day_year(job_today(job));
	return l->json || !this_year ? text : TEXT_OF(job, "%.5s", text);
}

static void count(struct listing *l, const struct card *c)
{
	int i = 0;
	l->count++;
	l->doubtful += c->doubtful > 0;
	while (i < l->nstands && strcmp(l->stands[i].states, c->states) != 0)
		i++;
	if (i == l->nstands) {
		l->stands = APPEND(l->job, l->stands, &l->nstands, struct stand);
		l->stands[i].states = COPY(l->job, c->states);
	}
	l->stands[i].cases++;
}

static void count_only(void *self, struct job *below, const struct card *c)
{
	(void)below;
	count(self, c);
}

static void put(void *self, struct job *below, const struct card *c)
{
	struct listing *l = self;
	count(l, c);
	TABLE_ROW(l->table, TEXT_OF(below, "%lld", (long long)c->casefile), c->index,
		  arrived(l, below, c->arrived), l->json ? c->applicant : words_name(below, c),
		  c->summary, c->states, c->due_set ? words_day(below, c->due, l->json) : NULL,
		  c->sticker == 0 ? NULL : TEXT_OF(below, "%lld", (long long)c->sticker),
		  TEXT_OF(below, "%d", c->doubtful));
}

/* A desk at a glance. */
static void put_counts(const struct listing *l)
{
	const char *line = TEXT_OF(l->job, _("%d in all"), l->count);
	for (int i = 0; i < l->nstands; i++)
		line = TEXT_OF(l->job, "%s; %s — %d", line, l->stands[i].states,
			       l->stands[i].cases);
	if (l->doubtful > 0)
		line = TEXT_OF(l->job, _("%s; with doubtful pages (list --doubtful) — %d"), line,
			       l->doubtful);
	fold_put(stderr, fold_width(), 0, 0, plain_line(l->job, line));
}

static enum status run(struct job *job, const struct call *call)
{
	const struct column columns[] = {
		{"case", _("CASE"), true},	{"index", _("INDEX"), false},
		{"arrived", _("CAME"), false},	{"applicant", _("APPLICANT"), false},
		{"summary", _("ABOUT"), false}, {"states", _("STANDS AT"), false},
		{"due", _("DUE"), false},	{"sticker", NULL, true},
		{"doubtful", NULL, true},	{NULL, NULL, false},
	};
	struct listing listing = {.job = job, .json = call->json, .table = table_new(job, columns)};
	struct card_filter filter = {
		.state = call_option(call, "state"),
		.user = call_option(call, "mine") != NULL && call->office->user != NULL
				? call->office->user->id
				: call_option(call, "user"),
		.words = call->argc > 0 ? call->argv[0] : NULL,
		.open = call_option(call, "all") == NULL,
		.doubtful = call_option(call, "doubtful") != NULL,
	};
	TRY(card_each(job, call->office, &filter, put, &listing));
	table_print(listing.table, call->json, _("there are no such cases"));
	if (listing.count == 0 && filter.state != NULL && !call->json) {
		filter = (struct card_filter){.open = filter.open};
		TRY(card_each(job, call->office, &filter, count_only, &listing));
	}
	if (!call->json && listing.count > 1)
		put_counts(&listing);
	return OK;
}

static const struct option options[] = {
	{"mine", NULL, N_("only those that wait for you, by name or by role")},
	{"user", N_("USER"), N_("only those that wait for this user")},
	{"state", N_("WORD"),
	 N_("only those that stand at this state: words of its title (\"registration\"), or its "
	    "id")},
	{"doubtful", NULL, N_("only those with pages that a person should look at")},
	{"all", NULL, N_("the finished ones too")},
	{NULL, NULL, NULL},
};

const struct command cmd_list = {
	.name = "list",
	.needs = NEEDS_USER,
	.least = 0,
	.most = 1,
	.operands = N_("[WORDS]"),
	.summary = N_("list the cases"),
	.help = N_(
		"WORDS: all of them must stand in the index, the applicant's name or the text that "
		"was read. An executor sees the cases that were routed to him and no others."),
	.options = options,
	.run = run,
};
