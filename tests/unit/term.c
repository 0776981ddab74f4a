/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar and terms over the shipped data: the vectors were computed apart from this program. */
#include "base/home.h"
#include "register/terms.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct law {
	struct job *job;
	struct calendar *calendar;
	struct terms *terms;
};

static struct doc *shipped(struct job *job, const char *name)
{
	const char *path;
	struct doc *doc;
	assert_int_equal(data_file(job, NULL, "workflows", TEXT_OF(job, "%s.xml", name), &path),
			 OK);
	assert_int_equal(xml_read_file(job, path, &doc), OK);
	assert_int_equal(data_file(job, NULL, "xsd", TEXT_OF(job, "%s.xsd", name), &path), OK);
	assert_int_equal(xml_valid(job, doc, path, NULL), OK);
	return doc;
}

static int setup(void **state)
{
	struct job *job = job_new();
	struct law *law = NEW(job, struct law);
	struct remarks *remarks = remarks_new(job, "data");
	law->job = job;
	calendar_read(job, shipped(job, "calendar"), remarks, &law->calendar);
	terms_read(job, shipped(job, "terms"), remarks, &law->terms);
	assert_int_equal(remarks_errors(remarks), 0);
	*state = law;
	return 0;
}

static int teardown(void **state)
{
	talloc_free(((struct law *)*state)->job);
	return 0;
}

static struct day day(const char *text)
{
	struct day out;
	assert_true(day_read(text, &out));
	return out;
}

static struct counted count(struct law *law, const char *spec, enum month month, const char *from)
{
	struct question q = {.terms = law->terms, .calendar = law->calendar};
	assert_true(span_read(spec, &q.span));
	struct term term = {.office_month = true};
	q.term = &term;
	q.month = month;
	return terms_count(&q, day(from));
}

static void check_day(struct day got, const char *want)
{
	char text[DAY_TEXT];
	assert_string_equal(day_iso(got, text), want);
}

static void check(struct law *law, const char *spec, const char *from, const char *raw,
		  const char *due)
{
	struct counted counted = count(law, spec, MONTH_CALENDAR, from);
	check_day(counted.raw, raw);
	check_day(counted.due, due);
}

static const char *const specs[] = {"5d", "10d", "15d", "1m", "30d", "45d"};

static const struct {
	const char *from;
	struct {
		const char *raw, *due; /* due NULL: the same */
	} ends[6];
} vectors[] = {
	{"2017-12-01",
	 {{"2017-12-06", 0},
	  {"2017-12-11", 0},
	  {"2017-12-16", "2017-12-18"},
	  {"2018-01-01", "2018-01-02"},
	  {"2017-12-31", "2018-01-02"},
	  {"2018-01-15", 0}}},
	{"2019-08-24",
	 {{"2019-08-29", 0},
	  {"2019-09-03", 0},
	  {"2019-09-08", "2019-09-09"},
	  {"2019-09-24", 0},
	  {"2019-09-23", 0},
	  {"2019-10-08", 0}}},
	{"2021-04-20",
	 {{"2021-04-25", "2021-04-26"},
	  {"2021-04-30", 0},
	  {"2021-05-05", 0},
	  {"2021-05-20", 0},
	  {"2021-05-20", 0},
	  {"2021-06-04", 0}}},
	{"2021-12-10",
	 {{"2021-12-15", 0},
	  {"2021-12-20", 0},
	  {"2021-12-25", "2021-12-28"},
	  {"2022-01-10", 0},
	  {"2022-01-09", "2022-01-10"},
	  {"2022-01-24", 0}}},
	{"2024-02-29",
	 {{"2024-03-05", 0},
	  {"2024-03-10", "2024-03-11"},
	  {"2024-03-15", 0},
	  {"2024-03-29", 0},
	  {"2024-03-30", "2024-04-01"},
	  {"2024-04-14", "2024-04-15"}}},
	{"2024-08-24",
	 {{"2024-08-29", 0},
	  {"2024-09-03", 0},
	  {"2024-09-08", "2024-09-09"},
	  {"2024-09-24", 0},
	  {"2024-09-23", 0},
	  {"2024-10-08", 0}}},
	{"2025-01-31",
	 {{"2025-02-05", 0},
	  {"2025-02-10", 0},
	  {"2025-02-15", "2025-02-17"},
	  {"2025-02-28", 0},
	  {"2025-03-02", "2025-03-03"},
	  {"2025-03-17", 0}}},
};

