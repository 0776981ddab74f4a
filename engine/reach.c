/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/reach.h"

void reach_inside(const struct chart *chart, uint64_t *set, int state)
{
	const struct state *s = &chart->states[state];
	bit_add(set, state);
	if (s->initial != NULL)
		for (int i = 0; i < s->initial->ntargets; i++)
			reach_target(chart, set, s->initial->targets[i]);
	for (int i = 0; s->kind == PARALLEL && i < s->nchildren; i++)
		if (!bit_has(set, s->children[i]))
			reach_inside(chart, set, s->children[i]);
}

void reach_target(const struct chart *chart, uint64_t *set, int state)
{
	for (int p = chart->states[state].parent; p >= 0; p = chart->states[p].parent) {
		const struct state *around = &chart->states[p];
		bool fresh = !bit_has(set, p);
		bit_add(set, p);
		for (int i = 0; fresh && around->kind == PARALLEL && i < around->nchildren; i++)
			reach_inside(chart, set, around->children[i]);
	}
	reach_inside(chart, set, state);
}

void reach_on(const struct chart *chart, uint64_t *set)
{
	uint64_t *before = bits_new(NULL, chart->nstates);
	do {
		bits_clear(before, chart->nstates);
		bits_join(before, set, chart->nstates);
		for (int i = 0; i < chart->ntransitions; i++) {
			const struct transition *t = chart->transitions[i];
			for (int n = 0; bit_has(set, t->source) && n < t->ntargets; n++)
				reach_target(chart, set, t->targets[n]);
		}
	} while (memcmp(before, set, (size_t)bits_words(chart->nstates) * 8) != 0);
	talloc_free(before);
}
