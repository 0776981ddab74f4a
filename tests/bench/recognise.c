/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The processor time that recognition alone takes: pages that stand upright and clean already are
 * read once more. Prints seconds. */
#include "base/cage.h"
#include "ocr/page.h"
#include <stdio.h>
#include <time.h>

const struct room rooms[] = {{.name = NULL}};

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static enum status time_page(struct job *job, struct reader *reader, const char *path, double *sum)
{
	struct tiff *tiff;
	struct page page;
	struct view view;
	TRY(tiff_open(job, path, &tiff));
	TRY(page_standing(job, tiff, 1, 0, 0, &page, &view));
	double from = seconds();
	if (page.kind == KIND_UNREAD)
		TRY(page_read(job, reader, &view, &page));
	*sum += seconds() - from;
	return OK;
}

static enum status time_all(struct job *job, int count, char **paths)
{
	struct reader *reader;
	const char *blind;
	double sum = 0;
	TRY(reader_open(job, &reader, &blind));
	if (blind != NULL)
		return fail(job, E_ABSENT, "%s", blind);
	for (int i = 0; i < count; i++) {
		struct job *one = job_below(job);
		TRY(time_page(one, reader, paths[i], &sum));
		talloc_free(one);
	}
	printf("%.2f\n", sum);
	return OK;
}

int main(int argc, char **argv)
{
	struct job *job = job_new();
	enum status status = argc > 1 ? time_all(job, argc - 1, argv + 1)
				      : fail(job, E_USAGE, "recognise PAGE…");
	if (status != OK)
		fprintf(stderr, "recognise: %s\n", job_fault(job));
	talloc_free(job);
	return status_exit(status);
}
