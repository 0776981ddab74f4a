/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/timer.h"

enum status term_note(struct job *job, struct engine *engine, int64_t instance,
		      const struct dated *date)
{
	return db_exec(job, engine->db,
		       SQL("INSERT INTO term(instance, at, deadline, title, due, why) "
			   "VALUES(?1, ?2, ?3, ?4, ?5, ?6)"),
		       INT(instance), INT(job_now(job)), TEXT(date->id), TEXT(date->title),
		       DAY(date->due), TEXT(date->why));
}

enum status engine_terms(struct job *job, struct engine *engine, int64_t casefile,
			 struct kept **out, int *count)
{
	struct rows *rows;
	*out = NULL;
	*count = 0;
	TRY(db_query(job, engine->db, &rows,
		     SQL("SELECT at, deadline, title, due, why FROM term "
			 "WHERE instance = ?1 ORDER BY id"),
		     INT(casefile)));
	while (db_next(rows)) {
		*out = APPEND(job, *out, count, struct kept);
		(*out)[*count - 1] = (struct kept){.at = row_int(rows, 0),
						   .id = row_text(rows, 1),
						   .title = row_text(rows, 2),
						   .due = row_day(rows, 3),
						   .why = row_text(rows, 4)};
	}
	return db_end(rows);
}
