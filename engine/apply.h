/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Carries out what a macrostep asked for, inside the event's transaction. */
#ifndef ENGINE_APPLY_H
#define ENGINE_APPLY_H

#include "engine/timer.h"

/* For asking the host about one case. */
struct office_view {
	struct engine *engine;
	struct job *job;
	int64_t casefile;
	struct timers *timers;
};

/* The chart of a stored definition. */
enum status definition_chart(struct job *job, struct engine *engine, const char *hash,
			     const struct chart **out);
/* Stores what the name means now, when it is new; it is checked then. Its hash. */
enum status definition_newest(struct job *job, struct engine *engine, const char *name,
			      const char **hash);

/* A session on the definition of that hash, before its start, with the facts for EVENT. */
enum status session_make(struct job *job, struct engine *engine, const char *hash,
			 const struct event *event, struct session **out);
/* What a session has come to, for the store. */
void instance_take(struct job *job, struct instance *instance, const struct session *session);

/* The session of a stored instance, with the facts for EVENT. */
enum status session_load(struct job *job, struct engine *engine, const struct instance *instance,
			 const struct event *event, struct session **out);

/* Deadlines to their table, notices to the outbox, the rest to the host, in the order asked for. */
enum status effects_apply(struct job *job, struct engine *engine, const struct instance *instance,
			  const struct event *event, const struct session *session);

#endif
