/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of a batch: from pixels to lines of words. */
#ifndef OCR_PAGE_H
#define OCR_PAGE_H

#include "base/tiff.h"
#include "ocr/doubt.h"
#include "ocr/ink.h"
#include "ocr/qr.h"
#include "ocr/reader.h"
#include <stdbool.h>

/* A separator is laid between letters, a header on top of a batch: neither is a page of a letter.
 */
enum kind { KIND_TEXT, KIND_BLANK, KIND_UNREAD, KIND_SEPARATOR, KIND_HEADER };

/* How a page lies, where degrees are not known: it is found out, or it lies upright and straight.
 */
enum { ANY_TURN = -1, LEVEL = -2 };

struct page {
	int source; /* in the batch, from 1 */
	enum kind kind;
	int width, height, depth; /* of the upright page */
	double xdpi, ydpi;
	int turn;		   /* degrees clockwise that made it upright … */
	double skew;		   /* … and then straight */
	bool guessed, upside_down; /* which side is up; that this was wrong */
	double confidence;
	const char *fault; /* why it is unread, or NULL */
	struct doubts doubts;
	struct codes codes;
	const char *origin; /* of its words: "pdf", which told them itself; NULL: read here */
	struct lines lines;
	struct inks inks; /* seals and signatures */
};

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

/* Reads the text of a page seen before; its kind becomes KIND_TEXT. Where there is ink but no
 * word it stays KIND_UNREAD, with a fault: a person looks at it. A page that was thought to stand
 * upright and is read poorly is looked at both ways: when it is upside_down it is to be viewed and
 * read once more, turned by half a turn. */
enum status page_read(struct job *job, struct reader *reader, const struct view *view,
		      struct page *page);

/* Takes WORDS for the text of a page seen before: the file told them itself. */
void page_told(struct job *job, const struct view *view, struct words words, struct page *page);

/* Takes the page as it is: unread, not turned. */
enum status page_plain(struct job *job, struct tiff *tiff, int source, struct page *page,
		       struct view *view);

/* The page as it is known to stand: turned and straightened by TURN and SKEW, what it is seen anew.
 * The view has no image. */
enum status page_standing(struct job *job, struct tiff *tiff, int source, int turn, double skew,
			  struct page *page, struct view *view);

#endif
