/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/plain.h"
#include "cli/command.h"
#include "cli/fold.h"
#include "cli/table.h"
#include "cli/words.h"

/* A day of this year without it: there is little room. */
static const char *arrived(struct job *job, struct table *table, struct day day, bool json)
{
	const char *text = words_day(table, day, json);
	bool this_year = day_year(day) == day_year(job_today(job));
	return json || !this_year ? text : TEXT_OF(table, "%.5s", text);
}

static const char *count_doubtful(struct job *job, const struct card *cards, int count,
				  const char *line)
{
	int doubtful = 0;
	for (int i = 0; i < count; i++)
		doubtful += cards[i].doubtful > 0;
	return doubtful == 0 ? line
			     : TEXT_OF(job, _("%s; with doubtful pages (list --doubtful) — %d"),
				       line, doubtful);
}

/* How many stand where: a desk at a glance. */
static void count_states(struct job *job, const struct card *cards, int count)
{
	const char *line = TEXT_OF(job, _("%d in all"), count);
	for (int i = 0; i < count; i++) {
		int same = 0;
		for (int k = 0; k < i && same == 0; k++)
			same = strcmp(cards[k].states, cards[i].states) == 0 ? -1 : 0;
		for (int k = i; same >= 0 && k < count; k++)
			same += strcmp(cards[k].states, cards[i].states) == 0;
		if (same > 0)
			line = TEXT_OF(job, "%s; %s — %d", line, cards[i].states, same);
	}
	line = count_doubtful(job, cards, count, line);
	line = count_doubtful(job, cards, count, line);
	fold_put(stderr, fold_width(), 0, 0, plain_line(job, line));
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
	struct table *table = table_new(job, columns);
	struct card_filter filter = {
		.state = call_option(call, "state"),
		.user = call_option(call, "mine") != NULL && call->office->user != NULL
				? call->office->user->id
				: call_option(call, "user"),
		.words = call->argc > 0 ? call->argv[0] : NULL,
		.open = call_option(call, "all") == NULL,
		.doubtful = call_option(call, "doubtful") != NULL,
	};
	struct card *cards;
	int count;
	TRY(card_list(job, call->office, &filter, &cards, &count));
	for (int i = 0; i < count; i++) {
		const struct card *c = &cards[i];
		TABLE_ROW(table, TEXT_OF(table, "%lld", (long long)c->casefile), c->index,
			  arrived(job, table, c->arrived, call->json),
			  call->json ? c->applicant : words_name(table, c), c->summary, c->states,
			  c->due_set ? words_day(table, c->due, call->json) : NULL,
			  c->sticker == 0 ? NULL : TEXT_OF(table, "%lld", (long long)c->sticker),
			  TEXT_OF(table, "%d", c->doubtful));
	}
	table_print(table, call->json, _("there are no such cases"));
	if (count == 0 && filter.state != NULL && !call->json) {
		filter = (struct card_filter){.open = filter.open};
		TRY(card_list(job, call->office, &filter, &cards, &count));
	}
	if (!call->json && count > 1)
		count_states(job, cards, count);
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
