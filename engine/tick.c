/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timers fired by the clock: after an outage all overdue ones, oldest first, each with its own day.
 */
#include "engine/delayed.h"
#include "engine/timer.h"

struct ringing {
	int64_t instance;
	const char *id, *event, *due;
	bool warning;
};

/* The next one after the POSITION of the last: a case whose timer fails does not stop the others.
 */
struct position {
	const char *day;
	int64_t instance;
	const char *id;
};

static enum status ringing_next(struct job *job, struct engine *engine, const struct position *at,
				struct ringing *out, struct position *next)
{
	struct rows *rows;
	TRY(db_one(job, engine->db, &rows,
		   SQL("SELECT instance, id, event, due, day, warning FROM ("
		       "SELECT instance, id, event, due, fires AS day, 0 AS warning FROM timer "
		       "WHERE fired IS NULL AND event IS NOT NULL AND fires <= ?1 "
		       "UNION ALL "
		       "SELECT instance, id, warn_event, due, warns, 1 FROM timer "
		       "WHERE warned IS NULL AND warn_event IS NOT NULL AND warns <= ?1 "
		       ") AS ringing WHERE day > ?2 OR (day = ?2 AND (instance > ?3 OR "
		       "(instance = ?3 AND id > ?4))) ORDER BY day, instance, id LIMIT 1"),
		   DAY(job_today(job)), TEXT(at->day), INT(at->instance), TEXT(at->id)));
	*out = (struct ringing){.instance = row_int(rows, 0),
				.id = row_text(rows, 1),
				.event = row_text(rows, 2),
				.due = row_text(rows, 3),
				.warning = row_int(rows, 5) != 0};
	*next = (struct position){row_text(rows, 4), out->instance, out->id};
	talloc_free(rows);
	return OK;
}

/* Noted as fired before its event runs: the event may set the same deadline again. Whether it still
 * waits is asked inside the transaction, for another process may have been faster. */
static enum status note_rung(struct job *job, struct engine *engine, const struct ringing *ringing,
			     const char *day)
{
	struct rows *rows;
	if (ringing->warning)
		TRY(db_one(job, engine->db, &rows,
			   SQL("UPDATE timer SET warned = ?4 WHERE instance = ?1 AND id = ?2 "
			       "AND warns = ?3 AND warned IS NULL RETURNING 1"),
			   INT(ringing->instance), TEXT(ringing->id), TEXT(day),
			   INT(job_now(job))));
	else
		TRY(db_one(job, engine->db, &rows,
			   SQL("UPDATE timer SET fired = ?4 WHERE instance = ?1 AND id = ?2 "
			       "AND fires = ?3 AND fired IS NULL RETURNING 1"),
			   INT(ringing->instance), TEXT(ringing->id), TEXT(day),
			   INT(job_now(job))));
	talloc_free(rows);
	return OK;
}

/* E_ABSENT: it rang meanwhile. */
static enum status ring(struct job *job, struct engine *engine, const struct ringing *ringing,
			const char *day)
{
	struct tx *tx;
	struct verdict verdict;
	struct pair data[] = {{"deadline", ringing->id}, {"due", ringing->due}};
	struct event event = {
		.casefile = ringing->instance, .name = ringing->event, .data = data, .ndata = 2};
	TRY(tx_begin(job, engine->db, &tx));
	TRY(note_rung(job, engine, ringing, day));
	TRY(engine_event(job, engine, &event, &verdict));
	return tx_commit(tx);
}

/* E_ABSENT: it came meanwhile. */
static enum status wake(struct job *job, struct engine *engine, const struct delayed *delayed)
{
	struct tx *tx;
	TRY(tx_begin(job, engine->db, &tx));
	TRY(engine_wake(job, engine, delayed));
	return tx_commit(tx);
}

/* What comes next of either kind, after what has failed. */
struct next {
	bool rings, comes;
	struct ringing ringing;
	struct position position;
	struct delayed delayed;
};

static enum status next_of(struct job *job, struct engine *engine, const struct position *at,
			   const struct delayed *after, struct next *out)
{
	struct day day;
	enum status status = ringing_next(job, engine, at, &out->ringing, &out->position);
	out->rings = status == OK;
	if (status != OK && status != E_ABSENT)
		return status;
	status = delayed_due(job, engine, after->at, after->id, &out->delayed);
	out->comes = status == OK;
	if (status != OK && status != E_ABSENT)
		return status;
	/* a deadline fires as its day begins */
	if (out->rings && out->comes && day_read(out->position.day, &day)) {
		out->rings = day_moment(day) <= out->delayed.at;
		out->comes = !out->rings;
	}
	return OK;
}

struct tick {
	struct position at;
	struct delayed after;
	int fired;
	enum status worst;
};

static void failed(struct job *job, struct tick *tick, enum status status, const struct next *next)
{
	int64_t instance = next->rings ? next->ringing.instance : next->delayed.event.casefile;
	tick->worst = fail_at(job, status, "case %lld", (long long)instance);
	if (next->rings)
		tick->at = (struct position){COPY(job, next->position.day), next->position.instance,
					     COPY(job, next->position.id)};
	else
		tick->after = (struct delayed){.id = next->delayed.id, .at = next->delayed.at};
}

/* After one that fired what had failed is tried again: it may have waited for that. */
static enum status tick_one(struct job *job, struct job *below, struct engine *engine,
			    struct tick *tick)
{
	struct next next;
	TRY(next_of(below, engine, &tick->at, &tick->after, &next));
	if (!next.rings && !next.comes)
		return E_ABSENT;
	enum status status = next.rings ? ring(below, engine, &next.ringing, next.position.day)
					: wake(below, engine, &next.delayed);
	if (status != OK && status != E_ABSENT) {
		failed(job, tick, status, &next);
		return OK;
	}
	tick->fired += status == OK;
	tick->at = (struct position){"", 0, ""};
	tick->after = (struct delayed){0};
	return OK;
}

enum status engine_tick(struct job *job, struct engine *engine, int most, int *fired)
{
	struct tick tick = {.at = {"", 0, ""}};
	enum status status = OK;
	while (status == OK && tick.fired < most) {
		struct job *below = job_below(job);
		status = tick_one(job, below, engine, &tick);
		talloc_free(below);
	}
	*fired = tick.fired;
	return status == E_ABSENT || status == OK ? tick.worst : status;
}

enum status engine_due(struct job *job, struct engine *engine, int64_t *at)
{
	struct rows *rows;
	struct day day;
	TRY(db_one(job, engine->db, &rows,
		   SQL("SELECT (SELECT min(fires) FROM timer WHERE fired IS NULL AND event IS NOT "
		       "NULL), (SELECT min(warns) FROM timer WHERE warned IS NULL AND warn_event "
		       "IS NOT NULL), (SELECT min(at) FROM delayed)")));
	*at = row_none(rows, 2) ? INT64_MAX : row_int(rows, 2);
	for (int i = 0; i < 2; i++) {
		if (row_none(rows, i) || !day_read(row_text(rows, i), &day))
			continue;
		*at = day_moment(day) < *at ? day_moment(day) : *at;
	}
	talloc_free(rows);
	return *at == INT64_MAX ? E_ABSENT : OK;
}
