/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/press.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

/* What setting one letter needs at hand. */
struct press {
	void *owner;
	const struct letter *letter;
	struct type type;
	struct chance *chance;
	double mm, dpi; /* pixels in a millimetre, in an inch */
	struct ink *pages;
	int count;
	cairo_t *cr; /* of the last page */
	double y;    /* where the next line begins */
	enum style before;
	double corner; /* where a letterhead in the corner ends */
};

static int surface_free(cairo_surface_t **surface)
{
	cairo_surface_destroy(*surface);
	return 0;
}

struct ink ink_new(void *owner, int dpi)
{
	cairo_surface_t **held = NEW(owner, cairo_surface_t *);
	int width = (int)lround(A4_WIDTH * dpi / 25.4),
	    height = (int)lround(A4_HEIGHT * dpi / 25.4);
	*held = cairo_image_surface_create(CAIRO_FORMAT_A8, width, height);
	talloc_set_destructor(held, surface_free);
	return (struct ink){.surface = *held, .text = ""};
}

static void page_open(struct press *p)
{
	p->pages = APPEND(p->owner, p->pages, &p->count, struct ink);
	p->pages[p->count - 1] = ink_new(p->owner, (int)p->dpi);
	p->pages[p->count - 1].hand = p->type.hand;
	if (p->cr != NULL)
		cairo_destroy(p->cr);
	p->cr = cairo_create(p->pages[p->count - 1].surface);
	p->y = p->type.top * p->mm;
}

static void room_make(struct press *p, double height)
{
	if (p->y + height > (A4_HEIGHT - p->type.bottom) * p->mm)
		page_open(p);
}

static void text_add(struct press *p, const char *text, int length, const char *after)
{
	struct ink *page = &p->pages[p->count - 1];
	page->text = TEXT_OF(p->owner, "%s%.*s%s", page->text, length, text, after);
}

/* The blanks of some hands are too narrow to be seen. */
static void blanks_widen(PangoLayout *layout, const char *text, double size, double dpi)
{
	PangoAttrList *attrs = pango_attr_list_new();
	for (const char *p = text; (p = strchr(p, ' ')) != NULL; p++) {
		PangoAttribute *wider = pango_attr_letter_spacing_new(
			(int)(size * dpi / 72 * 0.15 * PANGO_SCALE));
		wider->start_index = (guint)(p - text);
		wider->end_index = wider->start_index + 1;
		pango_attr_list_insert(attrs, wider);
	}
	pango_layout_set_attributes(layout, attrs);
	pango_attr_list_unref(attrs);
}

