/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of a batch to letters, by what was seen of them and what a person said. Pure. */
#ifndef REGISTER_SPLIT_H
#define REGISTER_SPLIT_H

#include <stdbool.h>

enum begins { NOT_SAID = -1, GOES_ON, BEGINS };

/* A page, and where it belongs. */
struct placed {
	bool apart;	     /* a separator or a header sheet: of no letter */
	bool blank;	     /* nothing is on it */
	bool starts;	     /* something on it says that a letter begins */
	enum begins decided; /* what a person said; of a page that is apart it counts for nothing */
	/* the answer */
	int letter; /* from 1; 0: of none */
	bool back;  /* the blank other side of a sheet that is apart */
};

/* Fills in the answers for COUNT pages and returns the number of letters. A sheet that is apart
 * ends a letter and, with a blank side right after it, belongs to none; besides, a letter ends
 * after PAGES_PER_LETTER pages when that is not 0. A page that goes on continues the letter before
 * it, over a sheet between them too. */
int split_pages(struct placed *places, int count, int pages_per_letter);

#endif
