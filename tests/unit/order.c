/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words to lines: one column, a slope, a signature line, two real columns, a table. */
#include "ocr/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
/* after the four above */
#include <cmocka.h>

enum { HEIGHT = 40 };

struct sheet {
	struct job *job;
	struct words words;
};

static void put(struct sheet *sheet, const char *text, int x, int y, int w)
{
	sheet->words.list = APPEND(sheet->job, sheet->words.list, &sheet->words.count, struct word);
	sheet->words.list[sheet->words.count - 1] = (struct word){
		.box = {x, y, w, HEIGHT}, .confidence = 90, .text = text};
}

/* All lines, parted by /. */
static const char *ordered(struct sheet *sheet)
{
	struct lines lines = lines_order(sheet->job, sheet->words);
	char *all = must(talloc_strdup(sheet->job, ""));
	for (int i = 0; i < lines.count; i++)
		all = must(talloc_asprintf_append(all, "%s%s", i > 0 ? "/" : "",
						  line_text(sheet->job, &lines.list[i])));
	return all;
}

static void rows_in_any_order(void **state)
{
	struct sheet sheet = {.job = job_new()};
	(void)state;
	put(&sheet, "d", 300, 160, 100);
	put(&sheet, "b", 300, 104, 100);
	put(&sheet, "a", 100, 100, 100);
	put(&sheet, "c", 100, 158, 100);
	assert_string_equal(ordered(&sheet), "a b/c d");
	talloc_free(sheet.job);
}

/* Ten words that each stand three px lower: the last is farther from the first than two lines are
 * apart. */
static void downhill(void **state)
{
	struct sheet sheet = {.job = job_new()};
	(void)state;
	for (int i = 0; i < 10; i++) {
		put(&sheet, "a", 100 + 150 * i, 100 + 6 * i, 100);
		put(&sheet, "b", 100 + 150 * i, 160 + 6 * i, 100);
	}
	assert_string_equal(ordered(&sheet), "a a a a a a a a a a/b b b b b b b b b b");
	talloc_free(sheet.job);
}

static void small_signs_stay(void **state)
{
	struct sheet sheet = {.job = job_new()};
	(void)state;
	put(&sheet, "a", 100, 100, 100);
	put(&sheet, "-", 220, 118, 20);
	sheet.words.list[1].box.h = 6;
	put(&sheet, "b", 260, 100, 100);
	put(&sheet, "c", 100, 160, 100);
	put(&sheet, "d", 260, 160, 100);
	assert_string_equal(ordered(&sheet), "a - b/c d");
	talloc_free(sheet.job);
}

/* The reader's box of the first word reaches over the whole second one, whose own takes in more
 * than its line: what it gave one after the other stays so. */
static void boxes_that_overlap(void **state)
{
	struct sheet sheet = {.job = job_new()};
	(void)state;
	put(&sheet, "a", 100, 100, 400);
	put(&sheet, "b", 400, 92, 92);
	sheet.words.list[1].box.h = 100;
	put(&sheet, "c", 520, 100, 100);
	put(&sheet, "d", 100, 160, 100);
	put(&sheet, "e", 220, 160, 100);
	assert_string_equal(ordered(&sheet), "a b c/d e");
	talloc_free(sheet.job);
}

/* One word came as three, each box within that of the first; then words that only seem to be. */
static void torn_words(void **state)
{
	struct sheet sheet = {.job = job_new()};
	(void)state;
	put(&sheet, "житлово", 100, 100, 500);
	put(&sheet, "-", 250, 100, 20);
	put(&sheet, "комунального", 280, 100, 320);
	put(&sheet, "господарства", 630, 100, 300);
	put(&sheet, "a", 100, 160, 400);
	put(&sheet, "b", 300, 160, 200);
	for (int i = 0; i < 6; i++)
		sheet.words.list[i].row = i < 4 ? 1 : 2;
	assert_string_equal(ordered(&sheet), "житлово-комунального господарства/a b");
	talloc_free(sheet.job);
}

/* A letter of a seal between the two halves of a line does not lead it astray. */
static void junk_in_a_line(void **state)
{
	struct sheet sheet = {.job = job_new()};
	(void)state;
	put(&sheet, "a", 100, 100, 100);
	put(&sheet, "x", 500, 120, 40);
	put(&sheet, "b", 900, 96, 100);
	assert_string_equal(ordered(&sheet), "a x b");
	talloc_free(sheet.job);
}

/* COUNT rows, each of WORDS words on both sides of a gap. */
static void columns(struct sheet *sheet, int count, int words, int width)
{
	for (int i = 0; i < count; i++)
		for (int side = 0; side < 2; side++)
			for (int j = 0; j < words; j++)
				put(sheet, side == 0 ? "l" : "r",
				    100 + 1100 * side + j * (width + 15), 100 + 60 * i, width);
}

