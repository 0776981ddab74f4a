/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDF: a page that is one picture gives its picture, in its own pixels; any other is drawn, and its
 * text kept. */
#include "unfold/pdf.h"

#include "base/cage.h"
#include "base/image.h"
#include "base/reach.h"

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <leptonica/allheaders.h>
#include <math.h>
#include <poppler.h>
#include <stdio.h>
#include <string.h>

enum { DPI = 300, FINEST = 600, LOOK = 72, MOST = 40000000 /* dots of a page that is drawn */ };
static const double WHOLE = 0.9, MUCH = 0.4; /* of a page, covered by pictures */

struct sheet {
	struct job *job;
	struct stack *stack;
	const struct source *source;
	struct raw *raw;
	PopplerPage *page;
	int number;
	double width, height; /* points, as shown */
};

void pdf_load(void)
{
	FcConfig *config = FcInitLoadConfigAndFonts();
	reach_tree("/usr/share/poppler");
	reach_tree("/usr/share/fonts");
	reach_tree("/etc/fonts");
	reach_tree("/var/cache/fontconfig");
	if (config == NULL)
		return;
	FcConfigSetRescanInterval(config, 0);
	FcConfigSetCurrent(config);
	FcConfigDestroy(config); /* held as the current one */
}

/* --- handles --- */

struct handle {
	gpointer object;
};

static int unref(struct handle *handle)
{
	g_object_unref(handle->object);
	return 0;
}

static void own(void *owner, gpointer object)
{
	struct handle *handle = NEW(owner, struct handle);
	handle->object = object;
	talloc_set_destructor(handle, unref);
}

struct canvas {
	cairo_surface_t *surface;
};

static int canvas_free(struct canvas *canvas)
{
	cairo_surface_destroy(canvas->surface);
	return 0;
}

static cairo_surface_t *own_surface(void *owner, cairo_surface_t *surface)
{
	struct canvas *canvas = NEW(owner, struct canvas);
	canvas->surface = surface;
	talloc_set_destructor(canvas, canvas_free);
	return surface;
}

/* --- pixels --- */

/* What is drawn by a stencil is black on white paper. NULL: pixels of another kind, or none. */
static PIX *pix_of(void *owner, cairo_surface_t *surface)
{
	if (surface == NULL || cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
		return NULL;
	cairo_surface_flush(surface);
	cairo_format_t format = cairo_image_surface_get_format(surface);
	int w = cairo_image_surface_get_width(surface), h = cairo_image_surface_get_height(surface);
	int stride = cairo_image_surface_get_stride(surface);
	bool stencil = format == CAIRO_FORMAT_A8;
	if (w < 1 || h < 1 ||
	    (!stencil && format != CAIRO_FORMAT_RGB24 && format != CAIRO_FORMAT_ARGB32))
		return NULL;
	PIX *pix = image_own(owner, pixCreate(w, h, stencil ? 8 : 32));
	for (int y = 0; y < h; y++) {
		const unsigned char *from = cairo_image_surface_get_data(surface) +
					    (size_t)y * (size_t)stride;
		l_uint32 *to = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);
		for (int x = 0; x < w; x++)
			if (stencil)
				SET_DATA_BYTE(to, x, 255 - from[x]);
			else
				to[x] = ((const uint32_t *)(const void *)from)[x] << 8;
	}
	return pix;
}

/* The page as it is shown, at so many dots an inch; NULL: too little memory. */
static PIX *draw(void *owner, const struct sheet *sheet, double dpi)
{
	int w = (int)ceil(sheet->width * dpi / 72), h = (int)ceil(sheet->height * dpi / 72);
	struct job *below = job_below(sheet->job);
	cairo_surface_t *surface = own_surface(
		below, cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h));
	cairo_t *cairo = cairo_create(surface);
	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	cairo_scale(cairo, dpi / 72, dpi / 72);
	poppler_page_render(sheet->page, cairo);
	bool drawn = cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(cairo);
	PIX *pix = drawn ? pix_of(owner, surface) : NULL;
	talloc_free(below);
	return pix;
}

