/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office as the engine's host: facts, roles, terms, effects, names, definitions. */
#ifndef REGISTER_HOST_H
#define REGISTER_HOST_H

#include "register/field.h"

/* The host of OFFICE, owned by JOB; the office may be without a database (then only KNOWN, WORD,
 * DUE and DEFINITION may be called). */
const struct host *host_new(struct job *job, struct office *office);

/* What people call what a procedure names (enum wording); NULL when there are no words. */
const char *wording_of(struct job *job, const struct office *office, enum wording what,
		       const char *name);

/* Carries out an effect (engine.h) on the tables of the office. */
enum status effect_do(struct job *job, struct office *office, const struct event *event,
		      const struct effect *effect);

/* A notice to an applicant becomes a letter in HOME/outgoing, named by its key: the same one again
 * is the same file. Notices to people of the office are told in the program. */
enum status outgoing_put(struct job *job, struct office *office, const struct parcel *parcel);

/* The term NAME in the edition of DAY, or the span SPEC, counted from FROM. */
enum status term_count_from(struct job *job, const struct office *office, const char *name,
			    const char *spec, struct day edition, struct day from, struct day *due,
			    const char **why);

#endif
