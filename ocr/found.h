/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was found on the pages of a batch, before anybody says which letters they are. */
#ifndef OCR_FOUND_H
#define OCR_FOUND_H

#include "base/tiff.h"

/* The work on one batch. */
struct work {
	const char *source; /* path of the batch */
	const char *folder; /* where results go */
	struct tiff *tiff;
	int pages;
	const char **faults; /* of each page; NULL: none */
	const char *engine, *models;
};

/* The name of the file that is left for page SOURCE: "xml" what was seen, "tif" the upright image.
 */
const char *work_name(void *owner, int source, const char *suffix);
const char *work_file(void *owner, const struct work *work, int source, const char *suffix);

/* Writes batch.xml; the pages that have a fault are unread. */
enum status found_write(struct job *job, const struct work *work);

#endif
