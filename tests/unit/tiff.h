/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of TIFF share: a picture by rule, written in every coding by libtiff; a folder. */
#ifndef TESTS_TIFF_H
#define TESTS_TIFF_H

#include "base/file.h"
#include "base/image.h"
#include "base/tiff.h"

#include <leptonica/allheaders.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <tiffio.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/skrynka-tiff.XXXXXX";

static inline const char *in(struct job *job, const char *name)
{
	return TEXT_OF(job, "%s/%s", folder, name);
}

static inline void well(struct job *job, enum status status)
{
	if (status != OK)
		fail_msg("%d: %s", (int)status, job_fault(job));
}

/* ---- a picture by rule -------------------------------------------------------------------------
 */

enum { W = 101, H = 67 };

/* Ink of the one-bit picture: no symmetry, runs of many lengths. */
static inline int ink(int x, int y)
{
	return (x * 7 + y * 13 + x * y / 5) % 11 < 4 || x == y / 2;
}

/* Grey and colours that change slowly, so that JPEG can follow. */
static inline int grey(int x, int y)
{
	return 40 + x + y;
}

static inline int colour(int x, int y, int c)
{
	return c == 0 ? 30 + 2 * x : c == 1 ? 230 - 2 * y : 90 + y;
}

struct kind {
	const char *name;
	uint16_t coding;
	int depth;
	uint16_t photometric, fill;
	uint32_t rows, options;
	uint16_t predictor, orientation;
	int slack; /* how far a value may be off */
	const char *wanted;
};

static inline void row_of(const struct kind *k, uint8_t *row, int y)
{
	memset(row, 0, W * 3);
	for (int x = 0; x < W; x++) {
		if (k->depth == 24)
			for (int c = 0; c < 3; c++)
				row[3 * x + c] = (uint8_t)colour(x, y, c);
		else if (k->depth == 8)
			row[x] = (uint8_t)(k->photometric == PHOTOMETRIC_MINISWHITE
						   ? 255 - grey(x, y)
						   : grey(x, y));
		else if (ink(x, y) == (k->photometric == PHOTOMETRIC_MINISWHITE))
			row[x / 8] |= (uint8_t)(0x80 >> x % 8);
	}
}

static inline void describe(TIFF *t, const struct kind *k)
{
	TIFFSetField(t, TIFFTAG_IMAGEWIDTH, W);
	TIFFSetField(t, TIFFTAG_IMAGELENGTH, H);
	TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, k->depth == 1 ? 1 : 8);
	TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, k->depth == 24 ? 3 : 1);
	TIFFSetField(t, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
	TIFFSetField(t, TIFFTAG_COMPRESSION, k->coding);
	TIFFSetField(t, TIFFTAG_PHOTOMETRIC, k->photometric);
	TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, k->rows == 0 ? H : k->rows);
	TIFFSetField(t, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
	TIFFSetField(t, TIFFTAG_XRESOLUTION, 204.0);
	TIFFSetField(t, TIFFTAG_YRESOLUTION, 98.0);
	TIFFSetField(t, TIFFTAG_MAKE, "Скан");
	if (k->fill != 0)
		TIFFSetField(t, TIFFTAG_FILLORDER, k->fill);
	if (k->options != 0)
		TIFFSetField(t, TIFFTAG_GROUP3OPTIONS, k->options);
	if (k->predictor != 0)
		TIFFSetField(t, TIFFTAG_PREDICTOR, k->predictor);
	if (k->orientation != 0)
		TIFFSetField(t, TIFFTAG_ORIENTATION, k->orientation);
	if (k->coding == COMPRESSION_JPEG) {
		TIFFSetField(t, TIFFTAG_JPEGQUALITY, 95);
		if (k->photometric == PHOTOMETRIC_YCBCR)
			TIFFSetField(t, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
	}
}

static inline void compose(const char *path, const struct kind *kinds, int count)
{
	uint8_t row[W * 3];
	TIFF *t = TIFFOpen(path, "w");
	for (int i = 0; i < count; i++) {
		describe(t, &kinds[i]);
		for (int y = 0; y < H; y++) {
			row_of(&kinds[i], row, y);
			assert_int_equal(TIFFWriteScanline(t, row, (uint32_t)y, 0), 1);
		}
		assert_int_equal(TIFFWriteDirectory(t), 1);
	}
	TIFFClose(t);
}

static inline void near(const char *name, int found, int wanted, int slack)
{
	if (abs(found - wanted) > slack)
		fail_msg("%s: %d, not %d", name, found, wanted);
}

/* PIX against the rule. */
static inline void compare(const struct kind *k, PIX *pix)
{
	l_uint32 value;
	l_int32 rgb[3];
	assert_int_equal(pixGetWidth(pix), W);
	assert_int_equal(pixGetHeight(pix), H);
	assert_int_equal(pixGetDepth(pix), k->depth == 24 ? 32 : k->depth);
	for (int y = 0; y < H; y++) {
		for (int x = 0; x < W; x++) {
			pixGetPixel(pix, x, y, &value);
			if (k->depth == 1)
				near(k->name, (int)value, ink(x, y), 0);
			else if (k->depth == 8)
				near(k->name, (int)value, grey(x, y), k->slack);
			extractRGBValues(value, rgb, rgb + 1, rgb + 2);
			for (int c = 0; c < 3 && k->depth == 24; c++)
				near(k->name, rgb[c], colour(x, y, c), k->slack);
		}
		const l_uint32 *row = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);
		if (k->depth == 1) /* nothing behind the last pixel */
			assert_int_equal(row[W / 32] & (0xffffffffU >> W % 32), 0);
	}
}

