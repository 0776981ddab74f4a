/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/engine.h"

#include "base/plain.h"
#include "engine/apply.h"
#include "engine/delayed.h"
#include "engine/guard.h"

enum status engine_open(struct job *job, struct db *db, const struct host *host,
			struct engine **out)
{
	struct engine *engine = NEW(job, struct engine);
	engine->job = job;
	engine->db = db;
	engine->host = host;
	*out = engine;
	return OK;
}

/* --- charts and sessions --- */

static enum status chart_keep(struct engine *engine, const char *hash, const char *name,
			      const char *xml, const struct chart **out)
{
	struct chart *chart;
	TRY(chart_read(engine->job, name, xml, strlen(xml), engine->host->lenient, NULL, &chart));
	engine->charts = APPEND(engine->job, engine->charts, &engine->ncharts, struct cached);
	engine->charts[engine->ncharts - 1] = (struct cached){COPY(engine->job, hash), chart};
	*out = chart;
	return OK;
}

enum status definition_chart(struct job *job, struct engine *engine, const char *hash,
			     const struct chart **out)
{
	const char *name, *xml;
	for (int i = 0; i < engine->ncharts; i++)
		if (strcmp(engine->charts[i].hash, hash) == 0) {
			*out = engine->charts[i].chart;
			return OK;
		}
	TRY(definition_read(job, engine->db, hash, &name, &xml));
	return chart_keep(engine, hash, name, xml, out);
}

static bool office_holds(void *self, const char *user, const char *role)
{
	const struct office_view *view = self;
	const struct host *host = view->engine->host;
	return host->holds(host->self, view->job, view->casefile, user, role);
}

/* The host may leave user and today to the engine. */
static enum status tell_facts(struct job *job, struct engine *engine, const struct event *event,
			      struct node *x)
{
	char today[DAY_TEXT];
	if (engine->host->facts != NULL)
		TRY(engine->host->facts(engine->host->self, job, event, x));
	if (node_first(x, "user") == NULL && event->user != NULL)
		node_add(x, "user", event->user);
	if (node_first(x, "today") == NULL)
		node_add(x, "today", day_iso(job_today(job), today));
	return timers_tell(job, engine, event->casefile, x);
}

enum status session_make(struct job *job, struct engine *engine, const char *hash,
			 const struct event *event, struct session **out)
{
	const struct chart *chart;
	struct office_view *view = NEW(job, struct office_view);
	TRY(definition_chart(job, engine, hash, &chart));
	*view = (struct office_view){engine, job, event->casefile};
	*out = session_new(job, chart);
	session_name(*out, TEXT_OF(job, "case-%lld", (long long)event->casefile));
	(*out)->holds = office_holds;
	(*out)->office = view;
	return tell_facts(job, engine, event, session_facts(*out));
}

enum status session_load(struct job *job, struct engine *engine, const struct instance *instance,
			 const struct event *event, struct session **out)
{
	TRY(session_make(job, engine, instance->definition, event, out));
	(*out)->nsent = instance->step << 16; /* an id given once is not given again */
	(*out)->moved = instance->moved;
	return session_restore(*out, instance->states, instance->history, instance->data);
}

void instance_take(struct job *job, struct instance *instance, const struct session *session)
{
	instance->states = session_states(job, session, false);
	instance->history = session_history(job, session);
	instance->data = doc_text(job, session->data, false);
	instance->ended = !session->running;
}

static enum status settle(struct job *job, struct engine *engine, int64_t instance, int64_t since);

/* --- the start --- */

static enum status started(struct job *job, struct engine *engine, struct instance *instance,
			   const struct event *event, const struct session *session)
{
	struct entry entry = {.at = job_now(job),
			      .step = instance->step,
			      .user = event->user,
			      .event = "start",
			      .title = session->chart->title,
			      .taken = true,
			      .before = "",
			      .after = session_states(job, session, true)};
	TRY(instance_add(job, engine->db, instance));
	TRY(effects_apply(job, engine, instance, event, session));
	return journal_add(job, engine->db, &entry, instance->id, NULL);
}

static enum status definition_check(struct job *job, struct engine *engine, const char *name,
				    const char *xml, size_t size)
{
	const char *file = TEXT_OF(job, "%s.scxml", name);
	struct remarks *remarks = remarks_new(job, file);
	return chart_check(job, file, xml, size, engine->host, remarks);
}

enum status definition_newest(struct job *job, struct engine *engine, const char *name,
			      const char **hash)
{
	const char *xml;
	size_t size;
	bool fresh;
	TRY(engine->host->definition(engine->host->self, job, name, &xml, &size));
	TRY(definition_note(job, engine->db, name, xml, size, hash, &fresh));
	return fresh && !engine->host->lenient ? definition_check(job, engine, name, xml, size)
					       : OK;
}

