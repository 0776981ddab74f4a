/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workers: all tasks are done; one that dies, or takes too long, costs its task alone. */
#include "ocr/pool.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* after the four above */
#include <cmocka.h>

enum { TASKS = 12 };

struct desk {
	int ends[TASKS]; /* 'd' done, 'x' died, 'f' failed */
	int tries[TASKS];
	bool again, stop;
};

static enum status start(void *self, struct job *job)
{
	(void)self;
	(void)job;
	return OK;
}

static enum status work(void *self, struct job *job, int task, int attempt)
{
	(void)self;
	if (task == 3)
		abort();
	if (task == 5 && attempt == 0)
		raise(SIGKILL);
	if (task == 7)
		for (;;)
			pause();
	if (task == 9)
		return (fail)(job, E_SYSTEM, "task nine");
	return OK;
}

static enum status done(void *self, const struct outcome *outcome, bool *again)
{
	struct desk *desk = self;
	desk->tries[outcome->task]++;
	desk->ends[outcome->task] = outcome->died ? 'x' : outcome->status == OK ? 'd' : 'f';
	if (outcome->task == 9)
		assert_string_equal(outcome->fault, "task nine");
	*again = desk->again && outcome->died && outcome->attempt == 0;
	return desk->stop ? E_INPUT : OK;
}

static struct pool pool_of(struct desk *desk, int workers)
{
	return (struct pool){.workers = workers,
			     .tasks = TASKS,
			     .cpu_seconds = 5,
			     .wall_seconds = 1,
			     .self = desk,
			     .start = start,
			     .run = work,
			     .done = done};
}

static void deaths_cost_one_task(void **state)
{
	for (int workers = 1; workers <= 3; workers += 2) {
		struct job *job = job_new();
		struct desk desk = {.again = true};
		struct pool pool = pool_of(&desk, workers);
		(void)state;
		assert_int_equal(pool_run(job, &pool), OK);
		for (int i = 0; i < TASKS; i++) {
			bool dies = i == 3 || i == 7, fails = i == 9;
			assert_int_equal(desk.ends[i], dies ? 'x' : fails ? 'f' : 'd');
			assert_int_equal(desk.tries[i], dies || i == 5 ? 2 : 1);
		}
		talloc_free(job);
	}
}

static void an_end_ends_it(void **state)
{
	struct job *job = job_new();
	struct desk desk = {.stop = true};
	struct pool pool = pool_of(&desk, 2);
	(void)state;
	assert_int_equal(pool_run(job, &pool), E_INPUT);
	talloc_free(job);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(deaths_cost_one_task),
		cmocka_unit_test(an_end_ends_it),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
