/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TIFF: every coding that scanners use, read to the pixel, written, cut out bit by bit. */
#include "tests/unit/tiff.h"

/* One file with a page of each. */
static void every_coding(void **state)
{
	struct tiff *tiff;
	const char *path = in(*state, "all.tif");
	compose(path, kinds, KINDS);
	well(*state, tiff_open(*state, path, &tiff));
	assert_int_equal(tiff_count(tiff), KINDS);
	for (int i = KINDS; i > 0; i--) {
		struct tiff_page page = tiff_page(tiff, i);
		PIX *pix;
		assert_int_equal(page.width, W);
		assert_int_equal(page.height, H);
		assert_int_equal(page.depth, kinds[i - 1].depth);
		assert_int_equal(page.turn, 0);
		assert_true(page.xdpi == 204 && page.ydpi == 98);
		assert_string_equal(page.coding, kinds[i - 1].wanted);
		well(*state, tiff_read(*state, tiff, i, &pix));
		compare(&kinds[i - 1], pix);
	}
}

/* ---- orientation, resolution -------------------------------------------------------------------
 */

/* Where the stored pixel (X, Y) is shown: TIFF 6.0, Orientation. */
static void shown(int orientation, int *x, int *y)
{
	int a = *x, b = *y, across = W - 1 - a, up = H - 1 - b;
	bool swapped = orientation > 4;
	int o = orientation;
	int nx = o == 2 || o == 3 ? across : o == 6 || o == 7 ? up : swapped ? b : a;
	int ny = o == 3 || o == 4 ? up : o == 7 || o == 8 ? across : swapped ? a : b;
	*x = nx;
	*y = ny;
}

static void orientations(void **state)
{
	static const int turns[] = {0, 0, 0, 180, 180, 270, 90, 90, 270};
	for (int o = 1; o <= 8; o++) {
		struct kind k = kinds[0];
		struct tiff *tiff;
		PIX *pix;
		const char *path = in(*state, TEXT_OF(*state, "%d.tif", o));
		k.orientation = (uint16_t)o;
		compose(path, &k, 1);
		well(*state, tiff_open(*state, path, &tiff));
		assert_int_equal(tiff_page(tiff, 1).turn, turns[o]);
		well(*state, tiff_read(*state, tiff, 1, &pix));
		assert_int_equal(pixGetWidth(pix), o > 4 ? H : W);
		for (int i = 0; i < W * H; i++) {
			int x = i % W, y = i / W, wanted = ink(x, y);
			l_uint32 value;
			shown(o, &x, &y);
			pixGetPixel(pix, x, y, &value);
			near(TEXT_OF(*state, "orientation %d", o), (int)value, wanted, 0);
		}
	}
}

static void resolutions(void **state)
{
	static const struct {
		int unit;
		double x, y, xdpi, ydpi;
	} rows[] = {{RESUNIT_INCH, 300, 300, 300, 300},
		    {RESUNIT_INCH, 204, 196, 204, 196},
		    {RESUNIT_CENTIMETER, 118.11, 118.11, 300, 300},
		    {RESUNIT_NONE, 4, 3, 300, 300},
		    {RESUNIT_INCH, 0, 0, 300, 300},
		    {RESUNIT_INCH, 1, 1, 300, 300},
		    {RESUNIT_INCH, 1e9, 1e9, 300, 300},
		    {RESUNIT_INCH, 200, 0, 200, 200},
		    {RESUNIT_INCH, 0, 400, 400, 400}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *path = in(*state, "dpi.tif");
		struct tiff *tiff;
		compose(path, kinds, 1);
		TIFF *t = TIFFOpen(path, "r+");
		TIFFSetField(t, TIFFTAG_RESOLUTIONUNIT, rows[i].unit);
		TIFFSetField(t, TIFFTAG_XRESOLUTION, rows[i].x);
		TIFFSetField(t, TIFFTAG_YRESOLUTION, rows[i].y);
		TIFFRewriteDirectory(t);
		TIFFClose(t);
		well(*state, tiff_open(*state, path, &tiff));
		near("x", (int)(tiff_page(tiff, 1).xdpi * 100 + .5), (int)rows[i].xdpi * 100, 1);
		near("y", (int)(tiff_page(tiff, 1).ydpi * 100 + .5), (int)rows[i].ydpi * 100, 1);
	}
}

