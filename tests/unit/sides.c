/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters that hang below their line or stand out above it, dots over letters: which way up a page
 * lies. */
#include "ocr/sides.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
/* after the four above */
#include <cmocka.h>

enum { LINES = 12, LETTERS = 40, X = 30, LEAST = 12 };

/* Lines of letters, of which every tenth hangs below the line; UPSIDE: down. A line that waves
 * stays one. */
static struct sides written(bool upside, int lines)
{
	void *own = talloc_new(NULL);
	struct marks marks = {.list = NEW_ARRAY(own, struct box, LINES * LETTERS), .height = X};
	for (int i = 0; i < lines * LETTERS; i++) {
		int column = i % LETTERS, tall = i % 10 == 3 ? X * 6 / 10 : 0;
		int y = 200 + 70 * (i / LETTERS) + column % 6 - (upside ? tall : 0);
		marks.list[marks.count++] = (struct box){100 + 36 * column, y, X, X + tall};
	}
	struct sides found = tails_of(marks);
	talloc_free(own);
	return found;
}

static void both_ways(void **state)
{
	(void)state;
	struct sides up = written(false, LINES), down = written(true, LINES);
	assert_int_equal(up.above, 0);
	assert_int_equal(up.below, LINES * LETTERS / 10);
	assert_int_equal(down.above, LINES * LETTERS / 10);
	assert_int_equal(down.below, 0);
	assert_true(sides_clear(up, LEAST));
	assert_true(sides_clear(down, LEAST));
}

/* Lines of letters, over every fifth of which stands a dot; UPSIDE: under it. Commas stand between
 * words, full stops behind them. */
static struct sides dotted(bool upside, int dots)
{
	enum { H = 20, DOT = 5, DPI = 300 };
	void *own = talloc_new(NULL);
	struct marks marks = {.list = NEW_ARRAY(own, struct box, LINES * LETTERS * 2), .height = H};
	for (int i = 0; i < LINES * LETTERS; i++) {
		int x = 100 + 24 * (i % LETTERS), y = 200 + 70 * (i / LETTERS);
		if (i % 5 == 0 && dots-- > 0)
			marks.list[marks.count++] = (struct box){
				x + 6, upside ? y + H + 3 : y - 3 - DOT, DOT, DOT};
		if (i % 7 == 6) /* between letters, not under one */
			marks.list[marks.count++] = (struct box){x + 18, upside ? y : y + H - DOT,
								 DOT, DOT};
		marks.list[marks.count++] = (struct box){x, y, 16, H};
	}
	struct sides found = dots_of(marks, DPI);
	talloc_free(own);
	return found;
}

static void dots_tell(void **state)
{
	(void)state;
	struct sides up = dotted(false, 40), down = dotted(true, 40), few = dotted(false, 3);
	assert_int_equal(up.above, 40);
	assert_int_equal(up.below, 0);
	assert_int_equal(down.above, 0);
	assert_int_equal(down.below, 40);
	assert_true(sides_clear(up, LEAST));
	assert_false(sides_clear(few, LEAST));
}

/* A line or two tell nothing for sure, nor do as many on either side; a blank page has none. */
static void unclear(void **state)
{
	(void)state;
	assert_false(sides_clear(written(false, 2), LEAST));
	assert_false(sides_clear((struct sides){30, 29}, LEAST));
	assert_false(sides_clear(tails_of((struct marks){0}), LEAST));
}

/* Thousands of marks, as of a screened picture: some are looked at. */
static void many(void **state)
{
	(void)state;
	void *own = talloc_new(NULL);
	struct marks marks = {
		.list = NEW_ARRAY(own, struct box, 50000), .count = 50000, .height = X};
	for (int i = 0; i < marks.count; i++)
		marks.list[i] = (struct box){i % 223 * 11, i / 223 * 15, 10 + i % 7, 10 + i % 5};
	struct sides tails = tails_of(marks);
	assert_in_range(tails.above + tails.below, 0, 1000);
	struct sides dots = dots_of(marks, 600);
	assert_in_range(dots.above + dots.below, 0, 1000);
	talloc_free(own);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_ways),
		cmocka_unit_test(dots_tell),
		cmocka_unit_test(unclear),
		cmocka_unit_test(many),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
