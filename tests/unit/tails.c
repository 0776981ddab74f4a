/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters that hang below their line, or stand out above it: which way up a page lies. */
#include "ocr/tails.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
/* after the four above */
#include <cmocka.h>

enum { LINES = 12, LETTERS = 40, X = 30 };

/* Lines of letters, of which every tenth hangs below the line; UPSIDE: down. A line that waves
 * stays one. */
static struct tails written(bool upside, int lines)
{
	void *own = talloc_new(NULL);
	struct marks marks = {.list = NEW_ARRAY(own, struct box, LINES * LETTERS), .height = X};
	for (int i = 0; i < lines * LETTERS; i++) {
		int column = i % LETTERS, tall = i % 10 == 3 ? X * 6 / 10 : 0;
		int y = 200 + 70 * (i / LETTERS) + column % 6 - (upside ? tall : 0);
		marks.list[marks.count++] = (struct box){100 + 36 * column, y, X, X + tall};
	}
	struct tails found = tails_of(marks);
	talloc_free(own);
	return found;
}

static void both_ways(void **state)
{
	(void)state;
	struct tails up = written(false, LINES), down = written(true, LINES);
	assert_int_equal(up.above, 0);
	assert_int_equal(up.below, LINES * LETTERS / 10);
	assert_int_equal(down.above, LINES * LETTERS / 10);
	assert_int_equal(down.below, 0);
	assert_true(tails_clear(up));
	assert_true(tails_clear(down));
}

/* A line or two tell nothing for sure, nor do as many on either side; a blank page has none. */
static void unclear(void **state)
{
	(void)state;
	assert_false(tails_clear(written(false, 2)));
	assert_false(tails_clear((struct tails){30, 29}));
	assert_false(tails_clear(tails_of((struct marks){0})));
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
	struct tails tails = tails_of(marks);
	assert_in_range(tails.above + tails.below, 0, 1000);
	talloc_free(own);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_ways),
		cmocka_unit_test(unclear),
		cmocka_unit_test(many),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
