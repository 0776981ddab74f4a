/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How lines of text run, by where their letters stand: in rows (H. S. Baird, The skew angle of
 * printed documents, 1987), each beside the next (L. O'Gorman, The document spectrum, 1993). No
 * pixel is looked at, and a page costs a millisecond. */
#ifndef OCR_SKEW_H
#define OCR_SKEW_H

#include "ocr/paper.h"

/* Across the page, or down it (it lies on its side); and the degrees clockwise that make them
 * level, to a hundredth and some 8 at most, 0 when this cannot be told. */
struct lie {
	bool down;
	double skew;
};

/* By the MARKS of a page of DPI dots an inch. Of hand-drawn lines and of few letters it tells as
 * long as they stand out from what scattered marks would do. */
struct lie lie_of(struct marks marks, int dpi);

#endif
