/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts a letter on clean paper: pages of ink, with the text that stands on them in reading order.
 */
#ifndef SAMPLES_PRESS_H
#define SAMPLES_PRESS_H

#include "samples/letter.h"
#include <cairo.h>

struct ink {
	cairo_surface_t *surface; /* A8, upright A4; 255 is full ink */
	const char *text;	  /* one line of text a line */
	bool hand;
};

struct type {
	const char *font; /* Pango family list */
	double size;	  /* points */
	double leading;	  /* line height, a factor */
	bool justify, hand;
	double pen;			 /* added to the strokes of a hand, millimetres */
	double left, right, top, bottom; /* margins, millimetres */
	double indent;			 /* of a paragraph, millimetres */
};

enum { A4_WIDTH = 210, A4_HEIGHT = 297 }; /* millimetres */

/* A clean page at DPI; the surface goes with OWNER. */
struct ink ink_new(void *owner, int dpi);

/* The type a letter of this PLAN is set in: print or one of the hands that are installed. SMALLER
 * points are taken off. */
struct type type_make(struct chance *chance, const struct plan *plan, double smaller);

/* Sets LETTER; the array and its COUNT belong to OWNER. */
struct ink *press_letter(void *owner, const struct letter *letter, const struct type *type,
			 struct chance *chance, int dpi, int *count);

/* A separator sheet. */
struct ink press_separator(void *owner, int dpi);

/* A signature WIDTH wide that starts at X, Y; a round seal of the town around X, Y; pixels. */
void scribble_draw(cairo_t *cr, struct chance *chance, double x, double y, double width, double mm);
void seal_draw(cairo_t *cr, double x, double y, double mm);

#endif
