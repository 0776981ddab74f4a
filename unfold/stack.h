/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages gathered so far. Each kind of file has one function that adds its pages. In the cage.
 */
#ifndef UNFOLD_STACK_H
#define UNFOLD_STACK_H

#include "base/tiff.h"

struct Pix;

struct stack {
	struct tiff *tiff;
	const char *work, *name; /* folder; "batch" or one of two passes */
	int pages;
	int assumed;	 /* pages that did not tell their resolution */
	uint64_t pixels; /* of all pages */
};

/* A file being taken apart, its bytes in memory. */
struct source {
	const char *path;
	const uint8_t *bytes;
	size_t size;
};

enum status stack_tiff(struct job *job, struct stack *stack, const char *path);
enum status stack_pdf(struct job *job, struct stack *stack, const struct source *source);
/* LIES: where it is known from elsewhere (a page of a PDF); NULL: as the file says. */
enum status stack_jpeg(struct job *job, struct stack *stack, const struct source *source, int page,
		       const struct tiff_lies *lies);
enum status stack_picture(struct job *job, struct stack *stack, const struct source *source);

/* Adds pixels of any depth, with a palette or with transparency, as one page. */
enum status stack_pix(struct job *job, struct stack *stack, const struct source *source, int page,
		      struct Pix *pix, struct tiff_lies lies);

/* Begins a page: counts it, tells the parent where the work stands, gives it its share of time.
 * E_INPUT when there are too many or the size (px; bits of each) is that of no sheet. */
enum status stack_page(struct job *job, struct stack *stack, const struct source *source, int page,
		       double width, double height, int bits);

/* The resolution of a picture of so many px. What it says is believed when a sheet of paper comes
 * out that was scanned at 100 dpi or more; else it is taken to show a whole sheet of A4. */
struct tiff_lies stack_lies(struct stack *stack, double xdpi, double ydpi, int width, int height,
			    int orientation);

/* E_INPUT: "PATH: page N: WHY", PATH alone when PAGE is 0. */
enum status stack_bad(struct job *job, const struct source *source, int page, const char *why);

/* The orientation (1 to 8) and the resolution (0: not said) in the Exif block of a JPEG: what
 * stands behind "Exif\0\0". */
void exif_read(const uint8_t *bytes, size_t size, int *orientation, double *xdpi, double *ydpi);

#endif
