/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where things stand in a text: a place that is read forward, tag by tag. Pure. */
#ifndef BASE_LOCUS_H
#define BASE_LOCUS_H

#include <stdbool.h>
#include <stddef.h>

/* Line and column in letters, both from 1; 0: unknown. */
struct locus {
	int line, column;
};

/* A place in a text, moved only forward, so that a text is counted once however often one asks. */
struct finger {
	const char *at;
	struct locus locus;
};

/* Puts it at the beginning of SIZE bytes of UTF-8; a byte order mark is no letter. */
struct finger finger_new(const char *text, size_t size);
/* Moves it to TO, not before where it is, and tells the place. */
struct locus finger_move(struct finger *finger, const char *to);

/* The next attribute of a well-formed start tag, from *AT, which is moved past it: its name and the
 * name's length. Declarations of namespaces are passed over. False at the end of the tag. */
bool tag_attribute(const char **at, const char *end, const char **name, size_t *length);

#endif
