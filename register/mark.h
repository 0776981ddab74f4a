/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks given to pages; press.c draws them later. */
#ifndef REGISTER_MARK_H
#define REGISTER_MARK_H

#include "register/register.h"

/* Whether stamps/marks has NAME.svg; HOME may be NULL. */
bool mark_known(struct job *job, const struct home *home, const char *name);

struct mark_asked {
	int64_t casefile;
	int page;	    /* of the case, from 1 */
	const char *target; /* letter copy */
	const char *name;
	const char *person, *why; /* may be NULL */
};

/* Notes the mark with the blanks as they are now; giving it again changes nothing. In the
 * transaction that is open. E_INPUT: no such mark; E_ABSENT: no such page; E_REFUSED: it names an
 * index and the case has none. */
enum status mark_note(struct job *job, struct office *office, const struct mark_asked *asked);

/* An empty folder in the spool for pages that are drawn, locked while JOB lives: two processes
 * would write the same one. Who is done removes it. */
enum status press_folder(struct job *job, const struct home *home, const char **out);

/* What the blanks of a mark were filled with. */
enum status mark_blanks(struct job *job, struct office *office, int64_t mark,
			const struct pair **out, int *count);

#endif
