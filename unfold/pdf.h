/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a PDF that its pictures and its text come from. In the cage. */
#ifndef UNFOLD_PDF_H
#define UNFOLD_PDF_H

#include "unfold/stack.h"

/* Before the lock: fonts, and tables of poppler, that a page may ask for. */
void pdf_load(void);

/* --- raw.c: its objects as they are stored --- */
struct raw;

/* What cannot be opened so is no fault (OUT then knows nothing); a form that only one program can
 * draw is E_INPUT. */
enum status raw_open(struct job *job, const struct source *source, struct raw **out);
/* Whether no picture on a page (from 1) has more dots than a sheet of paper may have. */
bool raw_fits(struct raw *raw, int page);
/* The JPEG file that is the only picture of this size on a page (from 1) and needs nothing done to
 * its colours; false: there is none. */
bool raw_jpeg(struct job *job, struct raw *raw, int page, int width, int height,
	      const uint8_t **bytes, size_t *size);

/* --- told.c: the text that a page tells itself --- */
struct told;

struct told *told_new(struct job *job);
/* The next letter: SIZE bytes of UTF-8 at AT, which are the character CODE; its box in px. */
void told_letter(struct told *told, const char *at, int size, uint32_t code, double x1, double y1,
		 double x2, double y2);
/* Writes the words, unless they cannot be believed: fonts of old programs have their letters where
 * others have none. */
enum status told_leave(struct job *job, struct told *told, const char *path);
/* What such files are called. */
const char *told_name(const struct stack *stack);

#endif
