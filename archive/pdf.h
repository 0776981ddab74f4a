/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A searchable PDF/A-1b (ISO 19005-1): page images as they are coded, and over each the words that
 * were read, invisible, so that text can be found and copied. The only face to qpdf. Same pages,
 * same bytes; no clock, no file names. */
#ifndef ARCHIVE_PDF_H
#define ARCHIVE_PDF_H

#include "base/image.h"
#include <stdbool.h>
#include <stddef.h>

struct pdf;

struct pdf_word {
	struct box box;	  /* px of the page image */
	const char *text; /* UTF-8, without spaces */
};

struct pdf_line {
	struct box box;
	struct pdf_word *words; /* in reading order */
	int count;
};

struct pdf_page {
	const char *coding; /* "g4": one strip of CCITT group 4, or "jpeg": a whole JPEG file */
	const uint8_t *bytes;
	size_t size;
	bool white_is_zero; /* of g4 */
	int depth;	    /* 1, 8 grey, 24 colour */
	int width, height;  /* px */
	double xdpi, ydpi;
	const struct pdf_line *lines; /* in reading order */
	int count;
};

/* A PDF without pages, with TITLE and AUTHOR (either may be NULL); freed with JOB. E_ABSENT when
 * the glyphless font of Tesseract or the colour profiles are not installed. */
enum status pdf_new(struct job *job, const char *title, const char *author, struct pdf **out);

/* Adds a page; its bytes are copied. Its size is that of the image at its dpi; pages longer than
 * the 200 inches a PDF may have are shown smaller. */
enum status pdf_add(struct job *job, struct pdf *pdf, const struct pdf_page *page);

/* Writes the file; nothing more may be added. */
enum status pdf_write(struct job *job, struct pdf *pdf, const char *path);

#endif
