/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Latin words on a page of Cyrillic ones: addresses of e-mail, names of firms. The Cyrillic model
 * makes odd letters of them and doubts them; they are read again with the Latin one. */
#ifndef OCR_LATIN_H
#define OCR_LATIN_H

#include "ocr/words.h"
#include <stdbool.h>

/* How many words from AT on, which stand together in one line, are to be read again: 0 when the
 * word AT itself is not. WIDELY: those that are merely doubted, too. */
int latin_run(struct words words, int at, bool widely);

/* Are so many words doubted that doubt says nothing: a page written by hand? */
bool latin_hopeless(struct words words);

/* Is LATIN the better reading of the words of CYRILLIC? */
bool latin_better(struct words cyrillic, struct words latin);

/* A number that the Latin model reads better: the Cyrillic one takes 3 for 5, and 0 for 9. */
bool latin_number(const struct word *word);

/* Whether the Latin reading of a number is to be taken: the same signs in the same places, other
 * digits, and hardly less sure. */
bool latin_surer(const struct word *cyrillic, struct words latin);

#endif
