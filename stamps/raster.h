/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mark as dots, or as lines and faces: the only face to librsvg. */
#ifndef STAMPS_RASTER_H
#define STAMPS_RASTER_H

#include "base/job.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct _cairo cairo_t; /* as cairo.h says */

struct raster {
	int w, h;
	int stride;	     /* dots from row to row */
	const uint32_t *rgb; /* 0x__RRGGBB, the top byte is not used; white is paper */
};

/* Draws SVG, WIDTH by HEIGHT mm, for a page of XDPI by YDPI; TURNED reads upwards. E_INPUT when
 * librsvg refuses it. The dots belong to OWNER. */
enum status raster_draw(struct job *job, void *owner, const char *svg, double width, double height,
			double xdpi, double ydpi, bool turned, struct raster *out);

/* The same, never turned, as a PDF of one page of its size (WIDTH by HEIGHT mm). */
enum status raster_page(struct job *job, const char *svg, double width, double height,
			const uint8_t **bytes, size_t *size);

/* Reads what is known of fonts, and writes their cache where it is old: before a lock. Folders of
 * fonts are left to be read (reach_tree). */
void raster_load(void);

/* Draws SVG with PEN as vectors, in a place of the given size in the pen's own units. */
enum status raster_onto(struct job *job, const char *svg, cairo_t *pen, double x, double y,
			double width, double height);

/* Whether librsvg takes it. */
enum status raster_check(struct job *job, const char *svg);

/* How many dots LENGTH mm are. */
int raster_dots(double length, double dpi);

#endif
