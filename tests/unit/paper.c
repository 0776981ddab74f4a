/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding free paper, on maps drawn by hand: cells of one millimetre. */
#include "stamps/paper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct wish stamp = {
	.across = 1, .down = 1, .margin = 10, .clear = 2, .width = 60, .height = 25};

static struct paper *a4(void *owner)
{
	return paper_new(owner, 210, 297, 1, 1);
}

static void fill(struct paper *paper, int x, int y, int w, int h)
{
	for (int j = y; j < y + h; j++)
		for (int i = x; i < x + w; i++)
			paper_ink(paper, i, j);
}

static void assert_box(struct box box, int x, int y, int w, int h)
{
	assert_int_equal(box.x, x);
	assert_int_equal(box.y, y);
	assert_int_equal(box.w, w);
	assert_int_equal(box.h, h);
}

static void blank_page(void **state)
{
	struct paper *paper = a4(*state);
	struct spot spot;
	paper_ready(paper);
	assert_true(paper_find(paper, &stamp, NULL, &spot));
	assert_box(spot.box, 140, 262, 60, 25);
	assert_int_equal(spot.where, ON_FREE_PAPER);
	struct wish copy = stamp;
	copy.down = 0;
	assert_true(paper_find(paper, &copy, NULL, &spot));
	assert_box(spot.box, 140, 10, 60, 25);
	copy.across = 0.5;
	assert_true(paper_find(paper, &copy, NULL, &spot));
	assert_box(spot.box, 75, 10, 60, 25);
}

static void keeps_its_distance(void **state)
{
	struct paper *paper = a4(*state);
	struct spot spot;
	fill(paper, 20, 200, 150, 70); /* text down to the row 269 */
	paper_ready(paper);
	assert_true(paper_find(paper, &stamp, NULL, &spot));
	assert_int_equal(spot.where, ON_FREE_PAPER);
	assert_true(spot.box.y >= 272 || spot.box.x >= 172 || spot.box.y + 25 <= 198);
	assert_true(paper_free(paper, spot.box));
}

static void nearest_of_two(void **state)
{
	struct paper *paper = a4(*state);
	struct spot spot;
	fill(paper, 0, 0, 210, 100);
	fill(paper, 0, 140, 210, 157); /* one gap, rows 100 to 139 */
	paper_ready(paper);
	assert_true(paper_find(paper, &stamp, NULL, &spot));
	assert_box(spot.box, 140, 113, 60, 25);
}

static void specks_are_no_text(void **state)
{
	struct paper *paper = a4(*state);
	struct spot spot;
	paper_ink(paper, 160, 270);
	paper_ink(paper, 60, 60);
	paper_ready(paper);
	assert_true(paper_free(paper, (struct box){100, 200, 110, 97}));
	assert_true(paper_find(paper, &stamp, NULL, &spot));
	assert_int_equal(spot.where, ON_FREE_PAPER);
	assert_true(spot.box.x >= 135); /* stays near, moves off the speck at most */
}

static void dots_of_a_line_are_text(void **state)
{
	struct paper *paper = a4(*state);
	for (int x = 100; x < 200; x += 2)
		paper_ink(paper, x, 275);
	paper_ready(paper);
	assert_false(paper_free(paper, (struct box){140, 262, 60, 25}));
}

static void margin_turned(void **state)
{
	struct paper *paper = a4(*state);
	struct spot spot;
	fill(paper, 30, 2, 178, 293); /* 30 mm on the left are free */
	paper_ready(paper);
	assert_true(paper_find(paper, &stamp, NULL, &spot));
	assert_int_equal(spot.where, IN_MARGIN);
	assert_true(spot.turned);
	assert_int_equal(spot.box.w, 25);
	assert_int_equal(spot.box.h, 60);
	assert_true(paper_free(paper, spot.box));
}

