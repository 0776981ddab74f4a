/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text made safe to show. */
#include "base/plain.h"
#include "base/job.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#undef fail /* cmocka's */

static void lines(void **state)
{
	static const char *const pairs[][2] = {
		{"", ""},
		{"Ґудзь, № 5 — «Ї» 𝄞", "Ґудзь, № 5 — «Ї» 𝄞"},
		{"a\nb\tc\r", "a b c "},
		{"\033[31m\007\177", "�[31m��"},
		{"\302\233"
		 "31m\302\205",
		 "�31m�"},
		{"\342\200\256evil\342\200\254", "�evil�"},
		{"\342\201\246\342\200\217\330\234", "���"},
		{"\377\300\257\355\240\200", "������"},
		{"\320", "�"},
		{"\364\220\200\200", "����"},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_string_equal(plain_line(*state, pairs[i][0]), pairs[i][1]);
}

/* Cut between letters. */
static void shortened(void **state)
{
	char text[402];
	memset(text, 'x', sizeof text);
	text[200] = '\0';
	assert_string_equal(plain_short(*state, text), text);
	text[200] = 'x';
	text[201] = '\0';
	assert_int_equal(strlen(plain_short(*state, text)), 203);
	for (int i = 0; i < 200; i++)
		memcpy(text + 1 + 2 * i, "ї", 2);
	text[401] = '\0';
	const char *cut = plain_short(*state, text);
	assert_int_equal(strlen(cut), 199 + 3);
	assert_string_equal(cut + 197, "ї…");
}

static void judged(void **state)
{
	(void)state;
	assert_true(plain_is("рядок\nдругий\tраз, п'ять №"));
	assert_false(plain_is("Ко\033[31m"));
	assert_false(plain_is("\302\233"));
	assert_false(plain_is("\342\200\256x"));
	assert_false(plain_is("\377"));
	assert_false(plain_is("Ко\320"));
}

static void faults(void **state)
{
	struct job *job = *state;
	fail(job, E_INPUT, "no %s", "\033]0;x\007\nskrynka: done");
	assert_string_equal(job_fault(job), "no �]0;x� skrynka: done");
}

static int setup(void **state)
{
	*state = job_new();
	return 0;
}

static int teardown(void **state)
{
	talloc_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(lines, setup, teardown),
		cmocka_unit_test_setup_teardown(shortened, setup, teardown),
		cmocka_unit_test_setup_teardown(judged, setup, teardown),
		cmocka_unit_test_setup_teardown(faults, setup, teardown),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("plain", tests, NULL, NULL);
}
