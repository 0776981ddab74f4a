/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a text that was read is from the true one: the character error rate. */
#ifndef SAMPLES_SCORE_H
#define SAMPLES_SCORE_H

#include "base/job.h"

struct score {
	int length; /* characters of the truth */
	int errors; /* characters put in, left out or changed to get from one to the other */
};

/* Both texts brought to NFC, runs of blanks to one, quotes, dashes and apostrophes to one of each;
 * then the Levenshtein distance over Unicode characters. Text that is not UTF-8 is E_INPUT. */
enum status score_texts(struct job *job, const char *truth, const char *read, struct score *out);

/* Prints the scores of READ against TRUTH: two files, or two folders, where each NAME.txt of TRUTH
 * is compared with that of READ (a missing one counts as empty), and ends with the total. */
enum status score_print(struct job *job, const char *truth, const char *read);

#endif
