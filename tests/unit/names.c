/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms of names. */
#include "ocr/names.h"

#include "base/job.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
/* after the four above */
#include <cmocka.h>

static void patronymics(void **state)
{
	struct job *job = job_new();
	(void)state;
	struct patronymic p = patronymic_read(job, "Анатоліївна");
	assert_int_equal(p.form, NOMINATIVE);
	assert_true(p.female);
	assert_true(p.known);
	p = patronymic_read(job, "Федоровича");
	assert_int_equal(p.form, GENITIVE);
	assert_false(p.female);
	assert_true(p.known);
	assert_string_equal(p.nominative, "Федорович");
	assert_string_equal(patronymic_read(job, "Іллівни").nominative, "Іллівна");
	assert_int_equal(patronymic_read(job, "Васильовичу").form, DATIVE);
	assert_int_equal(patronymic_read(job, "Юріївні").form, DATIVE);
	assert_int_equal(patronymic_read(job, "Калинчук").form, NO_NAME);
	assert_false(patronymic_read(job, "Ъбьєвна").known);
	talloc_free(job);
}

static void given_names(void **state)
{
	struct job *job = job_new();
	(void)state;
	assert_string_equal(given_name(job, "Петра", false, GENITIVE), "Петро");
	assert_string_equal(given_name(job, "Олексія", false, GENITIVE), "Олексій");
	assert_string_equal(given_name(job, "Іллі", false, GENITIVE), "Ілля");
	assert_string_equal(given_name(job, "Миколи", false, GENITIVE), "Микола");
	assert_string_equal(given_name(job, "Якова", false, GENITIVE), "Яків");
	assert_string_equal(given_name(job, "Василя", false, GENITIVE), "Василь");
	assert_string_equal(given_name(job, "Ольги", true, GENITIVE), "Ольга");
	assert_string_equal(given_name(job, "Наталії", true, GENITIVE), "Наталія");
	assert_string_equal(given_name(job, "Любові", true, GENITIVE), "Любов");
	assert_string_equal(given_name(job, "Зої", true, GENITIVE), "Зоя");
	assert_string_equal(given_name(job, "Оксана", true, NOMINATIVE), "Оксана");
	assert_null(given_name(job, "Петра", true, GENITIVE));
	assert_null(given_name(job, "Вулиця", true, NOMINATIVE));
	talloc_free(job);
}

static void surnames(void **state)
{
	static const struct {
		const char *genitive, *nominative;
		bool female;
	} rows[] = {
		{"Іваненка", "Іваненко", false},    {"Ковальчука", "Ковальчук", false},
		{"Криничного", "Криничний", false}, {"Яворського", "Яворський", false},
		{"Кравця", "Кравець", false},	    {"Горобця", "Горобець", false},
		{"Бондаря", "Бондар", false},	    {"Коваля", "Коваль", false},
		{"Ґудзя", "Ґудзь", false},	    {"Шульги", "Шульга", false},
		{"Чайки", "Чайка", false},	    {"Зозулі", "Зозуля", false},
		{"Ґалаґана", "Ґалаґан", false},	    {"Лисака", "Лисак", false},
		{"Бойка", "Бойко", false},	    {"Стецьковича", "Стецькович", false},
		{"Польової", "Польова", true},	    {"Вербицької", "Вербицька", true},
		{"Шульги", "Шульга", true},	    {"Зозулі", "Зозуля", true},
		{"Савченко", "Савченко", true},	    {"Мельник", "Мельник", true},
		{"Щербань", "Щербань", true},
	};
	struct job *job = job_new();
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(surname_nominative(job, rows[i].genitive, rows[i].female),
				    rows[i].nominative);
	assert_true(surname_same("Кравець", "Кравця"));
	assert_true(surname_same("Криничний", "Криничного"));
	assert_false(surname_same("Кравець", "Чайки"));
	assert_false(surname_same("Іваненко", "Іванишина"));
	talloc_free(job);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(patronymics),
		cmocka_unit_test(given_names),
		cmocka_unit_test(surnames),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
