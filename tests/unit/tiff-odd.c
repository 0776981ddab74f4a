/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages in shapes that scanners seldom give: the same picture in each of them. */
#include "tests/unit/tiff.h"

struct shape {
	const char *name;
	uint16_t bits, samples, photometric, planar, coding;
	uint32_t tile; /* px of its side; 0: strips */
	int depth;     /* that it is read into */
	int slack;
};

enum {
	CONTIG = PLANARCONFIG_CONTIG,
	PLANES = PLANARCONFIG_SEPARATE,
	NONE = COMPRESSION_NONE,
	DEFLATE = COMPRESSION_ADOBE_DEFLATE,
	BLACK = PHOTOMETRIC_MINISBLACK,
	WHITE = PHOTOMETRIC_MINISWHITE,
	PALETTE = PHOTOMETRIC_PALETTE,
	CMYK = PHOTOMETRIC_SEPARATED
};

/* 0 to 255: what sample C of a dot shall be, before it is said in so many bits. */
static int wanted(const struct shape *s, int x, int y, int c)
{
	if (s->bits == 1)
		return ink(x, y) ? 0 : 255;
	if (s->photometric == BLACK || s->photometric == WHITE)
		return grey(x, y);
	return colour(x, y, c);
}

/* As it is stored: of CMYK the inks, without black; of a palette its place in it; alpha: all. */
static uint32_t stored(const struct shape *s, int x, int y, int c)
{
	uint64_t most = (1ULL << s->bits) - 1;
	if (s->photometric == PALETTE)
		return (uint32_t)((x * 3 + y) & (int)most);
	if (c == 3)
		return s->photometric == CMYK ? 0 : (uint32_t)most;
	int value = wanted(s, x, y, c);
	if (s->photometric == CMYK || s->photometric == WHITE)
		value = 255 - value;
	return (uint32_t)((uint64_t)value * most / 255);
}

/* Bits one after the other, the highest first; whole bytes in the order of the machine. */
static void say(uint8_t *row, size_t i, uint32_t value, unsigned bits)
{
	uint16_t two = (uint16_t)value;
	if (bits == 16)
		memcpy(row + 2 * i, &two, 2);
	else if (bits == 32)
		memcpy(row + 4 * i, &value, 4);
	else if (bits == 24) /* the tests run where the lowest byte comes first */
		memcpy(row + 3 * i, &value, 3);
	else
		for (unsigned b = 0; b < bits; b++)
			if (value >> (bits - 1 - b) & 1)
				row[(i * bits + b) / 8] |= (uint8_t)(0x80 >> (i * bits + b) % 8);
}

/* Rows from (LEFT, TOP) on, of one plane or of all samples. */
static void fill(const struct shape *s, uint8_t *bytes, tmsize_t stride, uint32_t left,
		 uint32_t top, uint32_t w, uint32_t h, int plane)
{
	int each = s->planar == PLANES ? 1 : s->samples;
	memset(bytes, 0, (size_t)stride * h);
	for (uint32_t y = 0; y < h && top + y < H; y++)
		for (uint32_t x = 0; x < w && left + x < W; x++)
			for (int c = 0; c < each; c++)
				say(bytes + (tmsize_t)y * stride, x * (size_t)each + (size_t)c,
				    stored(s, (int)(left + x), (int)(top + y),
					   s->planar == PLANES ? plane : c),
				    s->bits);
}

static void palette(TIFF *t, const struct shape *s)
{
	static uint16_t map[3][256];
	for (int i = 0; i < 1 << s->bits; i++)
		for (int c = 0; c < 3; c++)
			map[c][i] = (uint16_t)(257 * ((i * (c + 5)) % 256));
	TIFFSetField(t, TIFFTAG_COLORMAP, map[0], map[1], map[2]);
}

