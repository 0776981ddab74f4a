/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TIFF: every coding that scanners use, read to the pixel; every lie of a header refused before it
 * costs memory. Files are made with libtiff, or byte by byte where it would not lie. */
#include "base/tiff.h"
#include "base/file.h"
#include "base/image.h"

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

static const char *in(struct job *job, const char *name)
{
	return TEXT_OF(job, "%s/%s", folder, name);
}

static void well(struct job *job, enum status status)
{
	if (status != OK)
		fail_msg("%d: %s", (int)status, job_fault(job));
}

/* ---- a picture by rule -------------------------------------------------------------------------
 */

enum { W = 101, H = 67 };

/* Ink of the one-bit picture: no symmetry, runs of many lengths. */
static int ink(int x, int y)
{
	return (x * 7 + y * 13 + x * y / 5) % 11 < 4 || x == y / 2;
}

/* Grey and colours that change slowly, so that JPEG can follow. */
static int grey(int x, int y)
{
	return 40 + x + y;
}

static int colour(int x, int y, int c)
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

static void row_of(const struct kind *k, uint8_t *row, int y)
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

static void describe(TIFF *t, const struct kind *k)
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

static void compose(const char *path, const struct kind *kinds, int count)
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

static void near(const char *name, int found, int wanted, int slack)
{
	if (abs(found - wanted) > slack)
		fail_msg("%s: %d, not %d", name, found, wanted);
}

/* PIX against the rule. */
static void compare(const struct kind *k, PIX *pix)
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

/* ---- files made byte by byte -------------------------------------------------------------------
 */

struct entry {
	uint16_t tag, type;
	uint32_t count, value;
};

struct raw {
	uint8_t *bytes;
	size_t size;
};

static void put(struct raw *raw, size_t at, uint32_t value, int n)
{
	for (int i = 0; i < n; i++)
		raw->bytes[at + (size_t)i] = (uint8_t)(value >> 8 * i);
}

/* Directories at FIRST, FIRST + 1000 … each with COUNT entries, the last going on to NEXT. */
static struct raw raw_new(struct job *job, size_t size)
{
	struct raw raw = {NEW_ARRAY(job, uint8_t, size), size};
	memcpy(raw.bytes, "II*\0", 4);
	put(&raw, 4, 8, 4);
	return raw;
}

static void raw_directory(struct raw *raw, size_t at, const struct entry *entries, int count,
			  uint32_t next)
{
	put(raw, at, (uint32_t)count, 2);
	for (int i = 0; i < count; i++) {
		size_t e = at + 2 + (size_t)i * 12;
		put(raw, e, entries[i].tag, 2);
		put(raw, e + 2, entries[i].type, 2);
		put(raw, e + 4, entries[i].count, 4);
		put(raw, e + 8, entries[i].value, 4);
	}
	put(raw, at + 2 + (size_t)count * 12, next, 4);
}

/* A plain page: 32 × 32 bits at 256. */
enum { WIDTH, LENGTH, BITS, CODING, PHOTO, OFFSET, SAMPLES, ROWS, COUNTS, ENTRIES };
#define PLAIN                                                                                      \
	{                                                                                          \
		{256, 4, 1, 32}, {257, 4, 1, 32}, {258, 3, 1, 1}, {259, 3, 1, 1}, {262, 3, 1, 0},  \
			{273, 4, 1, 256}, {277, 3, 1, 1}, {278, 4, 1, 32}, {279, 4, 1, 128},       \
	}

static enum status open_raw(struct job *job, const struct raw *raw)
{
	struct tiff *tiff;
	PIX *pix;
	const char *path = in(job, "raw.tif");
	well(job, file_write(job, path, raw->bytes, raw->size));
	TRY(tiff_open(job, path, &tiff));
	for (int i = 1; i <= tiff_count(tiff); i++)
		TRY(tiff_read(job, tiff, i, &pix));
	return OK;
}

/* Refused, and the words say PAGE and WHY. */
static void refuse_raw(struct job *job, const struct raw *raw, const char *page, const char *why)
{
	assert_int_equal(open_raw(job, raw), E_INPUT);
	if (strstr(job_fault(job), page) == NULL || strstr(job_fault(job), why) == NULL)
		fail_msg("not \"%s … %s\" but: %s", page, why, job_fault(job));
}

