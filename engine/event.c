/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/event.h"

#include "base/plain.h"
#include "engine/apply.h"
#include "engine/delayed.h"
#include "engine/guard.h"

/* One event at work. */
struct turn {
	struct job *job;
	struct engine *engine;
	struct event event;
	struct instance instance;
	struct session *session;
	const char *before; /* the active states, sorted */
	struct verdict *verdict;
};

/* Why an event is refused: as the process speaks, and as the office keeps it; NULL: it is not. */
struct refusal {
	const char *why, *fact;
};

enum status begin_or_join(struct job *job, struct engine *engine, struct tx **out)
{
	*out = NULL;
	return db_in_tx(engine->db) ? OK : tx_begin(job, engine->db, out);
}

enum status commit_own(struct tx *tx)
{
	return tx == NULL ? OK : tx_commit(tx);
}

/* Inside a transaction of the caller's: what is taken back is only what came since. */
static enum status savepoint_begin(struct job *job, struct engine *engine)
{
	return db_exec(job, engine->db, SQL("SAVEPOINT event"));
}

static enum status savepoint_end(struct job *job, struct engine *engine, bool back)
{
	if (back)
		TRY(db_exec(job, engine->db, SQL("ROLLBACK TO SAVEPOINT event")));
	return db_exec(job, engine->db, SQL("RELEASE SAVEPOINT event"));
}

/* --- what is journalled --- */

static const char *event_title(const struct session *session, const char *name)
{
	for (int i = 0; i < session->chart->ntransitions; i++) {
		const struct transition *t = session->chart->transitions[i];
		if (t->title != NULL && transition_matches(t, name))
			return t->title;
	}
	return NULL;
}

static enum status turn_begin(struct job *job, struct engine *engine, const struct event *event,
			      struct verdict *verdict, struct turn *turn)
{
	*turn = (struct turn){.job = job, .engine = engine, .event = *event, .verdict = verdict};
	TRY(instance_read(job, engine->db, event->casefile, &turn->instance));
	TRY(session_load(job, engine, &turn->instance, &turn->event, &turn->session));
	turn->before = session_states(job, turn->session, true);
	turn->event.title = event_title(turn->session, event->name);
	*verdict = (struct verdict){
		.step = turn->instance.step, .states = turn->before, .ended = turn->instance.ended};
	return OK;
}

static enum status note(const struct turn *turn, const char *why)
{
	struct entry entry = {.at = job_now(turn->job),
			      .step = turn->instance.step,
			      .user = turn->event.user,
			      .event = turn->event.name,
			      .title = turn->event.title,
			      .taken = turn->verdict->taken,
			      .why = why,
			      .before = turn->before,
			      .after = turn->verdict->states,
			      .data = turn->event.data,
			      .ndata = turn->event.ndata};
	return journal_add(turn->job, turn->engine->db, &entry, turn->instance.id, turn->event.key);
}

/* A refusal by itself, when what the event did has been taken back. */
static enum status note_refused(struct job *job, struct engine *engine, const struct event *event,
				const struct refusal *refusal, struct verdict *verdict)
{
	struct turn turn;
	TRY(turn_begin(job, engine, event, verdict, &turn));
	verdict->why = refusal->why;
	return note(&turn, refusal->fact);
}

/* --- a macrostep --- */

/* WORDS are the program's, not translated yet, or the definition's own. */
static enum status refuse(struct turn *turn, const char *words)
{
	turn->verdict->why = _(words);
	return note(turn, FACT_(words));
}

/* What the office refuses it may refuse after some of it was written: REFUSAL then asks for all of
 * it to be taken back. */
static enum status taken(struct turn *turn, struct refusal *refusal)
{
	struct job *job = turn->job;
	instance_take(job, &turn->instance, turn->session);
	TRY(instance_write(job, turn->engine->db, &turn->instance));
	enum status status = effects_apply(job, turn->engine, &turn->instance, &turn->event,
					   turn->session);
	if (status == E_INPUT || status == E_REFUSED) {
		*refusal = (struct refusal){COPY(job, job_fault(job)), COPY(job, job_fact(job))};
		return OK;
	}
	TRY(status);
	turn->verdict->taken = true;
	turn->verdict->step = turn->instance.step;
	turn->verdict->states = session_states(job, turn->session, true);
	turn->verdict->ended = turn->instance.ended;
	return note(turn, NULL);
}

static enum status try_event(struct turn *turn, struct refusal *refusal)
{
	const struct event *event = &turn->event;
	struct session *session = turn->session;
	struct queued queued = {.name = event->name,
				.type = "external",
				.user = event->user,
				.sendid = event->sendid,
				.body = event->body};
	if (event->own) {
		queued.origin = session->address;
		queued.origintype = SCXML_PROCESSOR;
	}
	TRY(inputs_read(session, event->name, event->user, event->data, event->ndata, &queued.data,
			&queued.ndata));
	session_present(session, &queued);
	struct selection selection = select_transitions(session, &queued);
	TRY(inputs_complete(session, &queued, &selection));
	if (selection.count == 0 && session->first == NULL)
		return refuse(turn, guard_refusal(session, &queued));
	TRY(session_take(session, &selection));
	return taken(turn, refusal);
}

static enum status event_run(struct job *job, struct engine *engine, const struct event *event,
			     struct verdict *verdict, struct refusal *refusal)
{
	struct turn turn;
	*refusal = (struct refusal){NULL, NULL};
	TRY(turn_begin(job, engine, event, verdict, &turn));
	if (turn.instance.ended)
		return refuse(&turn, N_("the case has ended"));
	return try_event(&turn, refusal);
}

