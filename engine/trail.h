/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way that a case went through its chart, found from its journal. Pure. */
#ifndef ENGINE_TRAIL_H
#define ENGINE_TRAIL_H

#include "engine/chart.h"
#include "engine/engine.h"

struct trail {
	uint64_t *visited, *now; /* states, those around them too */
	int64_t *taken;		 /* by transition: when last, ms; 0: never */
};

/* NOW: ids of active atomic states. Ids that the chart does not have are passed over. */
struct trail *trail_find(struct job *job, const struct chart *chart, const struct entry *entries,
			 int count, const char *now);

#endif
