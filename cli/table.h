/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A listing: for people in columns, for programs (--json) an array of objects. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "base/job.h"
#include <stdbool.h>
#include <stdio.h>

struct table;

struct column {
	const char *key;   /* in JSON */
	const char *title; /* for people, translated; NULL: only in JSON */
	bool number;	   /* a number in JSON, to the right for people */
};

/* COLUMNS ends with a NULL key. */
struct table *table_new(struct job *job, const struct column *columns);

/* Adds a row: one text a column, NULL for what is not known (null in JSON, "—" for people). */
void table_row(struct table *table, const char *const *values);
#define TABLE_ROW(table, ...) table_row((table), (const char *const[]){__VA_ARGS__})

/* Prints it; EMPTY is said (to stderr) to people when there are no rows. */
void table_print(const struct table *table, bool json, const char *empty);

/* The number of columns that UTF-8 TEXT takes on a terminal. */
int text_width(const char *text);

#endif
