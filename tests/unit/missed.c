/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that no word explains: one passed by, half of one, dust, the margin. */
#include "ocr/missed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
/* after the four above */
#include <cmocka.h>

enum { LETTER = 30, STEP = 40 };

struct scene {
	struct job *job;
	struct marks marks;
};

static void letters(struct scene *scene, int count, int x, int y)
{
	for (int i = 0; i < count; i++) {
		scene->marks.list = APPEND(scene->job, scene->marks.list, &scene->marks.count,
					   struct box);
		scene->marks.list[scene->marks.count - 1] = (struct box){x + i * STEP, y, LETTER,
									 LETTER};
	}
	scene->marks.height = LETTER;
}

static struct box *lines_of(struct scene *scene, const struct box *words, int nwords, int *count)
{
	struct marks missed = missed_marks(scene->job, scene->marks, words, nwords);
	return missed_lines(scene->job, missed, count);
}

static void a_line_between_two(void **state)
{
	struct scene scene = {.job = job_new()};
	const struct box words[] = {{90, 90, 900, 50}, {90, 290, 900, 50}};
	int count;
	(void)state;
	for (int i = 0; i < 3; i++)
		letters(&scene, 20, 100, 100 + i * 100);
	struct box *lines = lines_of(&scene, words, 2, &count);
	assert_int_equal(count, 1);
	assert_int_equal(lines[0].x, 100);
	assert_int_equal(lines[0].y, 200);
	assert_int_equal(lines[0].w, 19 * STEP + LETTER);
	assert_int_equal(lines[0].h, LETTER);
	talloc_free(scene.job);
}

static void the_second_half_of_a_line(void **state)
{
	struct scene scene = {.job = job_new()};
	const struct box word = {90, 90, 400, 50};
	int count;
	(void)state;
	letters(&scene, 20, 100, 100);
	struct box *lines = lines_of(&scene, &word, 1, &count);
	assert_int_equal(count, 1);
	assert_int_equal(lines[0].x, 500);
	talloc_free(scene.job);
}

/* Lines that stand beside each other, far apart, are two. */
static void two_columns(void **state)
{
	struct scene scene = {.job = job_new()};
	int count;
	(void)state;
	letters(&scene, 6, 100, 100);
	letters(&scene, 6, 1000, 110);
	lines_of(&scene, NULL, 0, &count);
	assert_int_equal(count, 2);
	talloc_free(scene.job);
}

static void dust_is_no_line(void **state)
{
	struct scene scene = {.job = job_new()};
	int count;
	(void)state;
	letters(&scene, 3, 100, 100);
	letters(&scene, 1, 900, 400);
	lines_of(&scene, NULL, 0, &count);
	assert_int_equal(count, 0);
	scene.marks.count = 0;
	lines_of(&scene, NULL, 0, &count);
	assert_int_equal(count, 0);
	talloc_free(scene.job);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_between_two),
		cmocka_unit_test(the_second_half_of_a_line),
		cmocka_unit_test(two_columns),
		cmocka_unit_test(dust_is_no_line),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
