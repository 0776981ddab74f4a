/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture steps that reading and stamping share: ink on uneven light, and which way a page is
 * turned. */
#include "base/image.h"

#include <leptonica/allheaders.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

enum { W = 640, H = 480 };

static int value_at(PIX *pix, int x, int y)
{
	l_uint32 value = 0;
	pixGetPixel(pix, x, y, &value);
	return (int)value;
}

/* ---- ink ---------------------------------------------------------------------------------------
 */

/* Strokes three wide, every twelve pixels. */
static bool stroke(int x, int y)
{
	return x % 12 < 3 && y % 40 < 30;
}

/* Paper from 230 down to 90, left to right: ink on the bright side is lighter than paper on the
 * dark one. */
static int paper(int x)
{
	return 230 - 140 * x / W;
}

static PIX *shaded(struct job *job, int depth)
{
	PIX *pix = image_own(job, pixCreate(W, H, depth));
	for (int y = 0; y < H; y++) {
		for (int x = 0; x < W; x++) {
			int v = stroke(x, y) ? paper(x) * 45 / 100 : paper(x);
			l_uint32 value = (l_uint32)v;
			if (depth == 32)
				composeRGBPixel(v, v, v, &value);
			pixSetPixel(pix, x, y, value);
		}
	}
	return pix;
}

static void uneven_light(void **state)
{
	for (int depth = 8; depth <= 32; depth += 24) {
		PIX *pix = shaded(*state, depth);
		pixSetResolution(pix, 204, 98);
		PIX *found = image_bilevel(*state, pix);
		int wrong = 0;
		for (int y = 0; y < H; y++)
			for (int x = 0; x < W; x++)
				wrong += value_at(found, x, y) != stroke(x, y);
		assert_int_equal(wrong, 0);
		assert_int_equal(pixGetDepth(found), 1);
		assert_int_equal(pixGetXRes(found), 204);
		assert_int_equal(pixGetYRes(found), 98);
	}
}

/* A shadow with an edge, as of a fold: no line of ink along it. */
static void shadow(void **state)
{
	PIX *pix = image_own(*state, pixCreate(W, H, 8));
	for (int i = 0; i < W * H; i++)
		pixSetPixel(pix, i % W, i / W, i % W < 300 ? 240 : 170);
	l_int32 ink = 0;
	pixCountPixels(image_bilevel(*state, pix), &ink, NULL);
	assert_int_equal(ink, 0);
}

/* A bar as thick as a tile and a half is ink all through. */
static void thick(void **state)
{
	PIX *pix = image_own(*state, pixCreate(W, H, 8));
	l_int32 ink = 0;
	pixSetAll(pix);
	pixRasterop(pix, 60, 60, 24, 200, PIX_CLR, NULL, 0, 0);
	pixCountPixels(image_bilevel(*state, pix), &ink, NULL);
	assert_int_equal(ink, 24 * 200);
}

/* A block of print has no paper in it, and toner is not even: it is ink all through. The table that
 * a letter was photographed on is none. */
static void block(void **state)
{
	enum { SIDE = 1000, TABLE = 600 };
	PIX *pix = image_own(*state, pixCreate(SIDE + TABLE, SIDE, 8));
	pixSetAllArbitrary(pix, 230);
	for (int y = 0; y < SIDE; y++) {
		for (int x = 0; x < SIDE + TABLE; x++) {
			if (x >= SIDE)
				pixSetPixel(pix, x, y, 60);
			else if (x >= 400 && x < 560 && y >= 400 && y < 600)
				pixSetPixel(pix, x, y, (l_uint32)(30 + 40 * ((x + y) % 2)));
		}
	}
	l_int32 ink = 0, edge = 0;
	PIX *found = image_bilevel(*state, pix);
	PIX *table = image_own(*state, pixCreate(TABLE, SIDE, 1));
	pixRasterop(table, 0, 0, TABLE, SIDE, PIX_SRC, found, SIDE, 0);
	pixCountPixels(table, &edge, NULL);
	pixCountPixels(found, &ink, NULL);
	assert_int_equal(ink - edge, 160 * 200);
	assert_in_range(edge, 0, 64 * SIDE);
}

static void one_bit_stays(void **state)
{
	PIX *pix = image_own(*state, pixCreate(W, H, 1));
	assert_ptr_equal(image_bilevel(*state, pix), pix);
}

/* Any size that a page may have, also where tiles do not fit. */
static void any_size(void **state)
{
	static const int sizes[][2] = {{16, 16}, {17, 31}, {31, 16}, {33, 1000}, {1000, 47}};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		int w = sizes[i][0], h = sizes[i][1];
		PIX *pix = image_own(*state, pixCreate(w, h, 8));
		pixSetAllArbitrary(pix, 200);
		pixSetPixel(pix, w - 1, h - 1, 20);
		PIX *found = image_bilevel(*state, pix);
		l_int32 ink = 0;
		pixCountPixels(found, &ink, NULL);
		assert_int_equal(ink, 1);
		assert_int_equal(value_at(found, w - 1, h - 1), 1);
		assert_int_equal(pixGetWidth(found), w);
		assert_int_equal(pixGetHeight(found), h);
	}
}

static void all_black(void **state)
{
	PIX *pix = image_own(*state, pixCreate(64, 64, 8));
	l_int32 ink = 0;
	pixCountPixels(image_bilevel(*state, pix), &ink, NULL);
	assert_int_equal(ink, 0); /* no paper, no ink */
}

