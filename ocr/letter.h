/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter as rows of tokens, and its parts: the heading with addressee and applicant, the title,
 * the body, the ending. For finding fields. */
#ifndef OCR_LETTER_H
#define OCR_LETTER_H

#include "ocr/fields.h"
#include <stdbool.h>

struct token {
	const char *raw;  /* as read */
	const char *bare; /* without signs around it */
	const char *low;  /* that in small letters */
	double confidence;
	struct box box;
	int page;
	int row;
};

struct row {
	int first, count; /* tokens */
	int page, width;  /* of the page, px */
	struct box box;
};

struct letter_text {
	struct token *tokens;
	int ntokens;
	struct row *rows;
	int nrows;
	int title;	   /* row of the title; -1: none */
	int body;	   /* first row after heading and title */
	double confidence; /* mean, weighted by length */
};

struct letter_text letter_text(void *owner, const struct leaf *leaves, int count);

/* The token behind the heading: the first of the title, or of the body. */
int letter_heading(const struct letter_text *text);

/* The tokens FROM up to TO joined by blanks, parted words mended at the ends of rows. */
const char *letter_words(void *owner, const struct letter_text *text, int from, int to);

/* Whether the tokens FROM up to TO were read well enough to say anything. Where the whole letter
 * was hard to read (a hand), even words that seem sure are doubted. */
bool letter_sure(const struct letter_text *text, int from, int to);

/* Adds a field made of the tokens FROM up to TO. Confidence is that of the worst of them. */
void field_add(void *owner, struct fields *fields, const struct letter_text *text, const char *name,
	       const char *value, int from, int to);

/* The applicant: surname, given-name, patronymic, and the tokens from *FIRST up to *END in which he
 * is named, -1 when nobody is. Part of fields_find. */
bool applicant_find(void *owner, const struct letter_text *text, struct fields *fields, int *first,
		    int *end);

/* To whom it is written: the rows above the applicant, who is named in the token APPLICANT (-1:
 * nobody is). Part of fields_find. */
void addressee_find(void *owner, const struct letter_text *text, struct fields *fields,
		    int applicant);

/* Where to answer: address, phone and email. The address stands behind the token FROM, with which
 * the applicant's name ends (-1: there is none). Part of fields_find. */
void address_find(void *owner, const struct letter_text *text, struct fields *fields, int from);

/* The category of the classifier that the applicant claims for himself, as its code. Part of
 * fields_find. */
void category_find(void *owner, const struct letter_text *text, struct fields *fields);

/* People who signed one below the other: rows «2. Прізвище Ім’я По батькові …». */
int signers_count(void *owner, const struct letter_text *text);

#endif