/* ---- writing, cutting --------------------------------------------------------------------------
 */

static PIX *picture(struct job *job, int depth)
{
	PIX *pix = image_own(job, pixCreate(W, H, depth));
	for (int i = 0; i < W * H; i++) {
		int x = i % W, y = i / W;
		l_uint32 value = (l_uint32)(depth == 1 ? ink(x, y) : grey(x, y));
		if (depth == 32)
			composeRGBPixel(colour(x, y, 0), colour(x, y, 1), colour(x, y, 2), &value);
		pixSetPixel(pix, x, y, value);
	}
	return pix;
}

static void same_bytes(struct job *job, const char *one, const char *two)
{
	char *a, *b;
	size_t n, m;
	well(job, file_read(job, one, 1 << 20, &a, &n));
	well(job, file_read(job, two, 1 << 20, &b, &m));
	assert_int_equal(n, m);
	assert_memory_equal(a, b, n);
}

static void written_and_read(void **state)
{
	static const int depths[] = {1, 8, 32};
	for (int i = 0; i < 3; i++) {
		struct kind k = {.name = "written", .depth = depths[i] == 32 ? 24 : depths[i]};
		const char *path = in(*state, "w.tif"), *again = in(*state, "again.tif");
		PIX *back, *pix = picture(*state, depths[i]);
		struct tiff *tiff;
		const char *coding;
		uint8_t *bytes;
		size_t size;
		bool white;
		well(*state, tiff_write(*state, path, pix, 204, 98, 95));
		well(*state, tiff_write(*state, again, pix, 204, 98, 95));
		same_bytes(*state, path, again);
		well(*state, tiff_open(*state, path, &tiff));
		assert_int_equal(tiff_count(tiff), 1);
		assert_true(tiff_page(tiff, 1).xdpi == 204 && tiff_page(tiff, 1).ydpi == 98);
		well(*state, tiff_read(*state, tiff, 1, &back));
		k.slack = i == 0 ? 0 : i == 1 ? 6 : 16;
		compare(&k, back);
		well(*state, tiff_strip(*state, tiff, 1, &coding, &bytes, &size, &white));
		assert_string_equal(coding, i == 0 ? "g4" : "jpeg");
		assert_int_equal(white, i == 0);
		if (i > 0)
			assert_memory_equal(bytes, "\xff\xd8", 2);
	}
	assert_int_equal(
		tiff_write(*state, in(*state, "none/x.tif"), picture(*state, 1), 300, 300, 75),
		E_ABSENT);
}

static void strip_for_pdf(void **state)
{
	struct tiff *tiff;
	const char *coding, *path = in(*state, "all.tif");
	uint8_t *straight, *turned;
	size_t n, m;
	bool white;
	struct kind two[] = {kinds[0], kinds[0]};
	two[1].fill = LSB;
	compose(path, two, 2);
	well(*state, tiff_open(*state, path, &tiff));
	well(*state, tiff_strip(*state, tiff, 1, &coding, &straight, &n, &white));
	well(*state, tiff_strip(*state, tiff, 2, &coding, &turned, &m, &white));
	assert_int_equal(n, m);
	assert_memory_equal(straight, turned, n);
	compose(path, kinds, KINDS);
	well(*state, tiff_open(*state, path, &tiff));
	assert_int_equal(tiff_strip(*state, tiff, 4, &coding, &straight, &n, &white), E_INPUT);
	assert_int_equal(tiff_strip(*state, tiff, 9, &coding, &straight, &n, &white), E_INPUT);
}

