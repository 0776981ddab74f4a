/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"
#include "cli/command.h"
#include "cli/lock.h"
#include "cli/progress.h"
#include "ocr/ocr.h"
#include <stdio.h>
#include <string.h>

enum { AT_ONCE = 48 }; /* pages in one cage: its models are loaded once, a kill costs no more */

static enum status chosen(struct job *job, const struct call *call, int64_t **cases, int *count)
{
	const char *before = call_option(call, "before");
	struct day day = {0};
	bool all = call_option(call, "all") != NULL;
	if (call_option(call, "again") == NULL)
		return fail(job, E_USAGE, "what was read is read again: say --again");
	if (all == (call->argc > 0))
		return fail(job, E_USAGE, "name the cases, or say --all");
	if (before != NULL && !day_read(before, &day))
		return fail(job, E_USAGE, "\"%s\" is no day: write it as 2026-11-22 or 22.11.2026",
			    before);
	if (all)
		return reading_list(job, call->office, day, cases, count);
	*count = call->argc;
	*cases = NEW_ARRAY(job, int64_t, call->argc);
	for (int i = 0; i < call->argc; i++)
		TRY(case_find(job, call->office, call->argv[i], &(*cases)[i]));
	return OK;
}

static struct letter_again asked_of(struct job *job, const struct unread *unread)
{
	struct letter_again letter = {.original = unread->original,
				      .letter = unread->letter,
				      .count = unread->npages,
				      .pages = NEW_ARRAY(job, struct standing, unread->npages)};
	for (int i = 0; i < unread->npages; i++) {
		const struct unread_page *page = &unread->pages[i];
		letter.pages[i] = (struct standing){page->n, page->source, page->image, page->turn,
						    page->skew};
	}
	return letter;
}

/* The progress of a run in parts. */
struct part {
	struct progress *bar;
	int before, all;
};

static void part_show(void *self, int done, int pages)
{
	struct part *part = self;
	(void)pages;
	progress_show(part->bar, part->before + done, part->all);
}

/* What a page of was not read alive keeps the words it has, and is told of. */
static enum status take(struct job *job, const struct call *call, const struct unread *unread,
			const struct letter_again *read, const char *work, int *lost)
{
	struct job *below = job_below(job); /* rolls back when it is freed */
	enum status status = OK;
	if (read->fault != NULL) {
		fprintf(stderr, _("case %lld: %s; what was read before stays\n"),
			(long long)unread->casefile, read->fault);
		++*lost;
	} else {
		status = reading_take(below, call->office, unread->casefile, work, read->sheet);
	}
	talloc_free(below);
	return status;
}

static enum status read_some(struct job *job, const struct call *call, const struct unread *unread,
			     int count, struct part *part, int *lost)
{
	const char *work = home_file(job, call->office->home, "spool/work");
	struct letter_again *letters = NEW_ARRAY(job, struct letter_again, count);
	int workers;
	TRY(call_number(job, call, "workers", 1, 64, 0, &workers));
	for (int i = 0; i < count; i++)
		letters[i] = asked_of(job, &unread[i]);
	TRY(folder_remove(job, work));
	TRY(folder_make(job, work));
	enum status status = ocr_again(job, letters, count, work, workers, part_show, part);
	for (int i = 0; i < count && status == OK; i++)
		status = take(job, call, &unread[i], &letters[i], work, lost);
	const char *why = COPY(job, job_fault(job));
	TRY(folder_remove(job, work));
	return status == OK ? OK : fail(job, status, "%s", why);
}

/* Cases from FIRST on until there are pages enough for one cage. */
static enum status some(struct job *job, const struct call *call, const int64_t *cases, int count,
			struct unread **out, int *taken, int *pages)
{
	*out = NULL;
	*taken = *pages = 0;
	while (*taken < count && *pages < AT_ONCE) {
		struct unread unread;
		TRY(reading_due(job, call->office, cases[*taken], &unread));
		*out = APPEND(job, *out, taken, struct unread);
		(*out)[*taken - 1] = unread;
		*pages += unread.npages;
	}
	return OK;
}

static enum status count_pages(struct job *job, const struct call *call, const int64_t *cases,
			       int count, int *all)
{
	for (int i = 0; i < count; i++) {
		struct job *below = job_below(job);
		struct page *pages;
		int n;
		TRY(case_pages(below, call->office, cases[i], &pages, &n));
		*all += n;
		talloc_free(below);
	}
	return OK;
}

static enum status run(struct job *job, const struct call *call)
{
	struct progress bar = PROGRESS(_("Reading pages"));
	struct part part = {&bar, 0, 0};
	int64_t *cases;
	int count, lost = 0;
	TRY(chosen(job, call, &cases, &count));
	TRY(intake_lock(job, call->office->home));
	TRY(objects_sweep(job, call->office->home));
	TRY(count_pages(job, call, cases, count, &part.all));
	for (int i = 0, taken, pages; i < count; i += taken, part.before += pages) {
		struct job *below = job_below(job);
		struct unread *unread;
		TRY(some(below, call, cases + i, count - i, &unread, &taken, &pages));
		TRY(read_some(below, call, unread, taken, &part, &lost));
		talloc_free(below);
	}
	printf(_("Cases read again: %d; pages: %d\n"), count - lost, part.before);
	return lost == 0 ? OK : fail(job, E_SYSTEM, "cases that could not be read again: %d", lost);
}

static const struct option options[] = {
	{"again", NULL,
	 N_("read the scans again, with the reader and the models that are here now")},
	{"all", NULL, N_("all cases that came on paper")},
	{"before", N_("DATE"),
	 N_("with --all: only those that were last read before this day; after a run that was cut "
	    "short, the rest")},
	{"workers", N_("N"), N_("reading processes (one a core)")},
	{NULL, NULL, NULL},
};

const struct command cmd_read = {
	.name = "read",
	.needs = NEEDS_USER,
	.rights = "registrar",
	.least = 0,
	.most = -1,
	.operands = N_("--again CASE… | --all"),
	.summary = N_("read letters again that are in the office already"),
	.help = N_("After a newer reader or better models were installed. The text is what is "
		   "searched, copied from a PDF and shown; the new one is added with its date, the "
		   "older stay as they were. Pages are read as they stand, turned by hand too. No "
		   "field of a card, no index and no mark is changed."),
	.options = options,
	.run = run,
};
