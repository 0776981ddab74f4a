/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/engine.h"

#include "engine/apply.h"
#include "engine/delayed.h"
#include "engine/event.h"

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

static const char *office_calls(void *self, void *owner, const char *id)
{
	const struct office_view *view = self;
	const struct host *host = view->engine->host;
	return host->word == NULL
		       ? NULL
		       : copied(owner, host->word(host->self, view->job, WORD_PERSON, id));
}

/* The host may leave user and today to the engine. */
static enum status tell_facts(struct job *job, struct engine *engine, const struct event *event,
			      const struct timers *timers, struct node *x)
{
	char today[DAY_TEXT];
	if (engine->host->facts != NULL)
		TRY(engine->host->facts(engine->host->self, job, event, x));
	if (node_first(x, "user") == NULL && event->user != NULL)
		node_add(x, "user", event->user);
	if (node_first(x, "today") == NULL)
		node_add(x, "today", day_iso(job_today(job), today));
	timers_tell(timers, x);
	return OK;
}

enum status session_make(struct job *job, struct engine *engine, const char *hash,
			 const struct event *event, struct session **out)
{
	const struct chart *chart;
	struct office_view *view = NEW(job, struct office_view);
	TRY(definition_chart(job, engine, hash, &chart));
	*view = (struct office_view){engine, job, event->casefile, NULL};
	TRY(timers_read(job, engine, event->casefile, &view->timers));
	*out = session_new(job, chart);
	session_name(*out, TEXT_OF(job, "case-%lld", (long long)event->casefile));
	(*out)->holds = office_holds;
	(*out)->person = office_calls;
	(*out)->office = view;
	return tell_facts(job, engine, event, view->timers, session_facts(*out));
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

enum status engine_ready(struct job *job, struct engine *engine, const char *name)
{
	const char *xml, *hash;
	size_t size;
	bool known;
	TRY(engine->host->definition(engine->host->self, job, name, &xml, &size));
	TRY(definition_known(job, engine->db, xml, size, &hash, &known));
	return known ? OK : definition_check(job, engine, name, xml, size);
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
	return events_settle(job, engine, casefile, newest);
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
