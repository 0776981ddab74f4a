/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Named values as a JSON object of texts: how the journal and the outbox keep them. */
#ifndef ENGINE_PAIRS_H
#define ENGINE_PAIRS_H

#include "base/job.h"
#include "base/pair.h"

const char *pairs_text(void *owner, const struct pair *pairs, int count);
/* Members that are lists become their texts with spaces between; numbers and truths become texts.
 * E_INPUT when TEXT is no JSON object of such. */
enum status pairs_read(struct job *job, const char *text, struct pair **out, int *count);

/* A JSON object, nested as it may be, as <data> with an element a member; the items of a list are
 * <e> elements. E_INPUT: no object, a member that is no name, deeper than 32. */
enum status body_read(struct job *job, const char *text, const char **out);

#endif
