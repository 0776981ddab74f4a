/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words are read again with the Latin model, and which of the two readings is kept. */
#include "ocr/latin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
/* after the four above */
#include <cmocka.h>

enum { WORDS = 40 };

static struct words line(struct word *list, int count)
{
	for (int i = 0; i < count; i++)
		list[i].box = (struct box){100 + 120 * i, 100, 100, 30};
	return (struct words){list, count};
}

static void what_is_read_again(void **state)
{
	struct word list[] = {{.text = "вулиця", .confidence = 96},
			      {.text = "е-таі:", .confidence = 60},
			      {.text = "роѕћїа", .confidence = 90},
			      {.text = "r@poshta.example", .confidence = 95},
			      {.text = "Київ", .confidence = 95}};
	struct words words = line(list, 5);
	(void)state;
	assert_int_equal(latin_run(words, 0, true), 0);
	assert_int_equal(latin_run(words, 1, true), 3);
	assert_int_equal(latin_run(words, 1, false), 0);
	assert_int_equal(latin_run(words, 3, false), 1);
	list[3].box.y = 200; /* the next line */
	assert_int_equal(latin_run(words, 1, true), 2);
}

static void a_hand_is_doubted_everywhere(void **state)
{
	struct word list[WORDS];
	(void)state;
	for (int i = 0; i < WORDS; i++)
		list[i] = (struct word){.text = "слово", .confidence = i % 3 == 0 ? 50 : 95};
	assert_true(latin_hopeless(line(list, WORDS)));
	for (int i = 0; i < WORDS; i++)
		list[i].confidence = i % 9 == 0 ? 50 : 95;
	assert_false(latin_hopeless(line(list, WORDS)));
}

static bool better(const char *ours, double before, const char *theirs, double now)
{
	struct word a = {.text = ours, .confidence = before};
	struct word b = {.text = theirs, .confidence = now};
	return latin_better(line(&a, 1), line(&b, 1));
}

static void which_reading_is_kept(void **state)
{
	(void)state;
	assert_true(better("оІһа@роѕ№Ма", 12, "olha@poshta", 92));
	assert_true(better("(уаѕепоћігѕк.ехатріе)", 78, "(yasenohirsk.example)", 75));
	assert_true(better("е-таі:", 60, "e-mail:", 96));
	assert_true(better("1111206", 38, "11.11.2026", 96));
	assert_false(better("п’яти", 62, "n’atu", 86));
	assert_false(better("пояснює", 45, "TIOACHWE", 86));
	assert_false(better("15-ї", 45, "15-1", 85));
	assert_false(better("На", 46, "Ha", 97));
	assert_false(better("ґазди", 55, "Ta3qu", 71));
	assert_false(better("роѕћїа", 20, "pocTa", 30));
	assert_false(latin_better((struct words){0}, (struct words){0}));
}

static bool surer(const char *ours, double before, const char *theirs, double now)
{
	struct word a = {.text = ours, .confidence = before};
	struct word b = {.text = theirs, .confidence = now};
	return latin_number(&a) && latin_surer(&a, line(&b, 1));
}

/* The same signs and other digits; what has letters or other signs is left as it is. */
static void numbers(void **state)
{
	(void)state;
	assert_true(surer("15.11.2026", 87, "13.11.2026", 96));
	assert_true(surer("(967)", 88, "(067)", 96));
	assert_true(surer("5", 92, "3", 86));
	assert_false(surer("5", 92, "3", 70));
	assert_false(surer("55", 92, "DS", 95));
	assert_false(surer("009-89-63", 76, "0009-89-63", 95));
	assert_false(surer("14", 76, "11", 95));
	assert_false(surer("15-А", 76, "13-A", 95));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_read_again),
		cmocka_unit_test(a_hand_is_doubted_everywhere),
		cmocka_unit_test(which_reading_is_kept),
		cmocka_unit_test(numbers),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
