/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters: every code point there and back, what is no UTF-8, case against the C library's; words
 * folded for comparison. */
#include "base/text.h"
#include "register/text.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include <cmocka.h>

static void there_and_back(void **state)
{
	(void)state;
	for (uint32_t code = 1; code < 0x110000; code++) {
		char text[LETTER_TEXT];
		const char *at = text_put(code, text);
		bool half = code >= 0xd800 && code < 0xe000;
		assert_int_equal(text_step(&at), half ? TEXT_BROKEN : code);
		assert_ptr_equal(at, half ? text + 1 : text + strlen(text));
	}
}

static void no_utf8(void **state)
{
	static const struct {
		const char *text;
		int signs; /* all but the last are broken, a byte each; the last is z */
	} rows[] = {{"\x80z", 2},
		    {"\xffz", 2},
		    {"\xc0\x80z", 3},
		    {"\xc1\xbfz", 3},
		    {"\xd0z", 2},
		    {"\xe2\x82z", 3},
		    {"\xe0\x80\x80z", 4},
		    {"\xe0\x9f\xbfz", 4},
		    {"\xed\xa0\x80z", 4},
		    {"\xf0\x8f\xbf\xbfz", 5},
		    {"\xf4\x90\x80\x80z", 5},
		    {"\xf5\x80\x80\x80z", 5},
		    {"\xf0\x9f\x93z", 4},
		    {"\xfe\xffz", 3}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *at = rows[i].text;
		for (int k = 1; k < rows[i].signs; k++)
			assert_int_equal(text_step(&at), TEXT_BROKEN);
		assert_int_equal(text_step(&at), 'z');
		assert_int_equal(text_step(&at), 0);
		assert_int_equal(text_step(&at), 0);
	}
	const char cut[] = "\xd0", *at = cut; /* the end within a letter */
	assert_int_equal(text_step(&at), TEXT_BROKEN);
	assert_int_equal(text_step(&at), 0);
}

/* Letters whose capital stands outside what we know (ı, ÿ, palochka, ſ) stay as they are. */
static bool odd(uint32_t code)
{
	return code == 0xb5 || code == 0xff || code == 0x130 || code == 0x131 ||
	       (code >= 0x4c0 && code < 0x4d0) || code == 0xdf;
}

static void cases(void **state)
{
	(void)state;
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) {
		print_message("# skipped: no locale C.UTF-8\n");
		return;
	}
	for (uint32_t code = 1; code < 0x530; code++) {
		if (odd(code) || (code >= 0x138 && code < 0x400))
			continue;
		assert_int_equal(text_upper(code), towupper(code));
		assert_int_equal(text_lower(code), towlower(code));
		assert_int_equal(text_capital(code), towlower(code) != code);
	}
	assert_int_equal(text_upper(0x2014), 0x2014);
	assert_int_equal(text_lower(0x4c1), 0x4c1); /* a pair the other way round: left alone */
	assert_int_equal(text_lower(0x490), 0x491);
	assert_int_equal(text_upper(0x454), 0x404);
	assert_int_equal(text_upper(0x457), 0x407);
}

static void alphabets(void **state)
{
	(void)state;
	assert_true(text_cyrillic(0x404) && text_cyrillic(0x491) && !text_cyrillic('I'));
	assert_true(text_latin('I') && text_latin(0xe9) && text_latin(0x142));
	assert_false(text_latin(0xd7) || text_latin(0xf7) || text_latin('1') || text_latin(0x456));
}

static void folded(void **state)
{
	static const char *const rows[][2] = {{"", ""},
					      {"  ", ""},
					      {"Об’їзна вул.,  5-А", "обїзна вул 5 а"},
					      {"об'їзна ВУЛ 5 а", "обїзна вул 5 а"},
					      {"Ґонта", "гонта"},
					      {"KОВАЛЬ", "коваль"}, /* Latin K */
					      {"IBAN", "iban"},
					      {"'слово'", "слово"}};
	struct job *job = job_new();
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(text_fold(job, rows[i][0]), rows[i][1]);
	assert_true(text_has("обїзна вул 5 а", "вул обїзна"));
	assert_false(text_has("обїзна вул 5 а", "вул нова"));
	assert_true(word_in("head deputy", "deputy"));
	assert_false(word_in("head deputy", "dep"));
	struct pair pairs[] = {{"n", "7"}, {"none", NULL}};
	assert_string_equal(text_fill(job, "К-{n}/{none}{other}{", pairs, 2), "К-7/{");
	talloc_free(job);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(there_and_back),
					   cmocka_unit_test(no_utf8), cmocka_unit_test(cases),
					   cmocka_unit_test(alphabets), cmocka_unit_test(folded)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
