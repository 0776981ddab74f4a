/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A searchable PDF/A-1b (ISO 19005-1): page images as they are coded, marks as vectors on them, and
 * over each the words that were read, invisible, so that text can be found and copied. The only
 * face to qpdf. Same pages, same bytes; no clock, no file names. */
#ifndef ARCHIVE_PDF_H
#define ARCHIVE_PDF_H

#include "archive/lie.h"
#include <stddef.h>
#include <stdint.h>

struct pdf;

struct pdf_word {
	struct box box;	  /* px of the page */
	const char *text; /* UTF-8, without spaces */
	int sure;	  /* 0 to 100 */
};

struct pdf_line {
	struct box box;
	struct pdf_word *words; /* in reading order */
	int count;
};

struct pdf_image {
	const char *coding; /* "g4": one strip of CCITT group 4, or "jpeg": a whole JPEG file */
	const uint8_t *bytes;
	size_t size;
	bool white_is_zero;
	bool rgb;	     /* of a jpeg in colour: not YCbCr */
	int depth;	     /* 1, 8 grey, 24 colour */
	int width, height;   /* px of its own */
	struct matrix place; /* from its unit square to px of the page; all 0: it fills the page */
};

/* A drawing (pdf_drawing) on a page. */
struct pdf_mark {
	int drawing;
	struct matrix place; /* from its points to px of the page */
};

struct pdf_page {
	const char *title; /* of its bookmark; NULL: none */
	int width, height; /* px */
	double xdpi, ydpi;
	struct pdf_image image; /* bytes NULL: none, the paper is white */
	int added; /* the row below which paper was added: a dashed line; 0: none was */
	const struct pdf_mark *marks;
	int nmarks;
	const struct pdf_line *lines; /* in reading order */
	int count;
};

/* What a PDF says of itself; what is NULL is not said. */
struct pdf_about {
	const char *title;
	const char *author; /* the office */
	const char *index;  /* of the case */
	const char *made;   /* a moment as ISO 8601: the day the letter arrived */
};

/* A PDF without pages; freed with JOB. E_ABSENT when the glyphless font of Tesseract or the colour
 * profiles are not installed. */
enum status pdf_new(struct job *job, const struct pdf_about *about, struct pdf **out);

/* Takes over the drawing of a one-page PDF, to be put on pages; its size is W by H points. E_INPUT
 * when it has what PDF/A-1 forbids (transparency) or what is not taken over (pictures, fonts). */
enum status pdf_drawing(struct job *job, struct pdf *pdf, const void *bytes, size_t size, double w,
			double h, int *out);

/* Adds a page; its bytes are copied. Its size is that of its px at its dpi; pages longer than the
 * 200 inches a PDF may have are shown smaller. */
enum status pdf_add(struct job *job, struct pdf *pdf, const struct pdf_page *page);

/* Writes the file; nothing more may be added. */
enum status pdf_write(struct job *job, struct pdf *pdf, const char *path);

#endif
