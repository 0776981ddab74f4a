/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schedule of receptions of an office (office.xml, receptions): who receives on which days of
 * the month, or on one day, when and where. */
#ifndef REGISTER_RECEPTION_H
#define REGISTER_RECEPTION_H

#include "base/xml.h"

struct reception {
	const char *officer;   /* person id */
	const char *kind;      /* personal, field, joint */
	int weekday;	       /* enum weekday; 0: on a day of its own */
	bool nth[6];	       /* which of that weekday in the month, 1 … 5; none set: each */
	struct day on;	       /* when WEEKDAY is 0 */
	const char *from, *to; /* HH:MM */
	const char *place;     /* NULL: not told */
};

struct receptions {
	struct reception *list;
	int count;
};

/* Reads <receptions> (NULL: none), which the schema has checked; what it cannot check (a day that
 * is none, hours that end before they begin, days told twice or not at all) is told in REMARKS. */
void receptions_read(const struct node *node, void *owner, struct receptions *out,
		     struct remarks *remarks);

/* Whether that reception is held on DAY; days off are not its business. */
bool reception_on(const struct reception *reception, struct day day);

/* Puts it into X as <reception officer= kind= from= to= place=/>. */
void reception_tell(const struct reception *reception, struct node *x);

#endif
