/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that a batch is made of. */
#ifndef REGISTER_FILES_H
#define REGISTER_FILES_H

#include "register/register.h"

struct files {
	char source[OBJECT_NAME]; /* of the batch: the one file, or the list of them (xsd/files.xsd)
				   */
	struct pair *list;	  /* object, name for people */
	int count;
};

/* Stores each, and their list where there are several; no row is written. E_REFUSED when one of
 * them comes twice. Whatever comes of it, OUT holds what was stored. */
enum status files_store(struct job *job, struct office *office, const struct scans *scans,
			struct files *out);
/* Takes away again what no row refers to. */
enum status files_drop(struct job *job, struct office *office, const struct files *files);

/* Whether one of them is in another batch already. One for itself: *BATCH is that batch, which is
 * done. Else E_REFUSED with what to do, unless files_replace may replace that batch. */
enum status files_elsewhere(struct job *job, struct office *office, const struct scans *scans,
			    const struct files *files, int64_t *batch);

/* Within the caller's transaction: the rows of the objects; those of the batch; other batches of
 * these files that have no cases are cancelled; the rows of objects that nothing refers to any more
 * are taken away. */
enum status files_note(struct job *job, struct office *office, const struct scans *scans,
		       const struct files *files);
enum status files_write(struct job *job, struct office *office, int64_t batch,
			const struct files *files);
enum status files_replace(struct job *job, struct office *office, int64_t batch,
			  const struct files *files);
enum status files_forget(struct job *job, struct office *office, const struct files *files);

/* The files of a batch that is there. */
enum status files_read(struct job *job, struct office *office, const struct batch *batch,
		       struct files *out);

#endif
