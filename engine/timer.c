/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/timer.h"

#include <stdlib.h>

/* A row of the table. */
struct row {
	const char *state;
	struct dated date;
	bool fired, warned;
};

struct alarm {
	struct row was, now;
	bool stored, ended;
};

static void alarm_read(struct rows *rows, struct alarm *out)
{
	struct row row = {.state = row_text(rows, 2),
			  .date = {.id = row_text(rows, 0),
				   .title = row_text(rows, 1),
				   .due = row_day(rows, 3),
				   .why = row_text(rows, 4),
				   .event = row_text(rows, 5),
				   .warn_event = row_text(rows, 6),
				   .warns = row_day(rows, 7),
				   .has_warning = !row_none(rows, 7)},
			  .fired = !row_none(rows, 8),
			  .warned = !row_none(rows, 9)};
	*out = (struct alarm){.was = row, .now = row, .stored = true};
}

enum status timers_read(struct job *job, struct engine *engine, int64_t instance,
			struct timers **out)
{
	struct rows *rows;
	struct timers *timers = NEW(job, struct timers);
	timers->instance = instance;
	TRY(db_query(job, engine->db, &rows,
		     SQL("SELECT id, title, state, due, why, event, warn_event, warns, fired, "
			 "warned FROM timer WHERE instance = ?1 ORDER BY due, id"),
		     INT(instance)));
	while (db_next(rows)) {
		timers->list = APPEND(timers, timers->list, &timers->count, struct alarm);
		alarm_read(rows, &timers->list[timers->count - 1]);
	}
	*out = timers;
	return db_end(rows);
}

void timers_tell(const struct timers *timers, struct node *x)
{
	char due[DAY_TEXT];
	for (int i = 0; i < timers->count; i++) {
		const struct row *row = &timers->list[i].now;
		struct node *node = node_add(x, "deadline", NULL);
		node_set(node, "id", row->date.id);
		node_set(node, "due", day_iso(row->date.due, due));
		node_set(node, "state", row->state);
	}
}

static struct alarm *alarm_find(const struct timers *timers, const char *id)
{
	for (int i = 0; i < timers->count; i++)
		if (strcmp(timers->list[i].now.date.id, id) == 0)
			return &timers->list[i];
	return NULL;
}

static enum status due_of(struct job *job, const struct timers *timers, const char *id,
			  struct day *out)
{
	const struct alarm *alarm = alarm_find(timers, id);
	if (alarm == NULL || alarm->ended)
		return fail(job, E_SYSTEM, "there is no deadline %s to count from", id);
	*out = alarm->now.date.due;
	return OK;
}

enum status timer_set(struct job *job, struct engine *engine, struct timers *timers,
		      const struct recorded *effect, const char *state)
{
	struct row row = {.state = state};
	struct day before = {0};
	const char *other = pair_value(effect->effect.fields, effect->effect.nfields, "before");
	if (other != NULL)
		TRY(due_of(job, timers, other, &before));
	TRY(deadline_date(job, engine->host, timers->instance, job_today(job), &effect->effect,
			  before, &row.date));
	if (!row.date.has_warning)
		row.date.warn_event = NULL;
	struct alarm *alarm = alarm_find(timers, row.date.id);
	if (alarm == NULL) {
		timers->list = APPEND(timers, timers->list, &timers->count, struct alarm);
		alarm = &timers->list[timers->count - 1];
	}
	alarm->now = row;
	alarm->ended = false;
	return term_note(job, engine, timers->instance, &row.date);
}

void timers_end(struct timers *timers, const char *state)
{
	for (int i = 0; i < timers->count; i++)
		if (state == NULL || strcmp(timers->list[i].now.state, state) == 0)
			timers->list[i].ended = true;
}

void timer_end(struct timers *timers, const char *id)
{
	struct alarm *alarm = alarm_find(timers, id);
	if (alarm != NULL)
		alarm->ended = true;
}

