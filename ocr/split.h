/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of a batch to letters, by their kinds alone. */
#ifndef OCR_SPLIT_H
#define OCR_SPLIT_H

#include "ocr/page.h"
#include <stdbool.h>

/* Where a page belongs. */
struct place {
	int letter; /* from 1; 0: to none */
	bool back;  /* the blank other side of a separator sheet */
};

/* Fills PLACES for COUNT pages and returns the number of letters. A separator sheet ends a letter
 * and, with a blank side right after it, belongs to none; besides, a letter ends after
 * PAGES_PER_LETTER pages when that is not 0. */
int split_pages(const enum kind *kinds, int count, int pages_per_letter, struct place *places);

#endif
