/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Circles of ink: the outer and inner rings of round seals. */
#ifndef OCR_RING_H
#define OCR_RING_H

#include "base/image.h"
#include <stdbool.h>

struct ring {
	int x, y, r; /* the middle and the radius, px */
};

/* The outermost ring in PIX (1 bit) with a radius from LEAST to MOST. PIX is one piece of ink, the
 * ring and what touches it: a signature, a word. */
bool ring_find(struct Pix *pix, int least, int most, struct ring *out);

/* Puts OUTER and the rings within it, about the same middle, on MASK, which is as large as PIX. */
void ring_mask(struct Pix *pix, struct Pix *mask, struct ring outer);

#endif
