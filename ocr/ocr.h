/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paper to sheets: a scanned batch is cleaned, read and split into letters. What ocr saw is left as
 * documents in a folder; nothing here knows an office, a card or a database. */
#ifndef OCR_OCR_H
#define OCR_OCR_H

#include "base/cage.h"

struct reading {
	const char *source; /* path of the batch: a TIFF */
	const char *work;   /* a folder for the results; it holds what unfold left, or nothing */
	int workers;	    /* 0: one a core */
	int page,
		turn; /* not 0: only that page, which lies so (degrees clockwise), is read again */
	void (*progress)(void *self, int done, int pages); /* may be NULL */
	void (*say)(void *self, const char *words); /* what concerns all pages; may be NULL */
	void *self;
};

/* Reads a batch in caged processes, one page one task; the models are loaded once, before the
 * workers are forked. A worker that dies costs the text of its page, which becomes kind="unread".
 * Afterwards WORK holds
 *   batch.xml          all pages, what kind they are, what their QR codes say  (xsd/batch.xsd)
 *   page-NNNN.xml      a page: lines, words with boxes in px of the upright page and confidence 0
 * to 100 page-NNNN.tif      the page upright and straight: 1 bit G4, or JPEG where the scan is grey
 * or colour E_INPUT with the page and the reason when the file is refused as a whole. */
enum status ocr_read(struct job *job, const struct reading *reading);

/* A page to be read again: as it stands, no turning, no straightening anew. */
struct standing {
	int n, source;	   /* in the letter, in the batch it came with */
	const char *image; /* what its sheet calls its picture */
	int turn;
	double skew;
};
struct letter_again {
	const char *original; /* path of its TIFF */
	int letter;	      /* in the batch it came with */
	struct standing *pages;
	int count;
	const char *sheet; /* the answer: its new sheet in WORK (xsd/sheet.xsd), or NULL … */
	const char *fault; /* … and why a page of it could not be read */
};
/* Reads the letters again, page by page side by side, in one cage. E_ABSENT when there are no
 * models to read with. */
enum status ocr_again(struct job *job, struct letter_again *letters, int count, const char *work,
		      int workers, void (*progress)(void *self, int done, int pages), void *self);

/* The room "again" of the cage. */
enum status ocr_again_room(struct job *job, int argc, char **argv, void *self);
enum status ocr_again_room_load(struct job *job, int argc, char **argv, void **self);

/* The room "read" of the cage. */
enum status ocr_room_load(struct job *job, int argc, char **argv, void **self);
enum status ocr_room(struct job *job, int argc, char **argv, void *self);

/* Makes the letters that batch.xml says the pages in WORK are (page/@letter, batch/@letters), in a
 * caged process, from what was read of them. Afterwards WORK holds besides
 *   batch.xml          with the letters
 *   NNN.xml            one letter: its pages, proposed fields        (xsd/sheet.xsd)
 *   NNN.tif            its original pages, cut out of SOURCE bit by bit (separator sheets left out,
 *                      blank backs kept)
 * It can be done again with other letters. */
enum status ocr_collect(struct job *job, const char *source, const char *work);

/* The room "collect" of the cage. */
enum status ocr_collect_room_load(struct job *job, int argc, char **argv, void **self);
enum status ocr_collect_room(struct job *job, int argc, char **argv, void *self);

/* Draws the pages in WORK small, with their numbers and the letters they are parted into, for a
 * person to look at: WORK/contact.pdf. */
#define OCR_CONTACT "contact.pdf"
enum status ocr_contact(struct job *job, const char *work);

/* The room "contact" of the cage. */
enum status ocr_contact_room_load(struct job *job, int argc, char **argv, void **self);
enum status ocr_contact_room(struct job *job, int argc, char **argv, void *self);

#endif