static void margin_upright(void **state)
{
	struct paper *paper = a4(*state);
	struct spot spot;
	fill(paper, 0, 0, 210, 269); /* 28 mm below: no room for the distance, but for the mark */
	paper_ready(paper);
	assert_true(paper_find(paper, &stamp, NULL, &spot));
	assert_int_equal(spot.where, IN_MARGIN);
	assert_false(spot.turned);
	assert_true(spot.box.y >= 270 && spot.box.y + 25 <= 296);
}

static void full_page(void **state)
{
	struct paper *paper = a4(*state);
	struct spot spot;
	fill(paper, 3, 3, 204, 291);
	paper_ready(paper);
	assert_false(paper_find(paper, &stamp, NULL, &spot));
}

static void reach_prefers_the_margin(void **state)
{
	struct paper *paper = a4(*state);
	struct wish copy = {
		.across = 1, .margin = 8, .clear = 1.5, .reach = 80, .width = 36, .height = 12};
	struct spot spot;
	fill(paper, 0, 14, 210, 200); /* free paper: far below; near: a strip of 14 mm */
	paper_ready(paper);
	assert_true(paper_find(paper, &copy, NULL, &spot));
	assert_int_equal(spot.where, IN_MARGIN);
	assert_int_equal(spot.box.y, 1);
	copy.reach = 0;
	assert_true(paper_find(paper, &copy, NULL, &spot));
	assert_int_equal(spot.where, ON_FREE_PAPER);
	assert_true(spot.box.y > 210);
}

static void one_beside_the_other(void **state)
{
	struct paper *paper = a4(*state);
	struct wish small = stamp;
	struct spot first, second;
	small.height = 10;
	paper_ready(paper);
	assert_true(paper_find(paper, &stamp, NULL, &first));
	paper_take(paper, first.box);
	assert_true(paper_find(paper, &small, &first.box, &second));
	assert_box(second.box, 140, 250, 60, 10); /* right above, 2 mm between */
	paper_take(paper, second.box);
	assert_false(paper_free(paper, second.box));
	assert_true(paper_find(paper, &stamp, NULL, &second));
	assert_true(second.box.y + 25 + 2 <= 250 || second.box.x + 60 + 2 <= 140);
}

static void smaller_than_the_mark(void **state)
{
	struct paper *paper = paper_new(*state, 40, 60, 1, 1);
	struct spot spot;
	double w, h;
	paper_ready(paper);
	struct wish huge = stamp;
	huge.width = 70;
	assert_false(paper_find(paper, &huge, NULL, &spot));
	paper_strip(&huge, &w, &h);
	paper = paper_new(*state, (int)w, 60 + (int)h, 1, 1);
	fill(paper, 0, 0, (int)w, 60);
	paper_ready(paper);
	assert_true(paper_find(paper, &huge, NULL, &spot));
	assert_true(spot.box.y >= 60);
}

/* Whatever lies on the page: what is found is inside and free. */
static void any_page(void **state)
{
	srand(7);
	for (int n = 0; n < 60; n++) {
		struct paper *paper = a4(*state);
		struct spot spot;
		for (int k = 0; k < n * 2; k++)
			fill(paper, rand() % 180, rand() % 290, rand() % 30, rand() % 7);
		paper_ready(paper);
		if (!paper_find(paper, &stamp, NULL, &spot))
			continue;
		assert_true(paper_free(paper, spot.box));
		assert_true(spot.box.x >= 1 && spot.box.x + spot.box.w <= 209);
		assert_true(spot.box.y >= 1 && spot.box.y + spot.box.h <= 296);
	}
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
	const struct CMUnitTest tests[] = {
		TEST(blank_page),
		TEST(keeps_its_distance),
		TEST(nearest_of_two),
		TEST(specks_are_no_text),
		TEST(dots_of_a_line_are_text),
		TEST(margin_turned),
		TEST(margin_upright),
		TEST(full_page),
		TEST(reach_prefers_the_margin),
		TEST(one_beside_the_other),
		TEST(smaller_than_the_mark),
		TEST(any_page),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
