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

const struct room rooms[] = {{.name = "press",
			      .run = stamps_room,
			      .load = stamps_room_load,
			      .leaves = LOCK_FORKS | LOCK_TREES},
			     {.name = NULL}};

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

void press_warm(struct press *press, struct stamped *pages, int count)
{
	(void)press, (void)pages, (void)count;
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
	struct stamped page = {"in.tif", 3, 270, -1.25, stamps, 2, "./out.tif", NULL};
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
		pages[i] = (struct stamped){.source = sources[i], .page = i, .out = "./out"};
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

static void no_such_file(void **state)
{
	struct stamped pages[] = {{.source = "gone", .out = "./out"},
				  {.source = "fine", .out = "./out"}};
	assert_int_equal(stamps_press(*state, pages, 2, NULL, NULL), OK);
	assert_non_null(strstr(pages[0].fault, "gone"));
	assert_null(pages[1].fault);
}

/* Only files that are there can be handed to a cage. */
static char folder[] = "/tmp/skrynka-press.XXXXXX";

static int start_all(void **state)
{
	static const char *const names[] = {"in.tif", "m.svg", "n.svg", "crash", "fine",
					    "abort",  "bad",   "exit",	"hang"};
	struct job *job = job_new();
	(void)state;
	if (mkdtemp(folder) == NULL || chdir(folder) != 0)
		return -1;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (file_write(job, names[i], "", 0) != OK)
			return -1;
	return talloc_free(job);
}

static int end_all(void **state)
{
	struct job *job = job_new();
	(void)state;
	return folder_remove(job, folder) == OK ? talloc_free(job) : -1;
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
					   TEST(nothing_to_do), TEST(no_such_file)};
	if (argc > 2 && strcmp(argv[1], "--cage") == 0)
		return cage_main(argc - 2, argv + 2);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, start_all, end_all);
}
