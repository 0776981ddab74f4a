/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page looked at: what it is, how it lies, and its picture made upright. */
#ifndef OCR_VIEW_H
#define OCR_VIEW_H

#include "ocr/page.h"

/* How a page lies, where degrees are not known: it is found out, or it lies upright and straight.
 */
enum { ANY_TURN = -1, LEVEL = -2 };

/* Finds out how page SOURCE of TIFF lies and what it is, and makes the upright image of it. What is
 * not said yet is its text: the kind is KIND_UNREAD where there is some. LIES: how a person
 * says that it lies, in degrees clockwise, ANY_TURN or LEVEL. */
struct view {
	struct job *colours; /* owns the image: may be freed before the page is read */
	struct Pix *image;   /* upright, in its own depth */
	struct Pix *bits;    /* upright, clean, 1 bit; NULL: not wanted of a separator */
};
enum status page_view(struct job *job, struct tiff *tiff, int source, int lies, struct page *page,
		      struct view *view);

/* Takes the page as it is: unread, not turned. */
enum status page_plain(struct job *job, struct tiff *tiff, int source, struct page *page,
		       struct view *view);

/* The page as it is known to stand: turned and straightened by TURN and SKEW, what it is seen anew.
 * The view has no image. */
enum status page_standing(struct job *job, struct tiff *tiff, int source, int turn, double skew,
			  struct page *page, struct view *view);

#endif
