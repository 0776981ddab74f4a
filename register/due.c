/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/due.h"

#include "register/field.h"
#include "register/sight.h"

enum status due_main(struct job *job, struct office *office, int64_t casefile, bool *known,
		     struct timer *out)
{
	struct timer *timers;
	int count;
	*known = false;
	*out = (struct timer){0};
	TRY(case_deadlines(job, office, casefile, &timers, &count));
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

enum status case_deadlines(struct job *job, struct office *office, int64_t casefile,
			   struct timer **out, int *count)
{
	return engine_deadlines(job, office->engine, casefile, day_of(2199, 12, 31), out, count);
}

static void put_row(struct job *job, struct rows *rows, deadline_sink *put, void *self)
{
	struct fields name = {.value = {[F_SURNAME] = row_lent(rows, 6),
					[F_GIVEN_NAME] = row_lent(rows, 7),
					[F_PATRONYMIC] = row_lent(rows, 8)}};
	struct deadline deadline = {
		.casefile = row_int(rows, 0),
		.id = row_lent(rows, 1),
		.title = row_lent(rows, 2),
		.due = row_day(rows, 3),
		.why = row_lent(rows, 4),
		.lead = row_lent(rows, 5),
		.applicant = fields_applicant(job, &name),
		.index = row_lent(rows, 9),
	};
	put(self, job, &deadline);
}

/* A case is his who has an open task of it, by name or by role. */
enum status deadline_each(struct job *job, struct office *office,
			  const struct deadline_filter *filter, deadline_sink *put, void *self)
{
	struct rows *rows;
	const char *roles = filter->user == NULL ? NULL : sight_roles(job, office, filter->user);
	const char *seer = sight_seer(job, office);
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT t.instance, t.id, t.title, t.due, t.why, k.lead, a.surname, "
			 "a.given_name, a.patronymic, g.words "
			 "FROM timer t JOIN card k ON k.casefile = t.instance "
			 "LEFT JOIN withheld_now h ON h.casefile = t.instance AND h.lead <> ?2 "
			 "LEFT JOIN applicant a ON a.casefile = t.instance AND a.number = 1 "
			 "AND h.casefile IS NULL "
			 "LEFT JOIN index_given g ON g.casefile = t.instance "
			 "AND g.cancelled_at IS NULL WHERE t.due <= ?1 "
			 "AND (?2 IS NULL OR EXISTS (SELECT 1 FROM task w WHERE w.casefile = "
			 "t.instance AND w.person = ?2)) "
			 "AND (?3 IS NULL OR EXISTS (SELECT 1 FROM task w WHERE w.casefile = "
			 "t.instance AND w.done_at IS NULL AND (w.person = ?3 OR "
			 "?4 LIKE '% ' || w.role || ' %'))) ORDER BY t.due, t.instance, t.id"),
		     DAY(filter->until), TEXT(seer), TEXT(filter->user), TEXT(roles)));
	while (db_next(rows)) {
		struct job *below = job_below(job);
		put_row(below, rows, put, self);
		talloc_free(below);
	}
	return db_end(rows);
}