static void shape_describe(TIFF *t, const struct shape *s)
{
	uint16_t alpha = EXTRASAMPLE_ASSOCALPHA;
	TIFFSetField(t, TIFFTAG_IMAGEWIDTH, W);
	TIFFSetField(t, TIFFTAG_IMAGELENGTH, H);
	TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, s->bits);
	TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, s->samples);
	TIFFSetField(t, TIFFTAG_PHOTOMETRIC, s->photometric);
	TIFFSetField(t, TIFFTAG_PLANARCONFIG, s->planar);
	TIFFSetField(t, TIFFTAG_COMPRESSION, s->coding);
	TIFFSetField(t, TIFFTAG_XRESOLUTION, 300.0);
	TIFFSetField(t, TIFFTAG_YRESOLUTION, 300.0);
	if (s->photometric == RGB && s->samples == 4)
		TIFFSetField(t, TIFFTAG_EXTRASAMPLES, 1, &alpha);
	if (s->photometric == PALETTE)
		palette(t, s);
	if (s->tile > 0) {
		TIFFSetField(t, TIFFTAG_TILEWIDTH, s->tile);
		TIFFSetField(t, TIFFTAG_TILELENGTH, s->tile);
	}
}

static void put_tiles(TIFF *t, const struct shape *s, uint16_t plane)
{
	tmsize_t stride = TIFFTileRowSize(t);
	uint8_t *bytes = malloc((size_t)stride * s->tile);
	for (uint32_t y = 0; y < H; y += s->tile)
		for (uint32_t x = 0; x < W; x += s->tile) {
			uint32_t tile = TIFFComputeTile(t, x, y, 0, plane);
			fill(s, bytes, stride, x, y, s->tile, s->tile, plane);
			assert_true(TIFFWriteEncodedTile(t, tile, bytes, stride * s->tile) > 0);
		}
	free(bytes);
}

static void put_strips(TIFF *t, const struct shape *s, uint16_t plane)
{
	enum { ROWS = 20 };
	if (plane == 0)
		TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, ROWS);
	tmsize_t stride = TIFFScanlineSize(t);
	uint8_t *bytes = malloc((size_t)stride * ROWS);
	for (uint32_t y = 0; y < H; y += ROWS) {
		uint32_t rows = y + ROWS < H ? ROWS : H - y;
		fill(s, bytes, stride, 0, y, W, rows, plane);
		assert_true(TIFFWriteEncodedStrip(t, TIFFComputeStrip(t, y, plane), bytes,
						  stride * rows) > 0);
	}
	free(bytes);
}

static void shape_file(const char *path, const struct shape *s)
{
	TIFF *t = TIFFOpen(path, "w");
	shape_describe(t, s);
	for (uint16_t plane = 0; plane < (s->planar == PLANES ? s->samples : 1); plane++)
		(s->tile > 0 ? put_tiles : put_strips)(t, s, plane);
	TIFFClose(t);
}

static void shape_compare(const struct shape *s, PIX *pix)
{
	assert_int_equal(pixGetWidth(pix), W);
	assert_int_equal(pixGetHeight(pix), H);
	assert_int_equal(pixGetDepth(pix), s->depth);
	for (int y = 0; y < H; y++)
		for (int x = 0; x < W; x++) {
			l_uint32 value;
			l_int32 rgb[3];
			pixGetPixel(pix, x, y, &value);
			extractRGBValues(value, rgb, rgb + 1, rgb + 2);
			if (s->depth == 1)
				near(s->name, value ? 0 : 255, wanted(s, x, y, 0), 0);
			else if (s->depth == 8)
				near(s->name, (int)value, wanted(s, x, y, 0), s->slack);
			for (int c = 0; c < 3 && s->depth == 32; c++)
				near(s->name, rgb[c],
				     s->photometric == PALETTE
					     ? (int)(stored(s, x, y, 0) * (uint32_t)(c + 5)) % 256
					     : wanted(s, x, y, c),
				     s->slack);
		}
}

