/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stamps/raster.h"

#include "base/pen.h"
#include "base/reach.h"
#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <string.h>

static const double INCH = 25.4;

static int handle_drop(RsvgHandle **held)
{
	g_object_unref(*held);
	return 0;
}

static enum status refused(struct job *job, GError *error)
{
	const char *why = error == NULL ? "" : COPY(job, error->message);
	g_clear_error(&error);
	return fail(job, E_INPUT, "the mark cannot be drawn: %s", why);
}

/* Without a base address nothing outside of the text is ever loaded. */
static enum status handle_open(struct job *job, const char *svg, RsvgHandle **out)
{
	GError *error = NULL;
	RsvgHandle *handle = rsvg_handle_new_from_data((const guint8 *)svg, strlen(svg), &error);
	if (handle == NULL)
		return refused(job, error);
	RsvgHandle **held = NEW(job, RsvgHandle *);
	*held = *out = handle;
	talloc_set_destructor(held, handle_drop);
	return OK;
}

/* A pen on white paper; the surface lives as long as the pen. */
static cairo_t *pen_new(struct job *job, int w, int h)
{
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h);
	cairo_t *pen = pen_own(job, cairo_create(surface));
	cairo_surface_destroy(surface);
	cairo_set_source_rgb(pen, 1, 1, 1);
	cairo_paint(pen);
	return pen;
}

/* The dots outlive the pen, with their surface. */
static void dots_keep(void *owner, cairo_t *pen, struct raster *out)
{
	cairo_surface_t *kept = surface_own(owner, cairo_surface_reference(cairo_get_target(pen)));
	cairo_surface_flush(kept);
	out->stride = cairo_image_surface_get_stride(kept) / (int)sizeof *out->rgb;
	out->rgb = (const uint32_t *)(const void *)cairo_image_surface_get_data(kept);
}

enum status raster_onto(struct job *job, const char *svg, cairo_t *pen, double x, double y,
			double width, double height)
{
	RsvgHandle *handle;
	GError *error = NULL;
	RsvgRectangle place = {x, y, width, height};
	TRY(handle_open(job, svg, &handle));
	return rsvg_handle_render_document(handle, pen, &place, &error) ? OK : refused(job, error);
}

int raster_dots(double length, double dpi)
{
	return (int)lround(length * dpi / INCH);
}

/* Fonts are not looked for again while the process lives. */
void raster_load(void)
{
	FcConfig *config = FcInitLoadConfigAndFonts();
	if (config == NULL)
		return;
	FcConfigSetRescanInterval(config, 0);
	FcConfigSetCurrent(config);
	FcStrList *folders = FcConfigGetFontDirs(config);
	for (FcChar8 *folder; folders != NULL && (folder = FcStrListNext(folders)) != NULL;)
		reach_tree((const char *)folder);
	if (folders != NULL)
		FcStrListDone(folders);
	FcConfigDestroy(config); /* held as the current one */
}

enum status raster_check(struct job *job, const char *svg)
{
	RsvgHandle *handle;
	return handle_open(job, svg, &handle);
}

enum status raster_draw(struct job *job, void *owner, const char *svg, double width, double height,
			double xdpi, double ydpi, bool turned, struct raster *out)
{
	RsvgHandle *handle;
	GError *error = NULL;
	RsvgRectangle view = {0, 0, width, height};
	TRY(handle_open(job, svg, &handle));
	out->w = raster_dots(turned ? height : width, xdpi);
	out->h = raster_dots(turned ? width : height, ydpi);
	cairo_t *pen = pen_new(job, out->w, out->h);
	cairo_scale(pen, xdpi / INCH, ydpi / INCH);
	if (turned) {
		cairo_translate(pen, 0, width);
		cairo_rotate(pen, -G_PI / 2);
	}
	if (!rsvg_handle_render_document(handle, pen, &view, &error))
		return refused(job, error);
	if (cairo_status(pen) != CAIRO_STATUS_SUCCESS)
		return fail(job, E_SYSTEM, "the mark cannot be drawn: %s",
			    cairo_status_to_string(cairo_status(pen)));
	dots_keep(owner, pen, out);
	return OK;
}

/* ---- as lines and faces --------------------------------------------------------------------- */

static const double POINTS = 72; /* in an inch */

struct sink {
	uint8_t *bytes;
	size_t size;
};

static cairo_status_t pour(void *self, const unsigned char *bytes, unsigned int size)
{
	struct sink *sink = self;
	sink->bytes = must(talloc_realloc_size(talloc_parent(sink->bytes), sink->bytes,
					       sink->size + size + 1));
	memcpy(sink->bytes + sink->size, bytes, size);
	sink->size += size;
	return CAIRO_STATUS_SUCCESS;
}

/* A pen on a page of a PDF, which is written when the pen is dropped. */
static cairo_t *page_new(struct sink *sink, double width, double height)
{
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
		pour, sink, width * POINTS / INCH, height * POINTS / INCH);
	cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
	cairo_t *pen = cairo_create(surface);
	cairo_surface_destroy(surface);
	cairo_scale(pen, POINTS / INCH, POINTS / INCH);
	return pen;
}

enum status raster_page(struct job *job, const char *svg, double width, double height,
			const uint8_t **bytes, size_t *size)
{
	RsvgHandle *handle;
	GError *error = NULL;
	RsvgRectangle view = {0, 0, width, height};
	struct sink sink = {must(talloc_size(job, 1)), 0};
	TRY(handle_open(job, svg, &handle));
	cairo_t *pen = page_new(&sink, width, height);
	bool drawn = rsvg_handle_render_document(handle, pen, &view, &error);
	cairo_show_page(pen);
	cairo_surface_t *surface = cairo_surface_reference(cairo_get_target(pen));
	cairo_destroy(pen);
	cairo_surface_finish(surface);
	cairo_status_t status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	*bytes = sink.bytes;
	*size = sink.size;
	if (!drawn)
		return refused(job, error);
	return status == CAIRO_STATUS_SUCCESS ? OK
					      : fail(job, E_SYSTEM, "the mark cannot be drawn: %s",
						     cairo_status_to_string(status));
}
