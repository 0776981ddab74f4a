/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TIFF files: the only face to libtiff. Every directory is walked and held against the limits
 * before any pixel memory is taken; an error of libtiff on the way refuses the whole file (a batch
 * cut short looks like a shorter good one), a warning too unless it is about a tag that no pixel
 * hangs on. Strips of black and white, grey and RGB of 8 bits are what scanners give; other shapes
 * are read as well (base/tiff-odd.c), but JBIG, old JPEG, YCbCr without JPEG, fractions and
 * palettes of 16 bits. For use in a cage. */
#ifndef BASE_TIFF_H
#define BASE_TIFF_H

#include "base/job.h"
#include <stdbool.h>
#include <stdint.h>

struct Pix; /* Leptonica's */
struct tiff;

enum {
	TIFF_PAGES = 10000,	  /* in one file: a long day of two feeders */
	TIFF_SIDE = 30000,	  /* pixels */
	TIFF_PIXELS = 160000000,  /* a page: A2 at 600 dpi is 139 million */
	TIFF_UNPACKED = 256 << 20 /* bytes of one page, and of one piece of libtiff's memory */
};

/* What is wrong with a page of this size (pixels; bits of each), in words; NULL: nothing. All ways
 * in hold a page against it before they take memory for its pixels. */
const char *tiff_size_wrong(uint32_t width, uint32_t height, int bits);

/* A page as tiff_read gives it. One of grey or colour whose pixels would take more than 20 MB is
 * made half or a quarter as large while it is read, if 200 dpi are left. */
struct tiff_page {
	int width, height;  /* px, before orientation */
	double xdpi, ydpi;  /* 72 to 1200; as the other, or 300, where the file does not say */
	int depth;	    /* 1, 8 or 24 bits a pixel */
	bool mirrored;	    /* the orientation tag asks for it left to right … */
	int turn;	    /* … and then for so many degrees clockwise: 0, 90, 180, 270 */
	const char *coding; /* "g4", "g3", "lzw", "deflate", "packbits", "jpeg", "none"; others */
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

/* --- a file made page by page --- */
enum status tiff_begin(struct job *job, const char *path, struct tiff **out);
/* A page of another file, no pixel of it touched. */
enum status tiff_add(struct job *job, struct tiff *out, struct tiff *from, int page);

/* How the pixels of a page lie: ORIENTATION is 1 to 8 as in TIFF and EXIF. */
struct tiff_lies {
	double xdpi, ydpi;
	int orientation;
};
/* 1 bit as G4; 8 and 32 bits without loss (Deflate). */
enum status tiff_add_pix(struct job *job, struct tiff *out, struct Pix *pix, struct tiff_lies lies);

/* A whole baseline JPEG file of 8 bits, kept as it is in one strip. */
struct tiff_whole {
	const uint8_t *bytes;
	size_t size;
	int width, height;
	int samples;	/* 1 grey, 3 colour */
	bool rgb;	/* its colours are not YCbCr */
	int across, up; /* chroma: one for so many dots; 1, 2 or 4 */
	struct tiff_lies lies;
};
enum status tiff_add_jpeg(struct job *job, struct tiff *out, const struct tiff_whole *jpeg);

/* A page whose rows come one after the other, as from a scanner: 1 bit (1 is ink) as G4 in one
 * strip, 8 and 24 bits without loss; of the latter only a strip is in memory at a time. */
struct tiff_coming {
	int width;
	int height; /* px as it is announced; 0: nobody knows. What counts are the rows that come */
	int depth;  /* 1, 8, 24 */
	struct tiff_lies lies;
	const char *make, *model, *date; /* "2026:11:20 09:30:00"; NULL: not known */
	int number;			 /* of the page, from 1 */
};
struct tiff_rows;
/* E_INPUT when it is no sheet of paper by its size. */
enum status tiff_rows_begin(struct job *job, struct tiff *out, const struct tiff_coming *page,
			    struct tiff_rows **rows);
/* One row, as many whole bytes as its width takes. E_INPUT when they are too many. */
enum status tiff_rows_add(struct job *job, struct tiff_rows *rows, const uint8_t *row);
/* E_INPUT when none came. */
enum status tiff_rows_end(struct job *job, struct tiff_rows *rows);

/* The file is whole (but not synced). E_BUSY when the disk is full. */
enum status tiff_end(struct job *job, struct tiff *out);

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
