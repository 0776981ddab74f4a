/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The patch code T as scanners give it: at any angle, dotted with specks; and what is none. */
#include "ocr/patch.h"

#include <leptonica/allheaders.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
/* after the four above */
#include <cmocka.h>

static PIX *sheet(struct job *job, int dpi)
{
	return image_own(job, pixCreate(dpi * 827 / 100, dpi * 1169 / 100, 1));
}

static int dots(double mm, int dpi)
{
	return (int)(mm * dpi / 25.4 + 0.5);
}

/* Bars W wide and N narrow, LENGTH mm long, GAP mm apart. */
static void bars_draw(PIX *pix, int dpi, const char *bars, double length, double gap)
{
	double y = 40;
	for (; *bars != '\0'; bars++) {
		double high = *bars == 'W' ? 5 : 2;
		pixRasterop(pix, dots(60, dpi), dots(y, dpi), dots(length, dpi), dots(high, dpi),
			    PIX_SET, NULL, 0, 0);
		y += high + gap;
	}
}

/* Two dots in a hundred are turned. */
static void speckle(PIX *pix)
{
	int w = pixGetWidth(pix), h = pixGetHeight(pix);
	srand(5);
	for (int i = 0; i < w * h / 50; i++)
		pixFlipPixel(pix, rand() % w, rand() % h);
}

static bool seen(int dpi, const char *bars, double length, double gap, int turn, double skew,
		 bool specks)
{
	struct job *job = job_new();
	PIX *pix = sheet(job, dpi);
	bars_draw(pix, dpi, bars, length, gap);
	pix = image_upright(job, pix, turn, skew);
	if (specks)
		speckle(pix);
	bool there = patch_on(pix, dpi);
	talloc_free(job);
	return there;
}

static void any_scan(void **state)
{
	static const int dpis[] = {100, 150, 200, 300, 600};
	(void)state;
	for (int i = 0; i < 5; i++)
		for (int turn = 0; turn < 360; turn += 90) {
			assert_true(seen(dpis[i], "NWNW", 63, 2, turn, 3, dpis[i] >= 200));
			assert_true(seen(dpis[i], "NWNW", 120, 2, turn, -3, false));
		}
}

/* Other patches mean other things; ruled lines and frames of forms mean nothing. */
static void no_patch(void **state)
{
	static const char *const others[] = {"WWNN", "WNNW", "NWWN", "NNWW", "NWN", "NNNN", "WWWW"};
	(void)state;
	for (int i = 0; i < 7; i++)
		assert_false(seen(200, others[i], 63, 2, 0, 1, false));
	assert_false(seen(200, "NWNW", 63, 6, 0, 0, false)); /* too far apart */
	assert_false(seen(200, "NWNW", 20, 2, 0, 0, false)); /* too short */
	assert_false(seen(200, "", 0, 0, 0, 0, true));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_scan),
		cmocka_unit_test(no_patch),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