static void test_vectors(void **state)
{
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		for (int s = 0; s < 6; s++) {
			const char *raw = vectors[i].ends[s].raw, *due = vectors[i].ends[s].due;
			check(*state, specs[s], vectors[i].from, raw, due == NULL ? raw : due);
		}
}

static void test_working_days(void **state)
{
	check(*state, "5wd", "2018-12-20", "2018-12-28", "2018-12-28");
	check(*state, "20wd", "2018-12-20", "2019-01-22", "2019-01-22");
	check(*state, "5wd", "2021-04-29", "2021-05-11", "2021-05-11");
	check(*state, "20wd", "2021-04-29", "2021-06-01", "2021-06-01");
	check(*state, "5wd", "2022-03-04", "2022-03-14", "2022-03-14");
	check(*state, "5wd", "2022-04-28", "2022-05-05", "2022-05-05");
	check(*state, "5wd", "2024-12-19", "2024-12-26", "2024-12-26");
}

static void test_year_totals(void **state)
{
	static const int totals[] = {250, 251, 248, 250, 250, 251, 250};
	struct law *law = *state;
	for (int year = 2015; year <= 2021; year++) {
		int working = 0;
		for (struct day d = day_of(year, 1, 1); day_year(d) == year; d = day_add(d, 1))
			working += calendar_working(law->calendar, d);
		assert_int_equal(working, totals[year - 2015]);
	}
}

static void test_ends(void **state)
{
	check(*state, "1m", "2023-12-31", "2024-01-31", "2024-01-31");
	check(*state, "1m", "2024-01-31", "2024-02-29", "2024-02-29");
	check(*state, "1m", "2023-01-31", "2023-02-28", "2023-02-28");
	check(*state, "12m", "2024-02-29", "2025-02-28", "2025-02-28");
	check(*state, "48h", "2024-12-20", "2024-12-22", "2024-12-22");
	check(*state, "49h", "2024-12-30", "2025-01-02", "2025-01-02");
	check(*state, "0d", "2024-12-21", "2024-12-21", "2024-12-23");
	check(*state, "-3d", "2024-12-25", "2024-12-22", "2024-12-20");
	check(*state, "-3wd", "2024-12-25", "2024-12-20", "2024-12-20");
}

static void test_month_modes(void **state)
{
	check_day(count(*state, "1m", MONTH_EARLIER, "2025-01-31").due, "2025-02-28");
	check_day(count(*state, "1m", MONTH_EARLIER, "2024-08-24").due, "2024-09-23");
	check_day(count(*state, "1m", MONTH_THIRTY, "2025-01-31").due, "2025-03-03");
	check_day(count(*state, "1m", MONTH_CALENDAR, "2024-08-24").due, "2024-09-24");
}

