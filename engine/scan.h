/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an expression speaks of, found in its text without evaluating it: XPath 1.0 itself tells of
 * unknown names only when it comes to them. Pure. */
#ifndef ENGINE_SCAN_H
#define ENGINE_SCAN_H

#include "base/job.h"
#include <stdbool.h>

/* How long the name is that begins at TEXT; 0: none does. */
size_t scan_name(const char *text);

enum scan {
	SCAN_VARIABLES, /* names after $ */
	SCAN_FUNCTIONS, /* names before (, node tests left out */
	SCAN_STATES,	/* what stands in In('…') */
	SCAN_PARAMETERS /* what stands after $_x/office/ */
};
/* The names of that kind in EXPR, in order, doubles included; owned by OWNER. */
int scan_names(void *owner, const char *expr, enum scan what, const char ***out);

/* The first "$name" that stands alone where a condition does, owned by OWNER, or NULL: a variable
 * is an element, so that it is true whatever it holds. */
const char *scan_bare_variable(void *owner, const char *expr);
/* Whether it compares a path of many nodes by !=: true as soon as one of them differs. */
bool scan_existential(const char *expr);

#endif