/* --- a page that is one picture --- */

struct picture {
	int id;	      /* of the largest; -1: none */
	double share; /* of the page, all together */
	double dpi;   /* of the largest, when it is known */
	struct {
		double x, y, w, h;
	} at; /* of the page, from the upper left corner: 0 to 1 */
};

/* On a page that is turned poppler tells a place beside it: then the picture is taken to lie on all
 * of it. Whether that is so is seen when the two are compared. */
static void note_place(struct picture *found, const PopplerRectangle *area,
		       const struct sheet *sheet)
{
	double x = area->x1 / sheet->width, w = (area->x2 - area->x1) / sheet->width;
	double y = area->y1 / sheet->height, h = (area->y2 - area->y1) / sheet->height;
	bool within = x > -0.1 && y > -0.1 && x + w < 1.1 && y + h < 1.1;
	found->at.x = within ? x : 0;
	found->at.y = within ? y : 0;
	found->at.w = within ? w : 1;
	found->at.h = within ? h : 1;
}

static struct picture pictures_on(const struct sheet *sheet)
{
	struct picture found = {.id = -1};
	double largest = 0, all = sheet->width * sheet->height;
	GList *list = poppler_page_get_image_mapping(sheet->page);
	for (GList *at = list; at != NULL; at = at->next) {
		const PopplerImageMapping *map = at->data;
		double share = fabs((map->area.x2 - map->area.x1) * (map->area.y2 - map->area.y1)) /
			       all;
		found.share += share;
		if (share <= largest)
			continue;
		largest = share;
		found.id = map->image_id;
		note_place(&found, &map->area, sheet);
	}
	poppler_page_free_image_mapping(list);
	if (largest < WHOLE || largest > 1 / WHOLE)
		found.id = -1;
	return found;
}

/* The picture laid where it is on an empty page of W by H dots, turned so many quarters. */
static PIX *laid(void *owner, PIX *grey, int quarters, const struct picture *p, int w, int h)
{
	PIX *turned = must(quarters == 0 ? pixClone(grey) : pixRotateOrth(grey, quarters));
	double x = p->at.w * w / pixGetWidth(turned), y = p->at.h * h / pixGetHeight(turned);
	PIX *small = x < 0.7 && y < 0.7 ? pixScaleAreaMap(turned, (float)x, (float)y)
					: pixScaleLI(turned, (float)x, (float)y);
	PIX *paper = image_own(owner, pixCreate(w, h, 8));
	pixSetAll(paper);
	if (small != NULL)
		pixRasterop(paper, (int)lrint(p->at.x * w), (int)lrint(p->at.y * h),
			    pixGetWidth(small), pixGetHeight(small), PIX_SRC, small, 0, 0);
	pixDestroy(&small);
	pixDestroy(&turned);
	return paper;
}

/* Dots that are dark in A and have nothing dark near them in B; the very edge is drawn as it may
 * be. */
static int extra(PIX *a, PIX *b)
{
	enum { INK = 150, PAPER = 210, NEAR = 5, EDGE = 3 };
	int count = 0;
	PIX *near = must(pixErodeGray(b, NEAR, NEAR)); /* the darkest around */
	for (int y = EDGE; y < pixGetHeight(a) - EDGE; y++) {
		l_uint32 *p = pixGetData(a) + (size_t)y * (size_t)pixGetWpl(a);
		l_uint32 *q = pixGetData(near) + (size_t)y * (size_t)pixGetWpl(near);
		for (int x = EDGE; x < pixGetWidth(a) - EDGE; x++)
			count += GET_DATA_BYTE(p, x) < INK && GET_DATA_BYTE(q, x) > PAPER;
	}
	pixDestroy(&near);
	return count;
}

