/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One case as a sheet for people or an object for programs. */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "register/register.h"

struct shown {
	struct job *job;
	struct office *office;
	bool history, why;
	int64_t casefile;
	struct card card;
	struct deadline *deadlines;
	struct choice *choices;
	struct page *pages;
	struct given *marks;
	struct notice *notices;
	struct record *records;
	int ndeadlines, nchoices, npages, nmarks, nnotices, nrecords;
};

void show_people(const struct shown *s, FILE *out);
void show_json(const struct shown *s);

/* The fields of a card that have a text: key, translated title, value (NULL: not known). Ends with
 * a NULL key. */
struct field {
	const char *key, *title, *value;
};
const struct field *card_fields(void *owner, const struct card *card);

#endif
