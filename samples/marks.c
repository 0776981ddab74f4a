/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/press.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <qrencode.h>
#include <string.h>

/* Loops that grow smaller to the right, as hands sign. */
void scribble_draw(cairo_t *cr, struct chance *chance, double x, double y, double width, double mm)
{
	int loops = chance_in(chance, 3, 8);
	double step = width / loops, high = chance_real(chance, 6, 13) * mm;
	cairo_save(cr);
	cairo_set_line_width(cr, chance_real(chance, 0.35, 0.55) * mm);
	cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
	cairo_move_to(cr, x, y);
	for (int i = 0; i < loops; i++) {
		double up = high * chance_real(chance, 0.2, 1) *
			    (i == 0 ? 1.2 : 1 - 0.7 * i / loops);
		double back = step * chance_real(chance, 0.1, 0.9);
		cairo_rel_curve_to(cr, step * 0.9, -up, step * 0.2 - back, -up * 1.2,
				   step * chance_real(chance, 0.7, 1.2),
				   chance_real(chance, -0.12, 0.14) * high);
	}
	if (chance_hits(chance, 60))
		cairo_rel_curve_to(cr, -width * 0.3, high * 0.5, -width * 0.6, high * 0.35,
				   -width * 0.8, high * chance_real(chance, 0.1, 0.3));
	cairo_stroke(cr);
	cairo_restore(cr);
}

static void arc_text(cairo_t *cr, const char *text, double radius, double mm)
{
	int count = (int)g_utf8_strlen(text, -1);
	cairo_select_font_face(cr, "Liberation Sans", CAIRO_FONT_SLANT_NORMAL,
			       CAIRO_FONT_WEIGHT_BOLD);
	cairo_set_font_size(cr, 3.2 * mm);
	for (int i = 0; i < count; i++, text = g_utf8_next_char(text)) {
		char letter[8] = "";
		g_utf8_strncpy(letter, text, 1);
		cairo_save(cr);
		cairo_rotate(cr, 2 * M_PI * i / count);
		cairo_move_to(cr, -1.1 * mm, -radius);
		cairo_show_text(cr, letter);
		cairo_restore(cr);
	}
}

/* A seal is pressed unevenly and crosses the signature; its ink is weaker than print. */
void seal_draw(cairo_t *cr, double x, double y, double mm)
{
	cairo_save(cr);
	cairo_translate(cr, x, y);
	cairo_rotate(cr, -0.3);
	cairo_set_source_rgba(cr, 0, 0, 0, 0.62);
	cairo_set_line_width(cr, 0.5 * mm);
	cairo_arc(cr, 0, 0, 19 * mm, 0, 2 * M_PI);
	cairo_stroke(cr);
	cairo_set_line_width(cr, 0.3 * mm);
	cairo_arc(cr, 0, 0, 12.5 * mm, 0, 2 * M_PI);
	cairo_stroke(cr);
	arc_text(cr, "УКРАЇНА * м. Ясеногірськ * ОСББ * ", 14.2 * mm, mm);
	cairo_restore(cr);
}

static void line_centred(cairo_t *cr, const char *text, const char *font, double y, int dpi)
{
	PangoLayout *layout = pango_cairo_create_layout(cr);
	PangoFontDescription *face = pango_font_description_from_string(font);
	pango_cairo_context_set_resolution(pango_layout_get_context(layout), dpi);
	pango_layout_set_font_description(layout, face);
	pango_layout_set_width(layout, (int)(A4_WIDTH * dpi / 25.4) * PANGO_SCALE);
	pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
	pango_layout_set_text(layout, text, -1);
	pango_layout_context_changed(layout);
	cairo_move_to(cr, 0, y);
	pango_cairo_show_layout(cr, layout);
	pango_font_description_free(face);
	g_object_unref(layout);
}

static void qr_draw(cairo_t *cr, const char *text, double x, double y, double side)
{
	QRcode *qr = QRcode_encodeString(text, 0, QR_ECLEVEL_H, QR_MODE_8, 1);
	must(qr);
	double module = floor(side / qr->width);
	for (int i = 0; i < qr->width * qr->width; i++)
		if (qr->data[i] & 1)
			cairo_rectangle(cr, x + i % qr->width * module, y + i / qr->width * module,
					module, module);
	cairo_fill(cr);
	QRcode_free(qr);
}

struct ink press_separator(void *owner, int dpi)
{
	struct ink page = ink_new(owner, dpi);
	cairo_t *cr = cairo_create(page.surface);
	double mm = dpi / 25.4;
	line_centred(cr, "РОЗДІЛЬНИК", "PT Sans Bold 48", 28 * mm, dpi);
	qr_draw(cr, "skrynka:separator", 45 * mm, 75 * mm, 120 * mm);
	line_centred(cr, "Кладіть цей аркуш перед кожним листом", "PT Sans 18", 220 * mm, dpi);
	cairo_destroy(cr);
	page.text = "РОЗДІЛЬНИК\nКладіть цей аркуш перед кожним листом\n";
	return page;
}
