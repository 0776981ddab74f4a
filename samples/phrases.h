/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people write about, as text with choices:
 *   {one|two|}     one of the alternatives, which may hold further braces; an empty one is allowed
 *   {m/f/pl}       the form for a man, a woman, several writers
 *   {#5-9}         a whole number
 *   {name}         a slot, see draft_slot */
#ifndef SAMPLES_PHRASES_H
#define SAMPLES_PHRASES_H

#include "samples/chance.h"
#include <stddef.h>

enum kind { STATEMENT, COMPLAINT, PROPOSAL, REQUEST, KINDS }; /* заява, скарга, пропозиція, запит */

/* What a topic is about: public works, common life, one's own lot, papers of the council. */
enum matter { WORKS, LIFE, OWN, PAPERS };

struct topic {
	const char *id; /* a stable Latin word */
	enum kind kind; /* what such a letter mostly is */
	enum matter matter;
	const char *subject; /* after «щодо»: genitive, lower case */
	const char *open, *facts, *harm, *ask;
	bool bills; /* a table of sums suits it */
};

extern const struct topic topics[];
extern const int topic_count;

/* Further thoughts for letters of a matter; long letters have several. */
struct pool {
	const char *const *list;
	int count;
};

extern const struct pool pools[]; /* by enum matter */

struct slots {
	void *owner;
	struct chance *chance;
	int form;	   /* 0 a man, 1 a woman, 2 several people */
	const void *given; /* passed on to slot */
	const char *(*slot)(const struct slots *slots, const char *name); /* NULL: unknown */
};

/* TEXT with all choices made, blanks put right and the first letter of it kept as it is. An unknown
 * slot is a mistake in the tables and is asserted. */
const char *phrase_make(const struct slots *slots, const char *text);

#endif
