/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/lock.h"
#include "cli/table.h"
#include "cli/words.h"
#include <stdio.h>
#include <stdlib.h>

static const char *state_words(const char *state)
{
	static const struct pair words[] = {
		{"taken", N_("broken off: give the file again")},
		{"held", N_("held")},
		{"done", N_("done")},
		{"failed", N_("cannot be read")},
		{"cancelled", N_("cancelled")},
	};
	const char *found = pair_value(words, (int)(sizeof words / sizeof *words), state);
	return found == NULL ? state : _(found);
}

static enum status list(struct job *job, const struct call *call)
{
	const struct column columns[] = {
		{"batch", _("BATCH"), true},   {"name", _("FILE"), false},
		{"arrived", _("CAME"), false}, {"letters", _("LETTERS"), true},
		{"state", _("STATE"), false},  {"note", _("NOTE"), false},
		{NULL, NULL, false},
	};
	struct table *table = table_new(job, columns);
	struct batch *batches;
	int count;
	TRY(batch_list(job, call->office, &batches, &count));
	for (int i = 0; i < count; i++) {
		const struct batch *b = &batches[i];
		TABLE_ROW(table, TEXT_OF(table, "%lld", (long long)b->id), b->name,
			  words_day(table, b->arrived, call->json),
			  TEXT_OF(table, "%d", b->letters),
			  call->json ? b->state : state_words(b->state), b->note);
	}
	table_print(table, call->json, _("nothing was taken in yet"));
	return OK;
}

static enum status cancel(struct job *job, const struct call *call)
{
	char *end;
	const char *word = call->argv[1];
	long long batch = strtoll(word, &end, 10);
	int letters;
	if (*word == '\0' || *end != '\0')
		return fail(job, E_USAGE,
			    "\"%s\" is no number of a batch: see \"skrynka batch list\"", word);
	TRY(intake_lock(job, call->office->home));
	TRY(batch_cancel(job, call->office, batch, call_option(call, "why"), &letters));
	printf(_("batch %lld is cancelled, letters: %d; the same file may be taken in again\n"),
	       batch, letters);
	return OK;
}

static enum status run(struct job *job, const struct call *call)
{
	if (call->argc == 0 || (call->argc == 1 && strcmp(call->argv[0], "list") == 0))
		return list(job, call);
	if (call->argc == 2 && strcmp(call->argv[0], "cancel") == 0)
		return cancel(job, call);
	return fail(job, E_USAGE, "usage: skrynka batch list | cancel BATCH --why TEXT");
}

static const struct option options[] = {
	{"why", N_("TEXT"), N_("the reason, for the record")},
	{NULL, NULL, NULL},
};

const struct command cmd_batch = {
	.name = "batch",
	.needs = NEEDS_USER,
	.rights = "registrar",
	.least = 0,
	.most = 2,
	.operands = N_("list | cancel BATCH"),
	.summary = N_("what was taken in; undo a batch that was split wrongly"),
	.help = N_("\"cancel\" cancels all letters of a batch by their procedure, or none: as long "
		   "as no resolution is laid on any of them. Their indices are not given again; "
		   "the record tells why. The same file may then be taken in anew."),
	.options = options,
	.run = run,
};