static void lie(struct job *job, int which, struct entry entry, const char *why)
{
	struct entry entries[ENTRIES] = PLAIN;
	struct raw raw = raw_new(job, 1024);
	entries[which] = entry;
	raw_directory(&raw, 8, entries, ENTRIES, 0);
	refuse_raw(job, &raw, "raw.tif: page 1: ", why);
}

static long memory_now(void)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss / 1024;
}

static void lies(void **state)
{
	struct entry entries[ENTRIES] = PLAIN;
	struct raw raw = raw_new(*state, 1024);
	raw_directory(&raw, 8, entries, ENTRIES, 0);
	well(*state, open_raw(*state, &raw)); /* the truth */
	long before = memory_now();
	clock_t start = clock();
	lie(*state, WIDTH, (struct entry){256, 4, 1, 0x80000000}, "larger than any sheet");
	lie(*state, LENGTH, (struct entry){257, 4, 1, 0x7fffffff}, "");
	lie(*state, WIDTH, (struct entry){256, 4, 1, 30001}, "larger than any sheet");
	lie(*state, WIDTH, (struct entry){256, 4, 1, 15}, "smaller than 16");
	lie(*state, LENGTH, (struct entry){257, 4, 1, 15}, "smaller than 16");
	lie(*state, LENGTH, (struct entry){257, 4, 1, 0}, "");
	lie(*state, BITS, (struct entry){258, 3, 1, 16}, "only black and white");
	lie(*state, SAMPLES, (struct entry){277, 3, 1, 2}, " black and white");
	lie(*state, SAMPLES, (struct entry){277, 3, 1, 65535}, "");
	lie(*state, CODING, (struct entry){259, 3, 1, 50000}, "this compression is not read");
	lie(*state, CODING, (struct entry){259, 3, 1, 6}, "");
	lie(*state, PHOTO, (struct entry){262, 3, 1, 3}, "Colormap");
	lie(*state, OFFSET, (struct entry){273, 4, 1, 1000}, "cut short");
	lie(*state, OFFSET, (struct entry){273, 4, 1, 0xfffffff0}, "cut short");
	lie(*state, COUNTS, (struct entry){279, 4, 1, 4000}, "");
	lie(*state, COUNTS, (struct entry){279, 4, 1, 100}, "");
	lie(*state, COUNTS, (struct entry){279, 4, 1, 0}, "");
	lie(*state, ROWS, (struct entry){322, 4, 1, 32}, "");
	lie(*state, OFFSET, (struct entry){273, 4, 0x10000000, 0x7fffff00}, "");
	assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
#ifndef __SANITIZE_ADDRESS__
	assert_true(memory_now() - before < 64);
#else
	(void)before;
#endif
}

/* 30000 × 5000 pixels in a strip of a few bytes. */
static void bombs(void **state)
{
	static const uint16_t codings[] = {5, 8, 32773};
	for (int i = 0; i < 3; i++) {
		struct entry entries[ENTRIES] = PLAIN;
		struct raw raw = raw_new(*state, 1024);
		entries[WIDTH].value = 30000;
		entries[LENGTH].value = entries[ROWS].value = 5000;
		entries[CODING].value = codings[i];
		raw_directory(&raw, 8, entries, ENTRIES, 0);
		refuse_raw(*state, &raw, "page 1", "far more than it holds");
	}
}

static void many_strips(void **state)
{
	struct entry entries[ENTRIES] = PLAIN;
	struct raw raw = raw_new(*state, 1 << 20);
	entries[ROWS].value = 0;
	raw_directory(&raw, 8, entries, ENTRIES, 0);
	assert_int_equal(open_raw(*state, &raw), E_INPUT);
	entries[WIDTH].value = 32;
	entries[LENGTH].value = 30000;
	entries[ROWS].value = 1;
	entries[OFFSET].count = entries[COUNTS].count = 4000000;
	raw_directory(&raw, 8, entries, ENTRIES, 0);
	assert_int_equal(open_raw(*state, &raw), E_INPUT);
}

static void loops(void **state)
{
	struct entry entries[ENTRIES] = PLAIN;
	for (uint32_t next = 8; next < 2000; next += 1000) {
		struct raw raw = raw_new(*state, 4096);
		raw_directory(&raw, 8, entries, ENTRIES, 1008);
		raw_directory(&raw, 1008, entries, ENTRIES, 2008);
		raw_directory(&raw, 2008, entries, ENTRIES, next);
		refuse_raw(*state, &raw, "raw.tif: page ", "loop");
	}
	struct raw raw = raw_new(*state, 4096);
	raw_directory(&raw, 8, entries, ENTRIES, 8);
	refuse_raw(*state, &raw, "raw.tif: page ", "loop");
}

