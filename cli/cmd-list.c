/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/table.h"
#include "cli/words.h"

static enum status run(struct job *job, const struct call *call)
{
	const struct column columns[] = {
		{"case", _("CASE"), true},	  {"index", _("INDEX"), false},
		{"arrived", _("ARRIVED"), false}, {"applicant", _("APPLICANT"), false},
		{"summary", _("ABOUT"), false},	  {"states", _("STANDS AT"), false},
		{"due", _("DUE"), false},	  {NULL, NULL, false},
	};
	struct table *table = table_new(job, columns);
	struct card_filter filter = {
		.state = call_option(call, "state"),
		.user = call_option(call, "mine") != NULL && call->office->user != NULL
				? call->office->user->id
				: call_option(call, "user"),
		.words = call->argc > 0 ? call->argv[0] : NULL,
		.open = call_option(call, "all") == NULL,
	};
	struct card *cards;
	int count;
	TRY(card_list(job, call->office, &filter, &cards, &count));
	for (int i = 0; i < count; i++) {
		const struct card *c = &cards[i];
		TABLE_ROW(table, TEXT_OF(table, "%lld", (long long)c->casefile), c->index,
			  words_day(table, c->arrived, call->json), c->applicant, c->summary,
			  c->states, c->due_set ? words_day(table, c->due, call->json) : NULL);
	}
	table_print(table, call->json, _("there are no such cases"));
	return OK;
}

static const struct option options[] = {
	{"mine", NULL, N_("only those with a task for you")},
	{"user", N_("USER"), N_("only those with a task for this user")},
	{"state", N_("WORD"), N_("only those that stand at this state of the workflow")},
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
		"was read."),
	.options = options,
	.run = run,
};
