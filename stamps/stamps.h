/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks on paper: an SVG file each, drawn true to size on free paper of an upright page. The scan
 * is never altered: what comes out is a new file. */
#ifndef STAMPS_STAMPS_H
#define STAMPS_STAMPS_H

#include "base/cage.h"
#include "base/home.h"
#include "base/image.h"
#include "base/pair.h"
#include <stdbool.h>

/* What the QR codes of the sheets between letters say; that of a header on top of a batch begins so
 * (register/code.h). */
#define SEPARATOR_TEXT "skrynka:separator"
#define HEADER_TEXT    "skrynka:batch:"

enum where { ON_FREE_PAPER, IN_MARGIN, ON_ADDED_STRIP };

struct stamp {
	const char *file;	   /* the SVG */
	const struct pair *blanks; /* values for its {name} blanks, QR included */
	int nblanks;
	/* the answer */
	struct box place; /* px of the page that was written */
	enum where where;
};

struct stamped {
	const char *source; /* path of a TIFF, as scanned */
	int page;	    /* from 1 */
	int turn;	    /* degrees clockwise that make it upright: 0, 90, 180, 270 */
	double skew;	    /* degrees clockwise, after the turn */
	struct stamp *stamps;
	int nstamps;
	const char *out;   /* path of the TIFF to write: 1 bit stays 1 bit G4, grey stays grey */
	const char *fault; /* the answer: why this page could not be made, or NULL */
};

/* Draws the stamps on the pages, in one caged process for all; PROGRESS may be NULL. Same data,
 * same bytes. The order of the stamps is the order of their choice of place. */
enum status stamps_press(struct job *job, struct stamped *pages, int count,
			 void (*progress)(void *self, int done, int count), void *self);

/* Makes the first page of a TIFF small, no side longer than SIDE px, in a caged process: OUT is a
 * PNG of 16 shades, or a JPEG (*JPEG) where the page is grey or colour. */
enum status stamps_small(struct job *job, const char *source, int side, const char *out,
			 bool *jpeg);

/* The room "small" of the cage. */
enum status stamps_small_room(struct job *job, int argc, char **argv, void *self);
enum status stamps_small_room_load(struct job *job, int argc, char **argv, void **self);

/* The room "press" of the cage. */
enum status stamps_room_load(struct job *job, int argc, char **argv, void **self);
enum status stamps_room(struct job *job, int argc, char **argv, void *self);

/* A filled mark as lines and faces: a PDF of one page, WIDTH by HEIGHT mm. For use in a cage. */
struct outline {
	const uint8_t *pdf;
	size_t size;
	double width, height;
};
void stamps_load(void); /* before the lock of a cage: fonts */
enum status stamps_outline(struct job *job, const struct stamp *stamp, struct outline *out);

/* A form filled in, its upper left corner at a place of a sheet of A4, in mm. */
struct piece {
	const char *file; /* the SVG (stamps_form) */
	double x, y;
	const struct pair *blanks;
	int nblanks;
};

struct printed {
	struct piece *pieces;
	int count;
};

/* Prints sheets as a PDF at PATH, in a caged process. */
enum status stamps_print(struct job *job, const struct printed *sheets, int count,
			 const char *path);

/* The room "print" of the cage. */
enum status stamps_print_room(struct job *job, int argc, char **argv, void *self);

/* The file of a form: the office's own (HOME may be NULL), else the shipped one. */
enum status stamps_form(struct job *job, const struct home *home, const char *name,
			const char **file);

/* Reads a mark: E_INPUT with a line when it is no valid mark. TITLE is its Ukrainian name. */
enum status stamps_check(struct job *job, const char *file, const char **title);

/* Its title alone, without drawing it. */
enum status stamps_title(struct job *job, const char *file, const char **title);

#endif
