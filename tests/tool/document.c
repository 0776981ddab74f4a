/* SPDX-License-Identifier: GPL-3.0-or-later */
/* document OUT.pdf [text FILE.txt | picture FILE.png | both FILE.png WORDS | huge]…: a PDF as an
 * office program writes it, a page for each. text: the words set on A4; picture: a scan that fills
 * the page; both: with words set over it; huge: a page of 100 m. */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <string.h>

static const double W = 595.28, H = 841.89; /* A4, points */

static void set(cairo_t *cairo, const char *words, double x, double y, double width)
{
	PangoLayout *layout = pango_cairo_create_layout(cairo);
	PangoFontDescription *font = pango_font_description_from_string("Liberation Serif 12");
	pango_layout_set_font_description(layout, font);
	pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
	pango_layout_set_text(layout, words, -1);
	cairo_move_to(cairo, x, y);
	pango_cairo_show_layout(cairo, layout);
	pango_font_description_free(font);
	g_object_unref(layout);
}

static void lay(cairo_t *cairo, const char *path)
{
	cairo_surface_t *picture = cairo_image_surface_create_from_png(path);
	cairo_save(cairo);
	cairo_scale(cairo, W / cairo_image_surface_get_width(picture),
		    H / cairo_image_surface_get_height(picture));
	cairo_set_source_surface(cairo, picture, 0, 0);
	cairo_paint(cairo);
	cairo_restore(cairo);
	cairo_surface_destroy(picture);
}

static void set_file(cairo_t *cairo, const char *path)
{
	char *text = NULL;
	if (g_file_get_contents(path, &text, NULL, NULL))
		set(cairo, text, 60, 50, W - 110);
	g_free(text);
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 1;
	cairo_surface_t *pdf = cairo_pdf_surface_create(argv[1], W, H);
	cairo_t *cairo = cairo_create(pdf);
	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "text") == 0 && i + 1 < argc) {
			set_file(cairo, argv[++i]);
		} else if (strcmp(argv[i], "picture") == 0 && i + 1 < argc) {
			lay(cairo, argv[++i]);
		} else if (strcmp(argv[i], "both") == 0 && i + 2 < argc) {
			lay(cairo, argv[++i]);
			set(cairo, argv[++i], 300, 700, 200);
		} else if (strcmp(argv[i], "huge") == 0) {
			cairo_pdf_surface_set_size(pdf, 283464, 283464);
			cairo_rectangle(cairo, 10, 10, 100, 100);
			cairo_fill(cairo);
		}
		cairo_show_page(cairo);
	}
	cairo_destroy(cairo);
	cairo_surface_finish(pdf);
	int bad = cairo_surface_status(pdf) != CAIRO_STATUS_SUCCESS;
	cairo_surface_destroy(pdf);
	return bad;
}
