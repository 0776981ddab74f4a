/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in a seal: its own letters go, lines of the letter stay. */
#include "ocr/mend.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
/* after the four above */
#include <cmocka.h>

enum { HEIGHT = 40 };

static const struct box seal = {1000, 1000, 440, 440};

/* What is left of a line of COUNT words, texts parted by blanks; "" when nothing is. */
static const char *left_of(struct job *job, const struct word *list, int count)
{
	struct lines lines = {NEW(job, struct line), 1};
	lines.list->words = NEW_ARRAY(job, struct word, count);
	lines.list->count = count;
	for (int i = 0; i < count; i++) {
		lines.list->words[i] = list[i];
		lines.list->words[i].box.h = HEIGHT;
	}
	mend_lines(job, &lines, &seal, 1);
	return lines.count == 0 ? "" : line_text(job, &lines.list[0]);
}

static void letters_of_the_seal(void **state)
{
	struct job *job = job_new();
	const struct word top[] = {{.box = {1130, 1010, 60, 0}, .text = "У", .confidence = 90},
				   {.box = {1200, 1008, 110, 0}, .text = "КРА", .confidence = 92}};
	const struct word side = {.box = {1005, 1190, 30, 0}, .text = "ОСББ", .confidence = 20};
	(void)state;
	assert_string_equal(left_of(job, top, 2), "");
	assert_string_equal(left_of(job, &side, 1), "");
	talloc_free(job);
}

/* The rest of a signature is junk that none would vouch for; beside the seal it is a word. */
static void a_signature_in_it(void **state)
{
	struct job *job = job_new();
	struct word word = {.box = {1130, 1150, 170, 0}, .text = "Мхллх", .confidence = 11};
	(void)state;
	assert_string_equal(left_of(job, &word, 1), "");
	word.box.x = 1500;
	assert_string_equal(left_of(job, &word, 1), "Мхллх");
	talloc_free(job);
}

static void a_line_runs_through(void **state)
{
	struct job *job = job_new();
	const struct word line[] = {
		{.box = {700, 1020, 290, 0}, .text = "Голова", .confidence = 96},
		{.box = {1005, 1020, 60, 0}, .text = "від", .confidence = 96},
		{.box = {1100, 1200, 240, 0}, .text = "правління", .confidence = 90}};
	(void)state;
	assert_string_equal(left_of(job, line, 2), "Голова від");
	assert_string_equal(left_of(job, line + 2, 1), "правління");
	talloc_free(job);
}

static void dust_between_words(void **state)
{
	struct job *job = job_new();
	const struct word line[] = {{.box = {100, 100, 60, 0}, .text = "вул.", .confidence = 96},
				    {.box = {170, 100, 6, 0}, .text = "·", .confidence = 80},
				    {.box = {190, 100, 60, 0}, .text = "–", .confidence = 80}};
	(void)state;
	assert_string_equal(left_of(job, line, 3), "вул. –");
	talloc_free(job);
}

static void the_sign_of_numbers(void **state)
{
	struct job *job = job_new();
	(void)state;
	assert_string_equal(mend_word(job, "М", "", "61/05-24"), "№");
	assert_string_equal(mend_word(job, "Ne", "будинок", "12"), "№");
	assert_string_equal(mend_word(job, "М", "Павлишин", "12"), "М");
	assert_string_equal(mend_word(job, "М", "", "С."), "М");
	talloc_free(job);
}

static void houses_and_phones(void **state)
{
	struct job *job = job_new();
	(void)state;
	assert_string_equal(mend_word(job, "6.", "Лісова,", "14"), "б.");
	assert_string_equal(mend_word(job, "6.59", "Польова,", ""), "б.59");
	assert_string_equal(mend_word(job, "6.59", "грн", ""), "6.59");
	assert_string_equal(mend_word(job, "З,", "кв.", ""), "3,");
	assert_string_equal(mend_word(job, "З", "року.", "огляду"), "З");
	assert_string_equal(mend_word(job, "(967)", "тел.", "004-66-37"), "(067)");
	assert_string_equal(mend_word(job, "(967)", "грн", "усього"), "(967)");
	talloc_free(job);
}

/* In a line a digit beside an initial is one too; at its beginning it is its number. */
static void digits_as_initials(void **state)
{
	struct job *job = job_new();
	const struct word line[] = {
		{.box = {100, 100, 60, 0}, .text = "3.", .confidence = 96},
		{.box = {170, 100, 60, 0}, .text = "К.", .confidence = 90},
		{.box = {240, 100, 60, 0}, .text = "0.", .confidence = 90},
		{.box = {310, 100, 200, 0}, .text = "Шульга", .confidence = 90}};
	(void)state;
	assert_string_equal(left_of(job, line, 4), "3. К. О. Шульга");
	talloc_free(job);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_of_the_seal), cmocka_unit_test(a_signature_in_it),
		cmocka_unit_test(a_line_runs_through), cmocka_unit_test(dust_between_words),
		cmocka_unit_test(the_sign_of_numbers), cmocka_unit_test(houses_and_phones),
		cmocka_unit_test(digits_as_initials),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
