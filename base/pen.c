/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pen.h"

#include "base/job.h"

static int surface_free(cairo_surface_t **held)
{
	cairo_surface_destroy(*held);
	return 0;
}

cairo_surface_t *surface_own(void *owner, cairo_surface_t *surface)
{
	cairo_surface_t **held = NEW(owner, cairo_surface_t *);
	*held = surface;
	talloc_set_destructor(held, surface_free);
	return surface;
}

static int pen_free(cairo_t **held)
{
	cairo_destroy(*held);
	return 0;
}

cairo_t *pen_own(void *owner, cairo_t *pen)
{
	cairo_t **held = NEW(owner, cairo_t *);
	*held = pen;
	talloc_set_destructor(held, pen_free);
	return pen;
}
