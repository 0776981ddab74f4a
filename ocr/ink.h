/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ink that is not text: the rings of round seals and the strokes of signatures. Left in, they make
 * the reader drop the lines they touch; taken out, they tell that the letter was signed. */
#ifndef OCR_INK_H
#define OCR_INK_H

#include "base/image.h"
#include <stdbool.h>

struct ink {
	struct box box; /* px of the page */
	bool seal;	/* else a signature */
};

struct inks {
	struct ink *list;
	int count;
};

/* The page (1 bit) without them, and where they are; the page itself when there are none. HEIGHT is
 * the median height of its letters. A page where strokes are many is written by hand, and is left
 * as it is. */
struct Pix *ink_remove(void *owner, struct Pix *bits, int dpi, int height, struct inks *inks);

#endif