/* --- what came out otherwise --- */

static bool same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* What the clock looks for, and so what is in an index. */
static bool rings_alike(const struct row *a, const struct row *b)
{
	return day_cmp(a->date.due, b->date.due) == 0 && same_text(a->date.event, b->date.event) &&
	       a->date.has_warning == b->date.has_warning &&
	       (!a->date.has_warning || day_cmp(a->date.warns, b->date.warns) == 0) &&
	       same_text(a->date.warn_event, b->date.warn_event) && a->fired == b->fired &&
	       a->warned == b->warned;
}

static bool alike(const struct row *a, const struct row *b)
{
	return rings_alike(a, b) && same_text(a->state, b->state) &&
	       same_text(a->date.title, b->date.title) && same_text(a->date.why, b->date.why);
}

static enum status row_drop(struct job *job, struct engine *engine, int64_t instance,
			    const char *id)
{
	return db_exec(job, engine->db, SQL("DELETE FROM timer WHERE instance = ?1 AND id = ?2"),
		       INT(instance), TEXT(id));
}

/* The indexes need not be touched. */
static enum status row_hold(struct job *job, struct engine *engine, int64_t instance,
			    const struct row *row)
{
	return db_exec(job, engine->db,
		       SQL("UPDATE timer SET title = ?3, state = ?4, why = ?5 "
			   "WHERE instance = ?1 AND id = ?2"),
		       INT(instance), TEXT(row->date.id), TEXT(row->date.title), TEXT(row->state),
		       TEXT(row->date.why));
}

static enum status row_put(struct job *job, struct engine *engine, int64_t instance,
			   const struct row *row)
{
	const struct dated *date = &row->date;
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
		       INT(instance), TEXT(date->id), TEXT(date->title), TEXT(row->state),
		       DAY(date->due), TEXT(date->why), TEXT(date->event),
		       DAY(day_add(date->due, 1)), TEXT(date->warn_event), warns);
}

static enum status alarm_write(struct job *job, struct engine *engine, int64_t instance,
			       const struct alarm *alarm)
{
	if (alarm->ended)
		return alarm->stored ? row_drop(job, engine, instance, alarm->now.date.id) : OK;
	if (!alarm->stored || !rings_alike(&alarm->was, &alarm->now))
		return row_put(job, engine, instance, &alarm->now);
	return alike(&alarm->was, &alarm->now) ? OK : row_hold(job, engine, instance, &alarm->now);
}

enum status timers_write(struct job *job, struct engine *engine, const struct timers *timers)
{
	for (int i = 0; i < timers->count; i++)
		TRY(alarm_write(job, engine, timers->instance, &timers->list[i]));
	return OK;
}

/* --- what others ask --- */

static int sooner(const void *a, const void *b)
{
	const struct timer *one = a, *other = b;
	int days = day_cmp(one->due, other->due);
	return days != 0 ? days : strcmp(one->id, other->id);
}

enum status engine_deadlines(struct job *job, struct engine *engine, int64_t casefile,
			     struct day until, struct timer **out, int *count)
{
	struct timers *timers = engine->at_work;
	*out = NULL;
	*count = 0;
	while (timers != NULL && timers->instance != casefile)
		timers = timers->outer;
	if (timers == NULL)
		TRY(timers_read(job, engine, casefile, &timers));
	for (int i = 0; i < timers->count; i++) {
		const struct row *row = &timers->list[i].now;
		if (timers->list[i].ended || day_cmp(row->date.due, until) > 0)
			continue;
		*out = APPEND(job, *out, count, struct timer);
		(*out)[*count - 1] = (struct timer){.casefile = casefile,
						    .id = row->date.id,
						    .title = row->date.title,
						    .state = row->state,
						    .due = row->date.due,
						    .why = row->date.why,
						    .passed = row->fired};
	}
	if (*count > 0)
		qsort(*out, (size_t)*count, sizeof **out, sooner);
	return OK;
}
