/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/timer.h"

static enum status due_of(struct job *job, struct engine *engine, int64_t instance, const char *id,
			  struct day *out)
{
	struct rows *rows;
	enum status status = db_one(job, engine->db, &rows,
				    SQL("SELECT due FROM timer WHERE instance = ?1 AND id = ?2"),
				    INT(instance), TEXT(id));
	if (status == E_ABSENT)
		return fail(job, E_SYSTEM, "there is no deadline %s to count from", id);
	TRY(status);
	*out = row_day(rows, 0);
	talloc_free(rows);
	return OK;
}

static enum status timer_write(struct job *job, struct engine *engine, int64_t instance,
			       const char *state, const struct dated *date)
{
	struct value warns = date->has_warning ? DAY(date->warns) : NONE;
	return db_exec(job, engine->db,
		       SQL("INSERT INTO timer(instance, id, title, state, due, why, event, fires, "
			   "warn_event, warns) "
			   "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
			   "ON CONFLICT(instance, id) DO UPDATE SET title = excluded.title, "
			   "state = excluded.state, due = excluded.due, why = excluded.why, "
			   "event = excluded.event, fires = excluded.fires, "
			   "warn_event = excluded.warn_event, warns = excluded.warns, "
			   "fired = NULL, warned = NULL"),
		       INT(instance), TEXT(date->id), TEXT(date->title), TEXT(state),
		       DAY(date->due), TEXT(date->why), TEXT(date->event),
		       DAY(day_add(date->due, 1)),
		       TEXT(date->has_warning ? date->warn_event : NULL), warns);
}

enum status timer_set(struct job *job, struct engine *engine, int64_t instance,
		      const struct recorded *effect, const char *state)
{
	struct dated date;
	struct day before = {0};
	const char *other = pair_value(effect->effect.fields, effect->effect.nfields, "before");
	if (other != NULL)
		TRY(due_of(job, engine, instance, other, &before));
	TRY(deadline_date(job, engine->host, instance, job_today(job), &effect->effect, before,
			  &date));
	TRY(term_note(job, engine, instance, &date));
	return timer_write(job, engine, instance, state, &date);
}

enum status timers_end(struct job *job, struct engine *engine, int64_t instance, const char *state)
{
	if (state == NULL)
		return db_exec(job, engine->db, SQL("DELETE FROM timer WHERE instance = ?1"),
			       INT(instance));
	return db_exec(job, engine->db, SQL("DELETE FROM timer WHERE instance = ?1 AND state = ?2"),
		       INT(instance), TEXT(state));
}

enum status timer_end(struct job *job, struct engine *engine, int64_t instance, const char *id)
{
	return db_exec(job, engine->db, SQL("DELETE FROM timer WHERE instance = ?1 AND id = ?2"),
		       INT(instance), TEXT(id));
}

enum status timers_tell(struct job *job, struct engine *engine, int64_t instance, struct node *x)
{
	struct rows *rows;
	TRY(db_query(job, engine->db, &rows,
		     SQL("SELECT id, due, state FROM timer WHERE instance = ?1 ORDER BY due, id"),
		     INT(instance)));
	while (db_next(rows)) {
		struct node *node = node_add(x, "deadline", NULL);
		node_set(node, "id", row_text(rows, 0));
		node_set(node, "due", row_text(rows, 1));
		node_set(node, "state", row_text(rows, 2));
	}
	return db_end(rows);
}

enum status engine_deadlines(struct job *job, struct engine *engine, int64_t casefile,
			     struct day until, struct timer **out, int *count)
{
	struct rows *rows;
	*out = NULL;
	*count = 0;
	/* two questions, for one of either would go through all the terms for each case */
	if (casefile == 0)
		TRY(db_query(job, engine->db, &rows,
			     SQL("SELECT instance, id, title, state, due, why, fired FROM timer "
				 "WHERE due <= ?1 ORDER BY due, instance, id"),
			     DAY(until)));
	else
		TRY(db_query(job, engine->db, &rows,
			     SQL("SELECT instance, id, title, state, due, why, fired FROM timer "
				 "WHERE instance = ?1 AND due <= ?2 ORDER BY due, id"),
			     INT(casefile), DAY(until)));
	while (db_next(rows)) {
		*out = APPEND(job, *out, count, struct timer);
		(*out)[*count - 1] = (struct timer){.casefile = row_int(rows, 0),
						    .id = row_text(rows, 1),
						    .title = row_text(rows, 2),
						    .state = row_text(rows, 3),
						    .due = row_day(rows, 4),
						    .why = row_text(rows, 5),
						    .passed = !row_none(rows, 6)};
	}
	return db_end(rows);
}
