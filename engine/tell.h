/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a definition says, in words for people: the pieces of which pictures, explanations and
 * comparisons are made. Pure but for the words that the host has for names. */
#ifndef ENGINE_TELL_H
#define ENGINE_TELL_H

#include "engine/engine.h"
#include "engine/verb.h"

struct teller {
	struct job *job; /* owns all that is told */
	const struct chart *chart;
	const struct host *host; /* NULL: names stay as they are */
};

/* The title of a state; its id when it has none. */
const char *tell_state(const struct teller *teller, int state);

/* The words of the office for NAME, else NAME. */
const char *tell_name(const struct teller *teller, enum wording what, const char *name);

/* Who may take it: "керівник, реєстратор"; NULL: nobody but the program. */
const char *tell_who(const struct teller *teller, const struct transition *transition);
/* For whom a task or a notice is. */
const char *tell_whom(const struct teller *teller, const struct action *action);

/* How long a deadline is: "1 місяць"; NULL when that is only a day that somebody sets. */
const char *tell_span(const struct teller *teller, const struct action *deadline);
/* The article that it comes from, or NULL. */
const char *tell_article(const struct teller *teller, const struct action *deadline);

/* The atomic state that one who enters STATE comes to first, or STATE itself when that is several.
 */
int tell_first(const struct chart *chart, int state);

#endif
