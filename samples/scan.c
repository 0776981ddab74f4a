/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/scan.h"

#include <tiffio.h>

enum { JPEG_ROWS = 128, JPEG_QUALITY = 75 };

struct scan {
	TIFF *tiff;
	int dpi;
	bool bilevel;
};

static int scan_free(struct scan *scan)
{
	if (scan->tiff != NULL)
		TIFFClose(scan->tiff);
	return 0;
}

enum status scan_open(struct job *job, const char *path, int dpi, bool bilevel, bool large,
		      struct scan **out)
{
	TIFF *tiff = TIFFOpen(path, large ? "w8" : "w");
	if (tiff == NULL)
		return fail(job, E_SYSTEM, "cannot write %s", path);
	*out = NEW(job, struct scan);
	talloc_set_destructor(*out, scan_free);
	**out = (struct scan){tiff, dpi, bilevel};
	return OK;
}

static void tags_set(const struct scan *scan, const struct grey *page)
{
	TIFF *t = scan->tiff;
	TIFFSetField(t, TIFFTAG_IMAGEWIDTH, (uint32_t)page->width);
	TIFFSetField(t, TIFFTAG_IMAGELENGTH, (uint32_t)page->height);
	TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, scan->bilevel ? 1 : 8);
	TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, 1);
	TIFFSetField(t, TIFFTAG_SUBFILETYPE, FILETYPE_PAGE);
	TIFFSetField(t, TIFFTAG_XRESOLUTION, (double)scan->dpi);
	TIFFSetField(t, TIFFTAG_YRESOLUTION, (double)scan->dpi);
	TIFFSetField(t, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
	TIFFSetField(t, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
	TIFFSetField(t, TIFFTAG_COMPRESSION,
		     scan->bilevel ? COMPRESSION_CCITTFAX4 : COMPRESSION_JPEG);
	TIFFSetField(t, TIFFTAG_PHOTOMETRIC,
		     scan->bilevel ? PHOTOMETRIC_MINISWHITE : PHOTOMETRIC_MINISBLACK);
	TIFFSetField(t, TIFFTAG_ROWSPERSTRIP,
		     scan->bilevel ? (uint32_t)page->height : (uint32_t)JPEG_ROWS);
	if (!scan->bilevel)
		TIFFSetField(t, TIFFTAG_JPEGQUALITY, JPEG_QUALITY);
}

static void bits_pack(const uint8_t *pixels, int width, uint8_t *bits)
{
	for (int x = 0; x < width; x += 8) {
		unsigned byte = 0;
		for (int k = 0; k < 8; k++)
			byte = byte << 1 | (x + k < width && pixels[x + k] == 0);
		bits[x / 8] = (uint8_t)byte;
	}
}

enum status scan_add(struct job *job, struct scan *scan, const struct grey *page)
{
	uint8_t *bits = NEW_ARRAY(job, uint8_t, page->width / 8 + 1);
	tags_set(scan, page);
	for (int y = 0; y < page->height; y++) {
		uint8_t *row = page->pixels + (size_t)y * (size_t)page->width;
		if (scan->bilevel)
			bits_pack(row, page->width, bits);
		if (TIFFWriteScanline(scan->tiff, scan->bilevel ? bits : row, (uint32_t)y, 0) < 0)
			return fail(job, E_SYSTEM, "cannot write a page of the scan");
	}
	talloc_free(bits);
	if (!TIFFWriteDirectory(scan->tiff))
		return fail(job, E_SYSTEM, "cannot write a page of the scan");
	return OK;
}

/* TIFFClose cannot fail aloud: flushing first can. */
enum status scan_close(struct job *job, struct scan *scan)
{
	bool written = TIFFFlush(scan->tiff) != 0;
	talloc_free(scan);
	return written ? OK : fail(job, E_SYSTEM, "cannot write a page of the scan");
}
