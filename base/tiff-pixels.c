/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pixels: a page read into a PIX, a PIX written as a page. */
#include "base/tiff-file.h"

#include "base/g4.h"
#include "base/image.h"
#include <endian.h>
#include <errno.h>
#include <leptonica/allheaders.h>
#include <math.h>
#include <string.h>

/* ---- reading -------------------- */

/* Rows of a file are bytes, rows of a PIX are words with the first pixel in the highest bits. */
static void words_of_row(const uint8_t *from, l_uint32 *to, size_t bytes, uint32_t flip)
{
	l_uint32 word;
	for (; bytes >= 4; bytes -= 4, from += 4) {
		memcpy(&word, from, 4);
		*to++ = be32toh(word) ^ flip;
	}
	if (bytes == 0)
		return;
	word = 0;
	memcpy(&word, from, bytes);
	*to = (be32toh(word) ^ flip) & ~(0xffffffffU >> (8 * bytes));
}

/* Bits behind the last pixel are paper, so that they never count as ink. */
static void clear_behind(l_uint32 *row, int w)
{
	if (w % 32 != 0)
		row[w / 32] &= ~(0xffffffffU >> (w % 32));
}

static void row_to_pix(const struct directory *d, const uint8_t *from, l_uint32 *to, int w)
{
	bool white_is_zero = d->photometric == PHOTOMETRIC_MINISWHITE;
	if (d->page.depth == 24) {
		for (int x = 0; x < w; x++)
			composeRGBPixel(from[3 * x], from[3 * x + 1], from[3 * x + 2], to + x);
		return;
	}
	bool bits = d->page.depth == 1;
	words_of_row(from, to, (size_t)(bits ? (w + 7) / 8 : w),
		     (bits ? !white_is_zero : white_is_zero) ? 0xffffffffU : 0);
	if (bits)
		clear_behind(to, w);
}

static enum status read_strip(struct tiff *tiff, int page, uint32_t strip, uint8_t *buffer,
			      tmsize_t room, PIX *pix)
{
	const struct directory *d = &tiff->pages[page - 1];
	tmsize_t stride = TIFFScanlineSize(tiff->handle);
	tmsize_t got = TIFFReadEncodedStrip(tiff->handle, strip, buffer, room);
	TRY(tiff_sound(tiff, page));
	uint32_t top = strip * d->rows_per_strip, rows = d->rows_per_strip;
	if (top >= (uint32_t)d->page.height)
		return OK;
	if (rows > (uint32_t)d->page.height - top)
		rows = (uint32_t)d->page.height - top;
	if (got < stride * (tmsize_t)rows)
		return tiff_bad(tiff, page, _("the file is cut short"));
	l_int32 wpl = pixGetWpl(pix);
	for (uint32_t r = 0; r < rows; r++)
		row_to_pix(d, buffer + (tmsize_t)r * stride,
			   pixGetData(pix) + (size_t)(top + r) * (size_t)wpl, d->page.width);
	return OK;
}

