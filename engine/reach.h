/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which states of a chart may be come to, whatever its guards say. Pure. */
#ifndef ENGINE_REACH_H
#define ENGINE_REACH_H

#include "engine/chart.h"

/* Adds STATE and what is entered in it by default … */
void reach_inside(const struct chart *chart, uint64_t *set, int state);
/* … with what is around it: it is the target of a transition. */
void reach_target(const struct chart *chart, uint64_t *set, int state);

/* Adds all that transitions of the states in SET, and of those they lead to, lead to. */
void reach_on(const struct chart *chart, uint64_t *set);

#endif
