/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a transition may be taken: who (w:by, w:by-user), whether it holds (cond, w:refuse), what
 * it must be told (w:input); and in words why not. Pure. */
#ifndef ENGINE_GUARD_H
#define ENGINE_GUARD_H

#include "engine/step.h"

/* The guard now: cond, and none of the refusals; an error of an expression raises error.execution
 * and counts as false. */
bool guard_true(struct session *session, const struct transition *transition);

/* Whether EVENT's user may take it. People take only what names them; what the program itself sends
 * or raises takes only what names nobody. */
bool guard_permits(struct session *session, const struct transition *transition,
		   const struct queued *event);
/* Whether USER is named by the transition. */
bool guard_names(struct session *session, const struct transition *transition, const char *user);

/* Reads what an event was told against the inputs of the transitions that wait for it in the active
 * states and that the user may take: days are brought to YYYY-MM-DD, blank values to "". E_INPUT
 * with words. */
enum status inputs_read(struct session *session, const char *event, const char *user,
			const struct pair *data, int ndata, const struct told **out, int *count);
/* E_INPUT when one that a selected transition requires is missing or empty. */
enum status inputs_complete(struct session *session, const struct queued *event,
			    const struct selection *selection);

/* Whether the guard refuses as things stand, and in which words; NULL: it has none. */
bool guard_refuses(struct session *session, const struct transition *transition, const char **why);

/* Why no transition was taken: words of the definition, or English ones that are yet to be
 * translated. */
const char *guard_refusal(struct session *session, const struct queued *event);

#endif