static void same_strips(const char *from, int page, const char *to, int cut)
{
	static uint8_t a[1 << 17], b[1 << 17];
	TIFF *one = TIFFOpen(from, "r"), *two = TIFFOpen(to, "r");
	char *make = NULL;
	assert_int_equal(TIFFSetDirectory(one, (tdir_t)(page - 1)), 1);
	assert_int_equal(TIFFSetDirectory(two, (tdir_t)cut), 1);
	assert_int_equal(TIFFNumberOfStrips(one), TIFFNumberOfStrips(two));
	for (uint32_t i = 0; i < TIFFNumberOfStrips(one); i++) {
		tmsize_t n = TIFFReadRawStrip(one, i, a, sizeof a);
		assert_int_equal(TIFFReadRawStrip(two, i, b, sizeof b), n);
		assert_memory_equal(a, b, n);
	}
	assert_int_equal(TIFFGetField(two, TIFFTAG_MAKE, &make), 1);
	assert_string_equal(make, "Скан");
	TIFFClose(one);
	TIFFClose(two);
}

/* All pages from last to first: bit by bit the same, and read as the same. */
static void cut(void **state)
{
	struct tiff *tiff, *letter;
	const char *path = in(*state, "all.tif"), *to = in(*state, "letter.tif");
	int pages[KINDS];
	compose(path, kinds, KINDS);
	for (int i = 0; i < KINDS; i++)
		pages[i] = KINDS - i;
	well(*state, tiff_open(*state, path, &tiff));
	well(*state, tiff_cut(*state, tiff, pages, KINDS, to));
	well(*state, tiff_open(*state, to, &letter));
	assert_int_equal(tiff_count(letter), KINDS);
	for (int i = 0; i < KINDS; i++) {
		struct tiff_page page = tiff_page(letter, i + 1);
		PIX *pix;
		same_strips(path, pages[i], to, i);
		assert_true(page.xdpi == 204 && page.ydpi == 98);
		well(*state, tiff_read(*state, letter, i + 1, &pix));
		compare(&kinds[pages[i] - 1], pix);
	}
	well(*state, tiff_cut(*state, tiff, &pages[3], 1, to));
	well(*state, tiff_open(*state, to, &letter));
	assert_int_equal(tiff_count(letter), 1);
	assert_int_equal(tiff_cut(*state, tiff, pages, 1, in(*state, "none/x.tif")), E_ABSENT);
}

/* ---- LZW as it was before TIFF 6.0 ----------------------------------------------------------- */

struct codes {
	uint8_t bytes[2 * W * H];
	tmsize_t size;
	uint32_t held;
	int count;
};

/* Codes of nine bits, from the lowest bit up. */
static void put_code(struct codes *to, uint32_t code)
{
	to->held |= code << to->count;
	for (to->count += 9; to->count >= 8; to->count -= 8) {
		to->bytes[to->size++] = (uint8_t)to->held;
		to->held >>= 8;
	}
}

/* The table is cleared before its codes would need ten bits: all are literals. */
static void old_lzw(void **state)
{
	enum { CLEAR = 256, END = 257, MOST = 200 };
	static const struct kind k = {"old lzw", COMPRESSION_LZW, 8, BLACK0, 0, 0, 0, 0, 0, 0,
				      "lzw"};
	struct codes codes = {.size = 0};
	const char *path = in(*state, "old.tif"), *to = in(*state, "letter.tif");
	uint8_t row[W * 3];
	struct tiff *tiff;
	PIX *pix;
	for (int i = 0; i < W * H; i++) {
		row_of(&k, row, i / W);
		if (i % MOST == 0)
			put_code(&codes, CLEAR);
		put_code(&codes, row[i % W]);
	}
	put_code(&codes, END);
	put_code(&codes, 0); /* the last bits */
	TIFF *t = TIFFOpen(path, "w");
	describe(t, &k);
	assert_int_equal(TIFFWriteRawStrip(t, 0, codes.bytes, codes.size), codes.size);
	TIFFClose(t);
	well(*state, tiff_open(*state, path, &tiff));
	well(*state, tiff_read(*state, tiff, 1, &pix));
	compare(&k, pix);
	well(*state, tiff_cut(*state, tiff, (const int[]){1}, 1, to));
	well(*state, tiff_open(*state, to, &tiff));
	well(*state, tiff_read(*state, tiff, 1, &pix));
	compare(&k, pix);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_coding),  TEST(orientations), TEST(resolutions), TEST(written_and_read),
		TEST(strip_for_pdf), TEST(cut),		 TEST(old_lzw)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
