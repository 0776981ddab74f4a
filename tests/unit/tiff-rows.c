/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages written row by row, read again dot by dot. */
#include "tests/unit/tiff.h"

static void write_page(struct job *job, struct tiff *out, const struct kind *k, int number)
{
	uint8_t row[W * 3];
	struct tiff_rows *rows;
	const struct tiff_coming page = {.width = W,
					 .height = number % 2 == 0 ? H : 0, /* or not known */
					 .depth = k->depth,
					 .lies = {204, 98, 1},
					 .make = "Скан",
					 .date = "2026:11:20 09:30:00",
					 .number = number};
	well(job, tiff_rows_begin(job, out, &page, &rows));
	for (int y = 0; y < H; y++) {
		row_of(k, row, y);
		well(job, tiff_rows_add(job, rows, row));
	}
	well(job, tiff_rows_end(job, rows));
}

static void pages(void **state)
{
	struct job *job = *state;
	struct tiff *tiff;
	static const struct kind all[] = {
		{"bits", 0, 1, WHITE0, 0, 0, 0, 0, 0, 0, "g4"},
		{"grey", 0, 8, BLACK0, 0, 0, 0, 0, 0, 0, "deflate"},
		{"colour", 0, 24, RGB, 0, 0, 0, 0, 0, 0, "deflate"},
	};
	const char *path = in(job, "rows.tif");
	well(job, tiff_begin(job, path, &tiff));
	for (int i = 0; i < 6; i++)
		write_page(job, tiff, &all[i % 3], i + 1);
	well(job, tiff_end(job, tiff));
	well(job, tiff_open(job, path, &tiff));
	assert_int_equal(tiff_count(tiff), 6);
	for (int i = 0; i < 6; i++) {
		PIX *pix;
		struct tiff_page page = tiff_page(tiff, i + 1);
		assert_string_equal(page.coding, all[i % 3].wanted);
		assert_true(page.xdpi == 204 && page.ydpi == 98);
		well(job, tiff_read(job, tiff, i + 1, &pix));
		compare(&all[i % 3], pix);
	}
}

/* Many strips of grey; bits in one, whatever the height. */
static void long_page(struct job *job, int depth, int height)
{
	uint8_t row[W] = {0};
	struct tiff *tiff;
	struct tiff_rows *rows;
	uint32_t tall = 0;
	const struct tiff_coming page = {
		.width = W, .depth = depth, .lies = {300, 300, 1}, .number = 1};
	well(job, tiff_begin(job, in(job, "long.tif"), &tiff));
	well(job, tiff_rows_begin(job, tiff, &page, &rows));
	for (int y = 0; y < height; y++) {
		memset(row, y % 251, sizeof row);
		well(job, tiff_rows_add(job, rows, row));
	}
	well(job, tiff_rows_end(job, rows));
	well(job, tiff_end(job, tiff));
	TIFF *t = TIFFOpen(in(job, "long.tif"), "r");
	TIFFGetField(t, TIFFTAG_IMAGELENGTH, &tall);
	assert_int_equal(tall, height);
	assert_int_equal(TIFFNumberOfStrips(t), depth == 1 ? 1 : (height + 255) / 256);
	for (int y = 0; y < height; y++) {
		assert_int_equal(TIFFReadScanline(t, row, (uint32_t)y, 0), 1);
		assert_int_equal(row[3], y % 251);
	}
	TIFFClose(t);
}

static void heights(void **state)
{
	const int all[] = {16, 255, 256, 257, 1024, 1025, 5000};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		long_page(*state, 1, all[i]);
		long_page(*state, 8, all[i]);
	}
}

static void limits(void **state)
{
	struct job *job = *state;
	uint8_t *row = must(talloc_zero_size(job, TIFF_SIDE));
	struct tiff *tiff;
	struct tiff_rows *rows;
	struct tiff_coming page = {.width = TIFF_SIDE + 1, .depth = 8, .lies = {300, 300, 1}};
	well(job, tiff_begin(job, in(job, "limits.tif"), &tiff));
	assert_int_equal(tiff_rows_begin(job, tiff, &page, &rows), E_INPUT);
	page.width = 20000;
	page.height = 20000;
	assert_int_equal(tiff_rows_begin(job, tiff, &page, &rows), E_INPUT);
	page.height = 0; /* it does not tell: rows are counted */
	well(job, tiff_rows_begin(job, tiff, &page, &rows));
	enum status status = OK;
	int height = 0;
	for (; status == OK && height <= 20000; height++)
		status = tiff_rows_add(job, rows, row);
	assert_int_equal(status, E_INPUT);
	assert_int_equal(height - 1, TIFF_PIXELS / 20000);
	page.width = 100;
	well(job, tiff_rows_begin(job, tiff, &page, &rows));
	for (int i = 0; i < 15; i++)
		well(job, tiff_rows_add(job, rows, row));
	assert_int_equal(tiff_rows_end(job, rows), E_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(pages), TEST(heights), TEST(limits)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
