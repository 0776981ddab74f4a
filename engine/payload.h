/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What <send> and <donedata> give an event to carry, and where <data src> comes from. */
#ifndef ENGINE_PAYLOAD_H
#define ENGINE_PAYLOAD_H

#include "engine/step.h"

/* Reads <param> and <content> in NODE, and its namelist; NULL when there is none. */
struct payload *payload_read(struct reader *reader, const struct node *node);

/* What <data src="file:NAME"> names, as if it stood inline: a plain name in the folder of the
 * definition, for the engine's tests only. */
const struct node *source_read(struct reader *reader, const struct node *node);

/* The values as they are now, as <data>…</data>; *OUT is NULL when there is nothing. False, with an
 * error event, when one of them fails: the event is not sent. */
bool payload_text(struct session *session, const struct payload *payload, const char **out);

/* The same for a done event, which comes all the same: what fails is left out. */
const char *donedata(struct session *session, const struct payload *payload);

#endif
