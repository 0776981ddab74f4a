/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a chart that reads well: for "workflow check". Each finding is a remark with
 * its line and a remedy. */
#ifndef ENGINE_CHECK_H
#define ENGINE_CHECK_H

#include "engine/engine.h"
#include "engine/verb.h"

struct checker {
	struct job *job;
	const struct chart *chart;
	const struct host *host; /* NULL: names are not checked */
	struct remarks *remarks;
};

/* Ways: reachable states, ways out, waiting without a term, regions, loops, who may. */
void check_ways(struct checker *checker);
/* Words: expressions and names. */
void check_words(struct checker *checker);

/* A remark on an attribute of NODE, or, when ATTR is NULL, on NODE itself. */
void finding(struct checker *checker, enum severity severity, const struct node *node,
	     const char *attr, const char *remedy, const char *format, ...)
	__attribute__((format(printf, 6, 7)));

/* Calls SEE for each action of the chart, those inside others included. */
void actions_each(const struct chart *chart, void (*see)(void *self, const struct action *action),
		  void *self);

#endif
