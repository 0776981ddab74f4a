/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wall between the caller and the pages: the pages here are made up, and some of them end the
 * process that works on them. */
#include "base/file.h"
#include "stamps/page.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

const struct room rooms[] = {{"press", stamps_room}, {NULL, NULL}};

/* ---- pages that say what they were asked, or die -----------------------------------------------
 */

struct press {
	struct job *job;
};

struct press *press_new(struct job *job)
{
	struct press *press = NEW(job, struct press);
	press->job = job;
	return press;
}

enum status page_press(struct press *press, struct stamped *page)
{
	if (strcmp(page->source, "crash") == 0)
		raise(SIGKILL);
	if (strcmp(page->source, "abort") == 0)
		abort();
	if (strcmp(page->source, "exit") == 0)
		_exit(0x41);
	if (strcmp(page->source, "hang") == 0)
		raise(SIGALRM);
	if (strcmp(page->source, "bad") == 0)
		return (fail)(press->job, E_INPUT, "page %d is bad", page->page);
	for (int i = 0; i < page->nstamps; i++) {
		const char *x = pair_value(page->stamps[i].blanks, page->stamps[i].nblanks, "x");
		page->stamps[i].place = (struct box){atoi(x), page->turn, (int)(page->skew * 1000),
						     i};
		page->stamps[i].where = strcmp(page->stamps[i].file, "m.svg") == 0 ? IN_MARGIN
										   : ON_ADDED_STRIP;
	}
	return OK;
}

/* ---- the caller --------------------------------------------------------------------------------
 */

static const struct pair four = {"x", "4"}, seven[2] = {{"office", "<\"&'>\n"}, {"x", "7"}};

static void count_up(void *self, int done, int count)
{
	int *last = self;
	assert_int_equal(done, *last + 1);
	assert_true(done <= count);
	*last = done;
}

static void asked_and_answered(void **state)
{
	struct stamp stamps[] = {{.file = "m.svg", .blanks = &four, .nblanks = 1},
				 {.file = "n.svg", .blanks = seven, .nblanks = 2}};
	struct stamped page = {"in.tif", 3, 270, -1.25, stamps, 2, "/nowhere/out.tif", NULL};
	int done = 0;
	assert_int_equal(stamps_press(*state, &page, 1, count_up, &done), OK);
	assert_null(page.fault);
	assert_int_equal(done, 1);
	assert_int_equal(stamps[0].place.x, 4);
	assert_int_equal(stamps[0].place.y, 270);
	assert_int_equal(stamps[0].place.w, -1250);
	assert_int_equal(stamps[0].where, IN_MARGIN);
	assert_int_equal(stamps[1].place.x, 7);
	assert_int_equal(stamps[1].place.h, 1);
	assert_int_equal(stamps[1].where, ON_ADDED_STRIP);
}

static void one_dies_the_others_live(void **state)
{
	static const char *const sources[] = {"crash", "fine", "abort", "crash", "fine",
					      "bad",   "exit", "hang",	"fine",	 "crash"};
	struct stamped pages[10];
	int done = 0;
	for (int i = 0; i < 10; i++)
		pages[i] = (struct stamped){.source = sources[i], .page = i, .out = "/nowhere/out"};
	assert_int_equal(stamps_press(*state, pages, 10, count_up, &done), OK);
	assert_int_equal(done, 10);
	for (int i = 0; i < 10; i++)
		assert_int_equal(pages[i].fault == NULL, strcmp(sources[i], "fine") == 0);
	assert_string_equal(pages[5].fault, "page 5 is bad");
	assert_non_null(strstr(pages[7].fault, "too long"));
}

static void nothing_to_do(void **state)
{
	assert_int_equal(stamps_press(*state, NULL, 0, NULL, NULL), OK);
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

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {TEST(asked_and_answered), TEST(one_dies_the_others_live),
					   TEST(nothing_to_do)};
	if (argc > 2 && strcmp(argv[1], "--cage") == 0)
		return cage_main(argc - 2, argv + 2);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
