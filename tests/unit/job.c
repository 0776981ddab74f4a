/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The job: faults of kin, the clock, growing arrays; and the remarks that hang on it. */
#include "base/job.h"
#include "base/remark.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#undef fail /* cmocka's */

static void faults_of_kin(void **state)
{
	struct job *job = *state, *child = job_below(job), *grandchild = job_below(child);
	assert_string_equal(job_fault(job), "");
	assert_int_equal(fail(grandchild, E_INPUT, "page %d: %s", 3, "torn"), E_INPUT);
	assert_string_equal(job_fault(job), "page 3: torn");
	assert_string_equal(job_fault(child), "page 3: torn");
	assert_int_equal(fail_at(child, E_SYSTEM, "letter %d", 7), E_SYSTEM);
	talloc_free(child);
	assert_string_equal(job_fault(job), "letter 7: page 3: torn");
}

static void a_fault_of_faults(void **state)
{
	struct job *job = *state;
	fail(job, E_INPUT, "torn");
	fail(job, E_INPUT, "%s and %s", job_fault(job), job_fault(job));
	assert_string_equal(job_fault(job), "torn and torn");
	fail_at(job, E_INPUT, "%s", job_fault(job));
	assert_string_equal(job_fault(job), "torn and torn: torn and torn");
}

static void faults_do_not_pile_up(void **state)
{
	struct job *job = *state;
	fail(job, E_INPUT, "page %d", 1000000);
	size_t blocks = talloc_total_blocks(job);
	for (int i = 0; i < 1000; i++) {
		fail(job, E_INPUT, "page %d", 1000000 + i);
		fail_at(job, E_INPUT, "batch");
	}
	assert_int_equal(talloc_total_blocks(job), blocks);
}

static enum status tried(struct job *job, int *steps)
{
	++*steps;
	TRY(OK);
	++*steps;
	TRY(fail(job, E_BUSY, "full"));
	++*steps;
	return OK;
}

static void try_returns(void **state)
{
	int steps = 0;
	assert_int_equal(tried(*state, &steps), E_BUSY);
	assert_int_equal(steps, 2);
}

static void codes(void **state)
{
	static const int exits[] = {0, 65, 66, 77, 75, 70, 64};
	static const int https[] = {200, 400, 404, 403, 503, 500, 400};
	(void)state;
	for (enum status status = OK; status <= E_USAGE; status++) {
		assert_int_equal(status_exit(status), exits[status]);
		assert_int_equal(status_http(status), https[status]);
	}
}

/* ---- the clock ---------------------------------------------------------------------------------
 */

static int64_t moment_at(const char *text, const char **iso, struct day *today)
{
	setenv("SKRYNKA_NOW", text, 1);
	struct job *job = job_new(), *child = job_below(job);
	unsetenv("SKRYNKA_NOW");
	int64_t now = job_now(child);
	*iso = moment_iso(NULL, now);
	*today = job_today(child);
	assert_int_equal(job_now(job), now);
	talloc_free(job);
	return now;
}

static void fixed_clock(void **state)
{
	static const struct {
		const char *text, *iso, *day;
		int64_t ms;
	} rows[] = {
		{"2026-11-22T09:30", "2026-11-22T09:30:00+02:00", "2026-11-22", 1795332600000},
		{"2026-07-01T00:00:59", "2026-07-01T00:00:59+03:00", "2026-07-01", 1782853259000},
		{"2026-12-31T23:59", "2026-12-31T23:59:00+02:00", "2026-12-31", 1798754340000},
		{"2026-03-29T02:59", "2026-03-29T02:59:00+02:00", "2026-03-29", 1774745940000},
		{"2026-03-29T04:00", "2026-03-29T04:00:00+03:00", "2026-03-29", 1774746000000},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *iso;
		char day[DAY_TEXT];
		struct day today;
		assert_int_equal(moment_at(rows[i].text, &iso, &today), rows[i].ms);
		assert_string_equal(iso, rows[i].iso);
		assert_string_equal(day_iso(today, day), rows[i].day);
		talloc_free((void *)(uintptr_t)iso);
	}
}

static void running_clock(void **state)
{
	static const char *const trash[] = {"", "yesterday", "2026-11-22", "2026-11-22T09:30x",
					    "2026-11-22T09:30:61x"};
	(void)state;
	for (size_t i = 0; i < sizeof trash / sizeof *trash; i++) {
		const char *iso;
		struct day today;
		setenv("SKRYNKA_NOW", trash[i], 1);
		struct job *job = job_new();
		unsetenv("SKRYNKA_NOW");
		int64_t before = (int64_t)time(NULL) * 1000, now = job_now(job);
		assert_true(now >= before && now < before + 60000);
		iso = moment_iso(job, now);
		today = job_today(job);
		assert_int_equal(day_cmp(today, today), 0);
		assert_int_equal(strlen(iso), 25);
		talloc_free(job);
	}
}

/* ---- arrays, remarks ---------------------------------------------------------------------------
 */

struct pebble {
	int number;
	char rest[21];
};

static void growing(void **state)
{
	struct pebble *heap = NULL;
	int count = 0;
	for (int i = 0; i < 10000; i++) {
		heap = APPEND(*state, heap, &count, struct pebble);
		assert_int_equal(count, i + 1);
		assert_int_equal(heap[i].number, 0);
		for (size_t k = 0; k < sizeof heap[i].rest; k++)
			assert_int_equal(heap[i].rest[k], 0);
		memset(&heap[i], 0x55, sizeof heap[i]);
		heap[i].number = i;
	}
	for (int i = 0; i < count; i++)
		assert_int_equal(heap[i].number, i);
	talloc_free(heap);
	heap = NEW_ARRAY(*state, struct pebble, 1), count = 0;
	heap = APPEND(*state, heap, &count, struct pebble);
	heap = APPEND(*state, heap, &count, struct pebble);
	assert_int_equal(count, 2);
	assert_string_equal(talloc_get_name(heap), "struct pebble");
}

static void remarks_in_order(void **state)
{
	char *text = NULL;
	size_t size = 0;
	struct remarks *r = remarks_new(*state, "a.xml");
	remark(r, WARNING, 3, 0, "odd", NULL);
	remark(r, ERROR, 4, 5, "wrong", "mend it");
	remark(r, NOTE, 0, 0, "by the way", NULL);
	assert_int_equal(remarks_errors(r), 1);
	FILE *out = open_memstream(&text, &size);
	remarks_print(r, out);
	fclose(out);
	assert_string_equal(text, "a.xml:3: warning: odd\na.xml:4:5: error: wrong — mend it\n"
				  "a.xml: note: by the way\n");
	free(text);
}

static int start(void **state)
{
	*state = job_new();
	return 0;
}

static int end(void **state)
{
	return talloc_free(*state);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, start, end)

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(faults_of_kin),
					   TEST(a_fault_of_faults),
					   TEST(faults_do_not_pile_up),
					   TEST(try_returns),
					   TEST(codes),
					   TEST(fixed_clock),
					   TEST(running_clock),
					   TEST(growing),
					   TEST(remarks_in_order)};
	unsetenv("SKRYNKA_NOW");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
