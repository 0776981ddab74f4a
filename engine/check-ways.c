/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/check.h"
#include "engine/reach.h"

static const struct state *state_at(const struct checker *c, int state)
{
	return &c->chart->states[state];
}

/* --- what may be reached --- */

static void check_reachable(struct checker *c, const uint64_t *reached)
{
	for (int i = 1; i < c->chart->nstates; i++)
		if (!bit_has(reached, i) && bit_has(reached, state_at(c, i)->parent))
			finding(c, ERROR, state_at(c, i)->node, NULL,
				_("add a transition to it, or remove it"),
				_("the state %s cannot be reached"), state_at(c, i)->id);
}

/* --- ways out --- */

/* From a state its own and its ancestors' transitions lead on. */
static bool leads_to(const struct checker *c, int state, const uint64_t *ends)
{
	for (int s = state; s >= 0; s = state_at(c, s)->parent)
		for (int i = 0; i < state_at(c, s)->ntransitions; i++) {
			const struct transition *t = state_at(c, s)->transitions[i];
			uint64_t *set = bits_new(c->job, c->chart->nstates);
			for (int n = 0; n < t->ntargets; n++)
				reach_inside(c->chart, set, t->targets[n]);
			bool meets = bits_meet(set, ends, c->chart->nstates);
			talloc_free(set);
			if (meets)
				return true;
		}
	return false;
}

/* Backwards from the top-level final states, until nothing is added. A region in a parallel gets
 * out when any of the others does. */
static void check_ways_out(struct checker *c, const uint64_t *reached)
{
	const struct chart *chart = c->chart;
	uint64_t *ends = bits_new(c->job, chart->nstates);
	bool grown = true;
	for (int i = 1; i < chart->nstates; i++)
		if (state_at(c, i)->kind == FINAL && state_at(c, i)->parent == 0)
			bit_add(ends, i);
	while (grown) {
		grown = false;
		for (int i = 1; i < chart->nstates; i++)
			if (!bit_has(ends, i) && leads_to(c, i, ends)) {
				bit_add(ends, i);
				grown = true;
			}
	}
	for (int i = 1; i < chart->nstates; i++) {
		const struct state *s = state_at(c, i);
		if ((s->kind == ATOMIC || s->kind == FINAL) && bit_has(reached, i) &&
		    !bit_has(ends, i) && !bits_meet(s->ancestors, ends, chart->nstates))
			finding(c, ERROR, s->node, NULL,
				_("add a transition that leads to a final state"),
				_("there is no way out of the state %s"), s->id);
	}
}

/* --- terms --- */

struct held {
	uint64_t *states;
};

static void see_deadline(void *self, const struct action *action)
{
	struct held *held = self;
	if (strcmp(action->verb->name, "deadline") == 0)
		bit_add(held->states, action->holder);
}

static bool waits_for_people(const struct state *s)
{
	for (int i = 0; i < s->ntransitions; i++)
		if (s->transitions[i]->by != NULL || s->transitions[i]->by_user != NULL)
			return true;
	return false;
}

static void check_terms(struct checker *c)
{
	struct held held = {bits_new(c->job, c->chart->nstates)};
	actions_each(c->chart, see_deadline, &held);
	for (int i = 1; i < c->chart->nstates; i++) {
		const struct state *s = state_at(c, i);
		if (s->kind != ATOMIC || !waits_for_people(s) || s->untimed != NULL ||
		    bit_has(held.states, i) ||
		    bits_meet(held.states, s->ancestors, c->chart->nstates))
			continue;
		finding(c, WARNING, s->node, NULL,
			_("add <w:deadline> to its onentry, or w:untimed=\"the reason\""),
			_("the state %s waits for people without a term"), s->id);
	}
}

/* --- regions --- */

/* The child of PARALLEL that holds STATE. */
static int region_of(const struct checker *c, int parallel, int state)
{
	while (state_at(c, state)->parent != parallel)
		state = state_at(c, state)->parent;
	return state;
}

static void check_regions(struct checker *c, const struct transition *t, int target)
{
	const struct state *source = state_at(c, t->source);
	EACH_BIT(p, source->ancestors, c->chart->nstates) {
		if (state_at(c, p)->kind != PARALLEL || !bit_has(state_at(c, p)->inside, target) ||
		    region_of(c, p, t->source) == region_of(c, p, target))
			continue;
		finding(c, ERROR, t->node, "target",
			_("raise an event that the other region waits for instead"),
			_("the target %s is in another region of %s: the whole of it would begin "
			  "anew"),
			state_at(c, target)->id, state_at(c, p)->id);
		return;
	}
}

static void check_targets(struct checker *c)
{
	for (int i = 0; i < c->chart->ntransitions; i++) {
		const struct transition *t = c->chart->transitions[i];
		for (int n = 0; n < t->ntargets; n++) {
			check_regions(c, t, t->targets[n]);
			if (t->internal || !bit_has(state_at(c, t->source)->inside, t->targets[n]))
				continue;
			finding(c, WARNING, t->node, "target",
				_("write type=\"internal\", unless its terms should begin anew"),
				_("%s is left and entered again on the way to its own %s"),
				state_at(c, t->source)->id, state_at(c, t->targets[n])->id);
		}
	}
}

