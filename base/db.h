/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The database. The only face to SQLite: statements are literals, values are bound, tables are made
 * by the numbered schema files. Freed with the job or office that opened it. */
#ifndef BASE_DB_H
#define BASE_DB_H

#include "base/job.h"
#include <stdbool.h>

struct db;
struct rows;
struct tx;

struct value {
	enum {
		VALUE_END,
		VALUE_SQL,
		VALUE_INT,
		VALUE_REAL,
		VALUE_TEXT,
		VALUE_DAY,
		VALUE_NONE
	} kind;
	int64_t number;
	double real;
	const char *text;
};

/* A statement, which must be a literal, and the values for its ?1, ?2 … in order. A NULL text binds
 * NULL. */
#define SQL(literal) ((struct value){.kind = VALUE_SQL, .text = "" literal})
#define INT(n)	     ((struct value){.kind = VALUE_INT, .number = (n)})
#define REAL(x)	     ((struct value){.kind = VALUE_REAL, .real = (x)})
#define TEXT(s)	     ((struct value){.kind = VALUE_TEXT, .text = (s)})
#define DAY(d)                                                                                     \
	((struct value){.kind = VALUE_DAY, .number = (d).number}) /* stored as YYYY-MM-DD          \
								   */
#define NONE	    ((struct value){.kind = VALUE_NONE})
#define VALUES(...) ((const struct value[]){__VA_ARGS__, {.kind = VALUE_END}})

/* Opens the database at PATH, makes it when CREATE, brings its schema up to date. WAL, synchronous
 * FULL, foreign keys, a busy wait of 10 s. E_ABSENT when there is none, E_INPUT when it is no
 * database of ours or from a newer program. */
enum status db_open(struct job *job, const char *path, bool create, struct db **out);

/* Runs a statement that answers no rows (or whose rows are not wanted). */
#define db_exec(job, db, ...) db_exec_values((job), (db), VALUES(__VA_ARGS__))
enum status db_exec_values(struct job *job, struct db *db, const struct value *values);
/* How many rows the last statement that writes has changed. */
int db_changed(const struct db *db);

/* Runs a query. Loop: while (db_next(rows)) …; TRY(db_end(rows)); the rows belong to JOB. A loop
 * that is left early calls db_end too, or the store stays held as it was. */
#define db_query(job, db, out, ...) db_query_values((job), (db), (out), VALUES(__VA_ARGS__))
enum status db_query_values(struct job *job, struct db *db, struct rows **out,
			    const struct value *values);
bool db_next(struct rows *rows);
enum status db_end(struct rows *rows);

/* The first row of a query, copied; E_ABSENT, without words, when there is none. No db_end. */
#define db_one(job, db, out, ...) db_one_values((job), (db), (out), VALUES(__VA_ARGS__))
enum status db_one_values(struct job *job, struct db *db, struct rows **out,
			  const struct value *values);

/* Columns of the row at hand, counted from 0. Text is copied to the rows' job; NULL for NULL. */
int64_t row_int(struct rows *rows, int column);
double row_real(struct rows *rows, int column);
const char *row_text(struct rows *rows, int column);
const char *row_lent(struct rows *rows, int column); /* not copied: until the next row */
bool row_none(struct rows *rows, int column);
struct day row_day(struct rows *rows, int column); /* day 0 for NULL: ask row_none first */

/* A writing transaction (BEGIN IMMEDIATE). Rolled back when JOB is freed before tx_commit: give it
 * a job_below of its own. */
enum status tx_begin(struct job *job, struct db *db, struct tx **out);
enum status tx_commit(struct tx *tx);

/* Whether a writing transaction is open; not one that a full disk has ended by itself. */
bool db_in_tx(const struct db *db);

/* Checks the file's structure and its references: E_SYSTEM with the first thing found. */
enum status db_check(struct job *job, struct db *db);

#endif
