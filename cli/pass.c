/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/pass.h"

#include <stdio.h>

struct first {
	enum status status;
	const char *fault;
};

static void keep(struct job *job, struct first *first, enum status status)
{
	if (status != OK && first->status == OK)
		*first = (struct first){status, COPY(job, job_fault(job))};
}

enum status pass_make(struct job *job, struct office *office, int most, struct pass *out)
{
	struct first first = {OK, ""};
	keep(job, &first, engine_tick(job, office->engine, most, &out->fired));
	keep(job, &first, engine_deliver(job, office->engine, most, &out->sent));
	keep(job, &first, marks_press(job, office, NULL, NULL));
	out->more = out->fired == most || out->sent == most;
	return first.status == OK ? OK : fail(job, first.status, "%s", first.fault);
}

void pass_print(const struct pass *pass)
{
	printf(_("terms that passed: %d; notices sent on their way: %d\n"), pass->fired,
	       pass->sent);
}
