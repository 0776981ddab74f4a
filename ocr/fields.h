/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields of the card as they can be read out of a letter: proposed, never decided. Where the paper
 * does not say a thing clearly, nothing is said. */
#ifndef OCR_FIELDS_H
#define OCR_FIELDS_H

#include "ocr/words.h"
#include <stdbool.h>

struct field {
	const char *name; /* one of xsd/sheet.xsd */
	const char *value;
	int page; /* in the letter, from 1; 0: of the whole letter */
	struct box box;
	double confidence;
};

struct fields {
	struct field *list;
	int count;
};

/* A page of the letter for this purpose. */
struct leaf {
	int n; /* in the letter, from 1 */
	int width;
	struct lines lines;
	struct box mark; /* a signature or a seal that stands on it; w 0: none does */
};

/* A signature is a field when it is seen, and when it is surely not there: «present», «absent». */
struct fields fields_find(void *owner, const struct leaf *leaves, int count);

/* Whether the letter, read well and in print, bears no signature or seal: a person should look. */
bool fields_unsigned(void *owner, const struct leaf *leaves, int count);

#endif
