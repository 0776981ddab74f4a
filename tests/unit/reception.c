/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On which days of the month somebody receives. */
#include "register/reception.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static bool held(const struct reception *r, const char *text)
{
	struct day day;
	assert_true(day_read(text, &day));
	return reception_on(r, day);
}

/* Kropyvnytskyi: the mayor on the 2nd and 4th Thursday. */
static void test_nth(void **state)
{
	(void)state;
	struct reception r = {.weekday = THURSDAY, .nth = {[2] = true, [4] = true}};
	assert_false(held(&r, "2026-11-05"));
	assert_true(held(&r, "2026-11-12"));
	assert_false(held(&r, "2026-11-19"));
	assert_true(held(&r, "2026-11-26"));
	assert_false(held(&r, "2026-11-13"));
	assert_true(held(&r, "2026-10-08"));  /* the month begins with a Thursday */
	assert_false(held(&r, "2026-10-29")); /* the fifth */
}

static void test_each(void **state)
{
	(void)state;
	struct reception r = {.weekday = MONDAY};
	assert_true(held(&r, "2026-11-02"));
	assert_true(held(&r, "2026-11-30"));
	assert_false(held(&r, "2026-11-03"));
}

static void test_one_day(void **state)
{
	(void)state;
	struct reception r = {0};
	assert_true(day_read("2026-12-10", &r.on));
	assert_true(held(&r, "2026-12-10"));
	assert_false(held(&r, "2026-12-17"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nth),
		cmocka_unit_test(test_each),
		cmocka_unit_test(test_one_day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
