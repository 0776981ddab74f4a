/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that the letters of a case came in. */
#ifndef ARCHIVE_ORIGIN_H
#define ARCHIVE_ORIGIN_H

#include "archive/casefile.h"
#include "base/xml.h"

/* Fills in the origins of CASEFILE, whose card is read. */
enum status origins_read(struct job *job, struct office *office, struct casefile *casefile);
/* <given> of casefile.xml. */
void origins_put(struct node *root, const struct casefile *casefile);

#endif
