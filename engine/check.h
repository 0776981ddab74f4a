/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a chart that reads well: for "workflow check". Each finding is a remark with
 * its line and a remedy. */
#ifndef ENGINE_CHECK_H
#define ENGINE_CHECK_H

#include "engine/engine.h"
#include "engine/path.h"
#include "engine/verb.h"

struct checker {
	struct job *job;
	const struct chart *chart;
	const struct host *host; /* NULL: names are not checked */
	struct remarks *remarks;
	const struct content_of **contents; /* what variables may hold (check-variable.c) */
	int ncontents;
	struct scope *sample; /* what expressions are timed on (check-time.c) */
};

/* Ways: reachable states, ways out, waiting without a term, regions, loops, who may. */
void check_ways(struct checker *checker);
/* Words: expressions and names. */
void check_words(struct checker *checker);
/* An expression that looks through everything again and again. */
void check_time(struct checker *checker, const struct xpath *expr, const struct node *node,
		const char *attr);
/* Data: what is asked of the event, of the office and of variables is told there. */
void check_data(struct checker *checker);
/* A path that begins at a variable of the procedure. */
void check_variable(struct checker *checker, const struct path *path, const struct node *node,
		    const char *attr);
/* A path that begins at $_x. */
void check_fact(struct checker *checker, const struct path *path, const struct node *node,
		const char *attr);
/* Names in the predicates of what the program lends: one of NAMES, COUNT of them. */
void check_inner(struct checker *checker, const struct path *path, const char *const *names,
		 int count, const struct node *node, const char *attr);
/* A code of a list of the classifier, or "". */
void check_code(struct checker *checker, const char *list, const char *code,
		const struct node *node, const char *attr);
/* Whether any VERB of the chart has that ATTR. */
bool check_made(const struct checker *checker, const char *verb, const char *attr,
		const char *value);
/* Attributes that are put into variables are asked for somewhere. */
void check_attributes(struct checker *checker);
/* Use: nothing stands in the way of another, nothing does nothing. */
void check_use(struct checker *checker);

/* Whether the office has a thing of that name; true when there is no office to ask. */
bool office_knows(const struct checker *checker, enum known kind, const char *name);

/* A remark on an attribute of NODE, or, when ATTR is NULL, on NODE itself. */
void finding(struct checker *checker, enum severity severity, const struct node *node,
	     const char *attr, const char *remedy, const char *format, ...)
	__attribute__((format(printf, 6, 7)));

/* Calls SEE for each action of the chart, those inside others included … */
void actions_each(const struct chart *chart, void (*see)(void *self, const struct action *action),
		  void *self);
/* … or only of what stands in its states, or in one list. */
void states_each(const struct chart *chart, void (*see)(void *self, const struct action *action),
		 void *self);
void content_each(const struct action *first, void (*see)(void *self, const struct action *action),
		  void *self);

#endif
