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

/* Whether an open task of the case is that of a user, by name or by one of ROLES. */
static enum status waits_for(struct job *job, struct office *office, int64_t casefile,
			     const char *user, const char *roles, bool *out)
{
	struct rows *rows;
	enum status status = db_one(job, office->home->db, &rows,
				    SQL("SELECT 1 FROM task WHERE casefile = ?1 "
					"AND done_at IS NULL AND (person = ?2 "
					"OR ?3 LIKE '% ' || role || ' %') LIMIT 1"),
				    INT(casefile), TEXT(user), TEXT(roles));
	*out = status == OK;
	if (status == OK)
		talloc_free(rows);
	return status == E_ABSENT ? OK : status;
}

enum status deadline_list(struct job *job, struct office *office,
			  const struct deadline_filter *filter, struct deadline **out, int *count)
{
	struct timer *timers;
	int found;
	*out = NULL;
	*count = 0;
	TRY(engine_deadlines(job, office->engine, filter->casefile, filter->until, &timers,
			     &found));
	const char *roles = filter->user == NULL ? NULL : sight_roles(job, office, filter->user);
	bool all = sight_of_all(job, office);
	for (int i = 0; i < found; i++) {
		bool seen = all;
		if (!all)
			TRY(sight_of(job, office, timers[i].casefile, &seen));
		if (seen && roles != NULL)
			TRY(waits_for(job, office, timers[i].casefile, filter->user, roles, &seen));
		if (!seen)
			continue;
		*out = APPEND(job, *out, count, struct deadline);
		TRY(fill(job, office, &timers[i], &(*out)[*count - 1]));
	}
	return OK;
}
