/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The room "print": each sheet is one page of a PDF, drawn as vectors. */
#include "base/file.h"
#include "base/pen.h"
#include "base/xml.h"
#include "stamps/mark.h"
#include "stamps/raster.h"
#include "stamps/stamps.h"
#include <cairo-pdf.h>
#include <string.h>

static const double MM = 72 / 25.4, WIDTH = 210, HEIGHT = 297;

static struct pair *blanks_of(struct job *job, const struct node *piece, int *count)
{
	struct pair *blanks = NEW_ARRAY(job, struct pair, 1);
	*count = 0;
	for (struct node *b = node_first(piece, "blank"); b != NULL; b = node_next(b, "blank")) {
		blanks = must(talloc_realloc(job, blanks, struct pair, (unsigned)*count + 1));
		blanks[(*count)++] = (struct pair){node_attr(b, "name"), node_attr(b, "value")};
	}
	return blanks;
}

static enum status draw_piece(struct job *job, cairo_t *pen, const struct node *piece)
{
	struct job *one = job_below(job);
	struct form form;
	const char *text, *file = node_attr(piece, "file");
	int count;
	struct pair *blanks = blanks_of(one, piece, &count);
	TRY(mark_fill(one, file, blanks, count, &text));
	TRY(form_read(one, file, text, &form));
	TRY(raster_onto(one, form.svg, pen, node_real(piece, "x", 0) * MM,
			node_real(piece, "y", 0) * MM, form.width * MM, form.height * MM));
	talloc_free(one);
	return OK;
}

/* The time of a print is nobody's business: the same request gives the same file. */
static cairo_surface_t *paper_new_pdf(struct job *job, const char *path)
{
	cairo_surface_t *surface = surface_own(
		job, cairo_pdf_surface_create(path, WIDTH * MM, HEIGHT * MM));
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
				       moment_iso(job, job_now(job)));
	return surface;
}

static enum status draw_sheets(struct job *job, cairo_t *pen, const struct node *print)
{
	for (struct node *s = node_first(print, "sheet"); s; s = node_next(s, "sheet")) {
		for (struct node *p = node_first(s, "piece"); p; p = node_next(p, "piece"))
			TRY(draw_piece(job, pen, p));
		cairo_show_page(pen);
		if (cairo_status(pen) != CAIRO_STATUS_SUCCESS)
			break; /* a full disk; what is drawn on would be blamed for it */
	}
	return OK;
}

enum status stamps_print_room(struct job *job, int argc, char **argv, void *self)
{
	(void)self;
	struct doc *doc;
	if (argc != 3)
		return fail(job, E_USAGE, "print REQUEST PDF");
	TRY(xml_read_file(job, argv[1], &doc));
	TRY(file_write(job, argv[2], "", 0)); /* says in words why it cannot be */
	cairo_surface_t *surface = paper_new_pdf(job, argv[2]);
	TRY(draw_sheets(job, pen_own(job, cairo_create(surface)), doc_root(doc)));
	cairo_surface_finish(surface);
	cairo_status_t how = cairo_surface_status(surface);
	if (how == CAIRO_STATUS_WRITE_ERROR)
		return fail(job, E_BUSY,
			    "%s: the file cannot be written: check the free space and try again",
			    argv[2]);
	return how == CAIRO_STATUS_SUCCESS
		       ? OK
		       : fail(job, E_SYSTEM, "%s: the file cannot be written: %s", argv[2],
			      cairo_status_to_string(how));
}
