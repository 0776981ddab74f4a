/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read on a page: words with their places, and the lines they make. */
#ifndef OCR_WORDS_H
#define OCR_WORDS_H

#include "base/image.h"

struct word {
	struct box box;	    /* px of the upright page */
	double confidence;  /* 0 to 100 */
	const char *text;   /* UTF-8, not empty, without blanks */
	struct box *places; /* of the letters г and Г in it, as the reader guessed; see upturn.h */
	int nplaces;
	int row; /* of the reader's own lines, from 1; 0: not known */
};

struct words {
	struct word *list;
	int count;
};

struct line {
	struct box box;
	struct word *words; /* from left to right */
	int count;
};

struct lines {
	struct line *list; /* in reading order */
	int count;
};

/* The words as lines from top to bottom. Words stand in one line when their middles agree within
 * about half the median height of a word; a page of two real columns (a gap that stays empty down
 * many full lines) is read one column after the other. */
struct lines lines_order(void *owner, struct words words);

/* Appends MORE to WORDS, whose array OWNER has. */
void words_add(void *owner, struct words *words, struct words more);

/* The words of a line with a blank between them. */
const char *line_text(void *owner, const struct line *line);

/* Mean confidence of all words, weighted by their length; 0 when there are none. */
double words_confidence(struct words words);

/* The median height of the words, at least 1. */
int words_height(struct words words);

#endif
