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

/* Of pages in shapes that scanners do not give. */
static void copy_odd_tags(TIFF *in, TIFF *out)
{
	static const uint32_t sides[] = {TIFFTAG_TILEWIDTH, TIFFTAG_TILELENGTH};
	uint32_t l, *parts;
	uint16_t s, *samples, *red, *green, *blue;
	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
		if (TIFFGetField(in, sides[i], &l))
			TIFFSetField(out, sides[i], l);
	if (TIFFGetField(in, TIFFTAG_EXTRASAMPLES, &s, &samples))
		TIFFSetField(out, TIFFTAG_EXTRASAMPLES, s, samples);
	if (TIFFGetField(in, TIFFTAG_SAMPLEFORMAT, &s))
		TIFFSetField(out, TIFFTAG_SAMPLEFORMAT, s);
	if (TIFFGetField(in, TIFFTAG_INKSET, &s))
		TIFFSetField(out, TIFFTAG_INKSET, s);
	if (TIFFGetField(in, TIFFTAG_LERC_PARAMETERS, &l, &parts))
		TIFFSetField(out, TIFFTAG_LERC_PARAMETERS, l, parts);
	if (TIFFGetField(in, TIFFTAG_COLORMAP, &red, &green, &blue))
		TIFFSetField(out, TIFFTAG_COLORMAP, red, green, blue);
}

enum status tiff_add(struct job *job, struct tiff *to, struct tiff *tiff, int page)
{
	TIFF *out = to->handle;
	tiff->words[0] = '\0';
	if (!TIFFSetSubDirectory(tiff->handle, tiff->pages[page - 1].offset))
		return tiff_damaged(tiff, page);
	copy_tags(tiff->handle, out);
	if (tiff->pages[page - 1].odd)
		copy_odd_tags(tiff->handle, out);
	bool tiles = TIFFIsTiled(tiff->handle);
	uint32_t strips = tiff_pieces(tiff->handle);
	for (uint32_t i = 0; i < strips; i++) {
		size_t size;
		uint8_t *bytes;
		TRY(tiff_coded(job, tiff, page, i, &bytes, &size));
		errno = 0;
		if ((tiles ? TIFFWriteRawTile : TIFFWriteRawStrip)(out, i, bytes, (tmsize_t)size) !=
		    (tmsize_t)size)
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
	if (d->odd || tiff_pieces(tiff->handle) != 1 || !whole ||
	    (d->coding != COMPRESSION_CCITTFAX4 && d->coding != COMPRESSION_JPEG))
		return tiff_bad(tiff, page, _("it is not one strip of G4 or JPEG"));
	TRY(tiff_coded(job, tiff, page, 0, bytes, size));
	if (d->coding == COMPRESSION_CCITTFAX4 && d->fill == FILLORDER_LSB2MSB)
		TIFFReverseBits(*bytes, (tmsize_t)*size);
	*coding = d->page.coding;
	*white_is_zero = d->photometric == PHOTOMETRIC_MINISWHITE;
	return OK;
}
