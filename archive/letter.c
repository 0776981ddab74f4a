/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a case can be had before it is finished: its pages as one PDF. */
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

enum status archive_pdf(struct job *job, struct office *office, int64_t casefile, const char *file)
{
	struct job *below = job_below(job);
	struct casefile *read;
	const char *part = TEXT_OF(below, "%s.%d.tmp", file, (int)getpid());
	TRY(case_open(below, office, casefile));
	TRY(casefile_read(below, office, casefile, &read));
	if (read->nleaves == 0)
		return no_paper(job, casefile);
	enum status status = bind_pages(below, office, read, part);
	if (status == OK)
		status = file_move(below, part, file);
	if (status != OK)
		unlink(part);
	talloc_free(below);
	return status;
}