static enum status start_inside(struct job *job, struct engine *engine, int64_t casefile,
				const char *name)
{
	int64_t newest;
	struct session *session;
	struct instance instance = {.id = casefile};
	struct event event = {.casefile = casefile, .name = "start"};
	TRY(definition_newest(job, engine, name, &instance.definition));
	TRY(session_make(job, engine, instance.definition, &event, &session));
	TRY(delayed_last(job, engine, &newest));
	TRY(session_start(session));
	instance_take(job, &instance, session);
	TRY(started(job, engine, &instance, &event, session));
	return settle(job, engine, casefile, newest);
}

/* A transaction of its own, or *OUT NULL inside that of the caller, who commits it. */
static enum status begin_or_join(struct job *job, struct engine *engine, struct tx **out)
{
	*out = NULL;
	return db_in_tx(engine->db) ? OK : tx_begin(job, engine->db, out);
}

static enum status commit_own(struct tx *tx)
{
	return tx == NULL ? OK : tx_commit(tx);
}

enum status engine_start(struct job *job, struct engine *engine, int64_t casefile, const char *name)
{
	struct job *below = job_below(job);
	struct tx *tx;
	enum status status = begin_or_join(below, engine, &tx);
	if (status == OK)
		status = start_inside(below, engine, casefile, name);
	if (status == OK)
		status = commit_own(tx);
	talloc_free(below); /* rolls back what was not committed */
	return status;
}

/* --- an event --- */

static const char *event_title(const struct session *session, const char *name)
{
	for (int i = 0; i < session->chart->ntransitions; i++) {
		const struct transition *t = session->chart->transitions[i];
		if (t->title != NULL && transition_matches(t, name))
			return t->title;
	}
	return NULL;
}

/* WHY: as verdict->why, in the words of the office. */
static enum status note(struct job *job, struct engine *engine, const struct instance *instance,
			const struct event *event, const char *before,
			const struct verdict *verdict, const char *why)
{
	struct entry entry = {.at = job_now(job),
			      .step = instance->step,
			      .user = event->user,
			      .event = event->name,
			      .title = event->title,
			      .taken = verdict->taken,
			      .why = why,
			      .before = before,
			      .after = verdict->states,
			      .data = event->data,
			      .ndata = event->ndata};
	return journal_add(job, engine->db, &entry, instance->id, event->key);
}

/* Under a savepoint, so that a refusal by the office takes back what its effects have written. */
static enum status taken(struct job *job, struct engine *engine, struct instance *instance,
			 const struct event *event, const struct session *session,
			 struct verdict *verdict, const char **why)
{
	struct instance changed = *instance;
	TRY(db_exec(job, engine->db, SQL("SAVEPOINT event")));
	instance_take(job, &changed, session);
	enum status status = instance_write(job, engine->db, &changed);
	if (status == OK)
		status = effects_apply(job, engine, &changed, event, session);
	verdict->taken = status == OK;
	if (status == OK) {
		*instance = changed;
		verdict->states = session_states(job, session, true);
		verdict->ended = instance->ended;
	} else if (status == E_INPUT || status == E_REFUSED) {
		verdict->why = COPY(job, job_fault(job));
		*why = COPY(job, job_fact(job));
		TRY(db_exec(job, engine->db, SQL("ROLLBACK TO SAVEPOINT event")));
	} else {
		return status;
	}
	return db_exec(job, engine->db, SQL("RELEASE SAVEPOINT event"));
}

/* WORDS are the program's, not translated yet, or the definition's own. */
static void refuse(const char *words, struct verdict *verdict, const char **why)
{
	verdict->why = _(words);
	*why = FACT_(words);
}

static enum status try_event(struct job *job, struct engine *engine, struct instance *instance,
			     const struct event *event, struct session *session,
			     struct verdict *verdict, const char **why)
{
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
	if (selection.count == 0 && session->first == NULL) {
		refuse(guard_refusal(session, &queued), verdict, why);
		return OK;
	}
	TRY(session_take(session, &selection));
	return taken(job, engine, instance, event, session, verdict, why);
}

static enum status event_run(struct job *job, struct engine *engine, const struct event *asked,
			     struct verdict *verdict)
{
	struct event event = *asked;
	struct instance instance;
	struct session *session;
	const char *why = NULL;
	*verdict = (struct verdict){0};
	TRY(instance_read(job, engine->db, event.casefile, &instance));
	TRY(session_load(job, engine, &instance, &event, &session));
	const char *before = session_states(job, session, true);
	event.title = event_title(session, event.name);
	verdict->states = before;
	verdict->ended = instance.ended;
	if (instance.ended)
		refuse(N_("the case has ended"), verdict, &why);
	else
		TRY(try_event(job, engine, &instance, &event, session, verdict, &why));
	verdict->step = instance.step;
	return note(job, engine, &instance, &event, before, verdict, why);
}