/* ---- upright -----------------------------------------------------------------------------------
 */

/* The middle of the spot (ink, or dark) in PIX. */
static void spot(PIX *pix, double *x, double *y)
{
	double sx = 0, sy = 0, n = 0;
	int depth = pixGetDepth(pix);
	for (int r = 0; r < pixGetHeight(pix); r++) {
		for (int c = 0; c < pixGetWidth(pix); c++) {
			l_uint32 v = 0;
			pixGetPixel(pix, c, r, &v);
			if (depth == 1 ? v == 1 : depth == 8 ? v < 128 : (v >> 24) < 128)
				sx += c, sy += r, n++;
		}
	}
	assert_true(n > 0);
	*x = sx / n;
	*y = sy / n;
}

static PIX *with_spot(struct job *job, int depth, int x, int y)
{
	PIX *pix = image_own(job, pixCreate(W, H, depth));
	if (depth > 1)
		pixSetAll(pix);
	pixRasterop(pix, x - 5, y - 5, 11, 11, depth == 1 ? PIX_SET : PIX_CLR, NULL, 0, 0);
	return pix;
}

/* Clockwise, as seen with y going down: (dx, dy) goes to (-dy, dx) in a quarter. */
static void turned(int turn, double *x, double *y)
{
	double w = W, h = H;
	for (; turn > 0; turn -= 90) {
		double nx = h - 1 - *y, ny = *x, side = w;
		*x = nx, *y = ny, w = h, h = side;
	}
}

static void quarter_turns(void **state)
{
	for (int turn = 0; turn < 360; turn += 90) {
		for (int depth = 1; depth <= 32; depth *= depth == 1 ? 8 : 4) {
			PIX *up = image_upright(*state, with_spot(*state, depth, 100, 40), turn, 0);
			double x, y, wx = 100, wy = 40;
			turned(turn, &wx, &wy);
			spot(up, &x, &y);
			assert_true(fabs(x - wx) < 0.01 && fabs(y - wy) < 0.01);
			assert_int_equal(pixGetWidth(up), turn % 180 == 0 ? W : H);
			assert_int_equal(pixGetDepth(up), depth);
		}
	}
}

/* A skew turns clockwise about the middle: a spot at the right goes down. */
static void skews(void **state)
{
	static const double degrees[] = {-14, -5, -0.7, 0.3, 2, 9, 14.5};
	for (size_t i = 0; i < sizeof degrees / sizeof *degrees; i++) {
		for (int depth = 1; depth <= 32; depth *= depth == 1 ? 8 : 4) {
			double a = degrees[i] * 3.14159265358979 / 180, x, y;
			PIX *up = image_upright(*state, with_spot(*state, depth, 560, 200), 0,
						degrees[i]);
			double dx = 560 - W / 2, dy = 200 - H / 2;
			spot(up, &x, &y);
			assert_true(fabs(x - (W / 2 + dx * cos(a) - dy * sin(a))) < 2);
			assert_true(fabs(y - (H / 2 + dx * sin(a) + dy * cos(a))) < 2);
			assert_int_equal(pixGetWidth(up), W);
			assert_int_equal(pixGetHeight(up), H);
		}
	}
}

static void new_corners_are_paper(void **state)
{
	for (int depth = 1; depth <= 32; depth *= depth == 1 ? 8 : 4) {
		PIX *up = image_upright(*state, with_spot(*state, depth, 320, 240), 90, 10);
		int white = depth == 1 ? 0 : 255, v = value_at(up, 0, 0);
		assert_int_equal(depth == 32 ? (int)((l_uint32)v >> 24) : v, white);
		assert_int_equal(pixGetWidth(up), H);
	}
}

/* First the quarter turn, then the skew. */
static void both(void **state)
{
	double x, y, wx = 100, wy = 40, a = 5 * 3.14159265358979 / 180;
	PIX *up = image_upright(*state, with_spot(*state, 1, 100, 40), 90, 5);
	turned(90, &wx, &wy);
	double dx = wx - H / 2, dy = wy - W / 2;
	spot(up, &x, &y);
	assert_true(fabs(x - (H / 2 + dx * cos(a) - dy * sin(a))) < 2);
	assert_true(fabs(y - (W / 2 + dx * sin(a) + dy * cos(a))) < 2);
}

/* The page given stays as it was; what comes back is freed with the owner, and only once. */
static void owned(void **state)
{
	PIX *pix = with_spot(*state, 8, 100, 100);
	struct job *below = job_below(*state);
	image_upright(below, pix, 0, 0);
	image_upright(below, pix, 180, 3);
	image_bilevel(below, pix);
	talloc_free(below);
	assert_int_equal(value_at(pix, 100, 100), 0);
	assert_int_equal(value_at(pix, 10, 10), 255);
}

static int start(void **state)
{
	*state = job_new();
	return 0;
}

static int end(void **state)
{
	return talloc_free(*state);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, start, end)

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(uneven_light),	TEST(shadow),
					   TEST(thick),		TEST(block),
					   TEST(one_bit_stays), TEST(any_size),
					   TEST(all_black),	TEST(quarter_turns),
					   TEST(skews),		TEST(new_corners_are_paper),
					   TEST(both),		TEST(owned)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
