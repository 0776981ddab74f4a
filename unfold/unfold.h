/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever was given — TIFF, PDF, JPEG, PNG, WebP, JPEG 2000, one file or many — becomes one TIFF
 * of many pages, no pixel of it lost: what ocr/ reads. Done in a cage. */
#ifndef UNFOLD_UNFOLD_H
#define UNFOLD_UNFOLD_H

#include "base/cage.h"

/* How several files make one batch. */
#define UNFOLD_TOGETHER "together" /* one after the other */
#define UNFOLD_COLLATE                                                                             \
	"collate" /* two: the fronts of sheets, then their backs from the last on                  \
		   */

struct unfolding {
	const char *const *paths; /* of the files, in order */
	int count;
	const char *way;				   /* one of those above */
	const char *work;				   /* a folder for the results */
	void (*progress)(void *self, int done, int files); /* may be NULL */
	void (*say)(void *self, const char *words); /* what a person should know; may be NULL */
	void *self;
};

#define UNFOLDED "batch.tif"

/* Leaves in WORK
 *   batch.tif       all pages; its path is *OUT
 *   given-NNNN.xml  of page NNNN, when the file told its text itself (a PDF that no scanner made):
 * a page as in xsd/sheet.xsd, its lines and words in px of the stored page E_INPUT with the path of
 * the file, its page and the reason; E_REFUSED when the two passes do not have as many pages. */
enum status unfold(struct job *job, const struct unfolding *unfolding, const char **out);

/* The room "unfold" of the cage. */
enum status unfold_room_load(struct job *job, int argc, char **argv, void **self);
enum status unfold_room(struct job *job, int argc, char **argv, void *self);

#endif
