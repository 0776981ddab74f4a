/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"
#include "cli/bring.h"
#include "cli/deed.h"
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

/* --- one batch --- */

static const char operands[] = N_(
	"list | show BATCH | split BATCH --before PAGES | join BATCH LETTER LETTER | turn BATCH "
	"PAGE DEGREES | assign BATCH LETTER CASE | accept BATCH | cancel BATCH --why TEXT");

static enum status number_of(struct job *job, const char *word, long long *out)
{
	char *end;
	*out = strtoll(word, &end, 10);
	if (*word == '\0' || *end != '\0' || *out < 1 || *out > 1000000000)
		return fail(job, E_USAGE, "\"%s\" is no number: usage: skrynka batch %s", word,
			    _(operands));
	return OK;
}

static enum status batch_of(struct job *job, const struct call *call, struct batch *out)
{
	long long id;
	TRY(number_of(job, call->argv[1], &id));
	return batch_find(job, call->office, id, out);
}

static bool is_held(const struct batch *batch)
{
	return strcmp(batch->state, "held") == 0;
}

/* How a held batch is parted, what became of another. */
static enum status show(struct job *job, const struct call *call)
{
	struct batch batch;
	struct registered *found;
	int count;
	TRY(batch_of(job, call, &batch));
	struct bringing bringing = {.call = call, .batch = &batch, .look = true};
	if (is_held(&batch)) {
		TRY(intake_lock(job, call->office->home));
		return bring(job, &bringing);
	}
	TRY(batch_found(job, call->office, &batch, &found, &count));
	letters_list(job, call, found, count);
	return OK;
}

static enum status accept(struct job *job, const struct call *call)
{
	struct batch batch;
	TRY(batch_of(job, call, &batch));
	struct bringing bringing = {.call = call, .batch = &batch};
	TRY(intake_lock(job, call->office->home));
	TRY(batch_accept(job, call->office, &batch));
	return bring(job, &bringing);
}

/* A batch at hand to be settled: WORK its folder. */
struct settling {
	const struct call *call;
	struct batch batch;
	const char *work;
};

static enum status settle_begin(struct job *job, const struct call *call, struct settling *out)
{
	out->call = call;
	TRY(batch_of(job, call, &out->batch));
	TRY(intake_lock(job, call->office->home));
	if (!is_held(&out->batch))
		return OK; /* it will be refused in words */
	struct bringing bringing = {.call = call, .batch = &out->batch};
	return bring_held(job, &bringing, &out->work);
}

/* What is settled is shown; with --accept it is registered, too. */
static enum status settle_end(struct job *job, struct settling *s)
{
	bool accepts = call_option(s->call, "accept") != NULL;
	struct bringing bringing = {.call = s->call, .batch = &s->batch, .look = !accepts};
	if (accepts)
		TRY(batch_accept(job, s->call->office, &s->batch));
	return bring(job, &bringing);
}

static enum status pages_of(struct job *job, const char *text, int **out, int *count)
{
	char *save = NULL, *copy = must(talloc_strdup(job, text));
	long long page;
	for (char *at = strtok_r(copy, ", ", &save); at != NULL; at = strtok_r(NULL, ", ", &save)) {
		TRY(number_of(job, at, &page));
		*out = APPEND(job, *out, count, int);
		(*out)[*count - 1] = (int)page;
	}
	return *count > 0 ? OK : fail(job, E_USAGE, "say before which pages: --before 3,5");
}

static enum status split(struct job *job, const struct call *call)
{
	struct settling s = {0};
	const char *before = call_option(call, "before");
	int *pages = NULL, count = 0;
	TRY(pages_of(job, before == NULL ? "" : before, &pages, &count));
	TRY(settle_begin(job, call, &s));
	TRY(batch_split(job, call->office, &s.batch, s.work, pages, count));
	return settle_end(job, &s);
}

static enum status join(struct job *job, const struct call *call)
{
	struct settling s = {0};
	long long first, last;
	TRY(number_of(job, call->argv[2], &first));
	TRY(number_of(job, call->argv[3], &last));
	TRY(settle_begin(job, call, &s));
	TRY(batch_join(job, call->office, &s.batch, s.work, (int)first, (int)last));
	return settle_end(job, &s);
}

static enum status turn(struct job *job, const struct call *call)
{
	struct settling s = {0};
	long long page, degrees;
	TRY(number_of(job, call->argv[2], &page));
	TRY(number_of(job, call->argv[3], &degrees));
	TRY(settle_begin(job, call, &s));
	TRY(batch_turn(job, call->office, &s.batch, s.work, (int)page, (int)degrees));
	return settle_end(job, &s);
}

static enum status assign(struct job *job, const struct call *call)
{
	struct settling s = {0};
	long long letter;
	int64_t casefile;
	TRY(number_of(job, call->argv[2], &letter));
	TRY(case_find(job, call->office, call->argv[3], &casefile));
	TRY(settle_begin(job, call, &s));
	TRY(batch_assign(job, call->office, &s.batch, s.work, (int)letter, casefile));
	return settle_end(job, &s);
}

static enum status cancel(struct job *job, const struct call *call)
{
	struct batch batch;
	int letters;
	TRY(batch_of(job, call, &batch));
	TRY(intake_lock(job, call->office->home));
	TRY(batch_cancel(job, call->office, batch.id, call_option(call, "why"), &letters));
	TRY(folder_remove(job, batch_folder(job, call->office, &batch)));
	printf(_("batch %lld is cancelled, letters: %d; the same file may be taken in again\n"),
	       (long long)batch.id, letters);
	return OK;
}

static const struct deed deeds[] = {
	{"list", 1, list}, {"show", 2, show},	  {"split", 2, split},	 {"join", 4, join},
	{"turn", 4, turn}, {"assign", 4, assign}, {"accept", 2, accept}, {"cancel", 2, cancel},
};

static enum status run(struct job *job, const struct call *call)
{
	return deed_run(job, call, "batch", operands, deeds, (int)(sizeof deeds / sizeof *deeds));
}

static const struct option options[] = {
	{"before", N_("PAGES"), N_("pages of the batch that begin a letter: 3,5,8")},
	{"accept", NULL, N_("register it at once as it is settled")},
	{"why", N_("TEXT"), N_("the reason, for the record")},
	{NULL, NULL, NULL},
};

const struct command cmd_batch = {
	.name = "batch",
	.needs = NEEDS_USER,
	.rights = "registrar",
	.least = 0,
	.most = 4,
	.operands = operands,
	.summary = N_("what was taken in; settle a held batch; undo one"),
	.help = N_(
		"A batch is held when other letters or sheets are found than expected, when "
		"nothing says where letters begin, or when a page bears an index or a sticker "
		"that a person must look at. Its contact sheet shows the pages with their numbers "
		"and the letters they are parted into; \"show\" lists them. \"split\" begins "
		"letters, \"join\" makes two letters and those between them one, \"turn\" turns "
		"a page clockwise and reads it again, \"assign\" makes a letter a paper of a "
		"case, \"accept\" registers the batch as it is then. Nothing else is read again; "
		"the scan stays as it was.\n"
		"\"cancel\" cancels all letters of a batch by their procedure, or none: as long "
		"as no resolution is laid on any of them. Their indices are not given again; "
		"the record tells why. The same file may then be taken in anew."),
	.options = options,
	.run = run,
};
