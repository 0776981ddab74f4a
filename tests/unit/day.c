/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, held against the C library's calendar. */
#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* Every day of 300 years: its number, its parts, its weekday and both spellings. */
static void one_day(int32_t number)
{
	int y, m, d;
	char iso[DAY_TEXT], ua[DAY_TEXT], wanted[16];
	struct tm tm;
	struct day back, day = {number};
	time_t seconds = (time_t)number * 86400;
	gmtime_r(&seconds, &tm);
	day_parts(day, &y, &m, &d);
	assert_int_equal(y, tm.tm_year + 1900);
	assert_int_equal(m, tm.tm_mon + 1);
	assert_int_equal(d, tm.tm_mday);
	assert_true(day_real(y, m, d));
	assert_int_equal(day_of(y, m, d).number, number);
	assert_int_equal(day_weekday(day) % 7, tm.tm_wday);
	strftime(wanted, sizeof wanted, "%Y-%m-%d", &tm);
	assert_string_equal(day_iso(day, iso), wanted);
	strftime(wanted, sizeof wanted, "%d.%m.%Y", &tm);
	assert_string_equal(day_ua(day, ua), wanted);
	assert_true(day_read(iso, &back) && back.number == number);
	assert_true(day_read(ua, &back) && back.number == number);
}

static void every_day(void **state)
{
	struct tm first = {.tm_year = 0, .tm_mday = 1}, last = {.tm_year = 300, .tm_mday = 1};
	int32_t from = (int32_t)(timegm(&first) / 86400), to = (int32_t)(timegm(&last) / 86400);
	(void)state;
	assert_int_equal(to - from, 109573);
	for (int32_t number = from; number < to; number++)
		one_day(number);
}

static void real_days(void **state)
{
	(void)state;
	assert_true(day_real(2024, 2, 29));
	assert_true(day_real(2000, 2, 29));
	assert_false(day_real(2026, 2, 29));
	assert_false(day_real(1900, 2, 29));
	assert_false(day_real(2100, 2, 29));
	assert_false(day_real(2026, 4, 31));
	assert_false(day_real(2026, 0, 1));
	assert_false(day_real(2026, 13, 1));
	assert_false(day_real(2026, 1, 0));
	assert_false(day_real(1899, 12, 31));
	assert_false(day_real(2200, 1, 1));
}

static void trash(void **state)
{
	static const char *const texts[] = {"",
					    "2026",
					    "2026-1-1",
					    "2026-01-1",
					    "2026-01-011",
					    "2026-02-29",
					    "2026-00-10",
					    "2026-13-01",
					    "0000-00-00",
					    "2026-01-01 ",
					    " 2026-01-01",
					    "2026- 1- 1",
					    "2026-+1-+1",
					    "+026-01-01",
					    "2026-01-01\n",
					    "2026/01/01",
					    "2026-01.01",
					    "20260101xx",
					    "1.1.2026",
					    " 1. 1.2026",
					    "+1.01.2026",
					    "31.04.2026",
					    "29.02.2100",
					    "01.01.1899",
					    "01.01.2026х",
					    "01-01-2026",
					    "01.01-2026",
					    "01-01.2026",
					    "2026.01.01",
					    "２026-01-01",
					    "0x26-01-01",
					    "99999999999",
					    "----------",
					    "..........",
					    "2026-01-",
					    "9999-12-31",
					    "-026-01-01",
					    "01.01.20 26",
					    "aa.bb.cccc",
					    "2026-aa-bb",
					    "1e10-01-01"};
	struct day day = {4711};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (day_read(texts[i], &day))
			fail_msg("read as a day: \"%s\"", texts[i]);
	assert_int_equal(day.number, 4711);
}

static struct day read(const char *text)
{
	struct day day;
	assert_true(day_read(text, &day));
	return day;
}

static void ends_of_months(void **state)
{
	static const struct {
		const char *from;
		int months;
		const char *to;
	} rows[] = {{"2026-01-31", 1, "2026-02-28"},   {"2024-01-31", 1, "2024-02-29"},
		    {"2026-03-31", 1, "2026-04-30"},   {"2026-11-30", 3, "2027-02-28"},
		    {"2026-12-15", 1, "2027-01-15"},   {"2026-12-31", 12, "2027-12-31"},
		    {"2024-02-29", 12, "2025-02-28"},  {"2024-02-29", 48, "2028-02-29"},
		    {"2026-05-31", -3, "2026-02-28"},  {"2026-01-15", -1, "2025-12-15"},
		    {"2026-01-31", 0, "2026-01-31"},   {"2026-08-31", 6, "2027-02-28"},
		    {"1999-11-30", 3, "2000-02-29"},   {"2026-02-28", 1, "2026-03-28"},
		    {"2026-10-31", 120, "2036-10-31"}, {"2026-03-31", -13, "2025-02-28"}};
	char text[DAY_TEXT];
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(
			day_iso(day_add_months(read(rows[i].from), rows[i].months), text),
			rows[i].to);
}

static void distances(void **state)
{
	struct day a = read("2026-02-27"), b = read("02.03.2026");
	(void)state;
	assert_int_equal(day_cmp(b, a), 3);
	assert_int_equal(day_cmp(a, b), -3);
	assert_int_equal(day_cmp(a, a), 0);
	assert_int_equal(day_cmp(day_add(a, 3), b), 0);
	assert_int_equal(day_cmp(day_add(b, -3), a), 0);
	assert_int_equal(day_year(read("1969-12-31")), 1969);
	assert_int_equal(day_year(read("1970-01-01")), 1970);
	assert_int_equal(day_weekday(read("2026-11-22")), SUNDAY);
	assert_int_equal(day_weekday(read("1900-01-01")), MONDAY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day), cmocka_unit_test(real_days), cmocka_unit_test(trash),
		cmocka_unit_test(ends_of_months), cmocka_unit_test(distances)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
