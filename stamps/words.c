/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stamps/words.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

/* Letters are laid out a hundred times larger than they are, so that no grid of pixels bends them.
 */
static const double SCALE = 100;
static const double STEP = 0.95;     /* each next size tried */
static const double LEADING = 0.9;   /* lines stand closer on a stamp than in a letter */
static const double FORSAKEN = 0.45; /* a last line shorter than that, of the widest */
static const double DESCENT = 0.25;  /* of the em: room that g and р take below the line */

static int object_drop(GObject **held)
{
	g_object_unref(*held);
	return 0;
}

static void *object_own(void *owner, void *object)
{
	GObject **held = NEW(owner, GObject *);
	*held = must(object);
	talloc_set_destructor(held, object_drop);
	return object;
}

static int font_drop(PangoFontDescription **held)
{
	pango_font_description_free(*held);
	return 0;
}

static PangoFontDescription *font_read(void *owner, const char *name)
{
	PangoFontDescription **held = NEW(owner, PangoFontDescription *);
	*held = must(pango_font_description_from_string(name));
	talloc_set_destructor(held, font_drop);
	return *held;
}

static PangoContext *context_new(struct job *job)
{
	PangoContext *context = object_own(
		job, pango_font_map_create_context(pango_cairo_font_map_get_default()));
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(context, FALSE);
	return context;
}

/* A layout of words being fitted. */
struct setting {
	PangoLayout *layout;
	PangoFontDescription *font;
	double size; /* mm */
};

static double mm(int pango_units)
{
	return pango_units / (SCALE * PANGO_SCALE);
}

static int units(double length)
{
	return (int)lround(length * SCALE * PANGO_SCALE);
}

static void set_size(struct setting *s, double size)
{
	s->size = size;
	pango_font_description_set_absolute_size(s->font, units(size));
	pango_layout_set_font_description(s->layout, s->font);
}

static int last_baseline(PangoLayout *layout)
{
	PangoLayoutIter *iter = pango_layout_get_iter(layout);
	while (pango_layout_iter_next_line(iter))
		;
	int base = pango_layout_iter_get_baseline(iter);
	pango_layout_iter_free(iter);
	return base;
}

/* The height of a capital letter, from the layout's own font. */
static double capital(const struct setting *s)
{
	PangoLayout *probe = pango_layout_copy(s->layout);
	PangoRectangle ink;
	pango_layout_set_text(probe, "Н", -1);
	pango_layout_get_extents(probe, &ink, NULL);
	g_object_unref(probe);
	return mm(ink.height);
}

/* From the top of the first line's capitals to the last line's foot. */
static double block_height(const struct setting *s)
{
	int first = pango_layout_get_baseline(s->layout);
	return mm(last_baseline(s->layout) - first) + capital(s);
}

static bool fits(const struct setting *s, const struct words *words)
{
	PangoRectangle logical;
	pango_layout_get_extents(s->layout, NULL, &logical);
	return mm(logical.width) <= words->width &&
	       block_height(s) + DESCENT * s->size <= words->height;
}

/* The width of the last line against that of the widest. */
static double last_share(const struct setting *s)
{
	PangoRectangle logical, last;
	int lines = pango_layout_get_line_count(s->layout);
	pango_layout_get_extents(s->layout, NULL, &logical);
	pango_layout_line_get_extents(pango_layout_get_line_readonly(s->layout, lines - 1), NULL,
				      &last);
	return logical.width == 0 ? 1 : (double)last.width / logical.width;
}

/* A single short word on the last line looks forsaken: then the lines are made about equally long,
 * by the narrowest width that makes no more of them. Otherwise names keep their natural breaks. */
static void balance(const struct setting *s, const struct words *words)
{
	int lines = pango_layout_get_line_count(s->layout);
	double low = 0, high = words->width;
	if (last_share(s) > FORSAKEN)
		return;
	for (int i = 0; i < 9; i++) {
		PangoRectangle logical;
		double middle = (low + high) / 2;
		pango_layout_set_width(s->layout, units(middle));
		pango_layout_get_extents(s->layout, NULL, &logical);
		bool same = pango_layout_get_line_count(s->layout) == lines &&
			    mm(logical.width) <= middle;
		*(same ? &high : &low) = middle;
	}
	pango_layout_set_width(s->layout, units(high));
}

/* As many lines of the least size as the box holds, then "…". */
static void cut(const struct setting *s, const struct words *words)
{
	pango_layout_set_wrap(s->layout, PANGO_WRAP_WORD_CHAR);
	int lines = pango_layout_get_line_count(s->layout);
	double first = capital(s) + DESCENT * s->size;
	double pitch = lines < 2 ? s->size : (block_height(s) - capital(s)) / (lines - 1);
	double room = fmax(0, floor((words->height - first) / pitch));
	pango_layout_set_ellipsize(s->layout, PANGO_ELLIPSIZE_END);
	pango_layout_set_height(s->layout, -(int)room - 1);
}

