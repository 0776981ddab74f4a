/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/slim.h"

#include "base/job.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct job *job;

static const char *slim(const char *content)
{
	return slim_content(job, content, strlen(content));
}

#define BEGIN "q .04 0 0 .04 0 0 cm\n"

static void faces(void **state)
{
	(void)state;
	/* the same face twice is told twice the same */
	assert_string_equal(slim("0 g 1 2 m 3 2 l 2 4 l h\n11 2 m 13 2 l 12 4 l h\n11 2 m f\n1 w"),
			    "0 g " BEGIN "1 0 0 1 25 50 cm\n0 0 m\n50 0 l\n25 50 l\nh\nf\n"
			    "1 0 0 1 250 0 cm\n0 0 m\n50 0 l\n25 50 l\nh\nf\nQ\n\n1 w");
	/* a hole is filled with what is around it, though something lies between; curves */
	assert_string_equal(
		slim("0 0 m 9 0 l 9 9 l h 20 0 m 21 0 l 20 1 l h 5 1 m 6 2 7 1 8 1 c h f*"),
		BEGIN "1 0 0 1 0 0 cm\n0 0 m\n225 0 l\n225 225 l\nh\n"
		      "125 25 m\n150 50 175 25 200 25 c\nh\nf*\n"
		      "1 0 0 1 500 0 cm\n0 0 m\n25 0 l\n0 25 l\nh\nf*\nQ\n");
}

/* It joins what was apart. */
static void bridge(void **state)
{
	(void)state;
	assert_string_equal(slim("0 0 m 1 0 l 0 1 l h 4 0 m 5 0 l 4 1 l h 1 0 m 4 0 l 4 1 l h f"),
			    BEGIN "1 0 0 1 0 0 cm\n0 0 m\n25 0 l\n0 25 l\nh\n"
				  "100 0 m\n125 0 l\n100 25 l\nh\n"
				  "25 0 m\n100 0 l\n100 25 l\nh\nf\nQ\n");
}

static void boxes(void **state)
{
	(void)state;
	assert_string_equal(slim("1.01 -2 m 3.01 -2 l 3.01 2.5 l 1.01 2.5 l h f"),
			    BEGIN "1 0 0 1 25 -50 cm\n0 0 50 113 re\nf\nQ\n");
	/* the other way round: not what re means */
	assert_non_null(strstr(slim("1 1 m 1 3 l 3 3 l 3 1 l h f"), "0 50 l"));
}

static void the_rest(void **state)
{
	static const char *const whole[] = {
		"",
		"12",
		"1 0 0 -1 0 79.37 cm\nq\n[] 0.0 d\n4 M 1 2 m 3 4 l S Q",
		"1 1 5 5 re 1 2 m 3 4 l 5 6 l h f", /* a rectangle in the path, before it */
		"1 2 m 3 4 l 5 6 l h 1 1 5 5 re f", /* and after */
		"1 2 m 3 4 l 5 6 l h W n",
		"3 4 l 5 6 l f", /* begins nowhere */
		"1 2 3 m 3 4 l h f",
		"f",
	};
	(void)state;
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		assert_string_equal(slim(whole[i]), whole[i]);
	assert_string_equal(slim_content(job, "1 g 23", 4), "1 g ");
}

static void many(void **state)
{
	enum { MANY = 2100 };
	char *content = must(talloc_strdup(job, ""));
	(void)state;
	for (int i = 0; i < MANY; i++)
		content = must(talloc_asprintf_append_buffer(
			content, "%d %d m %d %d l %d %d l h\n", i % 100 * 9, i / 100 * 9,
			i % 100 * 9 + 1, i / 100 * 9, i % 100 * 9, i / 100 * 9 + 1));
	content = must(talloc_strdup_append_buffer(content, "f"));
	int lines = 0;
	for (const char *at = slim(content); (at = strstr(at, " m\n")) != NULL; at++)
		lines++;
	assert_int_equal(lines, MANY);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(faces),    cmocka_unit_test(bridge), cmocka_unit_test(boxes),
		cmocka_unit_test(the_rest), cmocka_unit_test(many),
	};
	job = job_new();
	cmocka_set_message_output(CM_OUTPUT_TAP);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	talloc_free(job);
	return failed;
}
