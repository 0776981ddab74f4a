/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TIFF files: the only face to libtiff. Every directory is walked and held against the limits
 * before any pixel memory is taken; an error of libtiff on the way refuses the whole file (a batch
 * cut short looks like a shorter good one), a warning too unless it is about a tag that no pixel
 * hangs on. For use in a cage. */
#ifndef BASE_TIFF_H
#define BASE_TIFF_H

#include "base/job.h"
#include <stdbool.h>
#include <stdint.h>

struct Pix; /* Leptonica's */
struct tiff;

enum {
	TIFF_PAGES = 2000,	/* in one file */
	TIFF_SIDE = 30000,	/* pixels */
	TIFF_PIXELS = 160000000 /* a page: A2 at 600 dpi is 139 million */
};

/* A page as tiff_read gives it. One of grey or colour whose pixels would take more than 20 MB is
 * made half or a quarter as large while it is read, if 200 dpi are left. */
struct tiff_page {
	int width, height;  /* px, before orientation */
	double xdpi, ydpi;  /* 72 to 1200; as the other, or 300, where the file does not say */
	int depth;	    /* 1, 8 or 24 bits a pixel */
	bool mirrored;	    /* the orientation tag asks for it left to right … */
	int turn;	    /* … and then for so many degrees clockwise: 0, 90, 180, 270 */
	const char *coding; /* "g4", "g3", "lzw", "deflate", "packbits", "jpeg", "none" */
};

/* Opens PATH and walks it: E_ABSENT, E_INPUT with the page number and the reason. Closed with JOB.
 */
enum status tiff_open(struct job *job, const char *path, struct tiff **out);
int tiff_count(const struct tiff *tiff);
struct tiff_page tiff_page(const struct tiff *tiff, int page); /* pages count from 1 */

/* The pixels of a page, mirrored and turned as its orientation tag asks: 1 bit (1 is ink), 8 bit
 * grey, or 32 bit RGB. Every strip is decoded under the error handler: E_INPUT on a damaged one.
 * Owned by JOB. */
enum status tiff_read(struct job *job, struct tiff *tiff, int page, struct Pix **out);

/* A new file with the given pages (from 1), their strips and the known tags as they are, no pixel
 * touched: the original of a letter cut out of a batch. */
enum status tiff_cut(struct job *job, struct tiff *tiff, const int *pages, int count,
		     const char *path);

/* A one-page file: 1 bit as G4 in one strip, 8 and 32 bits as JPEG of QUALITY in one strip. Same
 * pixels, same bytes. */
enum status tiff_write(struct job *job, const char *path, struct Pix *pix, double xdpi, double ydpi,
		       int quality);

/* The coded bytes of a page that was written by tiff_write, for a PDF: G4 (black is 0 in
 * *white_is_zero false) or a whole JPEG file. CODING is "g4" or "jpeg". */
enum status tiff_strip(struct job *job, struct tiff *tiff, int page, const char **coding,
		       uint8_t **bytes, size_t *size, bool *white_is_zero);

/* A page in JPEG as a JPEG file: its strips joined and its tables put in, every coded byte as it
 * is.
 */
struct tiff_jpeg {
	uint8_t *bytes; /* NULL: the page is coded otherwise, or its strips cannot be joined */
	size_t size;
	int columns, rows;    /* of the file */
	double width, height; /* the same in px of tiff_page */
	bool white_is_zero;
	bool rgb; /* its colours were not turned into YCbCr */
};
enum status tiff_jpeg(struct job *job, struct tiff *tiff, int page, struct tiff_jpeg *out);

#endif
