/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages taken out as they are, bit by bit: into another TIFF, into a PDF. */
#include "base/tiff-file.h"

#include <errno.h>

static void copy_tags(TIFF *in, TIFF *out)
{
	/* the size goes before the coding, which reckons with it from the second page on */
	static const uint32_t sides[] = {TIFFTAG_IMAGEWIDTH, TIFFTAG_IMAGELENGTH};
	static const uint32_t longs[] = {TIFFTAG_ROWSPERSTRIP, TIFFTAG_GROUP3OPTIONS,
					 TIFFTAG_GROUP4OPTIONS};
	static const uint32_t shorts[] = {
		TIFFTAG_BITSPERSAMPLE, TIFFTAG_SAMPLESPERPIXEL, TIFFTAG_COMPRESSION,
		TIFFTAG_PHOTOMETRIC,   TIFFTAG_FILLORDER,	TIFFTAG_PLANARCONFIG,
		TIFFTAG_ORIENTATION,   TIFFTAG_RESOLUTIONUNIT,	TIFFTAG_PREDICTOR};
	static const uint32_t floats[] = {TIFFTAG_XRESOLUTION, TIFFTAG_YRESOLUTION};
	static const uint32_t words[] = {
		TIFFTAG_MAKE,	   TIFFTAG_MODEL,	    TIFFTAG_SOFTWARE, TIFFTAG_DATETIME,
		TIFFTAG_ARTIST,	   TIFFTAG_HOSTCOMPUTER,    TIFFTAG_PAGENAME, TIFFTAG_DOCUMENTNAME,
		TIFFTAG_COPYRIGHT, TIFFTAG_IMAGEDESCRIPTION};
	uint32_t l;
	uint16_t s, t;
	float f;
	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
		if (TIFFGetField(in, sides[i], &l))
			TIFFSetField(out, sides[i], l);
	for (size_t i = 0; i < sizeof shorts / sizeof *shorts; i++)
		if (TIFFGetField(in, shorts[i], &s))
			TIFFSetField(out, shorts[i], s);
	for (size_t i = 0; i < sizeof longs / sizeof *longs; i++)
		if (TIFFGetField(in, longs[i], &l))
			TIFFSetField(out, longs[i], l);
	for (size_t i = 0; i < sizeof floats / sizeof *floats; i++)
		if (TIFFGetField(in, floats[i], &f))
			TIFFSetField(out, floats[i], f);
	if (TIFFGetField(in, TIFFTAG_YCBCRSUBSAMPLING, &s, &t))
		TIFFSetField(out, TIFFTAG_YCBCRSUBSAMPLING, s, t);
	void *block;
	float *range;
	char *text;
	if (TIFFGetField(in, TIFFTAG_JPEGTABLES, &l, &block))
		TIFFSetField(out, TIFFTAG_JPEGTABLES, l, block);
	if (TIFFGetField(in, TIFFTAG_ICCPROFILE, &l, &block))
		TIFFSetField(out, TIFFTAG_ICCPROFILE, l, block);
	if (TIFFGetField(in, TIFFTAG_REFERENCEBLACKWHITE, &range))
		TIFFSetField(out, TIFFTAG_REFERENCEBLACKWHITE, range);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (TIFFGetField(in, words[i], &text))
			TIFFSetField(out, words[i], text);
}

/* An odd page becomes a plain one, of which nothing is lost but what 8 bits a sample do not hold:
 * what comes after, the archivist's programs too, need not know such shapes. */
static enum status add_odd(struct job *job, struct tiff *to, struct tiff *tiff, int page)
{
	const struct directory *d = &tiff->pages[page - 1];
	struct job *below = job_below(job);
	uint16_t orientation = ORIENTATION_TOPLEFT;
	struct Pix *pix;
	TIFFGetFieldDefaulted(tiff->handle, TIFFTAG_ORIENTATION, &orientation);
	TRY(tiff_odd_read(below, tiff, page, &pix));
	TRY(tiff_add_pix(below, to, pix,
			 (struct tiff_lies){d->page.xdpi * d->shrink, d->page.ydpi * d->shrink,
					    orientation}));
	talloc_free(below);
	return OK;
}

enum status tiff_add(struct job *job, struct tiff *to, struct tiff *tiff, int page)
{
	TIFF *out = to->handle;
	tiff->words[0] = '\0';
	if (!TIFFSetSubDirectory(tiff->handle, tiff->pages[page - 1].offset))
		return tiff_damaged(tiff, page);
	if (tiff->pages[page - 1].odd)
		return add_odd(job, to, tiff, page);
	copy_tags(tiff->handle, out);
	uint32_t strips = TIFFNumberOfStrips(tiff->handle);
	for (uint32_t i = 0; i < strips; i++) {
		uint64_t size;
		uint8_t *bytes;
		TRY(tiff_coded(job, tiff, page, i, &bytes, &size));
		errno = 0;
		if (TIFFWriteRawStrip(out, i, bytes, (tmsize_t)size) != (tmsize_t)size)
			return tiff_unwritten(job, to->path, to->words);
		talloc_free(bytes);
	}
	errno = 0;
	if (!TIFFWriteDirectory(out))
		return tiff_unwritten(job, to->path, to->words);
	return tiff_sound(tiff, page);
}

enum status tiff_cut(struct job *job, struct tiff *tiff, const int *pages, int count,
		     const char *path)
{
	struct job *below = job_below(job);
	struct tiff *out;
	TRY(tiff_begin(below, path, &out));
	for (int i = 0; i < count; i++)
		TRY(tiff_add(below, out, tiff, pages[i]));
	TRY(tiff_end(below, out));
	talloc_free(below);
	return OK;
}

enum status tiff_strip(struct job *job, struct tiff *tiff, int page, const char **coding,
		       uint8_t **bytes, size_t *size, bool *white_is_zero)
{
	const struct directory *d = &tiff->pages[page - 1];
	tiff->words[0] = '\0';
	if (!TIFFSetSubDirectory(tiff->handle, d->offset))
		return tiff_damaged(tiff, page);
	void *tables;
	uint32_t ntables;
	bool whole = !TIFFGetField(tiff->handle, TIFFTAG_JPEGTABLES, &ntables, &tables);
	if (d->odd || TIFFNumberOfStrips(tiff->handle) != 1 || !whole ||
	    (d->coding != COMPRESSION_CCITTFAX4 && d->coding != COMPRESSION_JPEG))
		return tiff_bad(tiff, page, _("it is not one strip of G4 or JPEG"));
	*size = TIFFGetStrileByteCount(tiff->handle, 0);
	*bytes = must(talloc_size(job, *size + 1));
	if (TIFFReadRawStrip(tiff->handle, 0, *bytes, (tmsize_t)*size) != (tmsize_t)*size)
		return tiff_bad(tiff, page, _("the file is cut short"));
	if (d->coding == COMPRESSION_CCITTFAX4 && d->fill == FILLORDER_LSB2MSB)
		TIFFReverseBits(*bytes, (tmsize_t)*size);
	*coding = d->page.coding;
	*white_is_zero = d->photometric == PHOTOMETRIC_MINISWHITE;
	return OK;
}
