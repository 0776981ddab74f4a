/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/step.h"

#include "engine/data.h"
#include "engine/payload.h"
#include "engine/select.h"
#include "engine/verb.h"

/* --- leaving --- */

static void record_history(struct session *session, int state, int history)
{
	bool deep = state_at(session, history)->kind == HISTORY_DEEP;
	uint64_t *set = session->history[history];
	if (set == NULL)
		set = session->history[history] = bits_new(session, count_of(session));
	bits_clear(set, count_of(session));
	EACH_BIT(s, session->configuration, count_of(session)) {
		if (deep && is_atomic(state_at(session, s)) && is_descendant(session, s, state))
			bit_add(set, s);
		if (!deep && state_at(session, s)->parent == state)
			bit_add(set, s);
	}
}

static void record_histories(struct session *session, const uint64_t *leaves)
{
	if (session->chart->nhistories == 0)
		return;
	EACH_BIT(s, leaves, count_of(session))
		for (int i = 0; i < state_at(session, s)->nhistories; i++)
			record_history(session, s, state_at(session, s)->histories[i]);
}

/* What a state holds ends with it. */
static void release(struct session *session, int state)
{
	if (!state_at(session, state)->holds && !session->moved)
		return;
	session->effects = APPEND(session->job, session->effects, &session->neffects,
				  struct recorded);
	session->effects[session->neffects - 1] = (struct recorded){.effect = {.verb = "leave"},
								    .state = state};
}

static void exit_states(struct session *session, const struct selection *selection)
{
	uint64_t *leaves = session->work->leaves;
	bits_clear(leaves, count_of(session));
	compute_exit_set(session, selection, leaves);
	record_histories(session, leaves);
	EACH_BIT_BACK(s, leaves, count_of(session)) {
		for (int i = 0; i < state_at(session, s)->nonexit; i++)
			content_run(session, state_at(session, s)->onexit[i].content);
		release(session, s);
		bit_drop(session->configuration, s);
	}
}

/* --- entering --- */

static void add_ancestor_states_to_enter(struct session *session, int state, int ancestor,
					 struct entry_set *set);

static void add_descendant_states_to_enter(struct session *session, int state,
					   struct entry_set *set);

/* Several deep targets: first all of them, then what lies between, or defaults of regions get in
 * too. */
static void add_all(struct session *session, const uint64_t *targets, int ancestor,
		    struct entry_set *set)
{
	EACH_BIT(s, targets, count_of(session))
		add_descendant_states_to_enter(session, s, set);
	EACH_BIT(s, targets, count_of(session))
		add_ancestor_states_to_enter(session, s, ancestor, set);
}

static void add_targets(struct session *session, const struct transition *transition, int ancestor,
			struct entry_set *set)
{
	for (int i = 0; i < transition->ntargets; i++)
		add_descendant_states_to_enter(session, transition->targets[i], set);
	for (int i = 0; i < transition->ntargets; i++)
		add_ancestor_states_to_enter(session, transition->targets[i], ancestor, set);
}

static void add_history(struct session *session, int history, struct entry_set *set)
{
	int parent = state_at(session, history)->parent;
	if (session->history[history] != NULL) {
		add_all(session, session->history[history], parent, set);
		return;
	}
	set->history[parent] = state_at(session, history)->initial;
	if (set->history[parent] != NULL)
		add_targets(session, set->history[parent], parent, set);
}

static bool any_inside(const struct session *session, const uint64_t *set, int state)
{
	return bits_meet(set, state_at(session, state)->inside, count_of(session));
}

static void add_regions(struct session *session, int parallel, struct entry_set *set)
{
	for (int i = 0; i < state_at(session, parallel)->nchildren; i++) {
		int child = state_at(session, parallel)->children[i];
		if (!any_inside(session, set->states, child))
			add_descendant_states_to_enter(session, child, set);
	}
}