static void two_columns(void **state)
{
	struct sheet sheet = {.job = job_new()};
	(void)state;
	columns(&sheet, 9, 4, 235);
	const char *text = ordered(&sheet);
	assert_true(strncmp(text, "l l l l/l l l l/", 16) == 0);
	assert_non_null(strstr(text, "/l l l l/r r r r/"));
	assert_null(strstr(text, "l r"));
	talloc_free(sheet.job);
}

/* Cells that do not fill their columns are a table: it is read row by row. */
static void table(void **state)
{
	struct sheet sheet = {.job = job_new()};
	(void)state;
	columns(&sheet, 9, 1, 300);
	assert_non_null(strstr(ordered(&sheet), "l r/l r/l r"));
	talloc_free(sheet.job);
}

static void few_rows_are_no_columns(void **state)
{
	struct sheet sheet = {.job = job_new()};
	(void)state;
	for (int i = 0; i < 2; i++)
		put(&sheet, "full", 100, -20 + 60 * i, 2200);
	columns(&sheet, 3, 4, 235);
	for (int i = 2; i < sheet.words.count; i++)
		sheet.words.list[i].box.y += 120;
	assert_non_null(strstr(ordered(&sheet), "l l l l r r r r"));
	talloc_free(sheet.job);
}

/* The last lines of a column do not fill it, nor does the right one go down as far as the left. */
static void ragged_columns(void **state)
{
	struct sheet sheet = {.job = job_new()};
	(void)state;
	for (int i = 0; i < 6; i++) {
		put(&sheet, "l", 100, 100 + 60 * i, 900 - 40 * (i % 3));
		if (i < 5)
			put(&sheet, "r", 1100, 103 + 60 * i, 900 - 60 * (i % 4));
	}
	assert_string_equal(ordered(&sheet), "l/l/l/l/l/l/r/r/r/r/r");
	put(&sheet, "sum", 100, 600, 300); /* far below it is no part of them */
	assert_string_equal(ordered(&sheet), "l/l/l/l/l/l/r/r/r/r/r/sum");
	talloc_free(sheet.job);
}

/* The name of the office in the corner, to whom it writes beside it. */
static void letterhead_in_the_corner(void **state)
{
	struct sheet sheet = {.job = job_new()};
	(void)state;
	for (int i = 0; i < 5; i++)
		put(&sheet, "office", 160 + 10 * (i % 2), 100 + 50 * i, 700 - 20 * (i % 2));
	put(&sheet, "to", 1200, 112, 600);
	put(&sheet, "whom", 1200, 172, 300);
	put(&sheet, "title", 900, 500, 400);
	assert_string_equal(ordered(&sheet), "office/office/office/office/office/to/whom/title");
	talloc_free(sheet.job);
}

/* Months and sums stand in two columns as well. */
static void numbers_at_the_top(void **state)
{
	struct sheet sheet = {.job = job_new()};
	(void)state;
	for (int i = 0; i < 6; i++) {
		put(&sheet, "month", 100, 100 + 60 * i, 300);
		put(&sheet, "1777,91", 1200, 100 + 60 * i, 200);
	}
	assert_non_null(strstr(ordered(&sheet), "month 1777,91/month 1777,91/month"));
	talloc_free(sheet.job);
}

/* Blanks of one line that happen to stand above those of the next are no gutter. */
static void justified_lines(void **state)
{
	struct sheet sheet = {.job = job_new()};
	(void)state;
	for (int i = 0; i < 12; i++) {
		int at = 900 + 30 * (i % 4);
		put(&sheet, "l", 100, 100 + 60 * i, at - 100);
		put(&sheet, "r", at + 50, 100 + 60 * i, 2100 - at);
	}
	assert_non_null(strstr(ordered(&sheet), "l r/l r/l r/l r/l r/l r/l r/l r/l r/l r/l r/l r"));
	talloc_free(sheet.job);
}

static void nothing(void **state)
{
	struct job *job = job_new();
	(void)state;
	assert_int_equal(lines_order(job, (struct words){0}).count, 0);
	talloc_free(job);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_in_any_order),
		cmocka_unit_test(downhill),
		cmocka_unit_test(small_signs_stay),
		cmocka_unit_test(boxes_that_overlap),
		cmocka_unit_test(torn_words),
		cmocka_unit_test(junk_in_a_line),
		cmocka_unit_test(two_columns),
		cmocka_unit_test(table),
		cmocka_unit_test(few_rows_are_no_columns),
		cmocka_unit_test(ragged_columns),
		cmocka_unit_test(letterhead_in_the_corner),
		cmocka_unit_test(numbers_at_the_top),
		cmocka_unit_test(justified_lines),
		cmocka_unit_test(nothing),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
