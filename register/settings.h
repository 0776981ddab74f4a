/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an office has settled: office.xml, with the law as data beside it. Read once when the office
 * is opened, owned by that job, not changed after. */
#ifndef REGISTER_SETTINGS_H
#define REGISTER_SETTINGS_H

#include "base/home.h"
#include "register/classifier.h"
#include "register/reception.h"
#include "register/service.h"
#include "register/terms.h"

#define OFFICE_SPACE "urn:skrynka:office:1"

/* How indices are given to some procedures. */
struct series {
	const char *name;
	const char *procedures; /* separated by spaces; NULL: all others */
	const char *mask;
	const char *collective, *anonymous; /* in place of the letter */
	const char *duplicate;		    /* put after the first index; {n} */
	bool per_letter, yearly;
};

struct parameter {
	const char *name, *value;
	const char *choices; /* words, or "": any value of its form */
};

struct settings {
	const char *name, *short_name, *edrpou;
	struct series *series;
	int nseries;
	bool transliterate;
	enum month month;
	const char *procedure, *channel; /* of intake, when not said */
	const char *request; /* the procedure of a letter that is surely a request; NULL: none */
	int confidence;	     /* a name read with less waits for the registrar */
	struct pair *boxes;  /* name, title */
	int nboxes;
	struct receptions receptions;
	struct calendar *calendar;
	struct terms *terms;
	struct classifier *classifier;
	struct services *services;
	struct pair *letters;	    /* texts of notices, by name */
	struct pair *letter_titles; /* as many */
	int nletters;
	struct parameter *parameters; /* what procedures ask of the office, $_x/office/NAME */
	int nparameters;
};

/* Reads HOME/office.xml (HOME NULL: the shipped default) and the files of workflows/ (the home's
 * own over the shipped ones). E_INPUT with file, line and what to do on the first fault. */
enum status settings_read(struct job *job, const struct home *home, struct settings **out);

/* The files of workflows/ alone: what the law says, nothing of an office. */
enum status law_read(struct job *job, const struct home *home, struct settings **out);

/* Checks an office.xml that was read and fills what it says into SETTINGS. */
enum status office_read(struct job *job, struct doc *doc, const char *file,
			struct settings *settings);

/* The parameters as shipped: their names are all that there are, and a value must have the form of
 * the default: a term, a number, yes or no, one of its choices, words. */
enum status parameters_ship(struct job *job, struct settings *settings);
/* Those that an office settles otherwise; a term (terms.xml, parameter="NAME") follows. */
void parameters_read(const struct node *parameters, struct settings *settings,
		     struct remarks *remarks);

/* Whether there is a parameter of that NAME, or, of "NAME VALUE", whether it may have that value.
 */
bool parameter_known(const struct settings *settings, const char *name);

/* The series of a procedure; NULL when none is for it. */
const struct series *settings_series(const struct settings *settings, const char *procedure);

/* The first error of REMARKS as a fault (E_INPUT, "file:line: text: remedy"); OK when there is
 * none. */
enum status remarks_fault(struct job *job, const struct remarks *remarks);

#endif
