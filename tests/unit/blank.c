/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages drawn by hand: what is blank, what is the scanner's, how lines run, what is a seal. */
#include "ocr/ink.h"
#include "ocr/paper.h"
#include "ocr/rule.h"
#include "ocr/skew.h"

#include <leptonica/allheaders.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
/* after the four above */
#include <cmocka.h>

enum { W = 2480, H = 3508, DPI = 300 };

static PIX *page(struct job *job)
{
	PIX *pix = pixCreate(W, H, 1);
	pixSetResolution(pix, DPI, DPI);
	return image_own(job, pix);
}

static void ink(PIX *pix, int x, int y, int w, int h)
{
	pixRasterop(pix, x, y, w, h, PIX_SET, NULL, 0, 0);
}

/* Letters of 24 x 34 px with holes, by words of six. */
static void rows_of_letters(PIX *pix, int rows)
{
	for (int row = 0; row < rows; row++)
		for (int i = 0; i < 60; i++) {
			int x = 300 + 30 * i + 20 * (i / 6) + row * 37 % 50, y = 400 + 64 * row;
			ink(pix, x, y, 24, 34);
			pixRasterop(pix, x + 6, y + 6, 12, 22, PIX_CLR, NULL, 0, 0);
		}
}

static int marks_on(struct job *job, PIX *pix)
{
	return paper_marks(job, paper_clean(job, pix, DPI), DPI).count;
}

static void a_blank_side(void **state)
{
	struct job *job = job_new();
	PIX *pix = page(job);
	(void)state;
	srand(7);
	for (int i = 0; i < 3000; i++) /* specks of dust, and print that shines through in dots */
		ink(pix, rand() % W, rand() % H, 1 + rand() % 3, 1 + rand() % 3);
	ink(pix, 40, 900, 70, 70); /* a hole */
	ink(pix, 0, 1754, W, 2);   /* a fold */
	ink(pix, 0, 0, W, 60);	   /* the bed of the scanner */
	ink(pix, 0, 0, 50, H);
	assert_in_range(marks_on(job, pix), 0, 6);
	assert_true(paper_blank(paper_marks(job, paper_clean(job, pix, DPI), DPI)));
	talloc_free(job);
}

static bool blank_with(struct job *job, int letters, int stroke)
{
	PIX *pix = page(job);
	for (int i = 0; i < letters; i++)
		ink(pix, 900 + 40 * i, 900, 24, 34);
	for (int i = 0; i < stroke; i++)
		ink(pix, 900 + i, 1900 + (int)(40 * sin(i / 14.0)), 5, 12);
	return paper_blank(paper_marks(job, paper_clean(job, pix, DPI), DPI));
}

/* A word, a stroke of the pen: only a side without any ink is blank. */
static void little_is_not_blank(void **state)
{
	struct job *job = job_new();
	(void)state;
	assert_true(blank_with(job, 0, 0));
	assert_false(blank_with(job, 9, 0));
	assert_false(blank_with(job, 0, 200));
	talloc_free(job);
}

static void three_lines_are_text(void **state)
{
	struct job *job = job_new();
	PIX *pix = page(job);
	(void)state;
	rows_of_letters(pix, 3);
	struct marks marks = paper_marks(job, paper_clean(job, pix, DPI), DPI);
	assert_in_range(marks.count, 170, 190);
	assert_in_range(marks.height, 32, 38);
	talloc_free(job);
}

static void the_bed_is_cut(void **state)
{
	struct job *job = job_new();
	PIX *pix = page(job);
	l_int32 before, after;
	(void)state;
	rows_of_letters(pix, 20);
	pixCountPixels(pix, &before, NULL);
	ink(pix, 0, 0, W, 90);
	ink(pix, W - 70, 0, 70, H);
	pixCountPixels(paper_clean(job, pix, DPI), &after, NULL);
	assert_int_equal(before, after);
	talloc_free(job);
}

/* Letters reach over an edge of the picture; what is left of a shadow there does not count. */
static void cut_at_an_edge(void **state)
{
	struct job *job = job_new();
	(void)state;
	for (int side = 0; side < 4; side++) {
		PIX *letters = page(job), *shadow = page(job);
		rows_of_letters(letters, 20);
		rows_of_letters(shadow, 20);
		assert_false(paper_marks(job, letters, DPI).cut);
		for (int i = 0; i < 30; i++) {
			int along = 400 + 64 * i, far = side % 2 == 0 ? W : H;
			int from = side < 2 ? 0 : far - 16, edge = side < 2 ? 0 : far - 4;
			if (side % 2 == 0) {
				ink(letters, from, along, 16, 34);
				ink(shadow, edge, along, 4, 18);
			} else {
				ink(letters, along, from, 24, 16);
				ink(shadow, along, edge, 18, 4);
			}
		}
		assert_true(paper_marks(job, letters, DPI).cut);
		assert_false(paper_marks(job, shadow, DPI).cut);
		talloc_free(job);
		job = job_new();
	}
	talloc_free(job);
}

