/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs, specks and pieces by words of 32 dots, against Leptonica, which takes them dot by dot. */
#include "ocr/bits.h"

#include <leptonica/allheaders.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

/* W by H dots, INK of a hundred black. */
static PIX *noise(struct job *job, int w, int h, int ink)
{
	PIX *pix = image_own(job, pixCreate(w, h, 1));
	for (int y = 0; y < h; y++)
		for (int x = 0; x < w; x++)
			if (rand() % 100 < ink)
				pixSetPixel(pix, x, y, 1);
	return pix;
}

static void assert_same(PIX *a, PIX *b)
{
	l_int32 same = 0;
	pixEqual(a, b, &same);
	assert_true(same);
}

static void runs(void **state)
{
	static const int sizes[][2] = {{1, 1},	 {31, 40}, {32, 33}, {33, 70},
				       {64, 65}, {97, 31}, {200, 3}, {3, 200}};
	(void)state;
	srand(1);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		for (int length = 1; length <= 100; length += 1 + length / 4)
			for (int down = 0; down < 2; down++) {
				struct job *job = job_new();
				PIX *pix = noise(job, sizes[i][0], sizes[i][1],
						 length < 20 ? 90 : 99);
				PIX *ours = image_own(job, bits_runs(pix, length, down));
				PIX *theirs = image_own(job,
							pixOpenBrick(NULL, pix, down ? 1 : length,
								     down ? length : 1));
				assert_same(ours, theirs);
				talloc_free(job);
			}
}

static void near(void **state)
{
	static const int sizes[][2] = {{1, 1}, {31, 40}, {32, 33}, {64, 65}, {97, 31}, {200, 3}};
	(void)state;
	srand(3);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		for (int across = 1; across <= 40; across += 1 + across / 3)
			for (int down = 1; down <= 12; down += 1 + down / 3) {
				struct job *job = job_new();
				PIX *pix = noise(job, sizes[i][0], sizes[i][1], 2);
				PIX *ours = image_own(job, bits_near(pix, across, down));
				PIX *theirs = image_own(job,
							pixDilateBrick(NULL, pix, across, down));
				assert_same(ours, theirs);
				talloc_free(job);
			}
}

/* Dot by dot: one that has no other around it. */
static PIX *without_specks(struct job *job, PIX *pix)
{
	PIX *out = image_own(job, pixCopy(NULL, pix));
	for (int y = 0; y < pixGetHeight(pix); y++)
		for (int x = 0; x < pixGetWidth(pix); x++) {
			l_int32 around = 0;
			for (int i = 0; i < 9; i++) {
				l_uint32 ink = 0; /* stays 0 outside of the picture */
				if (i != 4)
					pixGetPixel(pix, x + i % 3 - 1, y + i / 3 - 1, &ink);
				around += (int)ink;
			}
			if (around == 0)
				pixSetPixel(out, x, y, 0);
		}
	return out;
}

static void specks(void **state)
{
	static const int sizes[][2] = {{1, 1}, {32, 1}, {1, 32}, {33, 9}, {95, 80}, {160, 40}};
	(void)state;
	srand(2);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		for (int ink = 2; ink < 40; ink += 6) {
			struct job *job = job_new();
			PIX *pix = noise(job, sizes[i][0], sizes[i][1], ink);
			PIX *theirs = without_specks(job, pix);
			bits_cut_specks(pix);
			assert_same(pix, theirs);
			talloc_free(job);
		}
}

/* The boxes, and their order. */
static void pieces(void **state)
{
	static const int sizes[][2] = {{1, 1},	 {1, 40},  {32, 33},   {33, 70}, {64, 65},
				       {97, 31}, {200, 3}, {500, 400}, {0, 0}};
	(void)state;
	srand(3);
	for (size_t i = 0; sizes[i][0] > 0; i++)
		for (int inked = 0; inked <= 100; inked += 5) {
			struct job *job = job_new();
			PIX *pix = noise(job, sizes[i][0], sizes[i][1], inked);
			int count;
			struct box *ours = bits_boxes(job, pix, &count);
			BOXA *theirs = pixConnCompBB(pix, 8);
			assert_int_equal(count, boxaGetCount(theirs));
			for (int k = 0; k < count; k++) {
				struct box b;
				boxaGetBoxGeometry(theirs, k, &b.x, &b.y, &b.w, &b.h);
				assert_memory_equal(&b, &ours[k], sizeof b);
			}
			boxaDestroy(&theirs);
			talloc_free(job);
		}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs),
		cmocka_unit_test(near),
		cmocka_unit_test(specks),
		cmocka_unit_test(pieces),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
