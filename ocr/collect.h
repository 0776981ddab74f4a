/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From pages read one by one to the letters of a batch. */
#ifndef OCR_COLLECT_H
#define OCR_COLLECT_H

#include "base/tiff.h"

/* The work on one batch. */
struct work {
	const char *source; /* path of the batch */
	const char *folder; /* where results go */
	struct tiff *tiff;
	int pages;
	int pages_per_letter; /* 0: by separators alone */
	const char **faults;  /* of each page; NULL: none */
	const char *engine, *models;
};

/* The file that a worker leaves for page SOURCE: "xml" what was seen, "tif" the upright image. */
const char *work_file(void *owner, const struct work *work, int source, const char *suffix);

/* Splits the pages into letters and leaves what ocr_read promises; the workers' files are gone
 * then. */
enum status collect_letters(struct job *job, const struct work *work);

#endif
