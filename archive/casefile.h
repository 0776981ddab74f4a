/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that is known of a case, gathered through the verbs of register.h, and casefile.xml made of
 * it. */
#ifndef ARCHIVE_CASEFILE_H
#define ARCHIVE_CASEFILE_H

#include "archive/sheet.h"
#include "register/register.h"

#define TOLD_FILE      "original/told.xml"
#define CASEFILE_SPACE "urn:skrynka:casefile:1"

/* A page and where it lies in the bag (paths from data/). */
struct leaf {
	struct page page;
	const char *shown; /* object: the stamped page, else the upright one */
	const char *original, *sheet, *image, *text, *alto; /* sheet: NULL, was never read */
};

/* A file that letters came in; FILE: where it lies in the bag, NULL: it does not. */
struct origin {
	struct source source;
	const char *file;
};

struct casefile {
	struct card card;
	struct record *history;
	struct kept *terms;
	struct given *marks;
	struct notice *notices;
	struct user *people;
	struct leaf *leaves;
	struct origin *origins;
	struct read *readings; /* of the letter, the newest last */
	struct act act;	       /* that it came out of a box by */
	bool has_act;
	const char *told;      /* object: what was told where there is no paper; else NULL */
	const char *procedure; /* the text of its definition */
	int nhistory, nterms, nmarks, nnotices, npeople, nleaves, norigins, nreadings;
};

/* Reads it all; marks that wait are pressed first, so that the pages carry them. */
enum status casefile_read(struct job *job, struct office *office, int64_t number,
			  struct casefile **out);

/* What was read of a page as it stands now; nothing, when it was never read. */
enum status leaf_read(struct job *job, const struct office *office, const struct leaf *leaf,
		      struct reading *out);

/* Where the sheet of reading N (from 0) lies in the bag: the newest is the sheet of the pages. */
const char *reading_path(void *owner, const struct casefile *casefile, int n);

/* What the case is called: its index, or number, and who wrote. */
const char *casefile_title(void *owner, const struct casefile *casefile);

/* casefile.xml, checked against the schema at XSD: E_SYSTEM when it does not keep to it. */
enum status casefile_text(struct job *job, const struct office *office,
			  const struct casefile *casefile, const char *xsd, const char **text);

#endif
