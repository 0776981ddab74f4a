/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checking a bag (RFC 8493, 3), ours or another's, that nobody vouches for. */
#ifndef ARCHIVE_CHECK_H
#define ARCHIVE_CHECK_H

#include "base/remark.h"

/* Checks the bag at DIR: tag files, every manifest, each file's SHA-256 and SHA-512, Payload-Oxum;
 * links and names that lead out of the bag. Each finding is a remark; E_INPUT when any is an error,
 * with their number as the fault. E_ABSENT: no such folder. */
enum status bag_check(struct job *job, const char *dir, struct remarks *remarks);

/* The fault that ends a check of WHAT: OK, or E_INPUT with the number of errors. */
enum status remarks_end(struct job *job, const struct remarks *remarks, const char *what);

/* NAME fit for a terminal: control characters become '?'. */
const char *shown(void *owner, const char *name);

#endif