static const struct shape shapes[] = {
	{"bits in tiles", 1, 1, WHITE, CONTIG, COMPRESSION_CCITTFAX4, 32, 1, 0},
	{"bits in tiles, black is 0", 1, 1, BLACK, CONTIG, NONE, 48, 1, 0},
	{"2 bits", 2, 1, BLACK, CONTIG, NONE, 0, 8, 86},
	{"4 bits", 4, 1, BLACK, CONTIG, DEFLATE, 0, 8, 17},
	{"4 bits, white is 0", 4, 1, WHITE, CONTIG, NONE, 0, 8, 17},
	{"6 bits", 6, 1, BLACK, CONTIG, NONE, 0, 8, 5},
	{"8 bits in tiles", 8, 1, BLACK, CONTIG, COMPRESSION_LZW, 32, 8, 0},
	{"10 bits", 10, 1, BLACK, CONTIG, NONE, 0, 8, 1},
	{"12 bits in tiles", 12, 1, BLACK, CONTIG, NONE, 16, 8, 1},
	{"12 bits, white is 0", 12, 1, WHITE, CONTIG, NONE, 0, 8, 1},
	{"14 bits", 14, 1, BLACK, CONTIG, NONE, 0, 8, 1},
	{"16 bits", 16, 1, BLACK, CONTIG, DEFLATE, 0, 8, 1},
	{"16 bits in tiles, white is 0", 16, 1, WHITE, CONTIG, NONE, 32, 8, 1},
	{"24 bits", 24, 1, BLACK, CONTIG, NONE, 0, 8, 1},
	{"32 bits", 32, 1, BLACK, CONTIG, NONE, 32, 8, 1},
	{"RGB of 2 bits", 2, 3, RGB, CONTIG, NONE, 0, 32, 86},
	{"RGB of 4 bits in planes", 4, 3, RGB, PLANES, NONE, 0, 32, 17},
	{"RGB in planes", 8, 3, RGB, PLANES, COMPRESSION_LZW, 0, 32, 0},
	{"RGB in tiles", 8, 3, RGB, CONTIG, DEFLATE, 64, 32, 0},
	{"RGB in tiles of planes", 8, 3, RGB, PLANES, DEFLATE, 16, 32, 0},
	{"RGB of 12 bits in planes", 12, 3, RGB, PLANES, NONE, 0, 32, 1},
	{"RGB of 10 bits in tiles", 10, 3, RGB, CONTIG, NONE, 16, 32, 1},
	{"RGB of 16 bits", 16, 3, RGB, CONTIG, DEFLATE, 0, 32, 1},
	{"RGB of 32 bits", 32, 3, RGB, CONTIG, NONE, 0, 32, 1},
	{"RGB, opaque", 8, 4, RGB, CONTIG, NONE, 0, 32, 0},
	{"16 colours", 4, 1, PALETTE, CONTIG, NONE, 0, 32, 0},
	{"256 colours", 8, 1, PALETTE, CONTIG, COMPRESSION_PACKBITS, 0, 32, 0},
	{"256 colours in plain tiles", 8, 1, PALETTE, CONTIG, NONE, 48, 32, 0},
	{"256 colours in tiles", 8, 1, PALETTE, CONTIG, DEFLATE, 32, 32, 0},
	{"CMYK", 8, 4, CMYK, CONTIG, NONE, 0, 32, 1},
	{"CMYK in planes", 8, 4, CMYK, PLANES, NONE, 0, 32, 1},
	{"CMYK of 16 bits", 16, 4, CMYK, CONTIG, DEFLATE, 0, 32, 2},
	{"lzma", 8, 1, BLACK, CONTIG, COMPRESSION_LZMA, 0, 8, 0},
	{"zstd", 8, 3, RGB, CONTIG, COMPRESSION_ZSTD, 0, 32, 0},
	{"webp", 8, 3, RGB, CONTIG, COMPRESSION_WEBP, 0, 32, 24},
	{"lerc", 16, 1, BLACK, CONTIG, COMPRESSION_LERC, 32, 8, 1},
	{"pixarlog", 8, 3, RGB, CONTIG, COMPRESSION_PIXARLOG, 0, 32, 2},
	{"jpeg in tiles", 8, 3, RGB, CONTIG, COMPRESSION_JPEG, 32, 32, 24},
};

static void every_shape(void **state)
{
	const char *path = in(*state, "odd.tif"), *cut = in(*state, "cut.tif");
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		struct job *job = job_below(*state);
		struct tiff *tiff;
		PIX *pix, *again;
		const int first = 1;
		l_int32 same;
		shape_file(path, &shapes[i]);
		well(job, tiff_open(job, path, &tiff));
		assert_int_equal(tiff_page(tiff, 1).depth == 24 ? 32 : tiff_page(tiff, 1).depth,
				 shapes[i].depth);
		well(job, tiff_read(job, tiff, 1, &pix));
		shape_compare(&shapes[i], pix);
		well(job, tiff_cut(job, tiff, &first, 1, cut));
		well(job, tiff_open(job, cut, &tiff));
		well(job, tiff_read(job, tiff, 1, &again));
		pixEqual(pix, again, &same);
		if (!same)
			fail_msg("%s: another picture after it was cut out", shapes[i].name);
		talloc_free(job);
	}
}

