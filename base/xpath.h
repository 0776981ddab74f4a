/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XPath 1.0 over the trees of xml.h: expressions compiled once, variables bound to elements, the
 * function In(). The only face to libxml2's XPath. */
#ifndef BASE_XPATH_H
#define BASE_XPATH_H

#include "base/xml.h"

struct xpath; /* a compiled expression */
struct scope; /* what expressions see */

/* Compiles TEXT. E_INPUT with libxml2's words when it is no XPath 1.0. Owned by OWNER. */
enum status xpath_new(struct job *job, void *owner, const char *text, struct xpath **out);
const char *xpath_text(const struct xpath *xpath);

/* Where names are looked up: VARIABLE gives the element bound to $NAME, or NULL; STATE_IN answers
 * In('ID'). */
struct names {
	void *self;
	struct node *(*variable)(void *self, const char *name);
	bool (*in)(void *self, const char *id);
};
/* A scope whose context node, and document for "/", is ROOT; it is freed with OWNER. */
struct scope *scope_new(void *owner, struct node *root, struct names names);

/* One node that an expression found. */
struct hit {
	enum { HIT_ELEMENT, HIT_ATTRIBUTE, HIT_TEXT } kind;
	struct node *node; /* the element, or the one that has the attribute or text */
	const char *attribute;
	const char *value; /* its string value */
};

/* What an expression came to. TEXT and TRUTH are its string and boolean value whatever it is. */
struct found {
	bool nodes; /* a node-set: HITS in document order */
	bool truth;
	const char *text;
	struct hit *hits;
	int nhits;
};

/* Evaluates. E_INPUT with words: unknown variable or function, wrong types. FOUND is owned by
 * OWNER. */
enum status xpath_find(struct job *job, const struct xpath *xpath, struct scope *scope, void *owner,
		       struct found *found);
/* Only its boolean value: the quick way for guards. */
enum status xpath_true(struct job *job, const struct xpath *xpath, struct scope *scope, bool *out);

/* Whether its evaluation is given up because it takes too long. */
bool xpath_too_long(const struct xpath *xpath, struct scope *scope);

/* Data moved between trees loses its namespaces: the data model has none. A copy of FROM as the
 * last child of PARENT … */
struct node *node_adopt(struct node *parent, const struct node *from);
/* … or of all that FROM holds (attributes, elements, text) at the end of TO. */
void node_absorb(struct node *to, const struct node *from);
/* Removes all content and all attributes. */
void node_empty(struct node *node);
/* Whether it holds elements or text other than white space. */
bool node_filled(const struct node *node);

#endif
