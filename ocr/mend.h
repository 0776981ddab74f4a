/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters that look alike: a reader of two alphabets takes one for the other where nothing but the
 * neighbours tells them apart. Only such letters are changed, and only where the word itself or the
 * words beside it decide. */
#ifndef OCR_MEND_H
#define OCR_MEND_H

#include "ocr/words.h"
#include <stdbool.h>

/* TEXT as it must have been meant between BEFORE and AFTER (its neighbours, also of the lines above
 * and below, "" when none): Ha → На, BepeceHb → Вересень, і in Latin → і   Latin look-alikes of
 * Cyrillic 56-A → 56-А the letter of a house Ne 7 → № 7, , 6. 14 → , б. 14, б. З → б. 3       signs
 * before a number (967) 004-66-37 → (067) 004-66-37                                     each number
 * begins with 0 */
const char *mend_word(void *owner, const char *text, const char *before, const char *after);

/* Mends all words of LINES, drops specks that were read as signs standing alone, and what was read
 * in SEALS without being sure. */
void mend_lines(void *owner, struct lines *lines, const struct box *seals, int nseals);

/* Has TEXT Latin letters, each with the shape of a Cyrillic one? */
bool mend_looks_cyrillic(const char *text);

#endif
