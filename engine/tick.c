/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timers fired by the clock: after an outage all overdue ones, oldest first, each with its own day.
 */
#include "engine/delayed.h"
#include "engine/timer.h"

#include <stdlib.h>

struct ringing {
	int64_t instance;
	const char *id, *event, *due;
	struct day day; /* on which it rings */
	bool warning;
};

/* Where the clock stands among them: each is tried once, whatever came of it. */
struct position {
	struct day day;
	int64_t instance;
	const char *id;
};

/* Each half is one step into its index. */
static enum status ringing_next(struct job *job, struct engine *engine, const struct position *at,
				struct ringing *out)
{
	struct rows *rows;
	TRY(db_one(job, engine->db, &rows,
		   SQL("SELECT instance, id, event, due, day, warning FROM ("
		       "SELECT * FROM (SELECT instance, id, event, due, fires AS day, 0 AS warning "
		       "FROM timer WHERE fired IS NULL AND event IS NOT NULL AND fires <= ?1 "
		       "AND (fires, instance, id) > (?2, ?3, ?4) "
		       "ORDER BY fires, instance, id LIMIT 1) AS late "
		       "UNION ALL "
		       "SELECT * FROM (SELECT instance, id, warn_event, due, warns, 1 "
		       "FROM timer WHERE warned IS NULL AND warn_event IS NOT NULL AND warns <= ?1 "
		       "AND (warns, instance, id) > (?2, ?3, ?4) "
		       "ORDER BY warns, instance, id LIMIT 1) AS soon"
		       ") AS ringing ORDER BY day, instance, id LIMIT 1"),
		   DAY(job_today(job)), DAY(at->day), INT(at->instance), TEXT(at->id)));
	*out = (struct ringing){.instance = row_int(rows, 0),
				.id = row_text(rows, 1),
				.event = row_text(rows, 2),
				.due = row_text(rows, 3),
				.day = row_day(rows, 4),
				.warning = row_int(rows, 5) != 0};
	talloc_free(rows);
	return OK;
}

/* Noted as fired before its event runs: the event may set the same deadline again. Whether it still
 * waits is asked inside the transaction, for another process may have been faster. */
static enum status note_rung(struct job *job, struct engine *engine, const struct ringing *ringing)
{
	if (ringing->warning)
		TRY(db_exec(job, engine->db,
			    SQL("UPDATE timer SET warned = ?4 WHERE instance = ?1 AND id = ?2 "
				"AND warns = ?3 AND warned IS NULL"),
			    INT(ringing->instance), TEXT(ringing->id), DAY(ringing->day),
			    INT(job_now(job))));
	else
		TRY(db_exec(job, engine->db,
			    SQL("UPDATE timer SET fired = ?4 WHERE instance = ?1 AND id = ?2 "
				"AND fires = ?3 AND fired IS NULL"),
			    INT(ringing->instance), TEXT(ringing->id), DAY(ringing->day),
			    INT(job_now(job))));
	return db_changed(engine->db) > 0 ? OK : E_ABSENT;
}

/* E_ABSENT: it rang meanwhile. */
static enum status ring(struct job *job, struct engine *engine, const struct ringing *ringing)
{
	struct tx *tx;
	struct verdict verdict;
	struct pair data[] = {{"deadline", ringing->id}, {"due", ringing->due}};
	struct event event = {
		.casefile = ringing->instance, .name = ringing->event, .data = data, .ndata = 2};
	TRY(tx_begin(job, engine->db, &tx));
	TRY(note_rung(job, engine, ringing));
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

/* --- a run --- */

/* What comes next of either kind. */
struct next {
	bool rings, comes;
	struct ringing ringing;
	struct delayed delayed;
};

struct tick {
	struct position at;
	struct delayed after; /* the same of events sent with a delay */
	struct position *failed;
	int nfailed, nskipped; /* those of the pass before are left alone */
	int fired;
	enum status worst;
};

static enum status next_of(struct job *job, struct engine *engine, const struct tick *tick,
			   struct next *out)
{
	enum status status = ringing_next(job, engine, &tick->at, &out->ringing);
	out->rings = status == OK;
	if (status != OK && status != E_ABSENT)
		return status;
	status = delayed_due(job, engine, tick->after.at, tick->after.id, &out->delayed);
	out->comes = status == OK;
	if (status != OK && status != E_ABSENT)
		return status;
	/* a deadline fires as its day begins */
	if (out->rings && out->comes) {
		out->rings = day_moment(out->ringing.day) <= out->delayed.at;
		out->comes = !out->rings;
	}
	return OK;
}

static int by_place(const void *a, const void *b)
{
	const struct position *one = a, *other = b;
	if (day_cmp(one->day, other->day) != 0)
		return day_cmp(one->day, other->day);
	if (one->instance != other->instance)
		return one->instance < other->instance ? -1 : 1;
	return strcmp(one->id, other->id);
}

static bool has_failed(const struct tick *tick)
{
	return tick->nskipped > 0 && bsearch(&tick->at, tick->failed, (size_t)tick->nskipped,
					     sizeof *tick->failed, by_place) != NULL;
}

static void go_past(struct job *job, struct tick *tick, const struct next *next)
{
	if (next->comes) {
		tick->after = (struct delayed){.id = next->delayed.id, .at = next->delayed.at};
		return;
	}
	talloc_free((void *)(uintptr_t)tick->at.id);
	tick->at = (struct position){next->ringing.day, next->ringing.instance,
				     COPY(job, next->ringing.id)};
}

static void failed(struct job *job, struct tick *tick, enum status status, const struct next *next)
{
	int64_t instance = next->rings ? next->ringing.instance : next->delayed.event.casefile;
	tick->worst = fail_at(job, status, "case %lld", (long long)instance);
	if (!next->rings)
		return;
	tick->failed = APPEND(job, tick->failed, &tick->nfailed, struct position);
	tick->failed[tick->nfailed - 1] = tick->at;
	tick->failed[tick->nfailed - 1].id = COPY(job, tick->at.id);
}

static enum status tick_one(struct job *job, struct job *below, struct engine *engine,
			    struct tick *tick)
{
	struct next next;
	TRY(next_of(below, engine, tick, &next));
	if (!next.rings && !next.comes)
		return E_ABSENT;
	go_past(job, tick, &next);
	if (next.rings && has_failed(tick))
		return OK;
	enum status status = next.rings ? ring(below, engine, &next.ringing)
					: wake(below, engine, &next.delayed);
	if (status == OK)
		tick->fired++;
	else if (status != E_ABSENT)
		failed(job, tick, status, &next);
	return OK;
}

/* Through all that is due, from the oldest on. */
static enum status pass(struct job *job, struct engine *engine, int most, struct tick *tick)
{
	enum status status = OK;
	tick->at = (struct position){day_of(1, 1, 1), 0, COPY(job, "")};
	while (status == OK && tick->fired < most) {
		struct job *below = job_below(job);
		status = tick_one(job, below, engine, tick);
		talloc_free(below);
	}
	return status == E_ABSENT ? OK : status;
}

/* What fired may have set another that was due before it (a warning): for these a second pass. */
enum status engine_tick(struct job *job, struct engine *engine, int most, int *fired)
{
	struct tick tick = {0};
	enum status status = pass(job, engine, most, &tick);
	tick.nskipped = tick.nfailed;
	if (status == OK && tick.fired > 0 && tick.fired < most)
		status = pass(job, engine, most, &tick);
	*fired = tick.fired;
	return status == OK ? tick.worst : status;
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
