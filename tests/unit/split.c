/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages to letters, and letters that look alike. */
#include "register/split.h"
#include "ocr/mend.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
/* after the four above */
#include <cmocka.h>

/* PAGES: t text, b blank, u unread, s apart, n a page with a sticker, B one that a person says
 * begins a letter, G one that he says goes on. The letter of each page as a digit, . for none, -
 * for a back.
 */
static const char *split(struct job *job, const char *pages, int per_letter)
{
	int count = (int)strlen(pages);
	struct placed *places = NEW_ARRAY(job, struct placed, count);
	char *out = must(talloc_zero_array(job, char, (unsigned)count + 1));
	for (int i = 0; i < count; i++)
		places[i] = (struct placed){
			.apart = pages[i] == 's',
			.blank = pages[i] == 'b',
			.starts = pages[i] == 'n',
			.decided = pages[i] == 'B'   ? BEGINS
				   : pages[i] == 'G' ? GOES_ON
						     : NOT_SAID,
		};
	split_pages(places, count, per_letter);
	for (int i = 0; i < count; i++)
		out[i] = places[i].back		 ? '-'
			 : places[i].letter == 0 ? '.'
						 : (char)('0' + places[i].letter);
	return out;
}

static void letters_split(void **state)
{
	struct job *job = job_new();
	(void)state;
	assert_string_equal(split(job, "tt", 0), "11");
	assert_string_equal(split(job, "sttst", 0), ".11.2");
	assert_string_equal(split(job, "tst", 0), "1.2");
	assert_string_equal(split(job, "stbst", 0), ".11.2");
	assert_string_equal(split(job, "sbtbsbtt", 0), ".-11.-22");
	assert_string_equal(split(job, "sst", 0), "..1");
	assert_string_equal(split(job, "sus", 0), ".1.");
	assert_string_equal(split(job, "ttttt", 2), "11223");
	assert_string_equal(split(job, "sttt", 2), ".112");
	assert_string_equal(split(job, "s", 0), ".");
	assert_string_equal(split(job, "ntnn", 0), "1123");
	assert_string_equal(split(job, "snts", 0), ".11.");
	assert_string_equal(split(job, "tBt", 0), "122");
	assert_string_equal(split(job, "stsGt", 0), ".1.11");
	assert_string_equal(split(job, "tttBtt", 2), "112334"); /* counted from where it begins */
	assert_string_equal(split(job, "tGtt", 1), "1123");
	assert_string_equal(split(job, "G", 0), "1");
	talloc_free(job);
}

static void letters_mended(void **state)
{
	static const struct {
		const char *text, *before, *after, *expected;
	} rows[] = {
		{"Ha", "живу", "вулиці", "на"},
		{"Ha", "дня.", "вулиці", "На"},
		{"i", "", "", "і"},
		{"BepeceHb", "", "", "Вересень"},
		{"56-A", "буд.", "", "56-А"},
		{"Ne", "", "12", "№"},
		{"Ne", "", "дня", "Ne"},
		{"6.", "Польова,", "10", "б."},
		{"6.", "пункту", "10", "6."},
		{"З", "на", "дні", "3"},
		{"З", "закону.", "повагою", "З"},
		{"C.", "О.", "Коваль", "С."},
		{"XIV", "статті", "", "XIV"},
		{"Windows", "", "", "Windows"},
		{"olena@poshta.example", "", "", "olena@poshta.example"},
		{"Ѓереги", "", "", "Ґереги"},
		{"їЇздова", "", "", "Їздова"},
		{"Її", "", "", "Її"},
	};
	struct job *job = job_new();
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(mend_word(job, rows[i].text, rows[i].before, rows[i].after),
				    rows[i].expected);
	talloc_free(job);
}

static void specks_dropped(void **state)
{
	struct job *job = job_new();
	struct word words[] = {{.box = {100, 100, 200, 40}, .confidence = 95, .text = "слово"},
			       {.box = {320, 115, 30, 6}, .confidence = 95, .text = "—"},
			       {.box = {370, 100, 200, 40}, .confidence = 95, .text = "слово"},
			       {.box = {900, 100, 5, 5}, .confidence = 60, .text = "."}};
	struct line line = {{100, 100, 805, 40}, words, 4};
	struct lines lines = {&line, 1};
	(void)state;
	mend_lines(job, &lines, NULL, 0);
	assert_int_equal(lines.list[0].count, 3);
	assert_string_equal(lines.list[0].words[1].text, "—");
	talloc_free(job);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_split),
		cmocka_unit_test(letters_mended),
		cmocka_unit_test(specks_dropped),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
