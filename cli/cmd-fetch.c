/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/archive.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/words.h"
#include <stdio.h>
#include <string.h>

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
	TRY(folder_make(below, dir));
	TRY(file_write(below, path, bytes, size));
	printf("%s\n", path);
	talloc_free(below);
	return OK;
}

static enum status write_small(struct job *job, const struct call *call, const char *dir,
			       int64_t casefile, const struct page *page, const char *size)
{
	const char *object, *type;
	TRY(view_find(job, call->office, object_wanted(page, call_option(call, "clean")), size,
		      &object, &type));
	return write_page(job, call, dir, object,
			  TEXT_OF(job, "%lld-%02d-%s.%s", (long long)casefile, page->number, size,
				  strcmp(type, "image/png") == 0 ? "png" : "jpg"));
}

static enum status fetch_pdf(struct job *job, const struct call *call, const char *dir,
			     int64_t casefile)
{
	const char *path = TEXT_OF(job, "%s/%lld.pdf", dir, (long long)casefile);
	TRY(folder_make(job, dir));
	TRY(archive_pdf(job, call->office, casefile, path));
	printf("%s\n", path);
	return OK;
}

static enum status fetch_pages(struct job *job, const struct call *call, const char *dir,
			       int64_t casefile)
{
	struct page *pages;
	int count;
	TRY(case_paper_open(job, call->office, casefile));
	TRY(case_pages(job, call->office, casefile, &pages, &count));
	if (count == 0)
		return fail(job, E_ABSENT,
			    "case %lld has no paper: see its card with \"skrynka show %lld\"",
			    (long long)casefile, (long long)casefile);
	if (call_option(call, "original") != NULL)
		return write_page(job, call, dir, pages[0].original,
				  TEXT_OF(job, "%lld-original.tif", (long long)casefile));
	const char *size = call_option(call, "size");
	for (int i = 0; i < count && size != NULL; i++)
		TRY(write_small(job, call, dir, casefile, &pages[i], size));
	for (int i = 0; i < count && size == NULL; i++)
		TRY(write_page(
			job, call, dir, object_wanted(&pages[i], call_option(call, "clean")),
			TEXT_OF(job, "%lld-%02d.tif", (long long)casefile, pages[i].number)));
	return OK;
}

static enum status fetch(struct job *job, const struct call *call, const char *dir,
			 const char *reference)
{
	int64_t casefile;
	TRY(case_find(job, call->office, reference, &casefile));
	return call_option(call, "pdf") != NULL ? fetch_pdf(job, call, dir, casefile)
						: fetch_pages(job, call, dir, casefile);
}

static enum status run(struct job *job, const struct call *call)
{
	const char *dir = call_option(call, "output");
	if (dir == NULL)
		dir = ".";
	for (int i = 0; i < call->argc; i++) {
		struct job *below = job_below(job);
		enum status status = fetch(below, call, dir, call->argv[i]);
		talloc_free(below);
		if (status != OK)
			return call->argc == 1 ? status : fail_at(job, status, "%s", call->argv[i]);
	}
	return OK;
}

static const struct option options[] = {
	{"output", N_("DIR"), N_("the folder to write to (the current one); also -o")},
	{"pdf", NULL, N_("all pages as one PDF/A whose text can be searched and copied")},
	{"size", N_("SIZE"), N_("pages made small, as PNG or JPEG: screen, or thumb")},
	{"original", NULL, N_("the letter as it was scanned, untouched")},
	{"clean", NULL, N_("upright pages without marks")},
	{NULL, NULL, NULL},
};

const struct command cmd_fetch = {
	.name = "fetch",
	.needs = NEEDS_USER,
	.least = 1,
	.most = -1,
	.operands = N_("CASE…"),
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
