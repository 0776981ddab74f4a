/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of a batch: what is known of it. */
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

/* Page SOURCE of TIFF as it is stored, before it is looked at. */
struct page page_of(struct tiff *tiff, int source);

/* The coarser of its two resolutions. */
int page_dpi(const struct page *page);

/* A fax has half as many rows as columns: the page for codes and reading has as many of both. The
 * shape is made equal after it was made straight, so that (turn, skew) are those of the page
 * itself. */
struct Pix *page_squared(void *owner, struct Pix *bits, const struct page *page);
int page_squared_dpi(const struct page *page);

/* Turned further by TURN degrees clockwise. */
void page_turn_by(struct page *page, int turn);

#endif
