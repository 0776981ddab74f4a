/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Indices given: in the transaction of the card, without gaps but for those that were cancelled. */
#ifndef REGISTER_GIVEN_H
#define REGISTER_GIVEN_H

#include "register/field.h"

/* The index in force of a case; NULL when it has none. */
enum status index_of(struct job *job, const struct office *office, int64_t casefile,
		     const char **out);

/* Whether an index can be given by what is known: a letter for it stands in the fields. */
bool index_ready(struct job *job, const struct office *office, const struct fields *fields);

/* Gives the case its index and its day of registration, unless it has them; E_INPUT when no letter
 * is known. In the transaction that is open. */
enum status index_give(struct job *job, struct office *office, int64_t casefile,
		       const char *person);

/* Takes it back, WHY for the record; the number is not given again. */
enum status index_cancel(struct job *job, struct office *office, int64_t casefile,
			 const char *person, const char *why);

/* The case whose index in force is WORDS in YEAR; E_ABSENT without words when there is none. */
enum status index_case(struct job *job, const struct office *office, const char *words, int year,
		       int64_t *out);

#endif
