/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stamps/mark.h"

#include "base/file.h"
#include "base/xml.h"
#include "stamps/qr.h"
#include "stamps/raster.h"
#include "stamps/words.h"
#include <glib.h>
#include <math.h>

#define SVG_SPACE "http://www.w3.org/2000/svg"

enum { FILE_LIMIT = 256 << 10 };
static const double MODULE = 0.5; /* mm: smaller ones do not survive scanning at 300 dpi */
static const double SMALLEST = 4, LARGEST = 150, A4 = 297;

/* ---- blanks ------------------------------------------------------------------------------------
 */

/* The length of "{name}" at TEXT, or 0: braces of a style sheet are left alone. */
static size_t blank_at(const char *text)
{
	size_t n = strspn(text + 1, "abcdefghijklmnopqrstuvwxyz0123456789-");
	return n > 0 && text[n + 1] == '}' ? n + 2 : 0;
}

/* As XML holds it; bytes that are no text become U+FFFD, line breaks blanks. */
static const char *escaped(struct job *job, const char *value)
{
	char *valid = g_utf8_make_valid(value, -1);
	for (char *p = valid; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = ' ';
	char *xml = g_markup_escape_text(valid, -1);
	const char *copy = COPY(job, xml);
	g_free(xml);
	g_free(valid);
	return copy;
}

enum status mark_fill(struct job *job, const char *file, const struct pair *blanks, int nblanks,
		      const char **text)
{
	char *bytes, *filled = must(talloc_strdup(job, ""));
	size_t size;
	TRY(file_read(job, file, FILE_LIMIT, &bytes, &size));
	*text = bytes;
	if (blanks == NULL)
		return OK;
	for (const char *p = bytes; *p != '\0';) {
		size_t plain = strcspn(p, "{"), blank = p[plain] == '{' ? blank_at(p + plain) : 0;
		plain += p[plain] == '{' && blank == 0;
		filled = must(talloc_strndup_append_buffer(filled, p, plain));
		p += plain + blank;
		if (blank == 0)
			continue;
		const char *name = must(talloc_strndup(job, p - blank + 1, blank - 2));
		const char *value = pair_value(blanks, nblanks, name);
		if (value == NULL)
			return fail(job, E_INPUT, "%s: no value for the blank {%s}", file, name);
		filled = must(talloc_strdup_append_buffer(filled, escaped(job, value)));
	}
	*text = filled;
	return OK;
}

/* ---- reading -----------------------------------------------------------------------------------
 */

/* What every step of reading needs. */
struct reader {
	struct job *job;
	const char *file;
	double largest; /* mm */
};

static enum status wrong(const struct reader *r, const struct node *node, const char *what)
{
	return fail(r->job, E_INPUT, "%s:%d: %s", r->file, node_line(node), what);
}

/* Reads a number and the UNIT after it. */
static bool length_read(const char *text, const char *unit, double *out)
{
	char *end;
	if (text == NULL)
		return false;
	*out = g_ascii_strtod(text, &end);
	return end != text && strcmp(end, unit) == 0 && isfinite(*out);
}

static enum status size_read(const struct reader *r, const struct node *root, struct wish *wish)
{
	double x, y, w, h;
	if (!length_read(node_attr(root, "width"), "mm", &wish->width) ||
	    !length_read(node_attr(root, "height"), "mm", &wish->height))
		return wrong(r, root,
			     _("width and height must be given in millimetres, as in 62mm"));
	if (fmin(wish->width, wish->height) < SMALLEST ||
	    fmax(wish->width, wish->height) > r->largest)
		return wrong(r, root, _("a mark is 4 to 150 mm wide and high"));
	const char *view = node_attr(root, "viewBox");
	char **parts = g_strsplit(view == NULL ? "" : view, " ", 5);
	bool same = g_strv_length(parts) == 4 && length_read(parts[0], "", &x) &&
		    length_read(parts[1], "", &y) && length_read(parts[2], "", &w) &&
		    length_read(parts[3], "", &h) && x == 0 && y == 0 && w == wish->width &&
		    h == wish->height;
	g_strfreev(parts);
	return same ? OK
		    : wrong(r, root,
			    _("viewBox must be “0 0 WIDTH HEIGHT”: one unit is one millimetre"));
}

/* The share of the page that a word of m:near means, or -1. */
static double share(const char *word, const char *low, const char *high)
{
	if (strcmp(word, "middle") == 0)
		return 0.5;
	return strcmp(word, low) == 0 ? 0 : strcmp(word, high) == 0 ? 1 : -1;
}

static enum status near_read(const struct reader *r, const struct node *root, struct wish *wish)
{
	const char *near = node_attr_in(root, MARK_SPACE, "near");
	char across[8], down[8], more;
	if (near == NULL || sscanf(near, "%7s %7s %c", across, down, &more) != 2)
		return wrong(
			r, root,
			_("m:near must say where the mark wants to stand, as in “right bottom”"));
	wish->across = share(across, "left", "right");
	wish->down = share(down, "top", "bottom");
	if (wish->across < 0 || wish->down < 0)
		return wrong(r, root,
			     _("m:near is left, middle or right, then top, middle or bottom"));
	return OK;
}

static enum status wish_length(const struct reader *r, const struct node *root, const char *name,
			       double fallback, double *out)
{
	const char *text = node_attr_in(root, MARK_SPACE, name);
	*out = fallback;
	if (text == NULL || (length_read(text, "mm", out) && *out >= 0 && *out <= 500))
		return OK;
	return wrong(r, root,
		     TEXT_OF(r->job, _("m:%s must be a length in millimetres, as in 10mm"), name));
}

static enum status root_read(const struct reader *r, const struct node *root, struct mark *mark)
{
	if (!node_is(root, SVG_SPACE, "svg"))
		return wrong(r, root, _("this is not an SVG picture"));
	const struct node *title = node_first(root, "title");
	mark->title = title == NULL ? "" : node_text(r->job, title);
	if (*mark->title == '\0')
		return wrong(r, root, _("the mark has no <title> to call it by"));
	mark->beside = node_attr_in(root, MARK_SPACE, "beside");
	TRY(size_read(r, root, &mark->wish));
	TRY(near_read(r, root, &mark->wish));
	TRY(wish_length(r, root, "margin", 10, &mark->wish.margin));
	TRY(wish_length(r, root, "clear", 1.5, &mark->wish.clear));
	return wish_length(r, root, "reach", 0, &mark->wish.reach);
}

/* ---- words of our own become paths -------------------------------------------------------------
 */

static enum status number(const struct reader *r, const struct node *node, const char *name,
			  double *out)
{
	if (length_read(node_attr(node, name), "", out) && fabs(*out) <= r->largest)
		return OK;
	return wrong(r, node, TEXT_OF(r->job, _("“%s” must be a number of millimetres"), name));
}

static const char *word(const struct node *node, const char *name, const char *fallback)
{
	const char *text = node_attr(node, name);
	return text == NULL ? fallback : text;
}

static enum status text_read(const struct reader *r, const struct node *node, struct words *words)
{
	TRY(number(r, node, "x", &words->x));
	TRY(number(r, node, "y", &words->y));
	TRY(number(r, node, "width", &words->width));
	TRY(number(r, node, "height", &words->height));
	TRY(number(r, node, "size", &words->size));
	words->least = 1.6;
	if (node_attr(node, "least") != NULL)
		TRY(number(r, node, "least", &words->least));
	words->across = share(word(node, "align", "left"), "left", "right");
	words->cut = strcmp(word(node, "cut", "no"), "yes") == 0;
	words->font = word(node, "font", "PT Sans");
	if (words->width <= 0 || words->height <= 0 || words->least <= 0.5 ||
	    words->size < words->least || words->across < 0)
		return wrong(r, node, _("the box of this text has no room for it"));
	words->text = node_text(r->job, node);
	return OK;
}

static enum status text_draw(const struct reader *r, struct node *node)
{
	struct words words;
	const char *path;
	TRY(text_read(r, node, &words));
	enum status status = words_path(r->job, &words, &path);
	if (status != OK)
		return fail_at(r->job, status, "%s:%d", r->file, node_line(node));
	struct node *drawn = node_add(node_parent(node), "path", NULL);
	node_set(drawn, "transform", TEXT_OF(r->job, "scale(%.3f)", 1.0 / WORDS_UNIT));
	node_set(drawn, "d", path);
	return OK;
}

static enum status qr_draw(const struct reader *r, struct node *node)
{
	struct qr qr;
	double x, y, size;
	TRY(number(r, node, "x", &x));
	TRY(number(r, node, "y", &y));
	TRY(number(r, node, "size", &size));
	enum status status = qr_make(r->job, word(node, "value", ""), (int)(size / MODULE), &qr);
	if (status != OK)
		return fail_at(r->job, status, "%s:%d", r->file, node_line(node));
	struct node *drawn = node_add(node_parent(node), "path", NULL);
	node_set(drawn, "transform",
		 TEXT_OF(r->job, "translate(%.3f %.3f) scale(%.6f)", x, y, size / qr.side));
	node_set(drawn, "d", qr.path);
	return OK;
}

static enum status own_words(const struct reader *r, struct node *parent)
{
	for (struct node *node = node_first(parent, NULL), *next; node != NULL; node = next) {
		next = node_next(node, NULL);
		const char *space = node_space(node);
		if (space == NULL || strcmp(space, MARK_SPACE) != 0) {
			TRY(own_words(r, node));
			continue;
		}
		if (strcmp(node_name(node), "text") == 0)
			TRY(text_draw(r, node));
		else if (strcmp(node_name(node), "qr") == 0)
			TRY(qr_draw(r, node));
		else
			return wrong(
				r, node,
				TEXT_OF(r->job, _("no such word of marks: %s"), node_name(node)));
		node_cut(node);
	}
	return OK;
}

static const char *name_of(struct job *job, const char *file)
{
	const char *slash = strrchr(file, '/');
	char *name = must(talloc_strdup(job, slash == NULL ? file : slash + 1));
	char *dot = strrchr(name, '.');
	if (dot != NULL)
		*dot = '\0';
	return name;
}

enum status mark_read(struct job *job, const char *file, const char *text, struct mark *out)
{
	struct reader r = {job, file, LARGEST};
	struct doc *doc;
	TRY(xml_read(job, file, text, strlen(text), &doc));
	out->name = name_of(job, file);
	TRY(root_read(&r, doc_root(doc), out));
	TRY(own_words(&r, doc_root(doc)));
	out->svg = doc_text(job, doc, false);
	return OK;
}

enum status form_read(struct job *job, const char *file, const char *text, struct form *out)
{
	struct reader r = {job, file, A4};
	struct wish size;
	struct doc *doc;
	TRY(xml_read(job, file, text, strlen(text), &doc));
	if (!node_is(doc_root(doc), SVG_SPACE, "svg"))
		return wrong(&r, doc_root(doc), _("this is not an SVG picture"));
	TRY(size_read(&r, doc_root(doc), &size));
	TRY(own_words(&r, doc_root(doc)));
	*out = (struct form){doc_text(job, doc, false), size.width, size.height};
	return OK;
}

enum status stamps_check(struct job *job, const char *file, const char **title)
{
	const char *text;
	struct mark mark;
	TRY(mark_fill(job, file, NULL, 0, &text));
	TRY(mark_read(job, file, text, &mark));
	enum status status = raster_check(job, mark.svg);
	if (status != OK)
		return fail_at(job, status, "%s", file);
	*title = mark.title;
	return OK;
}
