/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter that was read becomes a case, or papers of a case that is there: its files are stored
 * and synced, then all its rows come with one transaction. What is there already is left as it is:
 * an intake that was cut off is run again. */
#ifndef REGISTER_TAKE_H
#define REGISTER_TAKE_H

#include "register/letter.h"
#include "register/plan.h"

/* *FRESH: it was not there. LETTER is read from WORK when it is taken. E_REFUSED when the procedure
 * does not register it. */
enum status take_letter(struct job *job, struct office *office, const struct batch *batch,
			const char *work, struct letter *letter, int64_t *casefile, bool *fresh);
/* The case is that of PART. */
enum status take_paper(struct job *job, struct office *office, const struct batch *batch,
		       const char *work, const struct part *part, struct letter *letter,
		       bool *fresh);

/* --- what both are made of --- */

struct stored {
	char sheet[OBJECT_NAME], original[OBJECT_NAME];
	char (*image)[OBJECT_NAME]; /* a page each */
};
enum status take_files(struct job *job, struct office *office, const struct letter *letter,
		       struct stored *out);
/* Within a transaction: the rows of the files, and those of the pages. DOCUMENT: 0, or the paper
 * of a case that is there. */
enum status take_note(struct job *job, struct office *office, const struct letter *letter,
		      const struct stored *stored);
enum status take_pages(struct job *job, struct office *office, int64_t casefile, int64_t document,
		       const struct letter *letter, const struct stored *stored);

#endif
