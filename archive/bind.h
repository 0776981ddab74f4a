/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of a case bound into one searchable PDF/A. Done in the cage: scans are opened for it. */
#ifndef ARCHIVE_BIND_H
#define ARCHIVE_BIND_H

#include "archive/casefile.h"

/* Writes the PDF of the pages of CASEFILE, which must have some, to the new file PATH; not synced.
 * Where a scan is a JPEG its very bytes are taken, and turned by the page; where it is not, the
 * upright picture of it. E_SYSTEM when a picture is not the one that was read. */
enum status bind_pages(struct job *job, const struct office *office,
		       const struct casefile *casefile, const char *path);

#endif
