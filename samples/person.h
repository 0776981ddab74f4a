/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An invented citizen of an invented town, with the forms of the name that a letter needs. */
#ifndef SAMPLES_PERSON_H
#define SAMPLES_PERSON_H

#include "base/job.h"
#include "samples/chance.h"

struct street {
	const char *nominative, *genitive, *locative, *accusative; /* «вулиця Ставкова» … */
	const char *brief; /* «вул. Ставкова» */
};

struct village {
	const char *nominative, *genitive, *locative; /* without the word «село» */
};

struct person {
	bool female;
	const char *surname, *name, *patronymic; /* nominative */
	const char *full;     /* «Іваненко Петро Олексійович» */
	const char *genitive; /* «Іваненка Петра Олексійовича» */
	const char *initials; /* «П. О. Іваненко» or «Іваненко П. О.» */
	struct street street;
	const struct village *village; /* NULL in the town */
	const char *house;	       /* «14» or «14-А» */
	const char *address;	       /* as the letter writes it, one line */
	const char *phone, *email;     /* NULL when the person gives none */
};

/* The town all letters of a batch belong to. */
#define TOWN	    "Ясеногірськ"
#define COUNCIL_GEN "Ясеногірської міської ради"
#define COUNCIL_DAT "Ясеногірській міській раді"
#define COMMUNITY   "Ясеногірської міської територіальної громади"

/* A person drawn from CHANCE; all texts belong to OWNER. */
struct person person_make(void *owner, struct chance *chance);

/* The same with another street and house: a NEIGHBOUR of the person, without phone and e-mail. */
struct person person_neighbour(void *owner, struct chance *chance, const struct person *of);

/* A street drawn from CHANCE. */
struct street street_make(void *owner, struct chance *chance);

#endif
