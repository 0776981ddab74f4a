/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be told of a page without reading it, and the few things cut off it. All take 1 bit (1
 * is ink) and cost a few milliseconds. */
#ifndef OCR_PAPER_H
#define OCR_PAPER_H

#include "base/image.h"
#include <stdbool.h>

/* Halved until about WANTED dots an inch, or one dot is left, a dot being ink when LEVEL of four
 * are. *FACTOR: px of BITS in one of it. The result is the caller's. */
struct Pix *paper_coarse(struct Pix *bits, int dpi, int wanted, int level, int *factor);

/* The page without the dark of the scanner's bed (solid black reaching in from the edges) and
 * without single specks; the page itself when there is nothing to cut. */
struct Pix *paper_clean(void *owner, struct Pix *bits, int dpi);

/* Things on the page that are as large as letters: their boxes in px of BITS, and the median
 * height. LARGE: something much larger than letters is there as well, as a signature. CUT: letters
 * touch an edge of the picture, so that the paper, or the glass, was too short for them. */
struct marks {
	struct box *list;
	int count;
	int height;
	bool large, cut;
};
struct marks paper_marks(void *owner, struct Pix *bits, int dpi);

/* The marks as they lie to each other when their page is turned by DEGREES clockwise: a quarter, or
 * half a turn, and some degrees of skew. Where the page is then is not told. */
struct marks paper_marks_turned(void *owner, struct marks marks, double degrees);

/* A side without ink: what little there is are holes, staples and dust. */
bool paper_blank(struct marks marks);

/* The place, WIDTH by HEIGHT px, where marks stand closest together. */
struct box paper_dense(struct marks marks, int dpi, int width, int height);

/* Whatever ink there is in BOX, dots of letters and dust too; HEIGHT of letters is said. */
struct marks paper_pieces(void *owner, struct Pix *bits, struct box box, int height);

/* The page at about half its dots, each dot the share of ink in a square of dots: the size that
 * letters are best read at. *FACTOR: page px in one px of it. 1: left as it is, because the letters
 * are small or the scan is coarse. */
struct Pix *paper_shrink(void *owner, struct Pix *bits, int dpi, int height, int *factor);

#endif
