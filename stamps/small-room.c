/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The room "small": the first page of a TIFF made small. */
#include "stamps/stamps.h"

#include "base/file.h"
#include "base/reach.h"
#include "base/tiff.h"
#include <leptonica/allheaders.h>
#include <libgen.h>
#include <math.h>
#include <stdlib.h>

enum { QUALITY = 80, SHADES = 16 };

/* Black and white becomes grey as it shrinks: else thin strokes would be gone. A page of a fax has
 * half as many rows as columns; made small it has the shape of the paper. */
static PIX *shrunk(void *owner, PIX *pix, const struct tiff_page *form, int side)
{
	double dpi = fmax(form->xdpi, form->ydpi), x = dpi / form->xdpi, y = dpi / form->ydpi;
	double longer = fmax(pixGetWidth(pix) * x, pixGetHeight(pix) * y);
	double by = fmin(1, side / longer);
	PIX *grey = pixGetDepth(pix) == 1 && by < 1
			    ? image_own(owner, pixConvert1To8(NULL, pix, 255, 0))
			    : pix;
	if (by >= 1 && x == 1 && y == 1)
		return grey;
	return image_own(owner, pixScaleAreaMap(grey, (l_float32)(by * x), (l_float32)(by * y)));
}

/* By way of memory: Leptonica would open the file by itself, which a locked process may not. */
static enum status spill(struct job *job, const char *path, const l_uint8 *bytes, size_t size)
{
	int fd;
	TRY(file_fresh(job, path, 0640, &fd));
	fd_own(job, fd);
	return fd_write(job, path, fd, bytes, size);
}

static enum status write_small(struct job *job, const char *path, PIX *small, bool jpeg)
{
	l_uint8 *bytes = NULL;
	size_t size = 0;
	int failed = jpeg ? pixWriteMemJpeg(&bytes, &size, small, QUALITY, 0)
			  : pixWriteMemPng(&bytes, &size, small, 0);
	enum status status = failed != 0 ? fail(job, E_SYSTEM, "the page cannot be made small")
					 : spill(job, path, bytes, size);
	lept_free(bytes);
	return status;
}

enum status stamps_small_room_load(struct job *job, int argc, char **argv, void **self)
{
	(void)self;
	if (argc != 4)
		return fail(job, E_USAGE, "small SOURCE SIDE FILE");
	TRY(reach_file(job, argv[1]));
	char *folder = must(talloc_strdup(job, argv[3]));
	return reach_folder(job, dirname(folder));
}

enum status stamps_small_room(struct job *job, int argc, char **argv, void *self)
{
	struct tiff *tiff;
	PIX *pix;
	(void)argc;
	(void)self;
	TRY(tiff_open(job, argv[1], &tiff));
	TRY(tiff_read(job, tiff, 1, &pix));
	struct tiff_page form = tiff_page(tiff, 1);
	PIX *small = shrunk(job, pix, &form, atoi(argv[2]));
	bool jpeg = pixGetDepth(pix) > 1;
	if (!jpeg && pixGetDepth(small) == 8)
		small = image_own(job, pixThresholdTo4bpp(small, SHADES, 0));
	return write_small(job, argv[3], small, jpeg);
}
