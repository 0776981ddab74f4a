/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trail.h"

#include "engine/tell.h"

/* The states of IDS and all around them. */
static uint64_t *states_of(struct job *job, const struct chart *chart, const char *ids)
{
	const char **list;
	uint64_t *set = bits_new(job, chart->nstates);
	int count = split_words(job, ids, &list);
	for (int i = 0; i < count; i++) {
		int state = chart_state(chart, list[i]);
		if (state < 0)
			continue;
		bit_add(set, state);
		bits_join(set, chart->states[state].ancestors, chart->nstates);
	}
	return set;
}

/* Whether T can have led from BEFORE to AFTER: it leads there, or to where the way went on without
 * an event. */
static bool leads(const struct chart *chart, const struct transition *t, const uint64_t *after)
{
	for (int i = 0; i < t->ntargets; i++) {
		int state = tell_first(chart, t->targets[i]);
		const struct state *s = &chart->states[state];
		if (bit_has(after, state))
			return true;
		for (int k = 0; k < s->ntransitions; k++)
			if (s->transitions[k]->nevents == 0 &&
			    leads(chart, s->transitions[k], after))
				return true;
	}
	return t->ntargets == 0;
}

static void follow(struct trail *trail, const struct chart *chart, const struct transition *t,
		   const uint64_t *after, int64_t at)
{
	trail->taken[t->number] = at;
	for (int i = 0; i < t->ntargets; i++) {
		int state = tell_first(chart, t->targets[i]);
		const struct state *s = &chart->states[state];
		bit_add(trail->visited, state);
		bits_join(trail->visited, s->ancestors, chart->nstates);
		for (int k = 0; k < s->ntransitions && !bit_has(after, state); k++)
			if (s->transitions[k]->nevents == 0 &&
			    leads(chart, s->transitions[k], after)) {
				follow(trail, chart, s->transitions[k], after, at);
				break;
			}
	}
}

static void take(struct job *job, struct trail *trail, const struct chart *chart,
		 const struct entry *entry)
{
	uint64_t *before = states_of(job, chart, entry->before);
	uint64_t *after = states_of(job, chart, entry->after);
	bits_join(trail->visited, before, chart->nstates);
	bits_join(trail->visited, after, chart->nstates);
	for (int i = 0; i < chart->ntransitions; i++) {
		const struct transition *t = chart->transitions[i];
		if (bit_has(before, t->source) && transition_matches(t, entry->event) &&
		    leads(chart, t, after))
			follow(trail, chart, t, after, entry->at);
	}
}

struct trail *trail_find(struct job *job, const struct chart *chart, const struct entry *entries,
			 int count, const char *now)
{
	struct trail *trail = NEW(job, struct trail);
	trail->visited = bits_new(job, chart->nstates);
	trail->now = states_of(job, chart, now);
	trail->taken = NEW_ARRAY(job, int64_t, chart->ntransitions + 1);
	for (int i = 0; i < count; i++)
		if (entries[i].taken)
			take(job, trail, chart, &entries[i]);
	return trail;
}
