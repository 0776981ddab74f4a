/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files and folders on the command line as what is taken in. */
#ifndef CLI_HEAP_H
#define CLI_HEAP_H

#include "register/register.h"

/* The batch that PATHS make. A folder stands for the files in it, page2 before page10; hidden ones
 * are passed over; anything but files in it is E_INPUT. WAY NULL: one path; where that is a folder,
 * its files are together. Paths that stand as a shell writes *.jpg (page10 before page2) are put
 * in order too; any other order is kept. */
enum status heap_of(struct job *job, const char **paths, int count, const char *way,
		    struct scans *out);

/* Names by the numbers in them: page2 before page10. */
int heap_compare(const char *a, const char *b);

#endif