static enum status ready(struct tiff *tiff, int page)
{
	struct directory *d = &tiff->pages[page - 1];
	TIFF *handle = tiff->handle;
	if (d->rows_per_strip == 0 || d->rows_per_strip > (uint32_t)d->height)
		d->rows_per_strip = (uint32_t)d->height;
	if (d->coding == COMPRESSION_JPEG && d->page.depth == 24)
		TIFFSetField(handle, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
	tmsize_t room = TIFFStripSize(handle);
	if (room <= 0 || room > TIFF_UNPACKED ||
	    TIFFScanlineSize(handle) * 8 < (tmsize_t)d->width * d->page.depth)
		return tiff_bad(tiff, page, _("larger than any sheet of paper"));
	return OK;
}

static enum status read_strips(struct job *job, struct tiff *tiff, int page, PIX *pix)
{
	tmsize_t room = TIFFStripSize(tiff->handle);
	uint8_t *buffer = must(talloc_size(job, (size_t)room));
	uint32_t strips = TIFFNumberOfStrips(tiff->handle);
	for (uint32_t strip = 0; strip < strips; strip++)
		TRY(read_strip(tiff, page, strip, buffer, room, pix));
	talloc_free(buffer);
	return OK;
}

static enum status read_plain(struct job *job, struct tiff *tiff, int page, PIX **out)
{
	const struct directory *d = &tiff->pages[page - 1];
	const struct tiff_page *p = &d->page;
	*out = image_own(job, pixCreate(p->width, p->height, p->depth == 24 ? 32 : p->depth));
	TRY(ready(tiff, page));
	return d->shrink > 1 ? tiff_shrunk(job, tiff, page, *out)
			     : read_strips(job, tiff, page, *out);
}

static enum status read_odd(struct job *job, struct tiff *tiff, int page, PIX **out)
{
	TRY(tiff_odd_read(job, tiff, page, out));
	for (int i = tiff->pages[page - 1].shrink; i > 1; i /= 2)
		*out = image_own(job, pixScaleAreaMap2(*out));
	return OK;
}

enum status tiff_read(struct job *job, struct tiff *tiff, int page, PIX **out)
{
	const struct directory *d = &tiff->pages[page - 1];
	const struct tiff_page *p = &d->page;
	struct job *below = job_below(job);
	PIX *read;
	tiff->words[0] = '\0';
	if (!TIFFSetSubDirectory(tiff->handle, d->offset))
		return tiff_damaged(tiff, page);
	TRY((d->odd ? read_odd : read_plain)(below, tiff, page, &read));
	PIX *pix = image_own(job, pixClone(read));
	talloc_free(below);
	pixSetResolution(pix, (int)lround(p->xdpi), (int)lround(p->ydpi));
	if (d->page.mirrored)
		must(pixFlipLR(pix, pix));
	*out = p->turn == 0 ? pix : image_own(job, pixRotateOrth(pix, p->turn / 90));
	return OK;
}

/* ---- writing -------------------- */

void tiff_describe(TIFF *handle, PIX *pix, struct tiff_lies lies)
{
	int depth = pixGetDepth(pix);
	TIFFSetField(handle, TIFFTAG_IMAGEWIDTH, (uint32_t)pixGetWidth(pix));
	TIFFSetField(handle, TIFFTAG_IMAGELENGTH, (uint32_t)pixGetHeight(pix));
	TIFFSetField(handle, TIFFTAG_BITSPERSAMPLE, depth == 1 ? 1 : 8);
	TIFFSetField(handle, TIFFTAG_SAMPLESPERPIXEL, depth == 32 ? 3 : 1);
	TIFFSetField(handle, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
	TIFFSetField(handle, TIFFTAG_ORIENTATION, (uint16_t)lies.orientation);
	TIFFSetField(handle, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
	TIFFSetField(handle, TIFFTAG_XRESOLUTION, lies.xdpi);
	TIFFSetField(handle, TIFFTAG_YRESOLUTION, lies.ydpi);
}

static void one_strip(TIFF *handle, PIX *pix, int quality)
{
	int depth = pixGetDepth(pix);
	TIFFSetField(handle, TIFFTAG_ROWSPERSTRIP, (uint32_t)pixGetHeight(pix));
	if (depth == 1) {
		TIFFSetField(handle, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
		TIFFSetField(handle, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
		return;
	}
	TIFFSetField(handle, TIFFTAG_COMPRESSION, COMPRESSION_JPEG);
	TIFFSetField(handle, TIFFTAG_PHOTOMETRIC,
		     depth == 32 ? PHOTOMETRIC_YCBCR : PHOTOMETRIC_MINISBLACK);
	TIFFSetField(handle, TIFFTAG_JPEGQUALITY, quality);
	TIFFSetField(handle, TIFFTAG_JPEGTABLESMODE, 0); /* a whole JPEG in the strip */
	if (depth == 32)
		TIFFSetField(handle, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
}

static void row_of_words(const l_uint32 *from, uint8_t *to, size_t bytes)
{
	l_uint32 word;
	for (; bytes >= 4; bytes -= 4, to += 4) {
		word = htobe32(*from++);
		memcpy(to, &word, 4);
	}
	if (bytes == 0)
		return;
	word = htobe32(*from);
	memcpy(to, &word, bytes);
}

static void row_of_colours(const l_uint32 *from, uint8_t *to, int w)
{
	for (int x = 0, r, g, b; x < w; x++) {
		extractRGBValues(from[x], &r, &g, &b);
		to[3 * x] = (uint8_t)r;
		to[3 * x + 1] = (uint8_t)g;
		to[3 * x + 2] = (uint8_t)b;
	}
}

uint8_t *tiff_rows(struct job *job, PIX *pix, size_t stride)
{
	uint8_t *rows = must(talloc_size(job, stride * (size_t)pixGetHeight(pix)));
	for (int y = 0; y < pixGetHeight(pix); y++) {
		const l_uint32 *line = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);
		if (pixGetDepth(pix) == 32)
			row_of_colours(line, rows + (size_t)y * stride, pixGetWidth(pix));
		else
			row_of_words(line, rows + (size_t)y * stride, stride);
	}
	return rows;
}

static tmsize_t write_bits(struct job *job, TIFF *handle, PIX *pix)
{
	size_t size;
	pixSetPadBits(pix, 0);
	struct bitmap bitmap = {pixGetData(pix), pixGetWpl(pix), pixGetWidth(pix),
				pixGetHeight(pix)};
	uint8_t *bytes = g4_code(job, bitmap, &size);
	return TIFFWriteRawStrip(handle, 0, bytes, (tmsize_t)size);
}

static tmsize_t write_bytes(struct job *job, TIFF *handle, PIX *pix)
{
	tmsize_t stride = TIFFScanlineSize(handle);
	uint8_t *rows = tiff_rows(job, pix, (size_t)stride);
	return TIFFWriteEncodedStrip(handle, 0, rows, stride * pixGetHeight(pix));
}

enum status tiff_write_strip(struct job *job, struct tiff *out, PIX *pix)
{
	struct job *below = job_below(job);
	errno = 0;
	tmsize_t wrote = (pixGetDepth(pix) == 1 ? write_bits : write_bytes)(below, out->handle,
									    pix);
	if (wrote < 0)
		return tiff_unwritten(job, out->path, out->words);
	talloc_free(below);
	return OK;
}

enum status tiff_write(struct job *job, const char *path, PIX *pix, double xdpi, double ydpi,
		       int quality)
{
	struct job *below = job_below(job);
	struct tiff *tiff;
	TRY(tiff_begin(below, path, &tiff));
	tiff_describe(tiff->handle, pix, (struct tiff_lies){xdpi, ydpi, ORIENTATION_TOPLEFT});
	one_strip(tiff->handle, pix, quality);
	TRY(tiff_write_strip(below, tiff, pix));
	TRY(tiff_end(below, tiff));
	talloc_free(below);
	return OK;
}
