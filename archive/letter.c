/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a case can be had before it is finished: its pages as one PDF, its text. */
#include "archive/alto.h"
#include "archive/archive.h"
#include "archive/bind.h"
#include "base/file.h"

#include <stdio.h>
#include <unistd.h>

static enum status no_paper(struct job *job, int64_t casefile)
{
	return fail(job, E_ABSENT,
		    "case %lld has no paper: see its card with \"skrynka show %lld\"",
		    (long long)casefile, (long long)casefile);
}

static enum status open_paper(struct job *job, struct office *office, int64_t casefile,
			      struct casefile **out)
{
	TRY(case_paper_open(job, office, casefile));
	TRY(casefile_read(job, office, casefile, out));
	return (*out)->nleaves == 0 ? no_paper(job, casefile) : OK;
}

enum status archive_pdf(struct job *job, struct office *office, int64_t casefile, const char *file)
{
	struct job *below = job_below(job);
	struct casefile *read;
	const char *part = TEXT_OF(below, "%s.%d.tmp", file, (int)getpid());
	TRY(open_paper(below, office, casefile, &read));
	enum status status = bind_pages(below, office, read, part);
	if (status == OK)
		status = file_move(below, part, file);
	if (status != OK)
		unlink(part);
	talloc_free(below);
	return status;
}

static enum status read_pages(struct job *job, struct office *office, int64_t casefile,
			      struct alto_page **out, int *count)
{
	struct casefile *read;
	TRY(open_paper(job, office, casefile, &read));
	*count = read->nleaves;
	*out = NEW_ARRAY(job, struct alto_page, read->nleaves);
	for (int i = 0; i < read->nleaves; i++) {
		const struct leaf *leaf = &read->leaves[i];
		(*out)[i].number = leaf->page.number;
		(*out)[i].image = leaf->image;
		TRY(leaf_read(job, office, leaf, &(*out)[i].reading));
	}
	return OK;
}

enum status archive_text(struct job *job, struct office *office, int64_t casefile, bool alto,
			 struct page_text **out, int *count)
{
	struct alto_page *pages;
	TRY(read_pages(job, office, casefile, &pages, count));
	*out = NEW_ARRAY(job, struct page_text, *count);
	for (int i = 0; i < *count; i++) {
		(*out)[i].number = pages[i].number;
		if (alto)
			TRY(alto_text(job, &pages[i], 1, &(*out)[i].text));
		else
			(*out)[i].text = reading_text(job, &pages[i].reading);
	}
	return OK;
}

enum status archive_alto(struct job *job, struct office *office, int64_t casefile,
			 const char **text)
{
	struct alto_page *pages;
	int count;
	TRY(read_pages(job, office, casefile, &pages, &count));
	return alto_text(job, pages, count, text);
}
