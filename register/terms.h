/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terms of the law as data (workflows/terms.xml) and the words that explain a date. Everything
 * is owned by the job that read it and not changed after. */
#ifndef REGISTER_TERMS_H
#define REGISTER_TERMS_H

#include "base/pair.h"
#include "base/xml.h"
#include "register/term.h"

/* An edition of a term, valid on some days. */
struct term {
	const char *id, *title, *article;
	const char *warn;      /* days before, separated by spaces; or NULL */
	const char *parameter; /* of the office, whose value is the span; or NULL */
	struct span span;
	bool has_cap, has_shift, office_month;
	struct span cap;  /* with all extensions */
	enum shift shift; /* instead of the unit's */
	struct day from, till;
};

struct unit_words {
	const char *one, *few, *many; /* 1, 21 · 2 to 4 · 5, 11 */
	const char *article;
};

struct terms {
	struct rule rules[UNITS];
	struct unit_words words[UNITS];
	struct pair *phrases;
	int nphrases;
	struct term *list;
	int count;
};

enum status calendar_read(struct job *job, const struct doc *doc, struct remarks *remarks,
			  struct calendar **out);
enum status terms_read(struct job *job, const struct doc *doc, struct remarks *remarks,
		       struct terms **out);

/* The edition of term ID that is valid on DAY; NULL when there is none. */
const struct term *terms_find(const struct terms *terms, const char *id, struct day day);

/* What is counted: a term of the list, or a bare span (TERM NULL), which counts months by the
 * calendar. */
struct question {
	const struct terms *terms;
	const struct calendar *calendar;
	const struct term *term; /* or NULL */
	struct span span;
	enum month month; /* the office's way, for terms that ask for it */
};
struct counted terms_count(const struct question *question, struct day from);

/* "5 робочих днів". */
const char *terms_count_word(void *owner, const struct terms *terms, struct span span);

/* How the date came about, in Ukrainian, several lines: start, rule, article, days skipped. */
const char *terms_derive(void *owner, const struct question *question,
			 const struct counted *counted);

/* A day in an attribute of NODE, FALLBACK when it is absent or wrong (the schema has checked it).
 */
struct day node_day(const struct node *node, const char *name, struct day fallback);
#define ALWAYS_FROM ((struct day){-25567}) /* 1900-01-01 */
#define ALWAYS_TILL ((struct day){84005})  /* 2199-12-31 */
/* A copy of an attribute of NODE (which may be NULL), or of FALLBACK, which may be NULL. */
const char *node_copy(void *owner, const struct node *node, const char *name, const char *fallback);
/* Sorts exceptions by day. */
void exceptions_sort(struct exception *list, int count);

#endif