/* A thin line through a row of letters goes, the letters stay; so does a short thin line. */
static void a_streak_is_cut(void **state)
{
	struct job *job = job_new();
	PIX *pix = page(job), *clean = page(job);
	l_int32 letters, left;
	(void)state;
	rows_of_letters(clean, 20);
	rows_of_letters(pix, 20);
	ink(clean, 300, 3000, 900, 3);
	ink(pix, 300, 3000, 900, 3);
	pixCountPixels(clean, &letters, NULL);
	ink(pix, 0, 400 + 17, W, 2);
	ink(pix, 1237, 0, 2, H);
	pixCountPixels(paper_clean(job, pix, DPI), &left, NULL);
	assert_in_range(left, letters - letters / 300, letters + letters / 300);
	talloc_free(job);
}

static struct lie lie_on(struct job *job, PIX *pix)
{
	return lie_of(paper_marks(job, pix, DPI), DPI);
}

static void the_way_lines_run(void **state)
{
	struct job *job = job_new();
	PIX *pix = page(job), *dirty = page(job);
	(void)state;
	rows_of_letters(pix, 40);
	setMsgSeverity(L_SEVERITY_WARNING); /* it tells of large angles */
	for (double skew = -7.5; skew < 8; skew += 0.5) {
		struct lie lie = lie_on(job, image_upright(job, pix, 0, skew));
		assert_false(lie.down);
		assert_true(fabs(lie.skew + skew) < 0.06);
		lie = lie_on(job, image_upright(job, pix, 90, skew));
		assert_true(lie.down);
		assert_true(fabs(lie.skew + skew) < 0.06);
	}
	rows_of_letters(dirty, 3);
	ink(dirty, 1700, 0, 5, H); /* dirt on the glass */
	assert_false(lie_on(job, dirty).down);
	assert_true(fabs(lie_on(job, dirty).skew) < 0.06);
	talloc_free(job);
}

/* The same words in every line: their letters stand in columns as straight as the lines are, and by
 * hand straighter. */
static void a_list(void **state)
{
	struct job *job = job_new();
	PIX *pix = page(job);
	(void)state;
	srand(7);
	for (int row = 0; row < 20; row++)
		for (int i = 0; i < 30; i++)
			ink(pix, 300 + 34 * i, 400 + 110 * row + rand() % 40, 24, 34);
	for (int turn = 0; turn < 180; turn += 90) {
		struct lie lie = lie_on(job, image_upright(job, pix, turn, 2));
		assert_int_equal(lie.down, turn != 0);
		assert_true(fabs(lie.skew + 2) < 0.3);
	}
	talloc_free(job);
}

/* What is strewn about has no lines, and is not turned by what it has by chance. */
static void no_lines(void **state)
{
	struct job *job = job_new();
	(void)state;
	srand(5);
	for (int count = 5; count < 3000; count *= 3) {
		PIX *pix = page(job);
		for (int i = 0; i < count; i++)
			ink(pix, 200 + rand() % 2000, 200 + rand() % 3000, 24, 34);
		assert_true(lie_on(job, pix).skew == 0);
	}
	talloc_free(job);
}

static void circle(PIX *pix, int x, int y, double r)
{
	for (int i = 0; i < 7200; i++)
		ink(pix, (int)(x + r * cos(i / 1146.0)), (int)(y + r * sin(i / 1146.0)), 4, 4);
}

static void seals_and_signatures(void **state)
{
	struct job *job = job_new();
	PIX *pix = page(job);
	struct inks inks;
	(void)state;
	rows_of_letters(pix, 20);
	assert_ptr_equal(ink_remove(job, pix, DPI, 34, &inks), pix);
	assert_int_equal(inks.count, 0);
	circle(pix, 900, 1600, 220);
	circle(pix, 900, 1600, 160);
	for (int i = 0; i < 300; i++) /* up and down, as a hand does */
		ink(pix, 1500 + i, 1900 + (int)(60 * sin(i / 14.0)), 5, 12);
	PIX *rest = ink_remove(job, pix, DPI, 34, &inks);
	assert_int_equal(inks.count, 2);
	assert_true(inks.list[0].seal);
	assert_in_range(inks.list[0].box.x, 660, 700);
	assert_false(inks.list[1].seal);
	assert_in_range(inks.list[1].box.w, 295, 315);
	l_int32 left, letters;
	PIX *clean = page(job);
	rows_of_letters(clean, 20);
	pixCountPixels(clean, &letters, NULL);
	pixCountPixels(rest, &left, NULL);
	assert_in_range(left, letters * 95 / 100, letters * 102 / 100);
	talloc_free(job);
}

