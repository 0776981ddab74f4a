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
#define SAY(story, indent, ...)                                                                    \
	story_say((story), (indent), TEXT_OF((story)->teller.job, __VA_ARGS__))

/* What CONTENT does, as clauses between semicolons; "" when nothing that people see. T: the
 * transition that it belongs to, or NULL. */
const char *explain_content(struct story *story, const struct transition *t,
			    const struct action *content);
/* The same one by one; how many. */
int explain_clauses(struct story *story, const struct transition *t, const struct action *content,
		    const char ***out);

/* What people call T: its title; of what the program does, when that comes. Begins small. */
const char *explain_name(struct story *story, const struct transition *t);
/* Who does it, what must be told, what follows: says it. */
void explain_transition(struct story *story, const struct transition *t);
/* Where it leads, as a clause; "" when it stays. */
const char *explain_way(struct story *story, const struct transition *t);
/* What stands in a state, without its name and the states in it: says it. */
void explain_state(struct story *story, int state);
/* What it is called above that: its title, or that it is a fork. */
const char *explain_state_name(const struct story *story, int state);
/* Whether it is told at all: the end of a part is told with the part. */
bool explain_is_told(const struct state *state);

/* TEXT with a first letter large, or small. */
const char *explain_begun(struct story *story, const char *text, bool large);

/* The title of the deadline of that id; the id itself when there is none. */
const char *explain_deadline_title(const struct story *story, const char *id);

#endif
