/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which transitions an event enables, and which of them stand aside. */
#include "engine/select.h"

#include "engine/guard.h"

struct work *work_new(void *owner, const struct chart *chart)
{
	struct work *work = NEW(owner, struct work);
	work->enabled = NEW_ARRAY(work, const struct transition *, chart->nstates);
	work->domains = NEW_ARRAY(work, int, chart->nstates);
	work->leaves = bits_new(work, chart->nstates);
	work->targets = bits_new(work, chart->nstates);
	work->entry.states = bits_new(work, chart->nstates);
	work->entry.by_default = bits_new(work, chart->nstates);
	work->entry.history = NEW_ARRAY(work, const struct transition *, chart->nstates);
	return work;
}

/* A recorded history, not its default, says where a transition leads. */
void get_effective_target_states(const struct session *session, const struct transition *transition,
				 uint64_t *out)
{
	for (int i = 0; i < transition->ntargets; i++) {
		const struct state *target = state_at(session, transition->targets[i]);
		const uint64_t *recorded = session->history[transition->targets[i]];
		if (!is_history(target))
			bit_add(out, transition->targets[i]);
		else if (recorded != NULL)
			bits_join(out, recorded, count_of(session));
		else if (target->initial != NULL)
			get_effective_target_states(session, target->initial, out);
	}
}

static bool all_inside(const struct session *session, const uint64_t *set, int ancestor)
{
	EACH_BIT(i, set, count_of(session))
		if (!is_descendant(session, i, ancestor))
			return false;
	return true;
}

static int find_lcca(const struct session *session, int source, const uint64_t *targets)
{
	int ancestor = state_at(session, source)->parent;
	while (ancestor > 0 && (state_at(session, ancestor)->kind != COMPOUND ||
				!all_inside(session, targets, ancestor)))
		ancestor = state_at(session, ancestor)->parent;
	return ancestor < 0 ? 0 : ancestor;
}

int get_transition_domain(const struct session *session, const struct transition *transition)
{
	uint64_t *targets = session->work->targets;
	if (!transition->by_history)
		return transition->domain;
	bits_clear(targets, count_of(session));
	get_effective_target_states(session, transition, targets);
	if (transition->internal && state_at(session, transition->source)->kind == COMPOUND &&
	    all_inside(session, targets, transition->source))
		return transition->source;
	return find_lcca(session, transition->source, targets);
}

void compute_exit_set(struct session *session, const struct selection *selection, uint64_t *out)
{
	for (int i = 0; i < selection->count; i++) {
		int domain = get_transition_domain(session, selection->list[i]);
		for (int n = 0; domain >= 0 && n < bits_words(count_of(session)); n++)
			out[n] |= session->configuration[n] & state_at(session, domain)->inside[n];
	}
}

/* Whether two exit sets, of what is active within the domains, meet. */
static bool exits_meet(const struct session *session, int one, int other)
{
	if (one < 0 || other < 0)
		return false;
	const uint64_t *a = state_at(session, one)->inside, *b = state_at(session, other)->inside;
	for (int i = 0; i < bits_words(count_of(session)); i++)
		if ((session->configuration[i] & a[i] & b[i]) != 0)
			return true;
	return false;
}

/* Appendix D: a descendant's transition pre-empts its ancestor's, else the first in document order
 * wins. False: NEXT stands aside; else those that it pre-empts are taken out. */
static bool settle(struct session *session, struct selection *kept, const struct transition *next,
		   int domain)
{
	int left = 0, *domains = session->work->domains;
	for (int i = 0; i < kept->count; i++)
		if (exits_meet(session, domain, domains[i]) &&
		    !is_descendant(session, next->source, kept->list[i]->source))
			return false;
	for (int i = 0; i < kept->count; i++) {
		if (exits_meet(session, domain, domains[i]))
			continue;
		kept->list[left] = kept->list[i];
		domains[left++] = domains[i];
	}
	kept->count = left;
	return true;
}

static struct selection remove_conflicting_transitions(struct session *session,
						       struct selection enabled)
{
	struct selection kept = {enabled.list, 0};
	if (enabled.count < 2)
		return enabled;
	for (int i = 0; i < enabled.count; i++) {
		const struct transition *next = enabled.list[i];
		int domain = get_transition_domain(session, next);
		if (!settle(session, &kept, next, domain))
			continue;
		session->work->domains[kept.count] = domain;
		kept.list[kept.count++] = next;
	}
	return kept;
}

static bool is_enabled(struct session *session, const struct transition *transition,
		       const struct queued *event)
{
	if (event == NULL && transition->nevents != 0)
		return false;
	if (event != NULL && !transition_matches(transition, event->name))
		return false;
	return (event == NULL || guard_permits(session, transition, event)) &&
	       guard_true(session, transition);
}

static const struct transition *first_enabled(struct session *session, int atomic,
					      const struct queued *event)
{
	for (int s = atomic; s >= 0; s = state_at(session, s)->parent)
		for (int i = 0; i < state_at(session, s)->ntransitions; i++)
			if (is_enabled(session, state_at(session, s)->transitions[i], event))
				return state_at(session, s)->transitions[i];
	return NULL;
}

static bool selected(const struct selection *selection, const struct transition *transition)
{
	for (int i = 0; i < selection->count; i++)
		if (selection->list[i] == transition)
			return true;
	return false;
}

struct selection select_transitions(struct session *session, const struct queued *event)
{
	struct selection enabled = {session->work->enabled, 0};
	if (event == NULL &&
	    !bits_meet(session->configuration, session->chart->eventless, count_of(session)))
		return enabled;
	EACH_BIT(s, session->configuration, count_of(session)) {
		if (!is_atomic(state_at(session, s)))
			continue;
		const struct transition *t = first_enabled(session, s, event);
		if (t != NULL && !selected(&enabled, t))
			enabled.list[enabled.count++] = t;
	}
	return remove_conflicting_transitions(session, enabled);
}
