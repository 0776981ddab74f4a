/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/apply.h"

#include "engine/delayed.h"

static enum status ask_host(struct job *job, struct engine *engine, const struct event *event,
			    const struct effect *effect)
{
	if (engine->host->effect == NULL)
		return OK;
	return engine->host->effect(engine->host->self, job, event, effect);
}

/* What a state held ends: its deadlines here, its tasks in the office. */
static enum status leave(struct job *job, struct engine *engine, const struct event *event,
			 const char *state)
{
	struct pair field = {"state", state};
	struct effect done = {"done", &field, 1};
	timers_end(engine->at_work, state);
	return ask_host(job, engine, event, &done);
}

/* <w:done deadline="…"/> is the engine's own; without a user or a kind it closes no task. */
static enum status done(struct job *job, struct engine *engine, const struct event *event,
			const struct effect *effect)
{
	const char *deadline = pair_value(effect->fields, effect->nfields, "deadline");
	if (deadline != NULL)
		timer_end(engine->at_work, deadline);
	return effect->nfields > (deadline != NULL) ? ask_host(job, engine, event, effect) : OK;
}

/* The office words it now; it leaves later. */
static enum status notify(struct job *job, struct engine *engine, const struct instance *instance,
			  const struct event *event, const struct effect *asked, int number)
{
	const char *key = TEXT_OF(job, "%lld:%lld:%d", (long long)instance->id,
				  (long long)instance->step, number);
	struct pair *fields = NEW_ARRAY(job, struct pair, asked->nfields + 1);
	for (int i = 0; i < asked->nfields; i++)
		fields[i] = asked->fields[i];
	fields[asked->nfields] = (struct pair){"key", key};
	struct effect keyed = {asked->verb, fields, asked->nfields + 1};
	TRY(outbox_add(job, engine->db, instance, key, "notify", asked));
	return ask_host(job, engine, event, &keyed);
}

static enum status apply_one(struct job *job, struct engine *engine,
			     const struct instance *instance, const struct event *event,
			     const struct recorded *recorded, const char *state, int number)
{
	const char *verb = recorded->effect.verb;
	if (strcmp(verb, "leave") == 0)
		return leave(job, engine, event, state);
	if (strcmp(verb, "done") == 0)
		return done(job, engine, event, &recorded->effect);
	if (strcmp(verb, "deadline") == 0)
		return timer_set(job, engine, engine->at_work, recorded, state);
	if (strcmp(verb, "send") == 0)
		return delayed_put(job, engine, instance->id, &recorded->effect);
	if (strcmp(verb, "cancel") == 0)
		return delayed_cancel(job, engine, instance->id, recorded->effect.fields[0].value);
	if (strcmp(verb, "notify") == 0)
		return notify(job, engine, instance, event, &recorded->effect, number);
	return ask_host(job, engine, event, &recorded->effect);
}

static enum status apply_all(struct job *job, struct engine *engine,
			     const struct instance *instance, const struct event *event,
			     const struct session *session)
{
	for (int i = 0; i < session->neffects; i++) {
		const struct recorded *recorded = &session->effects[i];
		const char *state = session->chart->states[recorded->state].id;
		TRY(apply_one(job, engine, instance, event, recorded, state, i + 1));
	}
	if (!instance->ended)
		return OK;
	timers_end(engine->at_work, NULL);
	return delayed_cancel(job, engine, instance->id, NULL);
}

/* The office is asked in between, and may tell another case: that event is at work then. */
enum status effects_apply(struct job *job, struct engine *engine, const struct instance *instance,
			  const struct event *event, const struct session *session)
{
	struct timers *timers = ((const struct office_view *)session->office)->timers;
	timers->outer = engine->at_work;
	engine->at_work = timers;
	enum status status = apply_all(job, engine, instance, event, session);
	engine->at_work = timers->outer;
	return status == OK ? timers_write(job, engine, timers) : status;
}
