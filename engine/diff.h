/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two texts of a definition side by side: what is other, in sentences. Pure but for the host's
 * words. */
#ifndef ENGINE_DIFF_H
#define ENGINE_DIFF_H

#include "engine/explain.h"

struct diffing {
	struct story old, new; /* what is found is told in the lines of NEW */
	int *to, *from;	       /* by state: the same one of the other text, or -1 */
	uint64_t *touched;     /* states of the old text with which something is other */
};

/* A list of clauses that was otherwise. */
void diff_clauses(struct diffing *d, int indent, const char **was, int nwas, const char **now,
		  int nnow);
/* A word that was otherwise: FORMAT has place for both. Nothing is said of what is the same. */
void diff_words(struct diffing *d, int indent, const char *format, const char *was,
		const char *now);
/* What is written otherwise, of which the sentences say nothing: as it stands in the texts. */
void diff_written(struct diffing *d, int indent, const char *was, const char *now);

/* Executable content, of transitions or, when they are NULL, of states. */
void diff_content(struct diffing *d, int indent, const struct transition *told_old,
		  const struct action *old, const struct transition *told_new,
		  const struct action *new);
/* The transitions of a state that both have. */
void diff_transitions(struct diffing *d, const struct state *old, const struct state *new);

/* Whether they lead to the same states. */
bool diff_same_way(const struct diffing *d, const struct transition *old,
		   const struct transition *new);

static inline bool texts_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

#endif
