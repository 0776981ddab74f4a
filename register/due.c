/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/due.h"

#include "register/field.h"
#include "register/given.h"
#include "register/sight.h"

enum status due_main(struct job *job, struct office *office, int64_t casefile, bool *known,
		     struct timer *out)
{
	struct timer *timers;
	int count;
	*known = false;
	*out = (struct timer){0};
	TRY(engine_deadlines(job, office->engine, casefile, day_of(2199, 12, 31), &timers, &count));
	for (int i = 0; i < count; i++) {
		bool main = strcmp(timers[i].id, "consideration") == 0;
		if (!*known || main)
			*out = timers[i];
		*known = true;
		if (main)
			break;
	}
	return OK;
}

static enum status fill(struct job *job, struct office *office, const struct timer *timer,
			struct deadline *out)
{
	struct fields fields;
	*out = (struct deadline){
		.casefile = timer->casefile,
		.id = timer->id,
		.title = timer->title,
		.due = timer->due,
		.why = timer->why,
	};
	TRY(field_load(job, office, timer->casefile, &fields));
	out->applicant = fields_applicant(job, &fields);
	out->lead = fields.value[F_LEAD];
	return index_of(job, office, timer->casefile, &out->index);
}

enum status deadline_list(struct job *job, struct office *office, int64_t casefile,
			  struct day until, struct deadline **out, int *count)
{
	struct timer *timers;
	int found;
	*out = NULL;
	*count = 0;
	TRY(engine_deadlines(job, office->engine, casefile, until, &timers, &found));
	bool all = sight_of_all(job, office), seen = true;
	for (int i = 0; i < found; i++) {
		if (!all)
			TRY(sight_of(job, office, timers[i].casefile, &seen));
		if (!seen)
			continue;
		*out = APPEND(job, *out, count, struct deadline);
		TRY(fill(job, office, &timers[i], &(*out)[*count - 1]));
	}
	return OK;
}