/* What shows through is white paper: grey of which half is there. */
static void translucent(void **state)
{
	struct job *job = job_below(*state);
	const char *path = in(job, "alpha.tif");
	const uint16_t alphas[] = {EXTRASAMPLE_ASSOCALPHA, EXTRASAMPLE_UNASSALPHA};
	const uint8_t grey[] = {50, 100}; /* the half is in it already, or not */
	for (int i = 0; i < 2; i++) {
		struct shape s = {"", 8, 2, BLACK, CONTIG, NONE, 0, 8, 1};
		struct tiff *tiff;
		uint8_t row[2 * W];
		l_uint32 value;
		PIX *pix;
		TIFF *t = TIFFOpen(path, "w");
		shape_describe(t, &s);
		TIFFSetField(t, TIFFTAG_EXTRASAMPLES, 1, &alphas[i]);
		TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, H);
		for (int x = 0; x < W; x++)
			row[2 * x] = grey[i], row[2 * x + 1] = 128;
		for (uint32_t y = 0; y < H; y++)
			assert_int_equal(TIFFWriteScanline(t, row, y, 0), 1);
		TIFFClose(t);
		well(job, tiff_open(job, path, &tiff));
		well(job, tiff_read(job, tiff, 1, &pix));
		assert_int_equal(pixGetDepth(pix), 8);
		pixGetPixel(pix, 50, 30, &value);
		near("half of it paper", (int)value, 50 + 127, 1);
	}
	talloc_free(job);
}

/* What was laid down askew, and what is larger than reading needs: before and after it is cut out
 * the page is the same. */
static void turned_and_large(void **state)
{
	enum { LARGE_W = 4961, LARGE_H = 3509, TILE = 256 };
	const char *path = in(*state, "large.tif"), *cut = in(*state, "cut.tif");
	struct job *job = job_below(*state);
	static uint8_t tile[TILE * TILE * 3];
	TIFF *t = TIFFOpen(path, "w");
	shape_describe(t, &(struct shape){"", 8, 3, RGB, CONTIG, DEFLATE, TILE, 32, 0});
	TIFFSetField(t, TIFFTAG_IMAGEWIDTH, LARGE_W);
	TIFFSetField(t, TIFFTAG_IMAGELENGTH, LARGE_H);
	TIFFSetField(t, TIFFTAG_ORIENTATION, ORIENTATION_LEFTBOT);
	TIFFSetField(t, TIFFTAG_XRESOLUTION, 600.0);
	TIFFSetField(t, TIFFTAG_YRESOLUTION, 400.0);
	for (uint32_t y = 0; y < LARGE_H; y += TILE)
		for (uint32_t x = 0; x < LARGE_W; x += TILE) {
			for (uint32_t i = 0; i < TILE * TILE; i++)
				memset(tile + 3 * i,
				       (int)((x + i % TILE) / 40 + (y + i / TILE) / 30), 3);
			assert_true(TIFFWriteTile(t, tile, x, y, 0, 0) > 0);
		}
	TIFFClose(t);
	struct tiff *before, *after;
	PIX *pix, *again;
	const int first = 1;
	l_int32 same;
	well(job, tiff_open(job, path, &before));
	well(job, tiff_cut(job, before, &first, 1, cut));
	well(job, tiff_open(job, cut, &after));
	struct tiff_page a = tiff_page(before, 1), b = tiff_page(after, 1);
	assert_int_equal(a.width, LARGE_W / 2);
	assert_true(a.width == b.width && a.height == b.height && a.depth == b.depth);
	assert_true(a.xdpi == 300 && a.ydpi == 200 && b.xdpi == 300 && b.ydpi == 200);
	assert_true(a.turn == 270 && b.turn == 270 && a.mirrored == b.mirrored);
	well(job, tiff_read(job, before, 1, &pix));
	well(job, tiff_read(job, after, 1, &again));
	assert_int_equal(pixGetWidth(pix), LARGE_H / 2); /* it was turned */
	pixEqual(pix, again, &same);
	assert_true(same);
	talloc_free(job);
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(every_shape), TEST(translucent),
					   TEST(turned_and_large)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