/* How many quarters the picture is to be turned to look as the page does; -1: there is more on the
 * page than the picture, whatever its objects say. */
static int looks_like(const struct sheet *sheet, PIX *pix, const struct picture *p)
{
	enum { STRAY = 12 };
	struct job *below = job_below(sheet->job);
	PIX *page = draw(below, sheet, LOOK);
	int best = -1, least = STRAY;
	if (page != NULL) {
		page = image_own(below, pixConvertRGBToGrayFast(page));
		PIX *grey = pixGetDepth(pix) == 8 ? pix
						  : image_own(below, pixConvertRGBToGrayFast(pix));
		for (int quarters = 0; quarters < 4 && least > 0; quarters++) {
			PIX *one = laid(below, grey, quarters, p, pixGetWidth(page),
					pixGetHeight(page));
			int d = extra(page, one) + extra(one, page);
			if (d < least) {
				least = d;
				best = quarters;
			}
		}
	}
	talloc_free(below);
	return best;
}

static enum status add_picture(const struct sheet *sheet, struct job *job, struct picture *p,
			       bool *added)
{
	static const int orientations[] = {1, 6, 3, 8};
	cairo_surface_t *surface = own_surface(job, poppler_page_get_image(sheet->page, p->id));
	PIX *pix = pix_of(job, surface);
	if (pix == NULL)
		return OK;
	int quarters = looks_like(sheet, pix, p);
	bool aside = quarters % 2 != 0;
	double w = p->at.w * sheet->width / 72, h = p->at.h * sheet->height / 72;
	struct tiff_lies lies = {pixGetWidth(pix) / (aside ? h : w),
				 pixGetHeight(pix) / (aside ? w : h), 1};
	p->dpi = fmin(lies.xdpi, lies.ydpi);
	if (quarters < 0 || p->dpi < 72 || fmax(lies.xdpi, lies.ydpi) > 1200)
		return OK;
	lies.orientation = orientations[quarters];
	*added = true;
	/* a damaged one would be drawn as white paper: it is refused */
	struct source jpeg = *sheet->source;
	if (raw_jpeg(job, sheet->raw, sheet->number, pixGetWidth(pix), pixGetHeight(pix),
		     &jpeg.bytes, &jpeg.size))
		return stack_jpeg(job, sheet->stack, &jpeg, sheet->number, &lies);
	TRY(stack_page(job, sheet->stack, sheet->source, sheet->number, pixGetWidth(pix),
		       pixGetHeight(pix), 8));
	return stack_pix(job, sheet->stack, sheet->source, sheet->number, must(pixClone(pix)),
			 lies);
}

/* --- a page that is drawn --- */

static enum status leave_text(const struct sheet *sheet, struct job *job, double dpi)
{
	PopplerRectangle *places = NULL;
	guint count = 0;
	char *text = poppler_page_get_text(sheet->page);
	struct told *told = told_new(job);
	if (text != NULL && poppler_page_get_text_layout(sheet->page, &places, &count)) {
		const char *at = text;
		for (guint i = 0; i < count && *at != '\0'; i++, at = g_utf8_next_char(at)) {
			const PopplerRectangle *r = &places[i];
			told_letter(told, at, (int)(g_utf8_next_char(at) - at), g_utf8_get_char(at),
				    r->x1 * dpi / 72, r->y1 * dpi / 72, r->x2 * dpi / 72,
				    r->y2 * dpi / 72);
		}
	}
	g_free(places);
	g_free(text);
	return told_leave(job, told,
			  TEXT_OF(job, "%s/%s-%04d.xml", sheet->stack->work,
				  told_name(sheet->stack), sheet->stack->pages));
}

