/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be done with a case now, and what was done with it. */
#include "engine/apply.h"
#include "engine/guard.h"
#include "engine/pairs.h"

/* What asks for that which the event tells cannot be answered before it is told. */
static bool is(struct session *session, const struct xpath *expr, bool untold)
{
	bool truth = false;
	if (strstr(xpath_text(expr), "$_event") != NULL)
		return untold;
	return xpath_true(session->job, expr, session->scope, &truth) == OK && truth;
}

static bool now(struct session *session, const struct transition *t)
{
	if (t->cond != NULL && !is(session, t->cond, true))
		return false;
	for (int i = 0; i < t->nrefusals; i++)
		if (is(session, t->refusals[i].cond, false))
			return false;
	return true;
}

static const char *who(struct job *job, struct session *session, const struct transition *t)
{
	struct found found;
	const char *by = t->by == NULL ? "" : t->by;
	if (t->by_user == NULL ||
	    xpath_find(session->job, t->by_user, session->scope, session->job, &found) != OK)
		return COPY(job, by);
	for (int i = 0; i < found.nhits; i++)
		by = TEXT_OF(job, "%s%s%s", by, *by == '\0' ? "" : " ", found.hits[i].value);
	return COPY(job, by);
}

static bool has_input(const struct choice *choice, const char *name)
{
	for (int i = 0; i < choice->ninputs; i++)
		if (strcmp(choice->inputs[i].name, name) == 0)
			return true;
	return false;
}

static void add_inputs(struct job *job, struct choice *choice, const struct transition *t)
{
	for (int i = 0; i < t->ninputs; i++) {
		if (has_input(choice, t->inputs[i].name))
			continue;
		struct input *inputs = APPEND(job, (struct input *)(uintptr_t)choice->inputs,
					      &choice->ninputs, struct input);
		const struct input *from = &t->inputs[i];
		inputs[choice->ninputs - 1] = (struct input){.name = copied(job, from->name),
							     .title = copied(job, from->title),
							     .type = copied(job, from->type),
							     .choices = copied(job, from->choices),
							     .role = copied(job, from->role),
							     .required = from->required};
		choice->inputs = inputs;
	}
}

static struct choice *choice_find(struct choice *list, int count, const char *event)
{
	for (int i = 0; i < count; i++)
		if (strcmp(list[i].event, event) == 0)
			return &list[i];
	return NULL;
}

static void choice_add(struct job *job, struct session *session, const struct transition *t,
		       const char *user, struct choice **out, int *count)
{
	const char *why;
	bool mine = user != NULL && guard_names(session, t, user), holds = now(session, t);
	struct choice *choice = choice_find(*out, *count, t->events[0]);
	if (choice == NULL) {
		*out = APPEND(job, *out, count, struct choice);
		choice = &(*out)[*count - 1];
		choice->event = COPY(job, t->events[0]);
		choice->by = who(job, session, t);
		choice->state = COPY(job, session->chart->states[t->source].id);
	}
	/* of several transitions for one event, the one that this user could take speaks */
	if (choice->title == NULL || (mine && !choice->mine))
		choice->title = COPY(job, t->title != NULL ? t->title : t->events[0]);
	if (mine && choice->why == NULL && guard_refuses(session, t, &why))
		choice->why = copied(job, why);
	choice->now = (mine == choice->mine) ? choice->now || holds : mine ? holds : choice->now;
	choice->mine = choice->mine || mine;
	add_inputs(job, choice, t);
}

static enum status choices_in(struct job *below, struct job *job, struct engine *engine,
			      int64_t casefile, const char *user, struct choice **out, int *count)
{
	struct instance instance;
	struct session *session;
	struct event event = {.casefile = casefile, .name = "", .user = user};
	*out = NULL;
	*count = 0;
	TRY(instance_read(below, engine->db, casefile, &instance));
	if (instance.ended)
		return OK;
	TRY(session_load(below, engine, &instance, &event, &session));
	for (int i = 0; i < session->chart->ntransitions; i++) {
		const struct transition *t = session->chart->transitions[i];
		if (bit_has(session->configuration, t->source) && t->nevents > 0 &&
		    (t->by != NULL || t->by_user != NULL))
			choice_add(job, session, t, user, out, count);
	}
	return OK;
}

enum status engine_choices(struct job *job, struct engine *engine, int64_t casefile,
			   const char *user, struct choice **out, int *count)
{
	struct job *below = job_below(job);
	enum status status = choices_in(below, job, engine, casefile, user, out, count);
	talloc_free(below);
	return status;
}

enum status engine_places_at(struct job *job, struct engine *engine, const char *definition,
			     const char *states, struct place **out, int *count)
{
	const struct chart *chart;
	const char **ids;
	*out = NULL;
	*count = 0;
	TRY(definition_chart(job, engine, definition, &chart));
	int active = split_words(job, states, &ids);
	for (int i = 0; i < active; i++) {
		int state = chart_state(chart, ids[i]);
		if (state < 0)
			return fail(job, E_SYSTEM, "procedure %s has no state %s", chart->name,
				    ids[i]);
		const char *title = chart->states[state].title;
		*out = APPEND(job, *out, count, struct place);
		(*out)[*count - 1] = (struct place){COPY(job, ids[i]),
						    COPY(job, title != NULL ? title : ids[i])};
	}
	return OK;
}

enum status engine_places(struct job *job, struct engine *engine, int64_t casefile,
			  struct place **out, int *count)
{
	struct instance instance;
	TRY(instance_read(job, engine->db, casefile, &instance));
	return engine_places_at(job, engine, instance.definition, instance.states, out, count);
}

enum status engine_history(struct job *job, struct engine *engine, int64_t casefile,
			   struct entry **out, int *count)
{
	struct rows *rows;
	struct pair *data;
	*out = NULL;
	*count = 0;
	TRY(db_query(job, engine->db, &rows,
		     SQL("SELECT at, step, person, event, title, taken, why, before, after, data "
			 "FROM journal WHERE instance = ?1 ORDER BY id"),
		     INT(casefile)));
	while (db_next(rows)) {
		*out = APPEND(job, *out, count, struct entry);
		struct entry *entry = &(*out)[*count - 1];
		*entry = (struct entry){.at = row_int(rows, 0),
					.step = row_int(rows, 1),
					.user = row_text(rows, 2),
					.event = row_text(rows, 3),
					.title = row_text(rows, 4),
					.taken = row_int(rows, 5) != 0,
					.why = row_text(rows, 6),
					.before = row_text(rows, 7),
					.after = row_text(rows, 8)};
		TRY(pairs_read(job, row_text(rows, 9), &data, &entry->ndata));
		entry->data = data;
	}
	return db_end(rows);
}
