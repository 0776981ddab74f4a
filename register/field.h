/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a card under one name each: the name in definitions, in events and in $_x/card. */
#ifndef REGISTER_FIELD_H
#define REGISTER_FIELD_H

#include "register/register.h"

/* The order of the columns in field_load, but for the last. */
enum field {
	F_KIND,
	F_SUBJECT,
	F_SIGN,
	F_CHANNEL,
	F_BOX,
	F_CATEGORY,
	F_SOCIAL,
	F_SIGNED_ON,
	F_SENT_FROM,
	F_SENT_ON,
	F_SENT_INDEX,
	F_SENT_DUE,
	F_SUMMARY,
	F_APPLICANTS,
	F_SHEETS,
	F_RESOLUTION,
	F_AUTHOR,
	F_LEAD,
	F_CONTROL,
	F_OUTCOME,
	F_PREVIOUS,
	F_REQUESTER,
	F_REPRESENTATIVE,
	F_AUTHORITY,
	F_REPLY,
	F_REPLY_NUMBER,
	F_REPLIED_ON,
	F_SURNAME, /* of the first applicant, from here to F_EMAIL */
	F_GIVEN_NAME,
	F_PATRONYMIC,
	F_ADDRESS,
	F_PHONE,
	F_EMAIL,
	F_WORK,
	F_CO_APPLICANTS, /* the others: names in the order of a card, "; " between them */
	FIELDS
};

/* A card's fields as text; NULL: not known. */
struct fields {
	struct day arrived, registered;
	bool is_registered;
	const char *value[FIELDS];
};

/* The name of a field: "given-name". */
const char *field_name(enum field field);
/* The field of that name ('_' is taken for '-'); FIELDS when there is none. "topic" is not among
 * them. */
enum field field_of(const char *name);

/* Sets a field after checking it: codes by the classifier of the day of registration, days, counts,
 * people; "" empties it. E_INPUT with the field's name. */
enum status field_set(struct job *job, const struct office *office, struct fields *fields,
		      const char *name, const char *value);

enum status field_load(struct job *job, const struct office *office, int64_t casefile,
		       struct fields *out);
enum status field_store(struct job *job, const struct office *office, int64_t casefile,
			const struct fields *fields);

/* Whether VALUE may stand in a field that takes a code; other names are not looked at. E_INPUT. */
enum status field_check(struct job *job, const struct office *office, const char *name,
			const char *value);

/* Ordered questions from words such as "10 11:ремонт дороги;6": codes with optional texts,
 * separated by ';' or by spaces when there are no texts. The first is the main one; CASEFILE 0:
 * they are only checked, else it replaces those that were there. */
enum status topics_put(struct job *job, const struct office *office, int64_t casefile,
		       const char *words, struct day day);

/* The parts of a name that are known, between single spaces; NULL when none is. */
const char *fields_applicant(void *owner, const struct fields *fields);

#endif
