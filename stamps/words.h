/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words set in a box by Pango, as the outline of their letters: what is long is wrapped, then made
 * smaller. The same letters come out whatever draws them. */
#ifndef STAMPS_WORDS_H
#define STAMPS_WORDS_H

#include "base/job.h"
#include <stdbool.h>

enum { WORDS_UNIT = 200 }; /* of the outline to the millimetre */

struct words {
	const char *text;
	const char *font;	    /* family and style as Pango names them */
	double x, y, width, height; /* the box, mm */
	double size, least;	    /* of the letters (the em), mm: wished, and still readable */
	double across;		    /* 0 left, 0.5 middle, 1 right */
	bool cut;		    /* too long even then: end it with "…" */
};

/* SVG path data in units of 1/WORDS_UNIT mm. The largest size at which the words, wrapped at
 * blanks, fit the box; the middle of the block stands in the middle of the box. E_INPUT when they
 * do not fit and must not be cut. */
enum status words_path(struct job *job, const struct words *words, const char **path);

#endif
