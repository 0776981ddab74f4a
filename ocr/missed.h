/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ink that no word explains: the reader passes a line by now and then, without a word of doubt. */
#ifndef OCR_MISSED_H
#define OCR_MISSED_H

#include "ocr/paper.h"

/* Those of MARKS whose middle lies in none of the COUNT boxes of words. */
struct marks missed_marks(void *owner, struct marks marks, const struct box *words, int count);

/* The boxes of lines that MISSED marks make: four letters and more beside each other. */
struct box *missed_lines(void *owner, struct marks missed, int *count);

#endif
