/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shapes of ink found by words of 32 dots at once, in one pass where Leptonica takes several. */
#ifndef OCR_BITS_H
#define OCR_BITS_H

#include "base/image.h"
#include <stdbool.h>

/* Straight runs of ink of LENGTH dots and more, across or down the page. The result is the
 * caller's. */
struct Pix *bits_runs(struct Pix *bits, int length, bool down);

/* Each dot becomes a brick of ACROSS by DOWN around it. For pictures with little ink: costs as much
 * as there is of it. The result is the caller's. */
struct Pix *bits_near(struct Pix *bits, int across, int down);

/* Cuts dots none of whose eight neighbours is ink. */
void bits_cut_specks(struct Pix *bits);

/* The boxes of all pieces of ink, dots that touch by a corner being one, in the order of their
 * first dots row by row. */
struct box *bits_boxes(void *owner, struct Pix *bits, int *count);

#endif
