/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A surname that may not be told is found in whatever case it stands. */
#include "register/sight.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
/* after the four above */
#include <cmocka.h>

static bool kept(struct job *job, const char *surname, const char *text)
{
	return withheld_text(job, surname, text) != text;
}

static void in_every_case(void **state)
{
	static const struct pair told[] = {
		{"Коваленко", "Скарга Коваленка на сусідів"},
		{"Коваленко", "заява громадянки КОВАЛЕНКО О. П."},
		{"Романюк", "Романюкові відмовлено"},
		{"Кравець", "про паркан Кравця"},
		{"Бойко", "разом із Бойком"},
		{"Мороз", "від Мороза"},
		{"Білий", "за зверненням Білого"},
		{"Чорна", "доручено Чорній"},
		{"Муха", "скарга Мухи"},
		{"Лях", "звернення Ляха"},
		{"Нечуй-Левицька", "за листом Нечуй-Левицької"},
		{"О'Коннор", "скарга О’Коннора"},
	};
	struct job *job = job_new();
	(void)state;
	for (size_t i = 0; i < sizeof told / sizeof *told; i++)
		if (!kept(job, told[i].name, told[i].value))
			fail_msg("%s is named by: %s", told[i].name, told[i].value);
	talloc_free(job);
}

static void nothing_else(void **state)
{
	struct job *job = job_new();
	(void)state;
	assert_false(kept(job, "Коваленко", "Скарга на сусідів"));
	assert_false(kept(job, "Кравець", "подряпини на паркані"));
	assert_false(kept(job, "Мороз", "заморозки"));
	assert_false(kept(job, "", "Скарга на сусідів"));
	assert_false(kept(job, NULL, "Скарга на сусідів"));
	assert_null(withheld_text(job, "Коваленко", NULL));
	talloc_free(job);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(in_every_case),
					   cmocka_unit_test(nothing_else)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
