/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An open file of libtiff, shared by base/tiff*.c alone: all others know base/tiff.h. */
#ifndef BASE_TIFF_FILE_H
#define BASE_TIFF_FILE_H

#include "base/tiff.h"
#include <tiffio.h>

struct directory {
	struct tiff_page page;
	int width, height, shrink; /* as stored; dots of it a side for one of the page */
	uint16_t coding, photometric, fill;
	uint16_t bits, samples, planar; /* bits of a sample, samples of a pixel */
	bool odd;			/* in a shape that scanners seldom give: tiff-odd.c */
	uint32_t rows_per_strip;
	toff_t offset;
};

struct tiff {
	struct job *job;
	const char *path;
	TIFF *handle;
	int fd;
	toff_t at; /* where it reads and writes: processes that share the file do not share this */
	uint64_t size;
	struct directory *pages;
	int count;
	char words[256]; /* libtiff's own, when it complains */
};

/* The handle of TIFF->fd, whose complaints go to TIFF's words; NULL: the fd is the caller's. */
TIFF *tiff_handle(struct tiff *tiff, const char *mode);
/* The destructor of a struct tiff. */
int tiff_close(struct tiff *tiff);

/* A page is refused: E_INPUT. */
enum status tiff_bad(const struct tiff *tiff, int page, const char *why);
enum status tiff_damaged(const struct tiff *tiff, int page);
/* OK, or damaged when libtiff has complained since its words were last cleared. */
enum status tiff_sound(const struct tiff *tiff, int page);

/* How many strips, or tiles, the page has that HANDLE stands at. */
uint32_t tiff_pieces(TIFF *handle);
/* Strip, or tile, I of a page as it is coded in the file: SIZE bytes that belong to JOB. */
enum status tiff_coded(struct job *job, struct tiff *tiff, int page, uint32_t i, uint8_t **bytes,
		       size_t *size);

/* Reads a page that is made smaller row by row (shrink > 1) into PIX. */
enum status tiff_shrunk(struct job *job, struct tiff *tiff, int page, struct Pix *pix);

/* What hinders reading the odd page that HANDLE stands at; NULL: nothing. */
const char *tiff_odd_wrong(TIFF *handle, const struct directory *d);
/* The bits of a pixel that it is read into: 1, 8 or 24. */
int tiff_odd_depth(const struct directory *d);
/* Its pixels as they are stored: not shrunk, not turned. */
enum status tiff_odd_read(struct job *job, struct tiff *tiff, int page, struct Pix **out);

/* The tags of a page to be written with its pixels as they are in PIX: no coding. */
void tiff_describe(TIFF *handle, struct Pix *pix, struct tiff_lies lies);
/* How a page of DEPTH is coded so that nothing is lost, TALL rows a strip. */
void tiff_code_losslessly(TIFF *handle, int depth, int tall);
/* The directory of a page that was written is done. */
enum status tiff_page_end(struct job *job, struct tiff *out);
/* The page that was described, all of PIX in one strip; bits are coded in Group 4. */
enum status tiff_write_strip(struct job *job, struct tiff *out, struct Pix *pix);
/* The rows of PIX as a file has them, STRIDE bytes each. */
uint8_t *tiff_rows(struct job *job, struct Pix *pix, size_t stride);

/* Why something could not be written: the system's words where it has some, else WORDS. */
enum status tiff_unwritten(struct job *job, const char *path, const char *words);

#endif
