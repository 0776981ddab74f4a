/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes a page one that a person should look at. Nothing is dropped for it. */
#ifndef OCR_DOUBT_H
#define OCR_DOUBT_H

#include "ocr/paper.h"
#include <stdbool.h>

/* A word of xsd/sheet.xsd (remark/@about) and a sentence for people. */
struct doubt {
	const char *about, *words;
};

struct doubts {
	struct doubt *list;
	int count;
};

void doubt_add(void *owner, struct doubts *doubts, const char *about, const char *words);

/* What can be told of a scan before it is read: too few dots an inch, letters that run off the
 * paper. MARKS: of the page as it was scanned. */
void doubts_of_scan(void *owner, struct marks marks, int dpi, struct doubts *doubts);

/* A page that lay askew by SKEW degrees. */
void doubts_of_skew(void *owner, double skew, struct doubts *doubts);

/* A page read with CONFIDENCE from 0 to 100. */
void doubts_of_text(void *owner, double confidence, struct doubts *doubts);

#endif
