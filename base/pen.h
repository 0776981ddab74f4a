/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pens and surfaces of cairo that live as long as their owner. */
#ifndef BASE_PEN_H
#define BASE_PEN_H

#include <cairo.h>

/* Each gives back what it takes over. */
cairo_surface_t *surface_own(void *owner, cairo_surface_t *surface);
cairo_t *pen_own(void *owner, cairo_t *pen);

#endif
