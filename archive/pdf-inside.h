/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of pdf.h share: the only ones that know qpdf. */
#ifndef ARCHIVE_PDF_INSIDE_H
#define ARCHIVE_PDF_INSIDE_H

#include "archive/layer.h"

#include <qpdf/qpdf-c.h>

enum { PDF_RESOURCE = 1 << 20 }; /* bytes of a font or profile, at most */

struct bookmark {
	qpdf_oh page;
	const char *title;
};

struct pdf {
	struct job *job;
	qpdf_data qpdf;
	qpdf_oh font;
	bool rows[LAYER_ROWS]; /* what is written with it */
	bool colour;
	qpdf_oh *drawings;
	struct bookmark *bookmarks;
	struct profile {
		char *bytes;
		size_t size;
	} profiles[2]; /* of a grey device, of the screen */
	int ndrawings, nbookmarks;
};

/* OK, or E_SYSTEM with what qpdf says. */
enum status pdf_fault(struct job *job, struct pdf *pdf);

/* Objects: what has no reference in it is written as PDF source. */
qpdf_oh pdf_dict(struct pdf *pdf, const char *source);
void pdf_put(struct pdf *pdf, qpdf_oh in, const char *key, qpdf_oh value);
qpdf_oh pdf_indirect(struct pdf *pdf, qpdf_oh object);
qpdf_oh pdf_text_string(struct pdf *pdf, const char *utf8);
/* A stream with the keys of SOURCE; FILTER is how the bytes are coded already, or NULL. */
qpdf_oh pdf_stream(struct pdf *pdf, const char *source, const char *filter, const char *parms,
		   const void *bytes, size_t size);
qpdf_oh pdf_text_stream(struct pdf *pdf, const char *source, const char *text);

/* The picture of a page as it is coded already (pdf-image.c). */
qpdf_oh pdf_make_image(struct job *job, struct pdf *pdf, const struct pdf_image *image);

/* The invisible font (pdf-font.c). E_ABSENT when Tesseract's is not installed. */
enum status pdf_make_font(struct job *job, struct pdf *pdf);
/* Says what its codes mean, when all pages are there. */
void pdf_map_font(struct pdf *pdf);
/* What the document says of itself, and the device that its colours are meant for, when all pages
 * are there (pdf-about.c). */
enum status pdf_read_profiles(struct job *job, struct pdf *pdf);
void pdf_describe(struct pdf *pdf, const struct pdf_about *about);
void pdf_put_intent(struct job *job, struct pdf *pdf);

#endif