static void add_descendant_states_to_enter(struct session *session, int state,
					   struct entry_set *set)
{
	const struct state *s = state_at(session, state);
	if (is_history(s)) {
		add_history(session, state, set);
		return;
	}
	bit_add(set->states, state);
	if (s->kind == COMPOUND && s->initial != NULL) {
		bit_add(set->by_default, state);
		add_targets(session, s->initial, state, set);
	}
	if (s->kind == PARALLEL)
		add_regions(session, state, set);
}

static void add_ancestor_states_to_enter(struct session *session, int state, int ancestor,
					 struct entry_set *set)
{
	int a = state_at(session, state)->parent;
	for (; a >= 0 && a != ancestor; a = state_at(session, a)->parent) {
		bit_add(set->states, a);
		if (state_at(session, a)->kind == PARALLEL)
			add_regions(session, a, set);
	}
}

static void add_ancestors(struct session *session, const struct transition *t,
			  struct entry_set *set)
{
	int domain = get_transition_domain(session, t);
	uint64_t *targets = session->work->targets;
	bits_clear(targets, count_of(session));
	get_effective_target_states(session, t, targets);
	EACH_BIT(s, targets, count_of(session))
		add_ancestor_states_to_enter(session, s, domain, set);
}

static void compute_entry_set(struct session *session, const struct selection *selection,
			      struct entry_set *set)
{
	for (int i = 0; i < selection->count; i++) {
		const struct transition *t = selection->list[i];
		for (int n = 0; n < t->ntargets; n++)
			add_descendant_states_to_enter(session, t->targets[n], set);
		if (t->ntargets > 0)
			add_ancestors(session, t, set);
	}
}

bool is_in_final_state(const struct session *session, int state)
{
	const struct state *s = state_at(session, state);
	for (int i = 0; i < s->nchildren; i++) {
		int child = s->children[i];
		if (s->kind == COMPOUND && state_at(session, child)->kind == FINAL &&
		    is_active(session, child))
			return true;
		if (s->kind == PARALLEL && !is_in_final_state(session, child))
			return false;
	}
	return s->kind == PARALLEL;
}

static void raise_done(struct session *session, int state, const char *body)
{
	raise_event(session, (struct queued){.name = state_at(session, state)->done_event,
					     .type = "internal",
					     .body = body});
}

/* A parallel is done when all its regions are; when it is a region itself, so may be the one around
 * it. */
static void entered_final(struct session *session, int final)
{
	int parent = state_at(session, final)->parent;
	if (parent == 0) {
		session->running = false;
		return;
	}
	raise_done(session, parent, donedata(session, state_at(session, final)->done));
	for (int p = state_at(session, parent)->parent; p > 0; p = state_at(session, p)->parent) {
		if (state_at(session, p)->kind != PARALLEL || !is_in_final_state(session, p))
			return;
		raise_done(session, p, NULL);
	}
}

/* The words of Appendix D would enter a state again that lies between a recorded history and its
 * parent though it was not left: what stays active is not entered. */
static void enter(struct session *session, int state, const struct entry_set *set)
{
	const struct state *s = state_at(session, state);
	if (is_active(session, state))
		return;
	bit_add(session->configuration, state);
	data_declare_late(session, state);
	for (int i = 0; i < s->nonentry; i++)
		content_run(session, s->onentry[i].content);
	if (bit_has(set->by_default, state) && s->initial != NULL)
		content_run(session, s->initial->content);
	if (set->history[state] != NULL)
		content_run(session, set->history[state]->content);
	if (s->kind == FINAL)
		entered_final(session, state);
}

static struct entry_set *entry_set_empty(struct session *session)
{
	struct entry_set *set = &session->work->entry;
	bits_clear(set->states, count_of(session));
	bits_clear(set->by_default, count_of(session));
	for (int i = 0; session->chart->nhistories > 0 && i < count_of(session); i++)
		set->history[i] = NULL;
	return set;
}

static void enter_states(struct session *session, const struct selection *selection)
{
	struct entry_set *set = entry_set_empty(session);
	compute_entry_set(session, selection, set);
	EACH_BIT(s, set->states, count_of(session))
		enter(session, s, set);
}

/* --- the loop --- */

