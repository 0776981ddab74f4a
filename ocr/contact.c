/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A contact sheet: the pages of a batch small, in the order of the scan, each with its number and
 * the letter it belongs to, so that a person sees at a glance where one begins. */
#include "base/file.h"
#include "base/pair.h"
#include "base/pen.h"
#include "base/reach.h"
#include "base/tiff.h"
#include "ocr/found.h"
#include "ocr/ocr.h"
#include "ocr/sheet.h"
#include "stamps/stamps.h"
#include <cairo-pdf.h>
#include <fcntl.h>
#include <leptonica/allheaders.h>
#include <pango/pangocairo.h>
#include <stdio.h>

/* Points; a sheet of A4 has ACROSS by DOWN pages. */
static const double WIDTH = 595.28, HEIGHT = 841.89, EDGE = 28, HEAD = 30, GAP = 10, LABEL = 26;
enum { ACROSS = 4, DOWN = 4, DPI = 110 };

static const double COLOURS[][3] = {{0.12, 0.35, 0.60}, {0.70, 0.33, 0.05}};
static const double GREY[3] = {0.45, 0.45, 0.45}, RED[3] = {0.75, 0.05, 0.05};

struct contact {
	const char *folder;
	cairo_t *pen;
	int count, last; /* pages drawn, the letter of the last */
};

static void ink(struct contact *c, const double colour[3])
{
	cairo_set_source_rgb(c->pen, colour[0], colour[1], colour[2]);
}

static void draw_text(struct contact *c, const char *font, double x, double y, double width,
		      const char *text)
{
	PangoLayout *layout = pango_cairo_create_layout(c->pen);
	PangoFontDescription *face = pango_font_description_from_string(font);
	pango_layout_set_font_description(layout, face);
	pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
	pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
	pango_layout_set_text(layout, text, -1);
	cairo_move_to(c->pen, x, y);
	pango_cairo_show_layout(c->pen, layout);
	pango_font_description_free(face);
	g_object_unref(layout);
}

static PIX *small_of(PIX *pix, int want)
{
	float by = (float)want / (float)pixGetWidth(pix);
	if (pixGetDepth(pix) == 1 && by < 1)
		return must(pixScaleToGray(pix, by));
	PIX *grey = must(pixConvertTo8(pix, 0)), *small = must(pixScale(grey, by, by));
	pixDestroy(&grey);
	return small;
}

/* The page as dots for cairo. */
static enum status picture_of(struct job *job, const struct contact *c, int n, int want,
			      cairo_surface_t **out)
{
	struct tiff *tiff;
	PIX *pix;
	TRY(tiff_open(job, TEXT_OF(job, "%s/%s", c->folder, work_name(job, n, "tif")), &tiff));
	TRY(tiff_read(job, tiff, 1, &pix));
	PIX *grey = small_of(pix, want);
	int w = pixGetWidth(grey), h = pixGetHeight(grey);
	*out = surface_own(job, cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h));
	uint8_t *dots = cairo_image_surface_get_data(*out);
	size_t stride = (size_t)cairo_image_surface_get_stride(*out);
	for (int y = 0; y < h; y++) {
		const l_uint32 *row = pixGetData(grey) + (size_t)y * (size_t)pixGetWpl(grey);
		uint32_t *to = (uint32_t *)(void *)(dots + (size_t)y * stride);
		for (int x = 0; x < w; x++)
			to[x] = (uint32_t)GET_DATA_BYTE(row, x) * 0x010101U;
	}
	pixDestroy(&grey);
	cairo_surface_mark_dirty(*out);
	return OK;
}

/* In the box, as large as fits. */
static void draw_picture(struct contact *c, cairo_surface_t *picture, double x, double y, double w,
			 double h)
{
	double wide = cairo_image_surface_get_width(picture);
	double high = cairo_image_surface_get_height(picture);
	double by = w / wide < h / high ? w / wide : h / high;
	cairo_save(c->pen);
	cairo_translate(c->pen, x + (w - wide * by) / 2, y);
	cairo_scale(c->pen, by, by);
	cairo_set_source_surface(c->pen, picture, 0, 0);
	cairo_paint(c->pen);
	cairo_restore(c->pen);
}

/* What a page is, in the words of the office. */
static const char *label_of(struct job *job, const struct node *page)
{
	static const struct pair kinds[] = {{"separator", N_("separator sheet")},
					    {"header", N_("header sheet")},
					    {"back", N_("its blank back")},
					    {"blank", N_("blank")},
					    {"unread", N_("not read")}};
	const char *kind = node_attr(page, "kind");
	int letter = (int)node_int(page, "letter", 0);
	kind = pair_value(kinds, 5, kind);
	if (letter == 0)
		return kind == NULL ? "" : FACT_(kind);
	const char *whose = TEXT_OF(job, FACT_("letter %d"), letter);
	return kind == NULL ? whose : TEXT_OF(job, "%s, %s", whose, FACT_(kind));
}

