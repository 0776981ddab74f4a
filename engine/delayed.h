/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events that a chart has sent itself, in the store until their moment comes. */
#ifndef ENGINE_DELAYED_H
#define ENGINE_DELAYED_H

#include "engine/store.h"

/* The effect "send" (send.h); its delay counts from now. */
enum status delayed_put(struct job *job, struct engine *engine, int64_t instance,
			const struct effect *effect);
/* Those of that id; all of the case when ID is NULL. */
enum status delayed_cancel(struct job *job, struct engine *engine, int64_t instance,
			   const char *id);

struct delayed {
	int64_t id, at;
	struct event event;
};
/* The first that is due by the clock of JOB after the moment AT and the row ID. E_ABSENT: none. */
enum status delayed_due(struct job *job, struct engine *engine, int64_t at, int64_t id,
			struct delayed *out);
/* The first of a case that is due and was put there after row SINCE. */
enum status delayed_new(struct job *job, struct engine *engine, int64_t instance, int64_t since,
			struct delayed *out);
/* The newest row. */
enum status delayed_last(struct job *job, struct engine *engine, int64_t *id);
/* E_ABSENT: it is not there. */
enum status delayed_drop(struct job *job, struct engine *engine, int64_t id);

/* Runs one that is due, inside the transaction that is open; E_ABSENT: it is not there any more. */
enum status engine_wake(struct job *job, struct engine *engine, const struct delayed *delayed);

#endif
