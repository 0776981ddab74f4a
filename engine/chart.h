/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A definition compiled: states in document order (0 is <scxml>), transitions, executable content
 * with its expressions compiled. Read once by chart_read, never changed after; pure. */
#ifndef ENGINE_CHART_H
#define ENGINE_CHART_H

#include "base/xpath.h"
#include "engine/bits.h"
#include "engine/effect.h"

#define SCXML_SPACE "http://www.w3.org/2005/07/scxml"

enum { MAX_STATES = 2000, MAX_MICROSTEPS = 1000 };

enum kind { ATOMIC, COMPOUND, PARALLEL, FINAL, HISTORY_SHALLOW, HISTORY_DEEP };

struct verb; /* verb.h */

/* One attribute of executable content: a word as it stands, or an expression. */
struct argument {
	const char *text; /* NULL: not given */
	struct xpath *expr;
};

/* What an event is given to carry: <param>, namelist, or <content> instead of them. */
struct param {
	const char *name;
	struct xpath *expr; /* NULL: it did not compile, a definition with an error */
	int line;
	bool place; /* it must be there: a location */
};
struct payload {
	struct param *params;
	int nparams;
	const struct node *content;
	struct xpath *expr; /* of content; NULL: what stands in it */
};

/* One piece of executable content. */
struct action {
	const struct verb *verb;
	struct argument *args; /* as many as the verb has attributes, in its order */
	const struct node *node;
	int line;
	int holder;		 /* the state that holds the deadlines and tasks made here */
	struct action *inner;	 /* content of if, elseif, else, foreach */
	struct payload *payload; /* of send */
	struct action *next;
};

/* A cause for which the guard refuses, and what people are told then. */
struct cause {
	const struct node *node;
	struct xpath *cond; /* NULL: it did not compile, a definition with an error */
	const char *why;
	struct xpath *what; /* told after the words: which paper, whose part; or NULL */
};

struct transition {
	const struct node *node;
	int source, line, number; /* NUMBER: document order */
	int *targets, ntargets;
	int domain;	     /* the state that stays active whatever it does; -1: targetless … */
	bool by_history;     /* … or what a history has recorded decides it */
	const char **events; /* descriptors, without a trailing ".*" */
	int nevents;
	struct xpath *cond;
	bool internal;
	const char *title, *by, *why;
	struct xpath *by_user;
	struct input *inputs;
	int ninputs;
	struct cause *refusals; /* asked in order, after COND */
	int nrefusals;
	struct action *content;
};

/* A variable of the data model, with its first value. */
struct datum {
	const char *id;
	struct xpath *expr;
	const struct node *node; /* inline content, or what src names */
	int line, state;
};

struct block {
	struct action *content;
};

struct state {
	const struct node *node;
	const char *id, *title;
	enum kind kind;
	int parent;		  /* -1 for the root */
	int *children, nchildren; /* states that can be active, in document order */
	int *histories, nhistories;
	uint64_t *ancestors, *inside; /* proper ones */
	struct transition **transitions;
	int ntransitions;
	struct transition *initial; /* of a compound state; the default of a history */
	struct block *onentry, *onexit;
	int nonentry, nonexit;
	struct payload *done;	/* <donedata> of a final state, or NULL */
	const char *done_event; /* done.state.ID */
	bool holds;		/* deadlines or tasks: they end when it is left */
	const char *untimed;	/* why it waits without a term, or NULL */
};

struct chart {
	const char *name, *title;
	bool lenient;
	bool late; /* variables of a state get their value when it is first entered */
	struct state *states;
	int nstates;
	int *by_id;	     /* the states sorted by id; NULL while it is being read */
	uint64_t *eventless; /* the states that have a transition without an event */
	int nhistories;
	struct transition **transitions; /* all but initial ones, in document order */
	int ntransitions;
	struct datum *data;
	int ndata;
};

/* Reads a definition. What is wrong with it goes to REMARKS (may be NULL), each with a remedy; then
 * E_INPUT with the first of them. LENIENT: all that the engine can, for its tests; else the strict
 * profile of definitions. */
enum status chart_read(struct job *job, const char *name, const char *xml, size_t size,
		       bool lenient, struct remarks *remarks, struct chart **out);

/* The state of that id, or -1. */
int chart_state(const struct chart *chart, const char *id);

/* Whether event NAME is meant by the transition's descriptors, token by token: a.b matches a.b.c,
 * not a.bc. */
bool transition_matches(const struct transition *transition, const char *name);

static inline bool is_history(const struct state *state)
{
	return state->kind == HISTORY_SHALLOW || state->kind == HISTORY_DEEP;
}

static inline bool is_atomic(const struct state *state)
{
	return state->kind == ATOMIC || state->kind == FINAL;
}

/* What reading a definition needs to tell; used by the files that read its parts. */
struct reader {
	struct job *job;
	struct chart *chart;
	struct remarks *remarks;
	bool lenient;
};
/* A remark on an attribute of NODE, or, when ATTR is NULL, on NODE itself. */
void complain(struct reader *reader, const struct node *node, const char *attr, const char *remedy,
	      const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Compiles the expression TEXT of the attribute ATTR; NULL, with a remark, when it does not
 * compile, and for NULL. */
struct xpath *read_expr(struct reader *reader, const struct node *node, const char *attr,
			const char *text);
/* The words of TEXT between white space. */
int split_words(void *owner, const char *text, const char ***out);

#endif