static void draw_frame(struct contact *c, double x, double y, double w, double h, int letter,
		       bool begins)
{
	ink(c, letter == 0 ? GREY : COLOURS[letter % 2]);
	cairo_set_line_width(c->pen, letter == 0 ? 0.5 : 1.5);
	cairo_rectangle(c->pen, x, y, w, h);
	cairo_stroke(c->pen);
	if (!begins)
		return;
	cairo_rectangle(c->pen, x - 4, y, 4, h + LABEL);
	cairo_fill(c->pen);
}

static enum status draw_page(struct job *job, struct contact *c, const struct node *page)
{
	int at = c->count++ % (ACROSS * DOWN), letter = (int)node_int(page, "letter", 0);
	int n = (int)node_int(page, "n", 0);
	double w = (WIDTH - 2 * EDGE - (ACROSS - 1) * GAP) / ACROSS;
	double h = (HEIGHT - 2 * EDGE - HEAD - (DOWN - 1) * GAP) / DOWN - LABEL;
	double x = EDGE + at % ACROSS * (w + GAP);
	double y = EDGE + HEAD + at / ACROSS * (h + LABEL + GAP);
	cairo_surface_t *picture;
	TRY(picture_of(job, c, n, (int)(w / 72 * DPI), &picture));
	draw_picture(c, picture, x, y, w, h);
	draw_frame(c, x, y, w, h, letter, letter != 0 && letter != c->last);
	c->last = letter == 0 ? c->last : letter;
	draw_text(c, "PT Sans Bold 11", x + 2, y + h, w, TEXT_OF(job, "%d", n));
	draw_text(c, "PT Sans 9", x + 28, y + h + 2, w - 28, label_of(job, page));
	if (node_attr(page, "doubt") != NULL) {
		ink(c, RED);
		draw_text(c, "PT Sans Bold 9", x + 2, y + h + 13, w, FACT_("look at this page"));
	}
	return OK;
}

static void draw_head(struct job *job, struct contact *c, const struct node *batch)
{
	const char *words = TEXT_OF(job, FACT_("%s — pages: %s, letters: %s"),
				    node_attr(batch, "source"), node_attr(batch, "pages"),
				    node_attr(batch, "letters"));
	cairo_set_source_rgb(c->pen, 0, 0, 0);
	draw_text(c, "PT Sans Bold 13", EDGE, EDGE - 4, WIDTH - 2 * EDGE, words);
}

static enum status draw_pages(struct job *job, struct contact *c, const struct node *batch)
{
	for (struct node *at = node_first(batch, "page"); at != NULL; at = node_next(at, "page")) {
		struct job *one = job_below(job);
		if (c->count > 0 && c->count % (ACROSS * DOWN) == 0)
			cairo_show_page(c->pen);
		if (c->count % (ACROSS * DOWN) == 0)
			draw_head(one, c, batch);
		enum status status = draw_page(one, c, at);
		talloc_free(one);
		TRY(status);
	}
	return OK;
}

/* Cairo opens no file itself here: the room is locked. */
static cairo_status_t pour(void *self, const unsigned char *bytes, unsigned size)
{
	FILE *out = self;
	return fwrite(bytes, 1, size, out) == size ? CAIRO_STATUS_SUCCESS
						   : CAIRO_STATUS_WRITE_ERROR;
}

static enum status draw_all(struct job *job, struct contact *c, FILE *out)
{
	struct doc *doc;
	TRY(xml_read_file(job, TEXT_OF(job, "%s/batch.xml", c->folder), &doc));
	cairo_surface_t *surface = surface_own(
		job, cairo_pdf_surface_create_for_stream(pour, out, WIDTH, HEIGHT));
	c->pen = pen_own(job, cairo_create(surface));
	TRY(draw_pages(job, c, doc_root(doc)));
	cairo_show_page(c->pen);
	cairo_surface_finish(surface);
	cairo_status_t how = cairo_surface_status(surface);
	return how == CAIRO_STATUS_SUCCESS ? OK
					   : fail(job, E_BUSY, "%s: the file cannot be written: %s",
						  OCR_CONTACT, cairo_status_to_string(how));
}

enum status ocr_contact_room_load(struct job *job, int argc, char **argv, void **self)
{
	(void)self;
	if (argc != 2)
		return fail(job, E_USAGE, "contact WORK");
	stamps_load();
	return reach_folder(job, argv[1]);
}

/* Written beside and renamed: whoever looks at it sees a whole one. */
enum status ocr_contact_room(struct job *job, int argc, char **argv, void *self)
{
	struct job *below = job_below(job);
	struct contact contact = {.folder = argv[1]};
	const char *path = TEXT_OF(job, "%s/" OCR_CONTACT, argv[1]);
	const char *draft = TEXT_OF(job, "%s.part", path);
	(void)argc, (void)self;
	int fd = reach_open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
	if (out == NULL)
		return fail_errno(job, draft);
	enum status status = draw_all(below, &contact, out);
	talloc_free(below);
	bool written = fclose(out) == 0;
	TRY(status);
	return written && reach_rename(draft, path) == 0 ? OK : fail_errno(job, path);
}
