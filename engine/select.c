/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which transitions an event enables, and which of them stand aside. */
#include "engine/select.h"

#include "engine/guard.h"

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
	if (transition->ntargets == 0)
		return -1;
	uint64_t *targets = bits_new(session->job, count_of(session));
	get_effective_target_states(session, transition, targets);
	int domain;
	if (transition->internal && state_at(session, transition->source)->kind == COMPOUND &&
	    all_inside(session, targets, transition->source))
		domain = transition->source;
	else
		domain = find_lcca(session, transition->source, targets);
	talloc_free(targets);
	return domain;
}

static void exit_set_of(const struct session *session, const struct transition *transition,
			uint64_t *out)
{
	int domain = get_transition_domain(session, transition);
	if (domain < 0)
		return;
	for (int i = 0; i < bits_words(count_of(session)); i++)
		out[i] |= session->configuration[i] & state_at(session, domain)->inside[i];
}

void compute_exit_set(struct session *session, const struct selection *selection, uint64_t *out)
{
	for (int i = 0; i < selection->count; i++)
		exit_set_of(session, selection->list[i], out);
}

/* Appendix D: a descendant's transition pre-empts its ancestor's, else the first in document order
 * wins. */
static bool settle(const struct session *session, struct selection *kept, uint64_t **sets,
		   const struct transition *next, const uint64_t *leaves)
{
	int left = 0;
	bool beaten[MAX_STATES] = {false};
	for (int i = 0; i < kept->count; i++) {
		if (!bits_meet(leaves, sets[i], count_of(session)))
			continue;
		if (!is_descendant(session, next->source, kept->list[i]->source))
			return false;
		beaten[i] = true;
	}
	for (int i = 0; i < kept->count; i++) {
		if (beaten[i])
			continue;
		kept->list[left] = kept->list[i];
		sets[left++] = sets[i];
	}
	kept->count = left;
	return true;
}

static struct selection remove_conflicting_transitions(struct session *session,
						       struct selection enabled)
{
	struct selection kept = {NULL, 0};
	if (enabled.count < 2)
		return enabled;
	kept.list = NEW_ARRAY(session->job, const struct transition *, enabled.count);
	uint64_t **sets = NEW_ARRAY(enabled.list, uint64_t *, enabled.count);
	for (int i = 0; i < enabled.count; i++) {
		uint64_t *leaves = bits_new(sets, count_of(session));
		exit_set_of(session, enabled.list[i], leaves);
		if (!settle(session, &kept, sets, enabled.list[i], leaves))
			continue;
		kept.list[kept.count] = enabled.list[i];
		sets[kept.count++] = leaves;
	}
	talloc_free(enabled.list);
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
	struct selection enabled = {NULL, 0};
	EACH_BIT(s, session->configuration, count_of(session)) {
		if (!is_atomic(state_at(session, s)))
			continue;
		const struct transition *t = first_enabled(session, s, event);
		if (t == NULL || selected(&enabled, t))
			continue;
		enabled.list = APPEND(session->job, enabled.list, &enabled.count,
				      const struct transition *);
		enabled.list[enabled.count - 1] = t;
	}
	return remove_conflicting_transitions(session, enabled);
}