static PangoLayout *layout_new(struct press *p, const char *text, double width, double size)
{
	PangoLayout *layout = pango_cairo_create_layout(p->cr);
	PangoFontDescription *font = pango_font_description_from_string(p->type.font);
	pango_cairo_context_set_resolution(pango_layout_get_context(layout), p->dpi);
	pango_font_description_set_size(font, (int)lround(size * PANGO_SCALE));
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_layout_set_text(layout, text, -1);
	if (p->type.hand)
		blanks_widen(layout, text, size, p->dpi);
	if (width > 0)
		pango_layout_set_width(layout, (int)lround(width * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_context_changed(layout);
	return layout;
}

static double line_height(const struct press *p)
{
	return p->type.size * p->dpi / 72 * 1.22 * p->type.leading;
}

/* A hand does not keep its lines: each begins a little off. */
static double unsteady(struct press *p, double by)
{
	return p->type.hand ? chance_real(p->chance, -by, by) * p->mm : 0;
}

/* A pen is broader than the strokes of a font that imitates it. */
static void line_show(const struct press *p, PangoLayoutLine *line, double x, double y)
{
	cairo_move_to(p->cr, x, y);
	if (p->type.pen == 0) {
		pango_cairo_show_layout_line(p->cr, line);
		return;
	}
	pango_cairo_layout_line_path(p->cr, line);
	cairo_set_line_width(p->cr, p->type.pen * p->mm);
	cairo_fill_preserve(p->cr);
	cairo_stroke(p->cr);
}

/* Draws the lines of LAYOUT from X on, going to new pages as needed. */
static void lines_draw(struct press *p, PangoLayout *layout, double x)
{
	const char *text = pango_layout_get_text(layout);
	int count = pango_layout_get_line_count(layout);
	PangoLayoutIter *line = pango_layout_get_iter(layout);
	for (int i = 0; i < count; i++, pango_layout_iter_next_line(line)) {
		PangoLayoutLine *now = pango_layout_iter_get_line_readonly(line);
		PangoRectangle at;
		pango_layout_iter_get_line_extents(line, NULL, &at);
		room_make(p, line_height(p));
		line_show(p, now, x + (double)at.x / PANGO_SCALE + unsteady(p, 0.6),
			  p->y + line_height(p) * 0.8 + unsteady(p, 0.4));
		text_add(p, text + now->start_index, now->length, "\n");
		p->y += line_height(p);
	}
	pango_layout_iter_free(line);
	g_object_unref(layout);
}

static double text_width(const struct press *p)
{
	return (A4_WIDTH - p->type.left - p->type.right) * p->mm;
}

static void addressee_draw(struct press *p, const char *text)
{
	double half = text_width(p) * 0.48, x = p->type.left * p->mm + text_width(p) - half;
	lines_draw(p, layout_new(p, text, half, p->type.size), x);
}

static void centred_draw(struct press *p, const char *text, double size, double width, bool bold)
{
	PangoLayout *layout = layout_new(p, text, width, size);
	pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
	if (bold) {
		PangoAttrList *attrs = pango_attr_list_new();
		pango_attr_list_insert(attrs, pango_attr_weight_new(PANGO_WEIGHT_BOLD));
		pango_layout_set_attributes(layout, attrs);
		pango_attr_list_unref(attrs);
	}
	lines_draw(p, layout, p->type.left * p->mm);
}

static void body_draw(struct press *p, const char *text)
{
	PangoLayout *layout = layout_new(p, text, text_width(p), p->type.size);
	pango_layout_set_justify(layout, p->type.justify);
	pango_layout_set_indent(layout, (int)lround(p->type.indent * p->mm * PANGO_SCALE));
	lines_draw(p, layout, p->type.left * p->mm);
}

static void cell_draw(struct press *p, const char *text, double x, double width, double height)
{
	PangoLayout *layout = layout_new(p, text, width, p->type.size * 0.95);
	pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
	cairo_move_to(p->cr, x, p->y + height * 0.1);
	pango_cairo_show_layout(p->cr, layout);
	g_object_unref(layout);
	cairo_set_line_width(p->cr, 0.3 * p->mm);
	cairo_rectangle(p->cr, x, p->y, width, height);
	cairo_stroke(p->cr);
}

static void row_draw(struct press *p, const char *text)
{
	double width = text_width(p) / 3, x = p->type.left * p->mm, height = line_height(p) * 1.35;
	room_make(p, height);
	for (const char *tab; *text != '\0'; x += width) {
		tab = strchr(text, '\t');
		int length = tab != NULL ? (int)(tab - text) : (int)strlen(text);
		cell_draw(p, TEXT_OF(p->owner, "%.*s", length, text), x, width, height);
		text_add(p, text, length, tab != NULL ? " " : "\n");
		text += length + (tab != NULL);
	}
	p->y += height;
}

/* One line: the text at the left, the scribble, the name at the right. */
static void signature_draw(struct press *p, const struct block *block)
{
	double left = p->type.left * p->mm, width = text_width(p), base = line_height(p) * 0.8;
	PangoLayoutLine *line;
	PangoRectangle size;
	bool sealed = block->scribble && p->letter->plan.letterhead;
	room_make(p, sealed ? 26 * p->mm : line_height(p) * 2);
	p->y += sealed ? 8 * p->mm : line_height(p) * 0.6;
	PangoLayout *layout = layout_new(p, block->text, 0, p->type.size);
	line = pango_layout_get_line_readonly(layout, 0);
	line_show(p, line, left, p->y + base);
	text_add(p, block->text, (int)strlen(block->text), block->right != NULL ? " " : "\n");
	if (block->right != NULL) {
		PangoLayout *name = layout_new(p, block->right, 0, p->type.size);
		pango_layout_get_size(name, &size.width, &size.height);
		line = pango_layout_get_line_readonly(name, 0);
		line_show(p, line, left + width - (double)size.width / PANGO_SCALE, p->y + base);
		text_add(p, block->right, (int)strlen(block->right), "\n");
		g_object_unref(name);
	}
	if (block->scribble)
		scribble_draw(p->cr, p->chance, left + width * chance_real(p->chance, 0.38, 0.45),
			      p->y + base, chance_real(p->chance, 22, 32) * p->mm, p->mm);
	if (sealed)
		seal_draw(p->cr, left + width * 0.42, p->y + base + 6 * p->mm, p->mm);
	g_object_unref(layout);
	p->y += line_height(p) * 1.4;
}

static void signer_draw(struct press *p, const struct block *block)
{
	double left = p->type.left * p->mm, width = text_width(p);
	room_make(p, line_height(p) * 2);
	lines_draw(p, layout_new(p, block->text, width * 0.78, p->type.size), left);
	if (block->scribble)
		scribble_draw(p->cr, p->chance, left + width * 0.84, p->y - line_height(p) * 0.3,
			      chance_real(p->chance, 14, 22) * p->mm, p->mm);
}

static void letterhead_draw(struct press *p, const char *text, bool last)
{
	bool corner = p->letter->plan.corner;
	centred_draw(p, text, p->type.size * 0.85, text_width(p) * (corner ? 0.42 : 1), false);
	if (!last || corner)
		return;
	double y = p->y + 1.2 * p->mm;
	cairo_set_line_width(p->cr, 0.4 * p->mm);
	cairo_move_to(p->cr, p->type.left * p->mm, y);
	cairo_rel_line_to(p->cr, text_width(p), 0);
	cairo_stroke(p->cr);
	p->y = y + 3 * p->mm;
}

/* The white space between blocks of different styles, in lines. */
static double gap(enum style before, enum style now)
{
	if (before == now)
		return 0;
	switch (now) {
	case TITLE:
		return 1.3;
	case ADDRESSEE:
	case SIGNATURE:
	case SIGNER:
		return 0.6;
	case SUBJECT:
		return 0;
	default:
		return 0.5;
	}
}

/* The addressee stands beside a letterhead in the corner, what follows below both. */
static void corner_turn(struct press *p, enum style now)
{
	if (!p->letter->plan.corner || now == p->before)
		return;
	if (now == ADDRESSEE) {
		p->corner = p->y;
		p->y = p->type.top * p->mm;
	} else if (p->before == ADDRESSEE && p->y < p->corner) {
		p->y = p->corner;
	}
}

/* The lines of all paragraphs in a row, those of the left column first. */
struct column_line {
	PangoLayoutLine *line;
	double x;
	const char *text;
};

static struct column_line *column_lines(struct press *p, const struct block *blocks, int count,
					double width, int *lines)
{
	struct column_line *list = NULL;
	*lines = 0;
	for (int i = 0; i < count; i++) {
		PangoLayout *layout = layout_new(p, blocks[i].text, width, p->type.size);
		pango_layout_set_justify(layout, p->type.justify);
		PangoLayoutIter *at = pango_layout_get_iter(layout);
		do {
			PangoLayoutLine *line = pango_layout_iter_get_line_readonly(at);
			PangoRectangle size;
			pango_layout_iter_get_line_extents(at, NULL, &size);
			list = APPEND(p->owner, list, lines, struct column_line);
			list[*lines - 1] = (struct column_line){
				pango_layout_line_ref(line), (double)size.x / PANGO_SCALE,
				TEXT_OF(p->owner, "%.*s", line->length,
					blocks[i].text + line->start_index)};
		} while (pango_layout_iter_next_line(at));
		pango_layout_iter_free(at);
		g_object_unref(layout);
	}
	return list;
}

static void column_draw(struct press *p, struct column_line *lines, int count, double x)
{
	for (int i = 0; i < count; i++) {
		line_show(p, lines[i].line, x + lines[i].x, p->y + line_height(p) * (i + 0.8));
		text_add(p, lines[i].text, (int)strlen(lines[i].text), "\n");
		pango_layout_line_unref(lines[i].line);
	}
}

/* Two columns, as many pages as are needed. */
static void columns_draw(struct press *p, const struct block *blocks, int count)
{
	double gutter = 9 * p->mm, width = (text_width(p) - gutter) / 2,
	       left = p->type.left * p->mm;
	int total;
	struct column_line *lines = column_lines(p, blocks, count, width, &total);
	p->y += line_height(p) * 0.5;
	for (int done = 0; done < total;) {
		room_make(p, line_height(p) * 4);
		double room = (A4_HEIGHT - p->type.bottom) * p->mm - p->y;
		int most = (int)(room / line_height(p)), now = (total - done + 1) / 2;
		now = now < most ? now : most;
		int right = total - done - now < now ? total - done - now : now;
		column_draw(p, lines + done, now, left);
		column_draw(p, lines + done + now, right, left + width + gutter);
		done += now + right;
		p->y += now * line_height(p);
	}
	p->before = BODY;
}

static int body_run(const struct letter *letter, int from)
{
	int run = 0;
	while (letter->plan.columns && from + run < letter->block_count &&
	       letter->blocks[from + run].style == BODY)
		run++;
	return run;
}

static void block_draw(struct press *p, const struct block *block, const struct block *next)
{
	p->y += gap(p->before, block->style) * line_height(p);
	corner_turn(p, block->style);
	p->before = block->style;
	switch (block->style) {
	case LETTERHEAD:
		letterhead_draw(p, block->text, next == NULL || next->style != LETTERHEAD);
		break;
	case INDEX:
		lines_draw(p, layout_new(p, block->text, text_width(p), p->type.size),
			   p->type.left * p->mm);
		break;
	case ADDRESSEE:
		addressee_draw(p, block->text);
		break;
	case TITLE:
		centred_draw(p, block->text, p->type.size, text_width(p), !p->type.hand);
		break;
	case SUBJECT:
		centred_draw(p, block->text, p->type.size, text_width(p), false);
		break;
	case BODY:
		body_draw(p, block->text);
		break;
	case TABLE:
		row_draw(p, block->text);
		break;
	case SIGNATURE:
		signature_draw(p, block);
		break;
	case SIGNER:
		signer_draw(p, block);
		break;
	}
}

static struct press press_once(void *owner, const struct letter *letter, const struct type *type,
			       struct chance *chance, int dpi)
{
	struct press p = {.owner = owner,
			  .letter = letter,
			  .type = *type,
			  .chance = chance,
			  .mm = dpi / 25.4,
			  .dpi = dpi,
			  .before = LETTERHEAD};
	page_open(&p);
	for (int i = 0, run; i<letter->block_count; i += run> 0 ? run : 1) {
		run = body_run(letter, i);
		if (run > 0)
			columns_draw(&p, &letter->blocks[i], run);
		else
			block_draw(&p, &letter->blocks[i],
				   i + 1 < letter->block_count ? &letter->blocks[i + 1] : NULL);
	}
	cairo_destroy(p.cr);
	return p;
}

/* Nobody sends a page with nothing but a signature on it: the lines are drawn together, at last the
 * letters made smaller, until it goes or has company. */
struct ink *press_letter(void *owner, const struct letter *letter, const struct type *type,
			 struct chance *chance, int dpi, int *count)
{
	enum { TRIES = 10, ENOUGH = 300 };
	struct type now = *type;
	for (int i = 0;; i++) {
		struct chance own = *chance;
		void *sheets = must(talloc_new(owner));
		struct press p = press_once(sheets, letter, &now, &own, dpi);
		bool widow = p.count > 1 && strlen(p.pages[p.count - 1].text) < ENOUGH;
		if (!widow || i == TRIES) {
			*chance = own;
			*count = p.count;
			return p.pages;
		}
		talloc_free(sheets);
		now.leading *= i < 6 ? 0.97 : 1;
		now.size -= i < 6 ? 0 : 0.25;
	}
}
