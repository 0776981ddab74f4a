/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ґ: the models know no such letter and read Г. The page shows which it was. */
#ifndef OCR_UPTURN_H
#define OCR_UPTURN_H

#include "ocr/words.h"

/* The text of WORD with every г that has an upturn at its right end changed to ґ (and Г to Ґ). BITS
 * is the upright page (1 bit); WORD must have the places of its letters г. */
const char *upturn_mend(void *owner, struct Pix *bits, const struct word *word);

#endif
