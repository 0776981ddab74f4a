/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is seen of the pages of a scan: a line each, «number kind turn skew guess», the guess being
 * how a page seemed to lie before it was read. */
#include "base/cage.h"
#include "ocr/reading.h"
#include "ocr/sheet.h"
#include "ocr/view.h"
#include <stdio.h>

const struct room rooms[] = {{.name = NULL}};

static enum status look(struct job *job, const char *path)
{
	struct reader *reader;
	struct tiff *tiff;
	const char *blind;
	TRY(tiff_open(job, path, &tiff));
	TRY(reader_open(job, &reader, &blind));
	if (blind != NULL)
		return fail(job, E_ABSENT, "%s", blind);
	for (int i = 1; i <= tiff_count(tiff); i++) {
		struct job *one = job_below(job);
		struct page page;
		struct view view;
		TRY(page_view(one, tiff, i, ANY_TURN, &page, &view));
		const char *kind = page.kind == KIND_UNREAD ? "text" : kind_word(page.kind);
		if (page.kind == KIND_UNREAD)
			TRY(page_read(one, reader, view.bits, &page));
		printf("%d %s %d %.2f %d\n", i, kind, (page.turn + 180 * page.upside_down) % 360,
		       page.skew, page.turn);
		talloc_free(one);
	}
	return OK;
}

int main(int argc, char **argv)
{
	struct job *job = job_new();
	enum status status = argc == 2 ? look(job, argv[1]) : fail(job, E_USAGE, "look SCAN");
	if (status != OK)
		fprintf(stderr, "look: %s\n", job_fault(job));
	talloc_free(job);
	return status_exit(status);
}
