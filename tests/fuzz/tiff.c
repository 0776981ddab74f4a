/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scan: all directories are walked, small pages unpacked, and cut out bit by bit. */
#include "base/tiff.h"
#include "fuzz.h"

#include <stdio.h>
#include <sys/mman.h>

enum { PAGES = 3, PIXELS = 1 << 20 };

/* Where cut pages go. */
static const char *away(void)
{
	static char path[32];
	if (path[0] == '\0')
		snprintf(path, sizeof path, "/proc/self/fd/%d", memfd_create("cut", MFD_CLOEXEC));
	return path;
}

static void look(struct job *job, struct tiff *tiff, int page)
{
	struct job *below = job_below(job);
	struct tiff_page stored = tiff_page(tiff, page);
	struct Pix *pix;
	if ((int64_t)stored.width * stored.height <= PIXELS &&
	    tiff_read(below, tiff, page, &pix) == OK)
		(void)tiff_write(below, away(), pix, stored.xdpi, stored.ydpi, 75);
	(void)tiff_cut(below, tiff, &page, 1, away());
	talloc_free(below);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct job *job = job_new();
	struct tiff *tiff;
	if (tiff_open(job, fuzz_file(bytes, size), &tiff) == OK)
		for (int page = 1; page <= PAGES && page <= tiff_count(tiff); page++)
			look(job, tiff, page);
	talloc_free(job);
	return 0;
}
