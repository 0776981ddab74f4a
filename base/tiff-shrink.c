/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page made smaller row by row while it is read: as stored it never stands in memory. */
#include "base/tiff-file.h"

#include <leptonica/allheaders.h>
#include <string.h>
#include <unistd.h>

/* libtiff would take in a whole strip of plain bytes for one row of it. */
static enum status read_row(struct tiff *tiff, int page, uint32_t row, uint8_t *buffer, size_t size)
{
	const struct directory *d = &tiff->pages[page - 1];
	uint32_t strip = row / d->rows_per_strip, within = row % d->rows_per_strip;
	bool got;
	if (d->coding == COMPRESSION_NONE) {
		uint64_t at = TIFFGetStrileOffset(tiff->handle, strip);
		got = TIFFGetStrileByteCount(tiff->handle, strip) >= (within + 1) * size &&
		      pread(tiff->fd, buffer, size, (off_t)(at + within * size)) == (ssize_t)size;
	} else {
		got = TIFFReadScanline(tiff->handle, buffer, row, 0) == 1;
	}
	TRY(tiff_sound(tiff, page));
	return got ? OK : tiff_bad(tiff, page, _("the file is cut short"));
}

/* The mean of each square of dots; SUMS has one number for each sample of a row of them. */
static void sums_to_pix(const struct directory *d, const uint32_t *sums, l_uint32 *to)
{
	uint32_t square = (uint32_t)(d->shrink * d->shrink);
	uint32_t flip = d->photometric == PHOTOMETRIC_MINISWHITE ? 255 : 0;
	for (int x = 0; x < d->page.width; x++)
		if (d->page.depth == 24)
			composeRGBPixel((l_int32)(sums[3 * x] / square),
					(l_int32)(sums[3 * x + 1] / square),
					(l_int32)(sums[3 * x + 2] / square), to + x);
		else
			SET_DATA_BYTE(to, x, sums[x] / square ^ flip);
}

enum status tiff_shrunk(struct job *job, struct tiff *tiff, int page, struct Pix *pix)
{
	const struct directory *d = &tiff->pages[page - 1];
	size_t size = (size_t)TIFFScanlineSize(tiff->handle), samples = (size_t)d->page.depth / 8;
	size_t across = (size_t)d->page.width * samples, by = (size_t)d->shrink;
	uint8_t *buffer = must(talloc_size(job, size));
	uint32_t *sums = NEW_ARRAY(job, uint32_t, across);
	for (uint32_t row = 0; row < (uint32_t)d->page.height * by; row++) {
		TRY(read_row(tiff, page, row, buffer, size));
		const uint8_t *from = buffer;
		for (size_t x = 0; x < across; x += samples)
			for (size_t i = 0; i < by * samples; i += samples, from += samples)
				for (size_t c = 0; c < samples; c++)
					sums[x + c] += from[c];
		if ((row + 1) % by != 0)
			continue;
		sums_to_pix(d, sums, pixGetData(pix) + row / by * (size_t)pixGetWpl(pix));
		memset(sums, 0, across * sizeof *sums);
	}
	talloc_free(buffer);
	talloc_free(sums);
	return OK;
}