static int ink_on(PIX *pix)
{
	l_int32 count;
	pixCountPixels(pix, &count, NULL);
	return count;
}

/* Three columns ruled around every second row of letters; one rule is an underline that the letters
 * stand on. */
static void rules_of_tables_go(void **state)
{
	struct job *job = job_new();
	PIX *pix = page(job), *plain = page(job);
	(void)state;
	rows_of_letters(plain, 20);
	assert_ptr_equal(rule_remove(job, plain, DPI), plain);
	rows_of_letters(pix, 20);
	for (int i = 0; i < 10; i++)
		ink(pix, 280, 380 + 128 * i, 1900, 6);
	for (int i = 0; i < 4; i++)
		ink(pix, 280 + 635 * i, 380, 6, 1280);
	ink(pix, 300, 400 + 34, 1800, 5);
	int letters = ink_on(plain), left = ink_on(rule_remove(job, pix, DPI));
	assert_in_range(left, letters * 97 / 100, letters * 103 / 100);
	talloc_free(job);
}

/* Dashes of a fold between two rows; a dash and the dots of a few letters are none. */
static void rests_of_folds_go(void **state)
{
	struct job *job = job_new();
	PIX *pix = page(job), *plain = page(job);
	(void)state;
	rows_of_letters(plain, 10);
	ink(plain, 700, 3000, 60, 4);
	for (int i = 0; i < 8; i++)
		ink(plain, 300 + 90 * i, 3100, 5, 5);
	assert_ptr_equal(rule_remove(job, plain, DPI), plain);
	pixRasterop(pix, 0, 0, W, H, PIX_SRC, plain, 0, 0);
	for (int i = 0; i < 60; i++)
		ink(pix, 200 + 30 * i + (i > 30 ? 200 : 0), 448 + i % 2, 9 + i % 12, 1 + i % 2);
	assert_in_range(ink_on(rule_remove(job, pix, DPI)), ink_on(plain) - 40, ink_on(plain) + 40);
	talloc_free(job);
}

/* A signature that begins in the seal, runs through its rings and far out, a word that touches the
 * ring: they are one piece of ink. */
static void a_seal_signed_through(void **state)
{
	struct job *job = job_new();
	PIX *pix = page(job);
	struct inks inks;
	(void)state;
	rows_of_letters(pix, 12);
	circle(pix, 900, 1800, 220);
	circle(pix, 900, 1800, 150);
	for (int i = 0; i < 700; i++)
		ink(pix, 900 + i, 1700 + (int)(60 * sin(i / 14.0)) - i / 3, 5, 12);
	ink(pix, 640, 1790, 60, 34);
	ink_remove(job, pix, DPI, 34, &inks);
	assert_true(inks.count >= 1);
	assert_true(inks.list[0].seal);
	assert_in_range(inks.list[0].box.x, 674, 686);
	assert_in_range(inks.list[0].box.y, 1574, 1586);
	assert_in_range(inks.list[0].box.w, 434, 446);
	for (int i = 1; i < inks.count; i++)
		assert_false(inks.list[i].seal);
	talloc_free(job);
}

/* Letters of a word that touch, one reaching up and one down, are as tall as a flat signature. */
static void touching_letters_are_text(void **state)
{
	struct job *job = job_new();
	PIX *pix = page(job);
	struct inks inks;
	(void)state;
	rows_of_letters(pix, 20);
	ink(pix, 1000, 2100, 24, 34); /* п */
	ink(pix, 1030, 2104, 60, 60); /* у, б, л */
	ink(pix, 1080, 2086, 60, 48);
	ink(pix, 1130, 2104, 60, 30);
	ink(pix, 1196, 2100, 24, 34); /* і */
	assert_ptr_equal(ink_remove(job, pix, DPI, 34, &inks), pix);
	assert_int_equal(inks.count, 0);
	talloc_free(job);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_blank_side),
		cmocka_unit_test(three_lines_are_text),
		cmocka_unit_test(the_bed_is_cut),
		cmocka_unit_test(the_way_lines_run),
		cmocka_unit_test(a_list),
		cmocka_unit_test(no_lines),
		cmocka_unit_test(cut_at_an_edge),
		cmocka_unit_test(a_streak_is_cut),
		cmocka_unit_test(seals_and_signatures),
		cmocka_unit_test(little_is_not_blank),
		cmocka_unit_test(rules_of_tables_go),
		cmocka_unit_test(rests_of_folds_go),
		cmocka_unit_test(a_seal_signed_through),
		cmocka_unit_test(touching_letters_are_text),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
