/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the algorithm asks of a session's chart, shared by choosing (select.c) and moving (step.c).
 */
#ifndef ENGINE_SELECT_H
#define ENGINE_SELECT_H

#include "engine/step.h"

/* What is entered, and what is run on the way. */
struct entry_set {
	uint64_t *states, *by_default;
	const struct transition **history; /* by state: the default content of its history */
};

/* A step's own sets, made once: a session may take a million events. */
struct work {
	const struct transition **enabled;
	int *domains; /* of those kept */
	uint64_t *leaves, *targets;
	struct entry_set entry;
};
struct work *work_new(void *owner, const struct chart *chart);

static inline int count_of(const struct session *session)
{
	return session->chart->nstates;
}

static inline const struct state *state_at(const struct session *session, int state)
{
	return &session->chart->states[state];
}

static inline bool is_descendant(const struct session *session, int state, int ancestor)
{
	return bit_has(state_at(session, ancestor)->inside, state);
}

static inline bool is_active(const struct session *session, int state)
{
	return bit_has(session->configuration, state);
}

/* The states that a transition leads to: of a history what it recorded, else its default. Added to
 * OUT. */
void get_effective_target_states(const struct session *session, const struct transition *transition,
				 uint64_t *out);
/* The compound state that stays active whatever the transition does; -1: it is targetless. */
int get_transition_domain(const struct session *session, const struct transition *transition);

#endif
