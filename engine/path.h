/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The paths of an expression that begin at a variable, found in its text: $a/b[@c = 'd']/@e. What
 * begins elsewhere is not looked at. Pure. */
#ifndef ENGINE_PATH_H
#define ENGINE_PATH_H

#include "base/job.h"
#include <stdbool.h>

/* A name, and the literal that it is compared with (= or !=), or NULL. */
struct named {
	const char *name, *equals;
};

struct path {
	const char *variable;
	const char *equals; /* the whole of it compared with a literal, or NULL */
	const char **steps; /* names of elements and attributes in order, "*" for any */
	int nsteps;
	struct named *inner; /* names in its predicates */
	int ninner;
};

/* In order; those within predicates of others are there too. Owned by OWNER. */
int path_scan(void *owner, const char *expr, struct path **out);

/* The one path that EXPR is, or that string(…) makes a text of: EXPR has nothing else. */
bool path_only(void *owner, const char *expr, struct path *out);

/* The first name in EXPR that is no variable, function or step of a variable's path: it would be
 * looked for where nothing is. NULL when there is none. */
const char *path_stray(void *owner, const char *expr);

/* What stands between the quotes when EXPR is a literal and nothing else; or NULL. */
const char *path_literal(void *owner, const char *expr);

#endif
