/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stamps/mark.h"
#include "stamps/raster.h"
#include "stamps/stamps.h"

void stamps_load(void)
{
	raster_load();
}

enum status stamps_outline(struct job *job, const struct stamp *stamp, struct outline *out)
{
	const char *text;
	struct mark mark;
	TRY(mark_fill(job, stamp->file, stamp->blanks, stamp->nblanks, &text));
	TRY(mark_read(job, stamp->file, text, &mark));
	out->width = mark.wish.width;
	out->height = mark.wish.height;
	return raster_page(job, mark.svg, out->width, out->height, &out->pdf, &out->size);
}
