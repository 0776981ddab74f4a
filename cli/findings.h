/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was found wrong with files: for people a line each as it is found, for programs (--json) one
 * array of them all. */
#ifndef CLI_FINDINGS_H
#define CLI_FINDINGS_H

#include "base/remark.h"
#include <stdbool.h>

struct findings;

struct findings *findings_new(struct job *job, bool json);

/* Takes in what was found in one file; FINE is said of it to people when STATUS is OK. */
void findings_tell(struct findings *findings, const struct remarks *remarks, enum status status,
		   const char *fine);

/* The end: the array, for programs. */
void findings_end(struct findings *findings);

#endif
