/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a definition says, in words for people: the pieces of which pictures, explanations and
 * comparisons are made. Pure but for the words that the host has for names. */
#ifndef ENGINE_TELL_H
#define ENGINE_TELL_H

#include "engine/engine.h"
#include "engine/verb.h"

struct path; /* path.h */

struct teller {
	struct job *job; /* owns all that is told */
	const struct chart *chart;
	const struct host *host; /* NULL: names stay as they are */
};

/* The title of a state; its id when it has none. */
const char *tell_state(const struct teller *teller, int state);

/* The words of the office for NAME, else NAME. */
const char *tell_name(const struct teller *teller, enum wording what, const char *name);

/* Who may take it: "керівник або реєстратор"; NULL: nobody but the program. */
const char *tell_who(const struct teller *teller, const struct transition *transition);
/* For whom a task or a notice is, in the content of T or, NULL, of a state. */
const char *tell_whom(const struct teller *teller, const struct transition *t,
		      const struct action *action);

/* Who stands at PATH: of what role, or told as what; NULL when that cannot be found. */
const char *tell_those(const struct teller *teller, const struct transition *t,
		       const struct path *path);

/* How long a deadline is: "1 місяць"; NULL when that is only a day that somebody sets. */
const char *tell_span(const struct teller *teller, const struct action *deadline);
/* So many days, "3" or "3d", in words. */
const char *tell_days(const struct teller *teller, const char *days);
/* The article that it comes from, or NULL. */
const char *tell_article(const struct teller *teller, const struct action *deadline);

/* The deadline that sends the event which T waits for, one of T's own state before others; *WARN:
 * how many days before its end, or NULL when it has passed. NULL when no deadline does. */
const struct action *tell_sender(const struct teller *teller, const struct transition *t,
				 const char **warn);

/* The state whose end EVENT tells (done.state.ID), or -1. */
int tell_done(const struct chart *chart, const char *event);

/* The words of a condition of NODE: its author's (w:title), those that can be found, else its text.
 * T is the transition whose inputs it may ask for, or NULL. */
const char *tell_cond(const struct teller *teller, const struct transition *t,
		      const struct node *node, const struct xpath *cond);

/* The words of a transition's guard, whatever its title. */
const char *tell_guard(const struct teller *teller, const struct transition *transition);

/* The title of an input, T's before others', or of the field of the card that it fills. */
const char *tell_field(const struct teller *teller, const struct transition *t, const char *name);

/* The atomic state that one who enters STATE comes to first, or STATE itself when that is several.
 */
int tell_first(const struct chart *chart, int state);

#endif
