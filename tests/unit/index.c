/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words and registration indices. */
#include "register/index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int setup(void **state)
{
	*state = job_new();
	return 0;
}

static int teardown(void **state)
{
	return talloc_free(*state);
}

static void test_letters(void **state)
{
	static const struct {
		const char *surname, *letter;
	} cases[] = {
		{"Коваленко", "К"},
		{"ґудзь", "Ґ"},
		{"Єфименко", "Є"},
		{"іваненко", "І"},
		{"Їжакевич", "Ї"},
		{"йосипенко", "Й"},
		{"'Яковенко", "Я"},
		{"’ярий", "Я"},
		{"О'Коннор", "О"},
		{"Нечуй-Левицький", "Н"},
		{"д'Артаньян", "Д"},
		{"Smith", "С"},
		{"Shevchenko", "Ш"},
		{"Hryhorenko", "Г"},
		{"Kоваль", "К"},
		{"Hестеренко", "Н"},
		{"Єлизавета", "Є"},
		{"«Щур»", "Щ"},
		{"", ""},
		{"123", ""},
		{"Ы", "Ы"},
		{"Müller", "М"},
		{"Žukov", "Ž"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(index_letter(*state, cases[i].surname, true), cases[i].letter);
	assert_string_equal(index_letter(*state, "Smith", false), "S");
}

static void test_masks(void **state)
{
	struct blanks blanks = {"К", 12, day_of(2026, 3, 5)};
	assert_string_equal(mask_text(*state, "{letter}-{number}", &blanks), "К-12");
	assert_string_equal(mask_text(*state, "{number:4}/{yy}", &blanks), "0012/26");
	assert_string_equal(mask_text(*state, "02-13/{number}", &blanks), "02-13/12");
	assert_string_equal(mask_text(*state, "{letter}.{month}.{year}-{number}", &blanks),
			    "К.03.2026-12");
}

static void test_wrong_masks(void **state)
{
	static const struct {
		const char *mask, *why;
	} cases[] = {
		{"{letter}-{numbr}", "unknown blank {numbr}"},
		{"{letter}-{number", "a \"{\" is not closed"},
		{"{letter}", "it has no {number}, so all indices would be the same"},
		{"{number:0}", "unknown blank {number:0}"},
		{"{number}<b>", "it holds a character that cannot stand in an index"},
		{"{number}0123456789012345678901234567890123", "it is longer than 40 bytes"},
	};
	const char *why;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_false(mask_check(*state, cases[i].mask, &why));
		assert_string_equal(why, cases[i].why);
	}
	assert_true(mask_check(*state, "{letter}-{number}", &why));
}

static void test_references(void **state)
{
	struct reference ref = reference_of(*state, "12");
	assert_int_equal(ref.number, 12);
	ref = reference_of(*state, " № k-12/2025");
	assert_int_equal(ref.number, 0);
	assert_int_equal(ref.year, 2025);
	assert_string_equal(ref.twin, "К-12/2025");
	assert_string_equal(ref.cut_twin, "К-12");
	ref = reference_of(*state, "д-401/1");
	assert_int_equal(ref.year, 0);
	assert_string_equal(ref.whole, "Д-401/1");
	assert_int_equal(reference_of(*state, "99999999999999999999").number, 0);
}

static void test_fold(void **state)
{
	assert_string_equal(text_fold(*state, "  Мар’яна  ҐУДЗЬ-Їжак, вул. №5 "),
			    "маряна гудзь їжак вул 5");
	assert_string_equal(text_fold(*state, "Kовaль Smith"), "коваль smith");
	assert_string_equal(text_fold(*state, "'"), "");
	assert_string_equal(text_fold(*state, "\xd0\xff x"), "x");
	assert_true(text_has("ремонт дороги на вулиці", "дороги ремонт"));
	assert_false(text_has("ремонт дороги", "дороги мосту"));
	assert_true(text_has("ремонт", ""));
}

static void test_words(void **state)
{
	struct pair pairs[] = {{"a", "1"}, {"b", NULL}};
	assert_string_equal(text_fill(*state, "x{a}y{b}z{c}{", pairs, 2), "x1yz{");
	assert_true(word_in("head deputy", "deputy"));
	assert_false(word_in("head deputy", "dep"));
	assert_false(word_in(NULL, "x"));
	assert_false(word_in("head", ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_letters),	    cmocka_unit_test(test_masks),
		cmocka_unit_test(test_wrong_masks), cmocka_unit_test(test_references),
		cmocka_unit_test(test_fold),	    cmocka_unit_test(test_words),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("index", tests, setup, teardown);
}
