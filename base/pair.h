/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A named value: the data of an event, the fields of an effect, the blanks of a mark. */
#ifndef BASE_PAIR_H
#define BASE_PAIR_H

#include <stddef.h>
#include <string.h>

struct pair {
	const char *name, *value;
};

/* The value of NAME among COUNT pairs, or NULL. */
static inline const char *pair_value(const struct pair *pairs, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(pairs[i].name, name) == 0)
			return pairs[i].value;
	return NULL;
}

#endif