static void many_pages(void **state)
{
	struct entry entries[ENTRIES] = PLAIN;
	int count = 70000;
	struct raw raw = raw_new(*state, (size_t)count * 128 + 1024);
	for (int i = 0; i < count; i++)
		raw_directory(&raw, i == 0 ? 8 : (size_t)i * 128 + 512, entries, ENTRIES,
			      i + 1 == count ? 0 : (uint32_t)(i + 1) * 128 + 512);
	clock_t start = clock();
	refuse_raw(*state, &raw, "raw.tif: ", "more than 2000 pages");
	assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
}

/* Wherever it is cut: never a shorter good file. */
static void cut_short(void **state)
{
	const char *path = in(*state, "all.tif");
	char *bytes;
	size_t size;
	struct kind four[] = {kinds[0], kinds[4], kinds[18], kinds[15]};
	compose(path, four, 4);
	well(*state, file_read(*state, path, 1 << 20, &bytes, &size));
	for (size_t n = 0; n < size; n += n < 16 || n + 64 > size ? 1 : 61) {
		struct job *job = job_below(*state);
		struct raw raw = {(uint8_t *)bytes, n};
		if (open_raw(job, &raw) != E_INPUT)
			fail_msg("taken with %zu bytes of %zu", n, size);
		talloc_free(job);
	}
}

/* Damage in the pixels themselves: told, with the page; or the coding cannot know, but no worse. */
static void damaged(void **state)
{
	const char *path = in(*state, "all.tif");
	char *bytes;
	size_t size;
	int told = 0;
	struct kind k = kinds[0];
	compose(path, &k, 1);
	well(*state, file_read(*state, path, 1 << 20, &bytes, &size));
	for (size_t at = 8; at < 400; at += 7) {
		struct job *job = job_below(*state);
		struct raw raw = {(uint8_t *)bytes, size};
		bytes[at] ^= 0x55;
		enum status status = open_raw(job, &raw);
		bytes[at] ^= 0x55;
		assert_true(status == OK || status == E_INPUT);
		told += status == E_INPUT;
		if (status == E_INPUT)
			assert_non_null(strstr(job_fault(job), "page 1: "));
		talloc_free(job);
	}
	assert_true(told > 20);
}

static void no_tiff(void **state)
{
	static const char *const heads[] = {
		"", "I", "II*", "%PDF-1.7 and more", "\xff\xd8\xff\xe0", "MM\0*\0\0\0\x08"};
	static const size_t sizes[] = {0, 1, 3, 17, 4, 8};
	struct tiff *tiff;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct raw raw = {(uint8_t *)(uintptr_t)heads[i], sizes[i]};
		assert_int_equal(open_raw(*state, &raw), E_INPUT);
		assert_non_null(strstr(job_fault(*state), "raw.tif: "));
	}
	assert_int_equal(tiff_open(*state, in(*state, "none.tif"), &tiff), E_ABSENT);
	assert_int_equal(tiff_open(*state, folder, &tiff), E_INPUT);
	assert_int_equal(mkfifo(in(*state, "pipe"), 0600), 0);
	alarm(20);
	assert_int_equal(tiff_open(*state, in(*state, "pipe"), &tiff), E_INPUT);
	alarm(0);
}

/* What scanners do and no pixel hangs on. */
static void odd_but_well(void **state)
{
	struct entry entries[ENTRIES + 4] = PLAIN, kept;
	struct raw raw = raw_new(*state, 1024);
	entries[ENTRIES] = (struct entry){305, 2, 4, 0x41414141};	/* Software, no zero */
	entries[ENTRIES + 1] = (struct entry){306, 3, 1, 7};		/* DateTime a number */
	entries[ENTRIES + 2] = (struct entry){37724, 1, 4, 1};		/* private */
	entries[ENTRIES + 3] = (struct entry){65000, 7, 4, 0xdeadbeef}; /* private, unknown */
	raw_directory(&raw, 8, entries, ENTRIES + 4, 0);
	well(*state, open_raw(*state, &raw));
	kept = entries[WIDTH];
	entries[WIDTH] = entries[ENTRIES + 2]; /* not in order */
	entries[ENTRIES + 2] = kept;
	raw_directory(&raw, 8, entries, ENTRIES + 4, 0);
	well(*state, open_raw(*state, &raw));
}

