/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The content of a PDF page: its image, marks on it, then its words as invisible text. Pure. */
#ifndef ARCHIVE_LAYER_H
#define ARCHIVE_LAYER_H

#include "archive/pdf.h"

/* The size of a page in points (1/72 inch), at most 14400 (PDF 1.4 appendix C), at least 3. */
struct paper {
	double width, height;
};
struct paper paper_of(const struct pdf_page *page);

/* The operators. The image is /I, marks are /M0, /M1 …, the font /F with codes of UTF-16 and all
 * glyphs half an em wide.
 */
const char *layer_text(void *owner, const struct pdf_page *page);

/* Notes which rows of 256 codes the words of PAGE are written with. */
enum { LAYER_ROWS = 256 };
void layer_rows(const struct pdf_page *page, bool rows[LAYER_ROWS]);

/* A number with a point and up to three decimals, whatever the locale. */
const char *pdf_number(void *owner, double value);

#endif