#define WHITE0 PHOTOMETRIC_MINISWHITE
#define BLACK0 PHOTOMETRIC_MINISBLACK
#define RGB    PHOTOMETRIC_RGB
#define LSB    FILLORDER_LSB2MSB

static const struct kind kinds[] = {
	{"g4", COMPRESSION_CCITTFAX4, 1, WHITE0, 0, 0, 0, 0, 0, 0, "g4"},
	{"g4, black 0", COMPRESSION_CCITTFAX4, 1, BLACK0, 0, 0, 0, 0, 0, 0, "g4"},
	{"g4, bits turned", COMPRESSION_CCITTFAX4, 1, WHITE0, LSB, 7, 0, 0, 0, 0, "g4"},
	{"g4, a row a strip", COMPRESSION_CCITTFAX4, 1, WHITE0, 0, 1, 0, 0, 0, 0, "g4"},
	{"g3", COMPRESSION_CCITTFAX3, 1, WHITE0, 0, 0, 0, 0, 0, 0, "g3"},
	{"g3, 2D", COMPRESSION_CCITTFAX3, 1, WHITE0, 0, 0, GROUP3OPT_2DENCODING, 0, 0, 0, "g3"},
	{"g3, 2D, bits turned", COMPRESSION_CCITTFAX3, 1, WHITE0, LSB, 10, 5, 0, 0, 0, "g3"},
	{"modified huffman", COMPRESSION_CCITTRLE, 1, WHITE0, 0, 9, 0, 0, 0, 0, "g3"},
	{"bits", COMPRESSION_NONE, 1, WHITE0, 0, 0, 0, 0, 0, 0, "none"},
	{"bits turned", COMPRESSION_NONE, 1, BLACK0, LSB, 5, 0, 0, 0, 0, "none"},
	{"bits, lzw", COMPRESSION_LZW, 1, BLACK0, 0, 8, 0, 0, 0, 0, "lzw"},
	{"bits, deflate", COMPRESSION_ADOBE_DEFLATE, 1, WHITE0, 0, 0, 0, 0, 0, 0, "deflate"},
	{"bits, packbits", COMPRESSION_PACKBITS, 1, WHITE0, 0, 3, 0, 0, 0, 0, "packbits"},
	{"grey", COMPRESSION_NONE, 8, BLACK0, 0, 6, 0, 0, 0, 0, "none"},
	{"grey, white 0", COMPRESSION_NONE, 8, WHITE0, 0, 0, 0, 0, 0, 0, "none"},
	{"grey, lzw", COMPRESSION_LZW, 8, BLACK0, 0, 11, 0, PREDICTOR_HORIZONTAL, 0, 0, "lzw"},
	{"grey, old deflate", COMPRESSION_DEFLATE, 8, BLACK0, 0, 0, 0, 0, 0, 0, "deflate"},
	{"grey, packbits", COMPRESSION_PACKBITS, 8, WHITE0, 0, 0, 0, 0, 0, 0, "packbits"},
	{"grey, jpeg", COMPRESSION_JPEG, 8, BLACK0, 0, 16, 0, 0, 0, 6, "jpeg"},
	{"colour", COMPRESSION_NONE, 24, RGB, 0, 0, 0, 0, 0, 0, "none"},
	{"colour, lzw", COMPRESSION_LZW, 24, RGB, 0, 4, 0, PREDICTOR_HORIZONTAL, 0, 0, "lzw"},
	{"colour, deflate", COMPRESSION_ADOBE_DEFLATE, 24, RGB, 0, 0, 0, 0, 0, 0, "deflate"},
	{"colour, packbits", COMPRESSION_PACKBITS, 24, RGB, 0, 13, 0, 0, 0, 0, "packbits"},
	{"colour, jpeg", COMPRESSION_JPEG, 24, PHOTOMETRIC_YCBCR, 0, 32, 0, 0, 0, 16, "jpeg"},
	{"colour, jpeg rgb", COMPRESSION_JPEG, 24, RGB, 0, 0, 0, 0, 0, 6, "jpeg"},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static inline int start(void **state)
{
	strcpy(folder + sizeof folder - 7, "XXXXXX");
	TIFFSetWarningHandler(NULL);
	*state = job_new();
	return mkdtemp(folder) == NULL;
}

static inline int end(void **state)
{
	enum status status = folder_remove(*state, folder);
	return talloc_free(*state) != 0 || status != OK;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, start, end)

#endif
