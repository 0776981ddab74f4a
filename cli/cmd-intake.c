/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"
#include "base/plain.h"
#include "cli/bring.h"
#include "cli/lock.h"
#include <stdio.h>

/* The letters of a box, by the act of its opening. */
static enum status act_for(struct job *job, const struct call *call, struct batch *batch)
{
	struct act act;
	const char *reference = call_option(call, "act");
	if (reference == NULL)
		return OK;
	TRY(act_find(job, call->office, reference, &act));
	return act_apply(job, &act, batch);
}

static enum status asked_for(struct job *job, const struct call *call, struct batch *batch)
{
	const char *date = call_option(call, "date");
	*batch = (struct batch){
		.channel = call_option(call, "channel"),
		.box = call_option(call, "box"),
		.arrived = job_today(job),
		.procedure = call_option(call, "procedure"),
		.dated = date != NULL,
	};
	if (date != NULL && !day_read(date, &batch->arrived))
		return fail(job, E_USAGE, "\"%s\" is no day: write it as 2026-11-22 or 22.11.2026",
			    date);
	if (day_cmp(batch->arrived, job_today(job)) > 0)
		return fail(job, E_USAGE, "the day of arrival cannot be in the future");
	TRY(call_number(job, call, "letters", 1, 100000, 0, &batch->letters_expected));
	TRY(call_number(job, call, "sheets", 1, 100000, 0, &batch->sheets_expected));
	TRY(call_number(job, call, "pages", 1, 2000, 0, &batch->pages_per_letter));
	return act_for(job, call, batch);
}

/* The reader knows the file by its name in the store; people know it by theirs. */
static const char *in_their_words(struct job *job, const struct call *call, const char *path,
				  const struct batch *batch)
{
	const char *stored = object_path(job, call->office->home, batch->source);
	const char *fault = job_fault(job);
	if (strncmp(fault, stored, strlen(stored)) != 0)
		return COPY(job, fault);
	return TEXT_OF(job, "%s%s", path, fault + strlen(stored));
}

/* A file that cannot be read is put aside with a note; the batches after it go on. */
static enum status put_aside(struct job *job, const struct call *call, const char *path,
			     const struct batch *batch, enum status status)
{
	const char *why = in_their_words(job, call, path, batch);
	if (status == E_INPUT)
		TRY(batch_fail(job, call->office, path, batch, why));
	return fail(job, status, "%s", why);
}

static enum status read_batch(struct job *job, const struct call *call, struct batch *batch,
			      const struct batch *asked, const char *path)
{
	struct bringing bringing = {.call = call, .batch = batch, .asked = asked};
	TRY(call_number(job, call, "workers", 1, 64, 0, &bringing.workers));
	enum status status = bring(job, &bringing);
	return status == OK || status == E_REFUSED ? status
						   : put_aside(job, call, path, batch, status);
}

static enum status take(struct job *job, const struct call *call, const char *path)
{
	struct batch asked, batch;
	bool known;
	TRY(asked_for(job, call, &asked));
	TRY(batch_take(job, call->office, path, &asked, &batch, &known));
	if (known && strcmp(batch.state, "done") == 0) {
		fprintf(stderr, _("%s: taken in already as batch %lld: nothing is doubled\n"),
			plain_line(job, path), (long long)batch.id);
		return marks_press(job, call->office, NULL, NULL);
	}
	if (known)
		fprintf(stderr, _("%s: goes on where it stopped (batch %lld)\n"),
			plain_line(job, path), (long long)batch.id);
	return read_batch(job, call, &batch, &asked, path);
}

/* Whatever became of it, no pages are left lying about; nor those of a run that was killed. */
static enum status take_and_tidy(struct job *job, const struct call *call, const char *path)
{
	enum status status = take(job, call, path);
	const char *why = COPY(job, job_fault(job));
	TRY(folder_remove(job, home_file(job, call->office->home, "spool/work")));
	return status == OK ? OK : fail(job, status, "%s", why);
}

static enum status run(struct job *job, const struct call *call)
{
	enum status worst = OK;
	TRY(intake_lock(job, call->office->home));
	TRY(objects_sweep(job, call->office->home));
	for (int i = 0; i < call->argc && worst != E_BUSY; i++) {
		struct job *below = job_below(job);
		enum status status = take_and_tidy(below, call, call->argv[i]);
		talloc_free(below);
		if (status != OK && call->argc > 1)
			fprintf(stderr, "skrynka: %s\n", job_fault(job));
		worst = status == OK ? worst : status;
	}
	/* of several, each was told where it happened */
	return worst != OK && call->argc > 1 ? fail(job, worst, "%s", "") : worst;
}

static const struct option options[] = {
	{"channel", N_("WORD"),
	 N_("how it came: box post counter reception … (else as office.xml says)")},
	{"act", N_("ACT"), N_("the act of opening a box: its box, its day, its number of letters")},
	{"box", N_("WORD"), N_("which complaint box, as named in office.xml")},
	{"date", N_("DATE"), N_("the day it arrived (today)")},
	{"letters", N_("N"),
	 N_("how many letters there must be; another count holds the whole batch")},
	{"sheets", N_("N"), N_("how many sheets of paper there must be; else it is held too")},
	{"pages", N_("N"),
	 N_("every N pages are a letter; without it, letters begin at separator sheets, and "
	    "several pages without any are held unless you say --letters 1")},
	{"procedure", N_("PROCEDURE"),
	 N_("the workflow of these letters (else as office.xml says)")},
	{"workers", N_("N"), N_("reading processes (one a core)")},
	{NULL, NULL, NULL},
};

const struct command cmd_intake = {
	.name = "intake",
	.needs = NEEDS_USER,
	.rights = "registrar",
	.least = 1,
	.most = -1,
	.operands = N_("FILE…"),
	.summary = N_("take scanned letters in: read, split, register, stamp"),
	.help = N_(
		"Each FILE is one scanning, a TIFF of many pages. The file itself is left where it "
		"is; a "
		"copy is kept unaltered in the office. A file that cannot be read is copied to "
		"failed/ "
		"with a note. The same file twice is noticed; an interrupted intake is taken up by "
		"running it again."),
	.options = options,
	.run = run,
};
