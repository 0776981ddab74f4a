/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page written while its rows come in. */
#include "base/tiff-file.h"

#include <errno.h>
#include <string.h>

enum { TALL = 256, AT_FIRST = 1024 }; /* rows of a strip; rows of bits there is room for at first */

struct tiff_rows {
	struct tiff *out;
	struct tiff_coming page;
	size_t stride;
	uint8_t *rows; /* that are not written yet */
	int room, held, strips;
	uint32_t height;
};

static void note(TIFF *handle, uint32_t tag, const char *words)
{
	if (words != NULL && words[0] != '\0')
		TIFFSetField(handle, tag, words);
}

static void describe(TIFF *handle, const struct tiff_coming *page)
{
	TIFFSetField(handle, TIFFTAG_IMAGEWIDTH, (uint32_t)page->width);
	TIFFSetField(handle, TIFFTAG_IMAGELENGTH, (uint32_t)1); /* grows */
	TIFFSetField(handle, TIFFTAG_BITSPERSAMPLE, page->depth == 1 ? 1 : 8);
	TIFFSetField(handle, TIFFTAG_SAMPLESPERPIXEL, page->depth == 24 ? 3 : 1);
	TIFFSetField(handle, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
	TIFFSetField(handle, TIFFTAG_ORIENTATION, (uint16_t)page->lies.orientation);
	TIFFSetField(handle, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
	TIFFSetField(handle, TIFFTAG_XRESOLUTION, page->lies.xdpi);
	TIFFSetField(handle, TIFFTAG_YRESOLUTION, page->lies.ydpi);
	TIFFSetField(handle, TIFFTAG_PAGENUMBER, (uint16_t)(page->number - 1), (uint16_t)0);
	note(handle, TIFFTAG_MAKE, page->make);
	note(handle, TIFFTAG_MODEL, page->model);
	note(handle, TIFFTAG_DATETIME, page->date);
}

/* How many rows are still to come nobody knows: that they are too few is told at the end. */
static enum status hold_size(struct job *job, const struct tiff_coming *page, uint32_t height)
{
	const uint32_t least = 16;
	const char *why = tiff_size_wrong((uint32_t)page->width, height < least ? least : height,
					  page->depth);
	return why == NULL ? OK : fail(job, E_INPUT, "%s", why);
}

enum status tiff_rows_begin(struct job *job, struct tiff *out, const struct tiff_coming *page,
			    struct tiff_rows **rows)
{
	TRY(hold_size(job, page, page->height > 0 ? (uint32_t)page->height : 0));
	struct tiff_rows *new = NEW(job, struct tiff_rows);
	new->out = out;
	new->page = *page;
	new->stride = ((size_t)page->width * (size_t)page->depth + 7) / 8;
	new->room = page->depth == 1 ? AT_FIRST : TALL;
	new->rows = must(talloc_size(new, (size_t) new->room *new->stride));
	describe(out->handle, page);
	if (page->depth != 1)
		tiff_code_losslessly(out->handle, page->depth, TALL);
	*rows = new;
	return OK;
}

static enum status leave_strip(struct job *job, struct tiff_rows *rows)
{
	struct tiff *out = rows->out;
	tmsize_t size = (tmsize_t)((size_t)rows->held * rows->stride);
	TIFFSetField(out->handle, TIFFTAG_IMAGELENGTH, rows->height);
	errno = 0;
	if (TIFFWriteEncodedStrip(out->handle, (uint32_t)rows->strips++, rows->rows, size) < 0)
		return tiff_unwritten(job, out->path, out->words);
	rows->held = 0;
	return OK;
}

/* A page of bits is one strip: that goes into a PDF as it is. */
static enum status make_room(struct job *job, struct tiff_rows *rows)
{
	if (rows->page.depth != 1)
		return leave_strip(job, rows);
	rows->room *= 2;
	rows->rows = must(talloc_realloc_size(rows, rows->rows, (size_t)rows->room * rows->stride));
	return OK;
}

enum status tiff_rows_add(struct job *job, struct tiff_rows *rows, const uint8_t *row)
{
	TRY(hold_size(job, &rows->page, rows->height + 1));
	if (rows->held == rows->room)
		TRY(make_room(job, rows));
	memcpy(rows->rows + (size_t)rows->held * rows->stride, row, rows->stride);
	rows->held++;
	rows->height++;
	return OK;
}

enum status tiff_rows_end(struct job *job, struct tiff_rows *rows)
{
	const char *why = tiff_size_wrong((uint32_t)rows->page.width, rows->height,
					  rows->page.depth);
	if (why != NULL)
		return fail(job, E_INPUT, "%s", why);
	if (rows->page.depth == 1)
		tiff_code_losslessly(rows->out->handle, 1, (int)rows->height);
	if (rows->held > 0)
		TRY(leave_strip(job, rows));
	return tiff_page_end(job, rows->out);
}
