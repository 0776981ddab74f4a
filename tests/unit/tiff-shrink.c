/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of more dots than reading needs are made smaller while they are read. */
#include "tests/unit/tiff.h"

enum { BIG_W = 4961, BIG_H = 7017 }; /* A4 at 600 dpi, of sides that do not halve */

struct big {
	uint16_t coding, photometric;
	uint32_t rows;
	int samples, dpi, slack;
};

/* The same for each square of two by two dots; no leaps, so that JPEG can follow. */
static int big_value(int x, int y, int c)
{
	return abs((x / 2 / 16 + y / 2 / 12 + 40 * c) % 400 - 200);
}

static void big_file(const char *path, struct big b, int height)
{
	uint8_t *row = malloc(BIG_W * 3);
	TIFF *t = TIFFOpen(path, "w");
	struct kind kind = {.coding = b.coding,
			    .depth = b.samples * 8,
			    .photometric = b.photometric,
			    .rows = b.rows == 0 ? BIG_H : b.rows};
	describe(t, &kind);
	TIFFSetField(t, TIFFTAG_IMAGEWIDTH, BIG_W);
	TIFFSetField(t, TIFFTAG_IMAGELENGTH, BIG_H);
	TIFFSetField(t, TIFFTAG_XRESOLUTION, (double)b.dpi);
	TIFFSetField(t, TIFFTAG_YRESOLUTION, (double)b.dpi);
	for (int y = 0; y < height; y++) {
		for (int x = 0; x < BIG_W; x++)
			for (int c = 0; c < b.samples; c++) {
				int value = big_value(x, y, c);
				row[x * b.samples + c] = (uint8_t)(b.photometric == WHITE0
									   ? 255 - value
									   : value);
			}
		assert_int_equal(TIFFWriteScanline(t, row, (uint32_t)y, 0), 1);
	}
	TIFFClose(t);
	free(row);
}

static void big_compare(PIX *pix, struct big b)
{
	l_uint32 value;
	l_int32 rgb[3];
	assert_int_equal(pixGetWidth(pix), BIG_W / 2);
	assert_int_equal(pixGetHeight(pix), BIG_H / 2);
	for (int y = 0; y < BIG_H / 2; y += 7)
		for (int x = 0; x < BIG_W / 2; x += 5) {
			pixGetPixel(pix, x, y, &value);
			extractRGBValues(value, rgb, rgb + 1, rgb + 2);
			for (int c = 0; c < b.samples; c++)
				near("big", b.samples == 1 ? (int)value : rgb[c],
				     big_value(2 * x, 2 * y, c), b.slack);
		}
}

static void made_smaller(void **state)
{
	static const struct big bigs[] = {
		{COMPRESSION_JPEG, PHOTOMETRIC_YCBCR, 0, 3, 600, 12},
		{COMPRESSION_NONE, PHOTOMETRIC_RGB, 0, 3, 600, 0},
		{COMPRESSION_NONE, PHOTOMETRIC_RGB, 10, 3, 400, 0},
		{COMPRESSION_ADOBE_DEFLATE, PHOTOMETRIC_RGB, 33, 3, 600, 0},
		{COMPRESSION_LZW, WHITE0, 0, 1, 600, 0},
	};
	const char *path = in(*state, "big.tif");
	for (int i = 0; i < 5; i++) {
		struct job *job = job_below(*state);
		struct rusage before, after;
		struct tiff *tiff;
		PIX *pix;
		big_file(path, bigs[i], BIG_H);
		well(job, tiff_open(job, path, &tiff));
		assert_int_equal(tiff_page(tiff, 1).width, BIG_W / 2);
		assert_true(tiff_page(tiff, 1).xdpi == bigs[i].dpi / 2.0);
		getrusage(RUSAGE_SELF, &before);
		well(job, tiff_read(job, tiff, 1, &pix));
		getrusage(RUSAGE_SELF, &after);
#ifndef __SANITIZE_ADDRESS__
		assert_in_range(after.ru_maxrss - before.ru_maxrss, 0, 50 << 10);
#endif
		big_compare(pix, bigs[i]);
		talloc_free(job);
	}
	assert_int_equal(unlink(path), 0);
}

/* At 300 dpi nothing is to spare, whatever it takes. */
static void left_as_it_is(void **state)
{
	struct tiff *tiff;
	const char *path = in(*state, "big.tif");
	big_file(path, (struct big){COMPRESSION_LZW, WHITE0, 0, 1, 300, 0}, BIG_H);
	well(*state, tiff_open(*state, path, &tiff));
	assert_int_equal(tiff_page(tiff, 1).width, BIG_W);
	assert_int_equal(unlink(path), 0);
}

static void big_and_cut_short(void **state)
{
	struct tiff *tiff;
	PIX *pix;
	const char *path = in(*state, "big.tif");
	static const struct big b = {COMPRESSION_NONE, PHOTOMETRIC_RGB, 100, 3, 600, 0};
	big_file(path, b, BIG_H - 200);
	enum status opened = tiff_open(*state, path, &tiff);
	assert_int_equal(opened == OK ? tiff_read(*state, tiff, 1, &pix) : opened, E_INPUT);
	assert_int_equal(unlink(path), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(made_smaller), TEST(left_as_it_is),
					   TEST(big_and_cut_short)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
