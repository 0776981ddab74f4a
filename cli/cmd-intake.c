/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/bring.h"
#include "cli/heap.h"
#include "cli/intake.h"
#include "cli/lock.h"
#include "cli/table.h"
#include "unfold/unfold.h"
#include <stdio.h>

static enum status one_way(struct job *job, const struct call *call, const char **out)
{
	bool together = call_option(call, "together") != NULL;
	bool collate = call_option(call, "collate") != NULL;
	if (together && collate)
		return fail(job, E_USAGE, "give --together or --collate, not both");
	if (collate && call->argc != 2)
		return fail(
			job, E_USAGE,
			"--collate wants two files: the fronts of the sheets, then their backs");
	*out = together ? UNFOLD_TOGETHER : collate ? UNFOLD_COLLATE : NULL;
	return OK;
}

static void rename_all(const char *name, struct scans *scans)
{
	scans->name = name;
	for (int i = 0; i < scans->count; i++)
		scans->list[i].name = scans->list[i].shown = name;
}

/* Each operand is a batch of its own; a program gets one list of all. */
static enum status take_each(struct job *job, const struct call *whole)
{
	enum status worst = OK;
	struct call part = *whole, *call = &part;
	if (call->json)
		call->gathered = letters_gather(job);
	for (int i = 0; i < call->argc && worst != E_BUSY; i++) {
		struct job *below = job_below(job);
		struct scans scans;
		call->file = call->argv[i];
		enum status status = heap_of(below, call->argv + i, 1, NULL, &scans);
		if (call_option(call, "name") != NULL)
			rename_all(call_option(call, "name"), &scans);
		if (status == OK)
			status = intake_take(below, call, &scans);
		talloc_free(below);
		if (status != OK && call->argc > 1)
			fprintf(stderr, "skrynka: %s\n", job_fault(job));
		worst = status == OK ? worst : status;
	}
	if (call->json)
		table_print(call->gathered, true, "");
	/* of several, each was told where it happened */
	return worst != OK && call->argc > 1 ? fail(job, worst, "%s", "") : worst;
}

static enum status run(struct job *job, const struct call *call)
{
	const char *way;
	struct scans scans;
	TRY(one_way(job, call, &way));
	TRY(intake_lock(job, call->office->home));
	TRY(objects_sweep(job, call->office->home));
	if (way == NULL)
		return take_each(job, call);
	TRY(heap_of(job, call->argv, call->argc, way, &scans));
	return intake_take(job, call, &scans);
}

static const struct option options[] = {
	{"together", NULL, N_("all FILEs are one batch, their pages in this order")},
	{"collate", NULL,
	 N_("two FILEs are two passes of one pile through a one-sided feeder: the fronts, then the "
	    "backs from the last sheet on")},
	{"name", N_("NAME"),
	 N_("what the file is called in lists, when it is given by another name")},
	INTAKE_OPTIONS,
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
	.help = N_("Each FILE is one scanning: a TIFF, a PDF, or a picture (JPEG, PNG, WebP, JPEG "
		   "2000). A folder is one scanning too, its files the pages of it, page2 before "
		   "page10. The file itself is left where it is; a copy is kept unaltered in the "
		   "office. A file that cannot be read is copied to failed/ with a note. The same "
		   "file "
		   "twice is noticed, under whatever name; an interrupted intake is taken up by "
		   "running it again."),
	.options = options,
	.run = run,
};