static void trace_taken(const struct session *session, const struct transition *t)
{
	if (session->trace == NULL)
		return;
	fprintf(session->trace, "  %s ->", state_at(session, t->source)->id);
	for (int i = 0; i < t->ntargets; i++)
		fprintf(session->trace, " %s", state_at(session, t->targets[i])->id);
	if (t->nevents > 0 && session->event != NULL)
		fprintf(session->trace, " (%s)", session->event->name);
	fputc('\n', session->trace);
}

static void microstep(struct session *session, const struct selection *selection)
{
	exit_states(session, selection);
	for (int i = 0; i < selection->count; i++) {
		trace_taken(session, selection->list[i]);
		content_run(session, selection->list[i]->content);
	}
	enter_states(session, selection);
}

static struct queued *take_internal(struct session *session)
{
	struct queued *event = session->first;
	if (event == NULL)
		return NULL;
	session->first = event->next;
	if (session->first == NULL)
		session->last = NULL;
	return event;
}

/* In a definition an error that nothing waits for must not pass in silence: what should have
 * happened to the document did not. */
static void check_handled(struct session *session, const struct queued *event, int count)
{
	if (session->chart->lenient || count > 0 || strncmp(event->name, "error.", 6) != 0)
		return;
	session->status = fail(session->job, E_SYSTEM, "procedure %s, line %d: %s",
			       session->chart->name, session->line, event->words);
}

static enum status give_up(struct session *session)
{
	return fail(session->job, E_SYSTEM,
		    "procedure %s goes round without end: mend its transitions without an event",
		    session->chart->name);
}

/* A guard that fails raises an event, for which it is asked again: that too may go round. */
static struct selection next_selection(struct session *session)
{
	enum { MAX_UNMET = 10000 };
	struct selection selection = select_transitions(session, NULL);
	struct queued *event;
	for (int i = 0; selection.count == 0 && session->status == OK &&
			(event = take_internal(session)) != NULL;
	     i++) {
		if (i >= MAX_UNMET)
			session->status = give_up(session);
		session->event = event;
		session->told = false;
		selection = select_transitions(session, event);
		check_handled(session, event, selection.count);
	}
	return selection;
}

/* The same when the end was reached before an error could be waited for. */
static enum status check_left(struct session *session)
{
	for (const struct queued *event = session->first; event != NULL; event = event->next)
		check_handled(session, event, 0);
	session->first = session->last = NULL;
	return session->status;
}

/* The last configuration stays to be seen: only what leaving does is done. */
static void exit_interpreter(struct session *session)
{
	EACH_BIT_BACK(s, session->configuration, count_of(session))
		for (int i = 0; i < state_at(session, s)->nonexit; i++)
			content_run(session, state_at(session, s)->onexit[i].content);
}

static enum status macrostep(struct session *session)
{
	for (int steps = 0; session->running; steps++) {
		struct selection selection = next_selection(session);
		TRY(session->status);
		if (selection.count == 0)
			return OK;
		if (steps >= MAX_MICROSTEPS)
			return give_up(session);
		microstep(session, &selection);
		TRY(session->status);
	}
	exit_interpreter(session);
	return check_left(session);
}

enum status session_take(struct session *session, const struct selection *selection)
{
	TRY(session->status);
	session->taken = selection->count > 0;
	if (session->taken)
		microstep(session, selection);
	TRY(session->status);
	return macrostep(session);
}

enum status session_event(struct session *session, const struct queued *event)
{
	session_present(session, event);
	struct selection selection = select_transitions(session, event);
	return session_take(session, &selection);
}

enum status session_start(struct session *session)
{
	struct transition *initial = session->chart->states[0].initial;
	session->running = true;
	bit_add(session->configuration, 0);
	data_declare(session);
	struct entry_set *set = entry_set_empty(session);
	add_targets(session, initial, 0, set);
	content_run(session, initial->content);
	EACH_BIT(s, set->states, count_of(session))
		enter(session, s, set);
	TRY(session->status);
	return macrostep(session);
}
