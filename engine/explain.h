/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A definition retold in sentences: what stands in a state or follows an event. Pure but for the
 * host's words. */
#ifndef ENGINE_EXPLAIN_H
#define ENGINE_EXPLAIN_H

#include "engine/tell.h"

struct story {
	struct teller teller;
	struct sentence *lines;
	int nlines;
};

/* A line; INDENT 0: a heading. "" is a blank one. */
void story_say(struct story *story, int indent, const char *text);

/* What CONTENT does, as clauses between semicolons; "" when nothing that people see. T: the
 * transition that it belongs to, or NULL. */
const char *explain_content(struct story *story, const struct transition *t,
			    const struct action *content);

/* The title of the deadline of that id; the id itself when there is none. */
const char *explain_deadline_title(const struct story *story, const char *id);

#endif
