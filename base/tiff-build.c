/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of other kinds of files written into a TIFF, none of their pixels lost. */
#include "base/tiff-file.h"

#include <errno.h>
#include <leptonica/allheaders.h>

enum { ROWS = 256 }; /* of a strip */

enum status tiff_page_end(struct job *job, struct tiff *out)
{
	errno = 0;
	return TIFFWriteDirectory(out->handle) ? OK : tiff_unwritten(job, out->path, out->words);
}

void tiff_code_losslessly(TIFF *handle, int depth, int tall)
{
	bool bits = depth == 1;
	TIFFSetField(handle, TIFFTAG_ROWSPERSTRIP, (uint32_t)tall);
	TIFFSetField(handle, TIFFTAG_COMPRESSION,
		     bits ? COMPRESSION_CCITTFAX4 : COMPRESSION_ADOBE_DEFLATE);
	TIFFSetField(handle, TIFFTAG_PHOTOMETRIC,
		     bits	   ? PHOTOMETRIC_MINISWHITE
		     : depth >= 24 ? PHOTOMETRIC_RGB
				   : PHOTOMETRIC_MINISBLACK);
	if (!bits)
		TIFFSetField(handle, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
}

static enum status write_strips(struct job *job, struct tiff *out, PIX *pix)
{
	int height = pixGetHeight(pix);
	tmsize_t stride = TIFFScanlineSize(out->handle);
	uint8_t *rows = tiff_rows(job, pix, (size_t)stride);
	for (int y = 0, strip = 0; y < height; y += ROWS, strip++) {
		int some = height - y < ROWS ? height - y : ROWS;
		errno = 0;
		if (TIFFWriteEncodedStrip(out->handle, (uint32_t)strip, rows + (tmsize_t)y * stride,
					  stride * some) < 0)
			return tiff_unwritten(job, out->path, out->words);
	}
	talloc_free(rows);
	return OK;
}

enum status tiff_add_pix(struct job *job, struct tiff *out, PIX *pix, struct tiff_lies lies)
{
	bool bits = pixGetDepth(pix) == 1;
	tiff_describe(out->handle, pix, lies);
	tiff_code_losslessly(out->handle, pixGetDepth(pix), bits ? pixGetHeight(pix) : ROWS);
	TRY(bits ? tiff_write_strip(job, out, pix) : write_strips(job, out, pix));
	return tiff_page_end(job, out);
}

static void describe_jpeg(TIFF *handle, const struct tiff_whole *jpeg)
{
	TIFFSetField(handle, TIFFTAG_IMAGEWIDTH, (uint32_t)jpeg->width);
	TIFFSetField(handle, TIFFTAG_IMAGELENGTH, (uint32_t)jpeg->height);
	TIFFSetField(handle, TIFFTAG_ROWSPERSTRIP, (uint32_t)jpeg->height);
	TIFFSetField(handle, TIFFTAG_BITSPERSAMPLE, 8);
	TIFFSetField(handle, TIFFTAG_SAMPLESPERPIXEL, jpeg->samples);
	TIFFSetField(handle, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
	TIFFSetField(handle, TIFFTAG_ORIENTATION, (uint16_t)jpeg->lies.orientation);
	TIFFSetField(handle, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
	TIFFSetField(handle, TIFFTAG_XRESOLUTION, jpeg->lies.xdpi);
	TIFFSetField(handle, TIFFTAG_YRESOLUTION, jpeg->lies.ydpi);
	TIFFSetField(handle, TIFFTAG_COMPRESSION, COMPRESSION_JPEG);
	TIFFSetField(handle, TIFFTAG_PHOTOMETRIC,
		     jpeg->samples == 1 ? PHOTOMETRIC_MINISBLACK
		     : jpeg->rgb	? PHOTOMETRIC_RGB
					: PHOTOMETRIC_YCBCR);
	TIFFSetField(handle, TIFFTAG_JPEGTABLESMODE, 0); /* a whole JPEG in the strip */
	if (jpeg->samples == 3 && !jpeg->rgb)
		TIFFSetField(handle, TIFFTAG_YCBCRSUBSAMPLING, jpeg->across, jpeg->up);
}

enum status tiff_add_jpeg(struct job *job, struct tiff *out, const struct tiff_whole *jpeg)
{
	describe_jpeg(out->handle, jpeg);
	errno = 0;
	/* libtiff does not write to what it is given, but does not say so */
	if (TIFFWriteRawStrip(out->handle, 0, (void *)(uintptr_t)jpeg->bytes,
			      (tmsize_t)jpeg->size) != (tmsize_t)jpeg->size)
		return tiff_unwritten(job, out->path, out->words);
	return tiff_page_end(job, out);
}