static enum status add_drawn(const struct sheet *sheet, struct job *job, const struct picture *p)
{
	double dpi = fmin(fmax(DPI, round(p->dpi)), FINEST);
	double dots = sheet->width * sheet->height / (72 * 72);
	while (dpi >= 2 * LOOK && dots * dpi * dpi > MOST)
		dpi /= 2;
	double w = ceil(sheet->width * dpi / 72), h = ceil(sheet->height * dpi / 72);
	TRY(stack_page(job, sheet->stack, sheet->source, sheet->number, w, h, 24));
	PIX *pix = draw(job, sheet, dpi);
	if (pix == NULL)
		return stack_bad(job, sheet->source, sheet->number,
				 _("larger than any sheet of paper"));
	TRY(stack_pix(job, sheet->stack, sheet->source, sheet->number, must(pixClone(pix)),
		      (struct tiff_lies){dpi, dpi, 1}));
	return p->share < MUCH ? leave_text(sheet, job, dpi) : OK;
}

static enum status add_page(struct sheet *sheet, struct job *job)
{
	bool added = false;
	poppler_page_get_size(sheet->page, &sheet->width, &sheet->height);
	if (!(sheet->width >= 1 && sheet->height >= 1 && sheet->width < 15000 &&
	      sheet->height < 15000))
		return stack_bad(job, sheet->source, sheet->number,
				 _("its size is that of no sheet of paper"));
	if (!raw_fits(sheet->raw, sheet->number))
		return stack_bad(job, sheet->source, sheet->number,
				 _("larger than any sheet of paper"));
	struct picture p = pictures_on(sheet);
	if (p.id >= 0)
		TRY(add_picture(sheet, job, &p, &added));
	return added ? OK : add_drawn(sheet, job, &p);
}

/* --- the document --- */

static enum status open_document(struct job *job, const struct source *source,
				 PopplerDocument **out)
{
	GError *error = NULL;
	GBytes *bytes = g_bytes_new_static(source->bytes, source->size);
	*out = poppler_document_new_from_bytes(bytes, NULL, &error);
	g_bytes_unref(bytes);
	bool locked = error != NULL &&
		      g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
	g_clear_error(&error);
	if (*out != NULL)
		own(job, *out);
	else if (locked)
		return stack_bad(job, source, 0,
				 _("it is locked with a password: ask for a file without one, or "
				   "print it and give the scan"));
	return *out != NULL ? OK : stack_bad(job, source, 0, _("the file is damaged or cut short"));
}

static void tell_attached(struct job *job, const struct source *source, PopplerDocument *document)
{
	unsigned count = poppler_document_get_n_attachments(document);
	if (count > 0)
		cage_say("note %s: %s", source->path,
			 TEXT_OF(job,
				 _("files are attached in this PDF (%u); they are no pages and are "
				   "not taken in: open it and look"),
				 count));
}

/* Cut short, it would be mended without a word, with pages or their pictures missing. */
static bool has_end(const struct source *source)
{
	size_t tail = source->size < 2048 ? source->size : 2048;
	return memmem(source->bytes + source->size - tail, tail, "%%EOF", 5) != NULL;
}

enum status stack_pdf(struct job *job, struct stack *stack, const struct source *source)
{
	PopplerDocument *document;
	struct raw *raw;
	cage_say("at 0 %s", source->path);
	if (!has_end(source))
		return stack_bad(job, source, 0, _("the file is damaged or cut short"));
	TRY(raw_open(job, source, &raw));
	TRY(open_document(job, source, &document));
	tell_attached(job, source, document);
	int pages = poppler_document_get_n_pages(document);
	if (pages < 1)
		return stack_bad(job, source, 0, _("there is no page in it"));
	for (int i = 1; i <= pages; i++) {
		struct job *below = job_below(job);
		struct sheet sheet = {.job = below,
				      .stack = stack,
				      .source = source,
				      .raw = raw,
				      .page = poppler_document_get_page(document, i - 1),
				      .number = i};
		if (sheet.page == NULL)
			return stack_bad(job, source, i, _("the file is damaged or cut short"));
		own(below, sheet.page);
		TRY(add_page(&sheet, below));
		talloc_free(below);
	}
	return OK;
}