static enum status fit(struct job *job, struct setting *s, const struct words *words)
{
	pango_layout_set_width(s->layout, units(words->width));
	for (double size = words->size; size >= words->least; size *= STEP) {
		set_size(s, size);
		if (fits(s, words)) {
			balance(s, words);
			return OK;
		}
	}
	if (!words->cut)
		return fail(job, E_INPUT, "“%s” is too long for its place on the mark",
			    words->text);
	cut(s, words);
	return OK;
}

static struct setting setting_new(struct job *job, const struct words *words)
{
	static const PangoAlignment sides[] = {PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER,
					       PANGO_ALIGN_RIGHT};
	struct setting s = {.font = font_read(job, words->font)};
	s.layout = object_own(job, pango_layout_new(context_new(job)));
	pango_layout_set_text(s.layout, words->text, -1);
	pango_layout_set_wrap(s.layout, PANGO_WRAP_WORD);
	pango_layout_set_line_spacing(s.layout, (float)LEADING);
	pango_layout_set_alignment(s.layout, sides[lround(words->across * 2)]);
	return s;
}

static int pen_drop(cairo_t **held)
{
	cairo_destroy(*held);
	return 0;
}

/* A surface without edges: on any other, Cairo leaves out letters that lie far outside. */
static cairo_t *pen_new(void *owner)
{
	cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
	cairo_t **held = NEW(owner, cairo_t *);
	*held = cairo_create(surface);
	cairo_surface_destroy(surface);
	talloc_set_destructor(held, pen_drop);
	return *held;
}

/* Text being written, and the point it has come to, in units. Points are told from there: half the
 * digits. It is a stamp's costliest part, and printf was the costliest of that. */
struct pencil {
	char *text;
	size_t used;
	long x, y;
};

static void write_number(struct pencil *p, long n)
{
	char digits[24];
	int i = sizeof digits;
	unsigned long rest = n < 0 ? 0UL - (unsigned long)n : (unsigned long)n;
	do
		digits[--i] = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (n < 0)
		digits[--i] = '-';
	memcpy(p->text + p->used, digits + i, sizeof digits - (size_t)i);
	p->used += sizeof digits - (size_t)i;
	p->text[p->used++] = ' ';
}

static long unit(double scaled)
{
	return lround(scaled * (WORDS_UNIT / SCALE));
}

/* All points of an element are told from where it begins; a move is told as it is, for after
 * closing an outline SVG stands where it began. */
static void write_element(struct pencil *p, const cairo_path_data_t *d)
{
	static const char letters[] = "MlcZ";
	bool move = d->header.type == CAIRO_PATH_MOVE_TO;
	p->text[p->used++] = letters[d->header.type];
	for (int k = 1; k < d->header.length; k++) {
		write_number(p, unit(d[k].point.x) - (move ? 0 : p->x));
		write_number(p, unit(d[k].point.y) - (move ? 0 : p->y));
	}
	if (d->header.length > 1) {
		p->x = unit(d[d->header.length - 1].point.x);
		p->y = unit(d[d->header.length - 1].point.y);
	}
}

/* Whole numbers only: a decimal comma of some locale never gets into the drawing. An element of a
 * path is a letter or two numbers; Cairo moves to where an outline began after closing it. */
static const char *path_text(struct job *job, cairo_t *pen)
{
	enum { ELEMENT = 44 };
	cairo_path_t *path = cairo_copy_path(pen);
	struct pencil p = {.text = must(talloc_size(job, (size_t)path->num_data * ELEMENT + 1))};
	for (int i = 0; i < path->num_data; i += path->data[i].header.length)
		write_element(&p, path->data + i);
	p.text[p.used] = '\0';
	cairo_path_destroy(path);
	return p.text;
}

enum status words_path(struct job *job, const struct words *words, const char **path)
{
	struct setting s = setting_new(job, words);
	TRY(fit(job, &s, words));
	double width = mm(pango_layout_get_width(s.layout));
	double first = mm(pango_layout_get_baseline(s.layout)), tall = block_height(&s);
	double foot = words->y + (words->height + tall) / 2;
	double x = words->x + (words->width - width) * words->across;
	double y = foot - (tall - capital(&s)) - first;
	cairo_t *pen = pen_new(job);
	cairo_move_to(pen, x * SCALE, y * SCALE);
	pango_cairo_layout_path(pen, s.layout);
	*path = path_text(job, pen);
	return OK;
}
