/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Separator sheets as scanners give them: turned, skewed, faded, coarse and fine. */
#include "ocr/qr.h"
#include "stamps/stamps.h"

#include <leptonica/allheaders.h>
#include <qrencode.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
/* after the four above */
#include <cmocka.h>

static PIX *sheet(struct job *job, int dpi)
{
	return image_own(job, pixCreate(dpi * 827 / 100, dpi * 1169 / 100, 1));
}

static void ink(PIX *pix, int x, int y, int w, int h)
{
	pixRasterop(pix, x, y, w, h, PIX_SET, NULL, 0, 0);
}

static bool qr_on(PIX *pix, int dpi, const char *text)
{
	struct job *job = job_new();
	bool there = codes_hold(qr_read(job, pix, dpi), text);
	talloc_free(job);
	return there;
}

/* A code with modules of MM / 10 millimetres, its corner at the given dot. */
static void code_draw(PIX *pix, int dpi, int mm, int left, int top)
{
	QRcode *code = must(QRcode_encodeString8bit(SEPARATOR_TEXT, 0, QR_ECLEVEL_H));
	for (int i = 0; i < code->width * code->width; i++) {
		int x = i % code->width * dpi * mm / 254, y = i / code->width * dpi * mm / 254;
		int side = dpi * mm / 254 + 1;
		if (code->data[i] & 1)
			ink(pix, left + x, top + y, side, side);
	}
	QRcode_free(code);
}

/* A fifth of its ink is gone, and specks have come. */
static void fade(PIX *pix)
{
	int w = pixGetWidth(pix), h = pixGetHeight(pix);
	srand(11);
	for (int i = 0; i < w * h / 5; i++)
		pixSetPixel(pix, rand() % w, rand() % h, 0);
	for (int i = 0; i < w * h / 400; i++)
		pixSetPixel(pix, rand() % w, rand() % h, 1);
}

static void any_scan(void **state)
{
	static const int dpis[] = {150, 200, 300, 400, 600};
	(void)state;
	for (int i = 0; i < 5; i++)
		for (int turn = 0; turn < 360; turn += 90) {
			struct job *job = job_new();
			PIX *pix = sheet(job, dpis[i]);
			code_draw(pix, dpis[i], 16, dpis[i] * 3, dpis[i] * 4);
			double skew = turn % 180 == 0 ? 5 : -5;
			assert_true(qr_on(image_upright(job, pix, turn, skew), dpis[i],
					  SEPARATOR_TEXT));
			assert_false(qr_on(pix, dpis[i], "other words"));
			talloc_free(job);
		}
}

static void faded(void **state)
{
	(void)state;
	for (int dpi = 200; dpi <= 600; dpi += 100) {
		struct job *job = job_new();
		PIX *pix = sheet(job, dpi);
		code_draw(pix, dpi, 16, dpi * 3, dpi * 4);
		fade(pix);
		assert_true(qr_on(pix, dpi, SEPARATOR_TEXT));
		talloc_free(job);
	}
}

/* Half as large as it was printed, wherever it stands: no cell of the count may miss it. */
static void small_and_anywhere(void **state)
{
	(void)state;
	for (int off = 0; off < 128; off += 16) {
		struct job *job = job_new();
		PIX *pix = sheet(job, 300);
		code_draw(pix, 300, 8, 900 + off, 1700 + off / 2);
		assert_true(qr_on(pix, 300, SEPARATOR_TEXT));
		talloc_free(job);
	}
}

/* As a registration stamp bears it: dots of 0.6 mm, turned and askew. */
static void on_a_stamp(void **state)
{
	(void)state;
	for (int dpi = 200; dpi <= 400; dpi += 100)
		for (int turn = 0; turn < 360; turn += 180) {
			struct job *job = job_new();
			PIX *pix = sheet(job, dpi);
			code_draw(pix, dpi, 6, dpi * 6, dpi * 9);
			pix = image_upright(job, pix, turn, turn == 0 ? 2 : -2);
			assert_true(qr_on(pix, dpi, SEPARATOR_TEXT));
			talloc_free(job);
		}
}

/* Of twelve hundred dots an inch few are left where codes are looked for. */
static void fine(void **state)
{
	struct job *job = job_new();
	PIX *pix = sheet(job, 1200);
	(void)state;
	code_draw(pix, 1200, 6, 1200 * 6, 1200 * 9);
	assert_true(qr_on(pix, 1200, SEPARATOR_TEXT));
	talloc_free(job);
}

/* The smallest page that is taken in, at any dots an inch that it says it has. */
static void tiny(void **state)
{
	(void)state;
	for (int dpi = 75; dpi <= 9600; dpi *= 2) {
		struct job *job = job_new();
		PIX *pix = image_own(job, pixCreate(16, 16, 1));
		ink(pix, 0, 0, 16, 16);
		assert_int_equal(qr_large(job, pix, dpi).count, 0);
		assert_int_equal(qr_read(job, pix, dpi).count, 0);
		talloc_free(job);
	}
}

static void no_code(void **state)
{
	struct job *job = job_new();
	PIX *pix = sheet(job, 300);
	(void)state;
	assert_int_equal(qr_read(job, pix, 300).count, 0);
	ink(pix, 600, 600, 400, 400);
	assert_int_equal(qr_read(job, pix, 300).count, 0);
	talloc_free(job);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_scan),
		cmocka_unit_test(faded),
		cmocka_unit_test(small_and_anywhere),
		cmocka_unit_test(on_a_stamp),
		cmocka_unit_test(fine),
		cmocka_unit_test(tiny),
		cmocka_unit_test(no_code),
	};
	setMsgSeverity(L_SEVERITY_NONE);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