/* --- what a chart sends itself --- */

static enum status own_event(struct job *job, struct engine *engine, const struct delayed *delayed)
{
	struct verdict verdict;
	struct refusal refusal;
	TRY(delayed_drop(job, engine, delayed->id));
	TRY(savepoint_begin(job, engine));
	TRY(event_run(job, engine, &delayed->event, &verdict, &refusal));
	TRY(savepoint_end(job, engine, refusal.fact != NULL));
	return refusal.fact == NULL
		       ? OK
		       : note_refused(job, engine, &delayed->event, &refusal, &verdict);
}

enum status events_settle(struct job *job, struct engine *engine, int64_t instance, int64_t since)
{
	struct delayed next;
	for (int i = 0; i < MAX_MICROSTEPS; i++) {
		enum status status = delayed_new(job, engine, instance, since, &next);
		if (status != OK)
			return status == E_ABSENT ? OK : status;
		TRY(own_event(job, engine, &next));
	}
	return fail(job, E_SYSTEM, "case %lld sends itself events without end",
		    (long long)instance);
}

enum status engine_wake(struct job *job, struct engine *engine, const struct delayed *delayed)
{
	int64_t last;
	TRY(delayed_last(job, engine, &last));
	TRY(own_event(job, engine, delayed));
	return events_settle(job, engine, delayed->event.casefile, last);
}

/* --- what was told wrongly --- */

/* Without its key: mended, the same request may come again. */
static struct event event_shortened(struct job *job, const struct event *event)
{
	enum { MOST = 50 };
	struct event kept = *event;
	struct pair *data = NEW_ARRAY(job, struct pair, MOST);
	kept.key = NULL;
	kept.name = plain_short(job, event->name);
	kept.ndata = event->ndata < MOST ? event->ndata : MOST;
	for (int i = 0; i < kept.ndata; i++)
		data[i] = (struct pair){plain_short(job, event->data[i].name),
					event->data[i].value == NULL
						? NULL
						: plain_short(job, event->data[i].value)};
	kept.data = data;
	return kept;
}

enum status engine_refuse(struct job *job, struct engine *engine, const struct event *event)
{
	struct job *below = job_below(job);
	struct tx *tx;
	struct verdict verdict;
	struct refusal refusal = {.fact = plain_short(below, job_fact(job))};
	struct event kept = event_shortened(below, event);
	enum status status = begin_or_join(below, engine, &tx);
	if (status == OK)
		status = note_refused(below, engine, &kept, &refusal, &verdict);
	if (status == OK)
		status = commit_own(tx);
	talloc_free(below); /* rolls back what was not committed */
	return status;
}

/* --- the transaction --- */

enum status engine_done(struct job *job, struct engine *engine, const char *key,
			struct verdict *verdict)
{
	return journal_find(job, engine->db, key, verdict);
}

static enum status done_before(struct job *job, struct engine *engine, const struct event *event,
			       struct verdict *verdict)
{
	return event->key == NULL ? E_ABSENT : engine_done(job, engine, event->key, verdict);
}

static enum status event_inside(struct job *job, struct engine *engine, const struct event *event,
				struct verdict *verdict, struct refusal *refusal)
{
	int64_t newest;
	*refusal = (struct refusal){NULL, NULL};
	enum status status = done_before(job, engine, event, verdict);
	if (status != E_ABSENT)
		return status;
	TRY(delayed_last(job, engine, &newest));
	TRY(event_run(job, engine, event, verdict, refusal));
	return refusal->fact != NULL ? OK : events_settle(job, engine, event->casefile, newest);
}

/* What fails, fails as a whole, also when the caller's transaction goes on. */
static enum status event_joined(struct job *job, struct engine *engine, const struct event *event,
				struct verdict *verdict)
{
	struct refusal refusal;
	TRY(savepoint_begin(job, engine));
	enum status status = event_inside(job, engine, event, verdict, &refusal);
	if (status != OK && !db_in_tx(engine->db))
		return status; /* a full disk has ended all by itself, savepoints too */
	TRY(savepoint_end(job, engine, status != OK || refusal.fact != NULL));
	return status != OK || refusal.fact == NULL
		       ? status
		       : note_refused(job, engine, event, &refusal, verdict);
}

/* No savepoint, which would copy each page that is written: what the office refuses is rolled back
 * as a whole, and the refusal is a transaction of its own. */
static enum status event_alone(struct job *job, struct engine *engine, const struct event *event,
			       struct verdict *verdict)
{
	struct tx *tx;
	struct refusal refusal;
	TRY(tx_begin(job, engine->db, &tx));
	TRY(event_inside(job, engine, event, verdict, &refusal));
	if (refusal.fact == NULL)
		return tx_commit(tx);
	talloc_free(tx);
	TRY(tx_begin(job, engine->db, &tx));
	enum status status = done_before(job, engine, event, verdict);
	if (status == E_ABSENT)
		status = note_refused(job, engine, event, &refusal, verdict);
	TRY(status);
	return tx_commit(tx);
}

enum status engine_event(struct job *job, struct engine *engine, const struct event *event,
			 struct verdict *verdict)
{
	struct job *below = job_below(job);
	enum status status = db_in_tx(engine->db) ? event_joined(below, engine, event, verdict)
						  : event_alone(below, engine, event, verdict);
	if (status == OK) {
		verdict->why = copied(job, verdict->why);
		verdict->states = COPY(job, verdict->states);
	}
	talloc_free(below); /* rolls back what was not committed */
	if (status != E_INPUT)
		return status;
	status = engine_refuse(job, engine, event);
	return status == OK ? E_INPUT : status;
}
