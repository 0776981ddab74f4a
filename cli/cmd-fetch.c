/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"
#include "cli/command.h"
#include "cli/words.h"
#include <stdio.h>

enum { PAGE_BYTES = 512 << 20 };

static const char *object_wanted(const struct page *page, const char *what)
{
	if (what != NULL)
		return page->image;
	return page->stamped != NULL ? page->stamped : page->image;
}

static enum status write_page(struct job *job, const struct call *call, const char *dir,
			      const char *object, const char *name)
{
	struct job *below = job_below(job);
	const char *path = TEXT_OF(below, "%s/%s", dir, name);
	char *bytes;
	size_t size;
	TRY(file_read(below, object_path(below, call->office->home, object), PAGE_BYTES, &bytes,
		      &size));
	TRY(file_write(below, path, bytes, size));
	printf("%s\n", path);
	talloc_free(below);
	return OK;
}

static enum status run(struct job *job, const struct call *call)
{
	const char *dir = call_option(call, "output");
	int64_t casefile;
	struct page *pages;
	int count;
	TRY(case_find(job, call->office, call->argv[0], &casefile));
	TRY(case_open(job, call->office, casefile));
	TRY(case_pages(job, call->office, casefile, &pages, &count));
	if (count == 0)
		return fail(job, E_ABSENT,
			    "case %lld has no paper: see its card with \"skrynka show %lld\"",
			    (long long)casefile, (long long)casefile);
	if (dir == NULL)
		dir = ".";
	TRY(folder_make(job, dir));
	if (call_option(call, "original") != NULL)
		return write_page(job, call, dir, pages[0].original,
				  TEXT_OF(job, "%lld-original.tif", (long long)casefile));
	for (int i = 0; i < count; i++)
		TRY(write_page(
			job, call, dir, object_wanted(&pages[i], call_option(call, "clean")),
			TEXT_OF(job, "%lld-%02d.tif", (long long)casefile, pages[i].number)));
	return OK;
}

static const struct option options[] = {
	{"output", N_("DIR"), N_("the folder to write to (the current one); also -o")},
	{"original", NULL, N_("the letter as it was scanned, untouched")},
	{"clean", NULL, N_("upright pages without marks")},
	{NULL, NULL, NULL},
};

const struct command cmd_fetch = {
	.name = "fetch",
	.needs = NEEDS_USER,
	.least = 1,
	.most = 1,
	.operands = N_("CASE"),
	.summary = N_("get the scans of a case that is routed to you"),
	.help = N_(
		"Writes one TIFF a page, upright, with its marks, and prints their names. Scans "
		"are given to "
		"those who have a task on the case, and to the registrar, the head, the controller "
		"and the "
		"archivist; every refusal is noted."),
	.options = options,
	.run = run,
};
