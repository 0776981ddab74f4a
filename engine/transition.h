/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reading of transitions, when all states of the chart are known. */
#ifndef ENGINE_TRANSITION_H
#define ENGINE_TRANSITION_H

#include "engine/chart.h"

/* One to TARGET (ids, as the attribute ATTR has them) alone: of initial and history elements. */
struct transition *transition_new(struct reader *reader, const struct node *node, int source,
				  const char *attr, const char *target);
/* A whole <transition> of state SOURCE. */
struct transition *transition_read(struct reader *reader, const struct node *node, int source);

#endif
