/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a page: from its ink to lines of words. */
#ifndef OCR_READING_H
#define OCR_READING_H

#include "ocr/page.h"

/* Reads the text of a page seen before, BITS being its ink: its kind becomes KIND_TEXT. Where there
 * is ink but no word it stays KIND_UNREAD, with a fault: a person looks at it. A page that was
 * thought to stand upright and is read poorly is looked at both ways: when it is upside_down it is
 * to be viewed and read once more, turned by half a turn. */
enum status page_read(struct job *job, struct reader *reader, struct Pix *bits, struct page *page);

/* Takes WORDS for the text of a page seen before: the file told them itself. */
void page_told(struct job *job, struct Pix *bits, struct words words, struct page *page);

#endif
