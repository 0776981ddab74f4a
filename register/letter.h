/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read of a batch and its letters: documents from ocr/, checked before anything is taken
 * from them. The files lie in a work folder and come from a jailed process: their names are not
 * trusted. */
#ifndef REGISTER_LETTER_H
#define REGISTER_LETTER_H

#include "register/field.h"

struct letter_page {
	int number;	   /* from 1 */
	const char *image; /* path */
	const char *kind;
	int turn;
	double skew;
	const char *doubt; /* words of page.doubt; NULL: none */
};

struct letter {
	int number; /* in the batch, from 1 */
	int pages;
	int64_t sticker;	      /* on its first page; 0: none */
	const char *sheet, *original; /* paths */
	struct letter_page *page;     /* as many as PAGES; only after letter_read */
	struct pair *proposed;	      /* fields of the card by name */
	int nproposed;
	bool named;	   /* the surname was read surely enough, or none is needed */
	bool request;	   /* surely one for public information */
	const char *words; /* all that was read, folded */
};

/* The letters of WORK/batch.xml, without their sheets. */
enum status letters_read(struct job *job, const char *work, struct letter **out, int *count);

/* Reads the sheet of a letter: pages, proposed fields, words. CONFIDENCE: a name below it does not
 * count as read. */
enum status letter_read(struct job *job, const char *work, int confidence, struct letter *letter);

/* The proposed value of a field, or NULL. */
const char *letter_field(const struct letter *letter, const char *name);
/* Proposes a value in place of what was there. */
void letter_propose(struct job *job, struct letter *letter, const char *name, const char *value);

/* The proposed name of the applicant; NULL when there is none. */
const char *letter_who(void *owner, const struct letter *letter);

#endif