/* Events sent without a delay come right after the event that sent them; SINCE is the newest that
 * waited before it. */
static enum status settle(struct job *job, struct engine *engine, int64_t instance, int64_t since)
{
	struct delayed next;
	struct verdict verdict;
	for (int i = 0; i < MAX_MICROSTEPS; i++) {
		enum status status = delayed_new(job, engine, instance, since, &next);
		if (status != OK)
			return status == E_ABSENT ? OK : status;
		TRY(delayed_drop(job, engine, next.id));
		TRY(event_run(job, engine, &next.event, &verdict));
	}
	return fail(job, E_SYSTEM, "case %lld sends itself events without end",
		    (long long)instance);
}

enum status engine_wake(struct job *job, struct engine *engine, const struct delayed *delayed)
{
	int64_t last;
	struct verdict verdict;
	TRY(delayed_drop(job, engine, delayed->id));
	TRY(delayed_last(job, engine, &last));
	TRY(event_run(job, engine, &delayed->event, &verdict));
	return settle(job, engine, delayed->event.casefile, last);
}

/* The oldest first: an event that waited in the inbox comes before the one just put there. */
static enum status inbox_run(struct job *job, struct engine *engine, int64_t instance, int64_t last,
			     struct verdict *verdict)
{
	int64_t id = 0, newest;
	struct event event;
	TRY(delayed_last(job, engine, &newest));
	while (id != last) {
		TRY(inbox_take(job, engine->db, instance, &event, &id));
		TRY(event_run(job, engine, &event, verdict));
		TRY(inbox_drop(job, engine->db, id));
	}
	return settle(job, engine, instance, newest);
}

/* What fails, fails as a whole, also when the caller's transaction goes on. */
static enum status inbox_take_in(struct job *job, struct engine *engine, const struct event *event,
				 struct verdict *verdict)
{
	int64_t id;
	struct instance instance;
	TRY(instance_read(job, engine->db, event->casefile, &instance));
	TRY(db_exec(job, engine->db, SQL("SAVEPOINT inbox")));
	enum status status = inbox_put(job, engine->db, event, &id);
	if (status == OK)
		status = inbox_run(job, engine, event->casefile, id, verdict);
	if (status != OK && !db_in_tx(engine->db))
		return status; /* a full disk has ended all by itself, savepoints too */
	if (status != OK)
		TRY(db_exec(job, engine->db, SQL("ROLLBACK TO SAVEPOINT inbox")));
	TRY(db_exec(job, engine->db, SQL("RELEASE SAVEPOINT inbox")));
	return status;
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

static enum status refusal_note(struct job *job, struct engine *engine, const struct event *event,
				const char *why)
{
	struct instance instance;
	struct session *session;
	struct event kept = event_shortened(job, event);
	TRY(instance_read(job, engine->db, event->casefile, &instance));
	TRY(session_load(job, engine, &instance, &kept, &session));
	struct verdict verdict = {.states = session_states(job, session, true)};
	kept.title = event_title(session, kept.name);
	return note(job, engine, &instance, &kept, verdict.states, &verdict, plain_short(job, why));
}

enum status engine_refuse(struct job *job, struct engine *engine, const struct event *event)
{
	struct job *below = job_below(job);
	struct tx *tx;
	const char *why = COPY(below, job_fact(job));
	enum status status = begin_or_join(below, engine, &tx);
	if (status == OK)
		status = refusal_note(below, engine, event, why);
	if (status == OK)
		status = commit_own(tx);
	talloc_free(below); /* rolls back what was not committed */
	return status;
}

enum status engine_done(struct job *job, struct engine *engine, const char *key,
			struct verdict *verdict)
{
	return journal_find(job, engine->db, key, verdict);
}

static enum status event_inside(struct job *job, struct engine *engine, const struct event *event,
				struct verdict *verdict)
{
	if (event->key != NULL) {
		enum status status = journal_find(job, engine->db, event->key, verdict);
		if (status != E_ABSENT)
			return status;
	}
	return inbox_take_in(job, engine, event, verdict);
}

enum status engine_event(struct job *job, struct engine *engine, const struct event *event,
			 struct verdict *verdict)
{
	struct job *below = job_below(job);
	struct tx *tx;
	enum status status = begin_or_join(below, engine, &tx);
	if (status == OK)
		status = event_inside(below, engine, event, verdict);
	if (status == OK)
		status = commit_own(tx);
	if (status == OK) {
		verdict->why = verdict->why == NULL ? NULL : COPY(job, verdict->why);
		verdict->states = COPY(job, verdict->states);
	}
	talloc_free(below); /* rolls back what was not committed */
	if (status != E_INPUT)
		return status;
	status = engine_refuse(job, engine, event);
	return status == OK ? E_INPUT : status;
}
