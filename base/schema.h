/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbered schema files (NNN-why.sql) of all folders, embedded in order; the last has number 0.
 */
#ifndef BASE_SCHEMA_H
#define BASE_SCHEMA_H

#include <stddef.h>

struct schema {
	int number;
	const char *name;
	const char *sql;
};

extern const struct schema schemas[];

#endif
