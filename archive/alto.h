/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read as ALTO 4 (Library of Congress), the form in which archives and libraries keep text
 * with its places: lines in reading order, words with their boxes and how surely they were read. */
#ifndef ARCHIVE_ALTO_H
#define ARCHIVE_ALTO_H

#include "archive/sheet.h"

struct alto_page {
	int number;	   /* in the case, from 1 */
	const char *image; /* the file it was read from, as told; used where there is one page */
	struct reading reading;
};

/* One document of these pages, checked against xsd/alto.xsd. */
enum status alto_text(struct job *job, const struct alto_page *pages, int count, const char **out);

#endif
