/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheets that a person scans, in HOME/spool/scan/USER until they are taken in: open/ while the
 * scanning goes on, whole/ from when it is over. Each step is a rename on disk, so that a kill at
 * any moment leaves one or the other. */
#ifndef CLI_SPOOL_H
#define CLI_SPOOL_H

#include "register/register.h"

struct spool {
	const char *folder, *open, *whole, *gone;
	const char *asked; /* a file beside the sheets: with which options they are scanned */
	int sheets, last;  /* in open/: how many, and the number of the last */
	int fronts; /* of two passes: how many sheets the first had, once it is over; else 0 */
};

/* Held by this process while JOB lives; E_BUSY when the same person scans elsewhere. */
enum status spool_hold(struct job *job, const struct office *office, struct spool *out);
/* Counts the sheets in open/ anew. */
enum status spool_count(struct job *job, struct spool *spool);
/* The first of two passes is over: so many sheets as there are have fronts. */
enum status spool_turn(struct job *job, struct spool *spool);
/* The scanning is over: what is in open/ is whole/ now. */
enum status spool_close(struct job *job, const struct spool *spool);
bool spool_is_whole(const struct spool *spool);
/* Takes away what is in open/. */
enum status spool_drop(struct job *job, const struct spool *spool);
/* What is in whole/ was taken in: it is taken away, unless a sheet of it is neither in the store
 * nor in failed/. */
enum status spool_taken(struct job *job, const struct office *office, const struct spool *spool);

#endif
