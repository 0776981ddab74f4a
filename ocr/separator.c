/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/separator.h"

#include "base/file.h"
#include "ocr/ocr.h"
#include <assert.h>
#include <cairo-pdf.h>
#include <errno.h>
#include <pango/pangocairo.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

/* Points. A module of 1.6 mm is read from any scan of 75 dots an inch and more, however it lies. */
static const double WIDTH = 595.28, HEIGHT = 841.89, MODULE = 1.6 / 25.4 * 72;

static void draw_code(cairo_t *cairo, const QRcode *code, double x, double y)
{
	for (int i = 0; i < code->width * code->width; i++)
		if (code->data[i] & 1)
			cairo_rectangle(cairo, x + i % code->width * MODULE,
					y + i / code->width * MODULE, MODULE, MODULE);
	cairo_fill(cairo);
}

static void draw_text(cairo_t *cairo, const char *font, double y, const char *text)
{
	PangoLayout *layout = pango_cairo_create_layout(cairo);
	PangoFontDescription *face = pango_font_description_from_string(font);
	pango_layout_set_font_description(layout, face);
	pango_layout_set_width(layout, (int)(WIDTH * PANGO_SCALE));
	pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
	pango_layout_set_text(layout, text, -1);
	cairo_move_to(cairo, 0, y);
	pango_cairo_show_layout(cairo, layout);
	pango_font_description_free(face);
	g_object_unref(layout);
}

/* These words are the office's, not the program's: they stay Ukrainian whatever the user's
 * language. */
static void draw_sheet(cairo_t *cairo, const QRcode *code)
{
	double side = code->width * MODULE;
	draw_text(cairo, "Sans Bold 40", 150, "РОЗДІЛЬНИК");
	draw_code(cairo, code, (WIDTH - side) / 2, (HEIGHT - side) / 2);
	draw_text(cairo, "Sans 18", HEIGHT - 220, "покладіть перед кожним листом");
	cairo_show_page(cairo);
}

static int surface_free(cairo_surface_t **surface)
{
	cairo_surface_destroy(*surface);
	return 0;
}

static int code_free(QRcode **code)
{
	QRcode_free(*code);
	return 0;
}

static enum status print_sheets(struct job *job, int count, const char *path)
{
	QRcode **code = NEW(job, QRcode *);
	cairo_surface_t **surface = NEW(job, cairo_surface_t *);
	*code = must(QRcode_encodeString8bit(SEPARATOR_TEXT, 0, QR_ECLEVEL_H));
	talloc_set_destructor(code, code_free);
	TRY(file_write(job, path, "", 0)); /* says in words why it cannot be */
	*surface = cairo_pdf_surface_create(path, WIDTH, HEIGHT);
	talloc_set_destructor(surface, surface_free);
	cairo_t *cairo = cairo_create(*surface);
	for (int i = 0; i < count; i++)
		draw_sheet(cairo, *code);
	cairo_destroy(cairo);
	cairo_surface_finish(*surface);
	cairo_status_t how = cairo_surface_status(*surface);
	if (how != CAIRO_STATUS_SUCCESS)
		return fail(job, E_BUSY, "%s: the file cannot be written: %s", path,
			    cairo_status_to_string(how));
	return OK;
}

enum status ocr_separators_room(struct job *job, int argc, char **argv, void *self)
{
	(void)self;
	assert(argc == 3);
	return print_sheets(job, atoi(argv[1]), argv[2]);
}