static void test_spans(void **state)
{
	struct span span;
	(void)state;
	static const char *const wrong[] = {"",	  "d",	  "15",	   "15 d", "+5d",  "5w",     "5dd",
					    "-d", "1.5d", "4000d", "0x5d", "--5d", "99999h", "5D"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(span_read(wrong[i], &span));
	assert_true(span_read("-3wd", &span));
	assert_true(span.back && span.unit == UNIT_WORKING && span.number == 3);
}

/* Easter by published tables; a holiday on a weekend moves on once martial law is over. */
static void test_rules(void **state)
{
	struct law *law = *state;
	check_day(calendar_easter(2015), "2015-04-12");
	check_day(calendar_easter(2021), "2021-05-02");
	check_day(calendar_easter(2024), "2024-05-05");
	check_day(calendar_easter(2025), "2025-04-20");
	check_day(calendar_easter(2030), "2030-04-28");
	struct calendar peace = *law->calendar;
	peace.nmartial = 0;
	assert_false(calendar_working(&peace, day("2025-08-25") /* 24th a Sunday, Monday off */));
	assert_true(calendar_working(&peace, day("2025-08-26")));
	assert_true(calendar_working(law->calendar, day("2025-08-25")));
	assert_false(calendar_working(&peace, day("2030-04-29"))); /* after Easter */
	assert_false(
		calendar_working(&peace, day("2032-05-03"))); /* Easter 2 May, 1 May a Saturday: */
	assert_false(calendar_working(&peace, day("2032-05-04"))); /* two are owed */
	assert_true(calendar_working(&peace, day("2032-05-05")));
}

static void test_local(void **state)
{
	struct calendar own = *((struct law *)*state)->calendar;
	struct exception days[] = {{day("2024-12-24"), false, "санітарний день"},
				   {day("2024-12-28"), true, NULL}};
	own.local = days;
	own.nlocal = 2;
	assert_false(calendar_working(&own, days[0].day));
	assert_true(calendar_working(&own, days[1].day));
	check_day(calendar_add(&own, day("2024-12-19"), 5), "2024-12-27");
	assert_string_equal(calendar_why(&own, days[0].day), "санітарний день");
}

static void test_derivation(void **state)
{
	struct law *law = *state;
	struct question q = {.terms = law->terms, .calendar = law->calendar};
	span_read("15d", &q.span);
	struct counted counted = terms_count(&q, day("2017-12-01"));
	assert_string_equal(terms_derive(law->job, &q, &counted),
			    "Відлік: від 01.12.2017 (пт), перший день — 02.12.2017\n"
			    "Строк: 15 календарних днів, останній день — 16.12.2017 (сб)\n"
			    "Правило відліку: ст. 253, ч. 5 ст. 254 ЦК України\n"
			    "Останній день неробочий, тому перенесено на 18.12.2017 (пн); "
			    "пропущено: 16.12.2017 (сб), 17.12.2017 (нд)");
	q.term = terms_find(law->terms, "appeal", day("2024-08-24"));
	q.span = q.term->span;
	q.month = MONTH_EARLIER;
	counted = terms_count(&q, day("2024-08-24"));
	assert_string_equal(terms_derive(law->job, &q, &counted),
			    "Відлік: від 24.08.2024 (сб), перший день — 25.08.2024\n"
			    "Строк: 1 місяць, останній день — 23.09.2024 (пн)\n"
			    "Місяць пораховано як 30 днів: так раніше, ніж 24.09.2024\n"
			    "Підстава: ч. 1 ст. 20 Закону № 393/96-ВР — розгляд звернення");
}

static void test_editions(void **state)
{
	struct law *law = *state;
	assert_null(terms_find(law->terms, "admin-case", day("2023-12-14")));
	assert_non_null(terms_find(law->terms, "admin-case", day("2023-12-15")));
	assert_null(terms_find(law->terms, "nonsense", day("2023-12-15")));
	struct term editions[] = {{.id = "a", .from = day("2000-01-01"), .till = day("2009-12-31")},
				  {.id = "a", .from = day("2010-01-01"), .till = ALWAYS_TILL}};
	struct terms terms = {.list = editions, .count = 2};
	assert_ptr_equal(terms_find(&terms, "a", day("2009-12-31")), &editions[0]);
	assert_ptr_equal(terms_find(&terms, "a", day("2010-01-01")), &editions[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vectors),	    cmocka_unit_test(test_working_days),
		cmocka_unit_test(test_year_totals), cmocka_unit_test(test_ends),
		cmocka_unit_test(test_month_modes), cmocka_unit_test(test_spans),
		cmocka_unit_test(test_rules),	    cmocka_unit_test(test_local),
		cmocka_unit_test(test_derivation),  cmocka_unit_test(test_editions),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("term", tests, setup, teardown);
}