/* --- loops --- */

static bool eventless_reaches(const struct checker *c, int from, int goal, uint64_t *seen,
			      bool *guarded)
{
	for (int i = 0; i < c->chart->ntransitions; i++) {
		const struct transition *t = c->chart->transitions[i];
		uint64_t *entered = bits_new(c->job, c->chart->nstates);
		if (t->nevents > 0 ||
		    (t->source != from && !bit_has(state_at(c, from)->ancestors, t->source)))
			continue;
		for (int n = 0; n < t->ntargets; n++)
			reach_inside(c->chart, entered, t->targets[n]);
		if (t->ntargets == 0)
			bit_add(entered, from);
		*guarded = *guarded || t->cond != NULL;
		if (bit_has(entered, goal))
			return true;
		EACH_BIT(s, entered, c->chart->nstates) {
			if (bit_has(seen, s))
				continue;
			bit_add(seen, s);
			if (eventless_reaches(c, s, goal, seen, guarded))
				return true;
		}
	}
	return false;
}

static void check_loops(struct checker *c)
{
	for (int i = 0; i < c->chart->ntransitions; i++) {
		const struct transition *t = c->chart->transitions[i];
		bool guarded = false;
		uint64_t *seen = bits_new(c->job, c->chart->nstates);
		if (t->nevents > 0 || !eventless_reaches(c, t->source, t->source, seen, &guarded))
			continue;
		finding(c, guarded ? WARNING : ERROR, t->node, NULL,
			_("let one of the transitions wait for an event"),
			_("transitions without an event go round from %s to itself"),
			state_at(c, t->source)->id);
	}
}

/* --- who may --- */

struct sent {
	struct job *job;
	const char **names;
	int count;
};

static void send(struct sent *sent, const char *name)
{
	if (name == NULL)
		return;
	sent->names = APPEND(sent->job, sent->names, &sent->count, const char *);
	sent->names[sent->count - 1] = name;
}

static void see_sent(void *self, const struct action *action)
{
	if (strcmp(action->verb->name, "raise") == 0 || strcmp(action->verb->name, "tell") == 0)
		send(self, action_argument(action, "event")->text);
	if (strcmp(action->verb->name, "deadline") == 0) {
		send(self, action_argument(action, "event")->text);
		send(self, action_argument(action, "warn-event")->text);
	}
}

/* All that the program sends by itself. */
static struct sent all_sent(struct checker *c)
{
	struct sent sent = {c->job, NULL, 0};
	actions_each(c->chart, see_sent, &sent);
	for (int i = 1; i < c->chart->nstates; i++)
		if (state_at(c, i)->kind == COMPOUND || state_at(c, i)->kind == PARALLEL)
			send(&sent, TEXT_OF(c->job, "done.state.%s", state_at(c, i)->id));
	send(&sent, "error.execution");
	return sent;
}

static bool is_sent(const struct sent *sent, const struct transition *t)
{
	for (int i = 0; i < sent->count; i++)
		if (transition_matches(t, sent->names[i]))
			return true;
	return false;
}

static void check_takers(struct checker *c, const struct sent *sent)
{
	for (int i = 0; i < c->chart->ntransitions; i++) {
		const struct transition *t = c->chart->transitions[i];
		if (t->nevents == 0 || t->by != NULL || t->by_user != NULL || is_sent(sent, t))
			continue;
		finding(c, ERROR, t->node, "event", _("add w:by=\"role\", or raise the event"),
			_("nobody may take the transition for %s"), t->events[0]);
	}
}

/* What the program sends takes only transitions that name nobody. */
static bool is_waited_for(const struct chart *chart, const char *name)
{
	for (int i = 0; i < chart->ntransitions; i++) {
		const struct transition *t = chart->transitions[i];
		if (t->by == NULL && t->by_user == NULL && transition_matches(t, name))
			return true;
	}
	return false;
}

static void see_sender(void *self, const struct action *action)
{
	struct checker *c = self;
	static const char *const names[] = {"event", "warn-event"};
	const char *raised = strcmp(action->verb->name, "raise") == 0
				     ? action_argument(action, "event")->text
				     : NULL;
	if (raised != NULL && !is_waited_for(c->chart, raised))
		finding(c, WARNING, action->node, "event", _("add a transition for it"),
			_("nothing waits for the event %s"), raised);
	if (strcmp(action->verb->name, "deadline") != 0)
		return;
	for (int i = 0; i < 2; i++) {
		const char *event = action_argument(action, names[i])->text;
		if (event != NULL && !is_waited_for(c->chart, event))
			finding(c, WARNING, action->node, names[i], _("add a transition for it"),
				_("nothing waits for the event %s of this deadline"), event);
	}
}

void check_ways(struct checker *checker)
{
	uint64_t *reached = bits_new(checker->job, checker->chart->nstates);
	reach_inside(checker->chart, reached, 0);
	reach_on(checker->chart, reached);
	struct sent sent = all_sent(checker);
	check_reachable(checker, reached);
	check_ways_out(checker, reached);
	check_terms(checker);
	check_targets(checker);
	check_loops(checker);
	check_takers(checker, &sent);
	actions_each(checker->chart, see_sender, checker);
}
