/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The corners of a code, at any size and askew, and nothing else on paper without one. */
#include "ocr/finder.h"

#include <leptonica/allheaders.h>
#include <qrencode.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

enum { EDGE = 40 };

/* A code whose modules have SIDE dots; *MODULES across. */
static PIX *code_of(struct job *job, int side, int *modules)
{
	QRcode *code = must(QRcode_encodeString8bit("СКРИНЬКА", 0, QR_ECLEVEL_M));
	int w = code->width;
	PIX *pix = image_own(job, pixCreate(w * side + 2 * EDGE, w * side + 2 * EDGE, 1));
	for (int i = 0; i < w * w; i++)
		if (code->data[i] & 1)
			pixRasterop(pix, EDGE + i % w * side, EDGE + i / w * side, side, side,
				    PIX_SET, NULL, 0, 0);
	QRcode_free(code);
	*modules = w;
	return pix;
}

static bool one_is(const struct box *list, int count, struct box b)
{
	for (int i = 0; i < count; i++)
		if (list[i].x == b.x && list[i].y == b.y && list[i].w == b.w && list[i].h == b.h)
			return true;
	return false;
}

static void corners(void **state)
{
	(void)state;
	for (int side = 1; side <= 20; side++) {
		struct job *job = job_new();
		int modules, count, s = 7 * side;
		PIX *pix = code_of(job, side, &modules);
		struct box *list = finder_boxes(job, pix, &count);
		int far = EDGE + (modules - 7) * side;
		assert_true(one_is(list, count, (struct box){EDGE, EDGE, s, s}));
		assert_true(one_is(list, count, (struct box){far, EDGE, s, s}));
		assert_true(one_is(list, count, (struct box){EDGE, far, s, s}));
		talloc_free(job);
	}
}

static void askew(void **state)
{
	(void)state;
	for (int side = 4; side <= 12; side += 4)
		for (int skew = -30; skew <= 30; skew += 5) {
			struct job *job = job_new();
			int modules, count;
			PIX *pix = code_of(job, side, &modules);
			pix = image_upright(job, pix, 0, skew / 10.0);
			struct box *list = finder_boxes(job, pix, &count);
			struct box all = finder_codes(list, count);
			assert_true(all.w >= modules * side && all.w < (modules + 4) * side);
			talloc_free(job);
		}
}

/* Toner is gone from the very middle of each corner. */
static void holed(void **state)
{
	enum { SIDE = 6 };
	struct job *job = job_new();
	int modules, count, middle = EDGE + 3 * SIDE;
	(void)state;
	PIX *pix = code_of(job, SIDE, &modules);
	int far = middle + (modules - 7) * SIDE;
	pixRasterop(pix, middle, middle, SIDE, SIDE, PIX_CLR, NULL, 0, 0);
	pixRasterop(pix, far, middle, SIDE, SIDE, PIX_CLR, NULL, 0, 0);
	pixRasterop(pix, middle, far, SIDE, SIDE, PIX_CLR, NULL, 0, 0);
	struct box *list = finder_boxes(job, pix, &count);
	assert_int_equal(finder_codes(list, count).w, modules * SIDE);
	talloc_free(job);
}

/* Squares that are full, rings that are empty, rings around a core that is too large. */
static void none(void **state)
{
	static const int parts[][3] = {{70, 0, 0}, {70, 50, 0}, {70, 60, 50}, {70, 30, 10}};
	struct job *job = job_new();
	int count;
	(void)state;
	PIX *pix = image_own(job, pixCreate(600, 200, 1));
	for (int i = 0; i < 4; i++)
		for (int k = 0; k < 3; k++) {
			int side = parts[i][k], at = 50 - side / 2;
			pixRasterop(pix, 120 * i + at, at, side, side, k == 1 ? PIX_CLR : PIX_SET,
				    NULL, 0, 0);
		}
	struct box *list = finder_boxes(job, pix, &count);
	assert_int_equal(count, 0);
	assert_int_equal(finder_codes(list, count).w, 0);
	talloc_free(job);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(corners),
		cmocka_unit_test(askew),
		cmocka_unit_test(holed),
		cmocka_unit_test(none),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
