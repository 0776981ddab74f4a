/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that begin at one edge, or end at one: which way up a hand lies. */
#include "ocr/paper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
/* after the four above */
#include <cmocka.h>

enum { LINES = 12, WIDTH = 2400 };

/* An addressee at the right, then lines of several lengths; UPSIDE: down. */
static bool ragged(bool upside)
{
	void *own = talloc_new(NULL);
	struct marks marks = {.list = NEW_ARRAY(own, struct box, 1000), .height = 30};
	for (int i = 0; i < LINES; i++) {
		int from = i < 3 ? 1300 : 200 + i % 2, to = 2200 - 90 * (i * 5 % 4);
		for (int x = from; x < to; x += 40) {
			struct box b = {x, 100 + 60 * i, 30, 30};
			if (upside)
				b = (struct box){WIDTH - b.x - b.w, 100 + 60 * (LINES - i), 30, 30};
			marks.list[marks.count++] = b;
		}
	}
	bool found = paper_ragged_left(own, marks);
	talloc_free(own);
	return found;
}

static void both_ways(void **state)
{
	(void)state;
	assert_false(ragged(false));
	assert_true(ragged(true));
}

static void nothing(void **state)
{
	(void)state;
	void *own = talloc_new(NULL);
	assert_false(paper_ragged_left(own, (struct marks){0}));
	talloc_free(own);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_ways),
		cmocka_unit_test(nothing),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
