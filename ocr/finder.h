/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The squares in three corners of a QR code (finder patterns: ISO/IEC 18004, 6.3.3), told by their
 * rows and columns alone: where there are none, nothing need look for a code. */
#ifndef OCR_FINDER_H
#define OCR_FINDER_H

#include "base/image.h"

/* The boxes of all that look like such a square in BITS, turned any way. They may be no part of a
 * code: some letters look so as well. Of very many the first 200. */
struct box *finder_boxes(void *owner, struct Pix *bits, int *count);

/* The box around all codes, their corners as LIST has them: three of one size, at a right angle, as
 * far from each other as in a code of 21 modules and more. Empty (w 0) where there is none. */
struct box finder_codes(const struct box *list, int count);

#endif
