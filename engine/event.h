/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event in its transaction. */
#ifndef ENGINE_EVENT_H
#define ENGINE_EVENT_H

#include "engine/store.h"

/* A transaction of its own, or *OUT NULL inside that of the caller, who commits it. */
enum status begin_or_join(struct job *job, struct engine *engine, struct tx **out);
enum status commit_own(struct tx *tx);

/* Events sent without a delay come right after the event that sent them; SINCE is the newest that
 * waited before it. */
enum status events_settle(struct job *job, struct engine *engine, int64_t instance, int64_t since);

#endif