/* A tag of the wrong kind that the pixels hang on is no small matter. */
static void odd_and_wrong(void **state)
{
	lie(*state, PHOTO, (struct entry){262, 2, 1, 'A'}, "Photometric");
	lie(*state, CODING, (struct entry){259, 2, 1, 'A'}, "Compression");
}

/* ---- the files of others -----------------------------------------------------------------------
 */

/* Of what others accept we read: strips of 1 bit, 8 bits grey and RGB in the codings of scanners.
 */
static bool ours(char **f)
{
	const char *bits = f[11], *samples = f[12], *tones = f[13];
	bool one = strcmp(samples, "1") == 0 &&
		   (strcmp(bits, "1") == 0 || strcmp(bits, "8") == 0) &&
		   strncmp(tones, "min-is", 6) == 0;
	bool three = strcmp(samples, "3") == 0 && strcmp(bits, "8") == 0 &&
		     (strcmp(tones, "RGB color") == 0 || strcmp(f[10], "JPEG") == 0);
	return (one || three) && strstr(f[2], "tile") == NULL && strstr(f[2], "planar") == NULL &&
	       strstr(f[2], "loop") == NULL && strstr(f[2], "oxford") == NULL &&
	       /* planes */ atol(f[9]) >= 256;
}

static enum status read_whole(struct job *job, const char *path, int *pages)
{
	struct tiff *tiff;
	TRY(tiff_open(job, path, &tiff));
	*pages = tiff_count(tiff);
	for (int i = 1; i <= *pages; i++) {
		struct job *below = job_below(job);
		PIX *pix;
		TRY(tiff_read(below, tiff, i, &pix));
		talloc_free(below);
	}
	return OK;
}

static int one_of_theirs(struct job *job, const char *data, char *line)
{
	char *f[16] = {0};
	int n = 0, pages = 0;
	for (char *p; n < 16 && (p = strsep(&line, "\t\n")) != NULL; n++)
		f[n] = p;
	if (n < 14 || strcmp(f[0], "class") == 0)
		return 0;
	const char *path = TEXT_OF(job, "%s/%s", data, f[2]);
	enum status status = read_whole(job, path, &pages);
	bool wanted = strcmp(f[0], "accept") == 0 && ours(f);
	if (status != (wanted ? OK : E_INPUT))
		fail_msg("%s %s: %d %s", f[0], f[2], (int)status, job_fault(job));
	if (wanted)
		assert_int_equal(pages, atoi(f[7]));
	return 1;
}

static void files_of_others(void **state)
{
	const char *top = getenv("TOP") == NULL ? "." : getenv("TOP");
	const char *data = TEXT_OF(*state, "%s/../shared/data", top);
	char line[4096];
	int count = 0;
	if (!file_exists(data))
		data = TEXT_OF(*state, "%s/../../shared/data", top);
	FILE *list = fopen(TEXT_OF(*state, "%s/tiff/MANIFEST.tsv", data), "r");
	if (list == NULL) {
		print_message("# skipped: no ../shared/data\n");
		return;
	}
	clock_t start = clock();
	while (fgets(line, sizeof line, list) != NULL) {
		struct job *job = job_below(*state);
		count += one_of_theirs(job, data, line);
		talloc_free(job);
	}
	fclose(list);
	assert_true(count > 100);
	assert_true(clock() - start < 60 * CLOCKS_PER_SEC);
}

static int start(void **state)
{
	strcpy(folder + sizeof folder - 7, "XXXXXX");
	TIFFSetWarningHandler(NULL);
	*state = job_new();
	return mkdtemp(folder) == NULL;
}

static int end(void **state)
{
	enum status status = folder_remove(*state, folder);
	return talloc_free(*state) != 0 || status != OK;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, start, end)

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(lies),
					   TEST(every_coding),
					   TEST(orientations),
					   TEST(resolutions),
					   TEST(written_and_read),
					   TEST(strip_for_pdf),
					   TEST(cut),
					   TEST(bombs),
					   TEST(many_strips),
					   TEST(loops),
					   TEST(many_pages),
					   TEST(cut_short),
					   TEST(damaged),
					   TEST(no_tiff),
					   TEST(odd_but_well),
					   TEST(odd_and_wrong),
					   TEST(files_of_others)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
