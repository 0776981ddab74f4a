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
	struct timer *deadlines;
	struct choice *choices;
	struct page *pages;
	struct given *marks;
	struct notice *notices;
	struct record *records;
	struct task *tasks;
	struct read *readings;
	struct act act;
	bool has_act;
	int ndeadlines, nchoices, npages, nmarks, nnotices, nrecords, ntasks, nreadings;
};

void show_people(const struct shown *s, FILE *out);

/* What waits for whom, and what the acting user and others may do (show-choices.c). */
void show_tasks(const struct shown *s, FILE *out);
void show_choices(const struct shown *s, FILE *out);
/* One event with all that it can be told; E_ABSENT when the case does not wait for it. */
enum status show_event(const struct shown *s, const char *event, FILE *out);

/* HEAD and TEXT without what a terminal obeys, folded; the lines after the first begin AFTER
 * columns in. */
void show_line(FILE *out, const struct shown *s, int after, const char *head, const char *text);
void show_json(const struct shown *s);

/* The fields of a card that have a text: key, translated title, value (NULL: not known). Ends with
 * a NULL key. */
struct field {
	const char *key, *title, *value;
};
const struct field *card_fields(void *owner, const struct card *card);

#endif
