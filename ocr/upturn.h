/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ґ: the models know no such letter and read Г. The page shows which it was. */
#ifndef OCR_UPTURN_H
#define OCR_UPTURN_H

#include "ocr/words.h"
#include <stdbool.h>

/* Changes every г of WORD that has an upturn at its right end to ґ (and Г to Ґ); whether there was
 * one. BITS is the upright page (1 bit); WORD must have the places of its letters г. */
bool upturn_mend(void *owner, struct Pix *bits, struct word *word);

#endif
