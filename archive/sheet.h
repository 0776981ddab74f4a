/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read on a page, out of its sheet.xml (xsd/sheet.xsd): words for the PDF, text for
 * people. */
#ifndef ARCHIVE_SHEET_H
#define ARCHIVE_SHEET_H

#include "archive/pdf.h"
#include "base/xml.h"

/* One page's words, in reading order. */
struct reading {
	int width, height; /* px of the image it was read from; 0: nothing was read */
	int turn;	   /* as the page stood then */
	struct pdf_line *lines;
	int count;
	const char *engine, *models; /* what read it; NULL: nothing did */
};

/* Page N (from 1, in its letter) of SHEET; E_SYSTEM when the sheet has no such page. */
enum status reading_of(struct job *job, const struct doc *sheet, int n, struct reading *out);

/* The same, of a page that stands turned by TURN now: what was read of it while it stood otherwise
 * stands elsewhere, if it is words at all, and is left out. */
enum status reading_standing(struct job *job, const struct doc *sheet, int n, int turn,
			     struct reading *out);

/* Its words, a space between them, a line feed after each line; "" when there are none. */
const char *reading_text(void *owner, const struct reading *reading);

#endif
