/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Group 4 byte for byte as libtiff makes it. */
#include "base/g4.h"

#include "base/image.h"
#include "base/tiff-file.h"
#include <leptonica/allheaders.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static PIX *page(struct job *job, int w, int h)
{
	return image_own(job, pixCreate(w, h, 1));
}

static struct bitmap bitmap_of(PIX *pix)
{
	return (struct bitmap){pixGetData(pix), pixGetWpl(pix), pixGetWidth(pix),
			       pixGetHeight(pix)};
}

/* What libtiff makes of it: *SIZE bytes. */
static uint8_t *theirs(struct job *job, PIX *pix, size_t *size)
{
	char path[] = "/tmp/skrynka-g4.XXXXXX";
	close(mkstemp(path));
	TIFF *file = TIFFOpen(path, "w");
	tiff_describe(file, pix, (struct tiff_lies){300, 300, 1});
	tiff_code_losslessly(file, 1, pixGetHeight(pix));
	size_t stride = (size_t)TIFFScanlineSize(file);
	uint8_t *rows = tiff_rows(job, pix, stride);
	assert_true(TIFFWriteEncodedStrip(file, 0, rows, (tmsize_t)stride * pixGetHeight(pix)) > 0);
	TIFFClose(file);
	file = TIFFOpen(path, "r");
	*size = TIFFGetStrileByteCount(file, 0);
	uint8_t *bytes = must(talloc_size(job, *size));
	assert_int_equal(TIFFReadRawStrip(file, 0, bytes, (tmsize_t)*size), *size);
	TIFFClose(file);
	unlink(path);
	return bytes;
}

static void assert_as_theirs(PIX *pix)
{
	struct job *job = job_new();
	size_t size, wanted;
	uint8_t *bytes = g4_code(job, bitmap_of(pix), &size);
	uint8_t *expected = theirs(job, pix, &wanted);
	assert_int_equal(size, wanted);
	assert_memory_equal(bytes, expected, size);
	talloc_free(job);
}

static void noise(void **state)
{
	static const int sizes[][2] = {{1, 1},	 {7, 3},   {31, 9},  {32, 9},
				       {33, 70}, {64, 65}, {97, 31}, {2480, 40}};
	(void)state;
	srand(4);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		for (int ink = 0; ink <= 100; ink += ink < 4 || ink >= 96 ? 1 : 10) {
			struct job *job = job_new();
			PIX *pix = page(job, sizes[i][0], sizes[i][1]);
			for (int y = 0; y < sizes[i][1]; y++)
				for (int x = 0; x < sizes[i][0]; x++)
					if (rand() % 100 < ink)
						pixSetPixel(pix, x, y, 1);
			assert_as_theirs(pix);
			talloc_free(job);
		}
}

/* Every length of a run, white and black, in rows that differ by all. */
static void lengths(void **state)
{
	enum { WIDE = 6000, LONG = 2700 };
	struct job *job = job_new();
	(void)state;
	PIX *white = page(job, WIDE, 2 * LONG), *black = page(job, WIDE, 2 * LONG);
	for (int i = 0; i < LONG; i++) {
		pixRasterop(white, i, 2 * i, 1, 1, PIX_SET, NULL, 0, 0);
		pixRasterop(black, 5, 2 * i, i, 1, PIX_SET, NULL, 0, 0);
	}
	assert_as_theirs(white);
	assert_as_theirs(black);
	pixInvert(white, white);
	assert_as_theirs(white);
	talloc_free(job);
}

/* Strokes that lean either way: the changes of a row lie left and right of those above. */
static void leaning(void **state)
{
	struct job *job = job_new();
	PIX *pix = page(job, 400, 60);
	(void)state;
	for (int lean = -5; lean <= 5; lean++)
		for (int y = 0; y < 60; y++)
			pixRasterop(pix, 200 + 30 * lean + lean * y / 4 * 3, y, 9, 1, PIX_SET, NULL,
				    0, 0);
	assert_as_theirs(pix);
	talloc_free(job);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(noise),
		cmocka_unit_test(lengths),
		cmocka_unit_test(leaning),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
