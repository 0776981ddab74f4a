/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/slim.h"
#include "base/job.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

enum {
	NUMBERS = 6,
	STEPS = 25, /* in a point */
	CONTOURS = 2000,
};

/* A line or curve to a place, as many points as its operator takes; or h, which takes none. */
struct stroke {
	char op;
	int count;
	double at[NUMBERS];
};

struct extent {
	double left, low, right, high;
};

/* A closed line of the path, from START to END; NEXT: another of the same face, or -1. */
struct contour {
	int start, end, next;
	struct extent extent;
};

/* Contours that touch: a letter. None: it was joined to another. */
struct face {
	int first, last; /* contours, -1: none */
	struct extent extent;
};

struct slim {
	void *scratch;
	const char *kept; /* what comes from here on is not told yet */
	char *out;
	struct stroke *path;
	int count;
	bool odd; /* the path has what is not taken over */
	struct contour *contours;
	struct face *faces;
	int ncontours, nfaces;
};

struct operands {
	const char *first; /* NULL: there are none */
	double number[NUMBERS];
	int count;
};

/* --- reading --- */

static bool is_number(const char *word, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (word[i] == '\0' || strchr("+-.0123456789", word[i]) == NULL)
			return false;
	return length > 0;
}

/* Whatever the locale. */
static double number_of(const char *word, size_t length)
{
	double value = 0, place = 0;
	for (size_t i = 0; i < length; i++)
		if (word[i] == '.')
			place = 1;
		else if (isdigit((unsigned char)word[i])) {
			value = value * 10 + (word[i] - '0');
			place *= 10;
		}
	value /= place > 0 ? place : 1;
	return word[0] == '-' ? -value : value;
}

static void take_number(struct operands *operands, const char *word, size_t length)
{
	if (operands->first == NULL)
		operands->first = word;
	if (operands->count < NUMBERS)
		operands->number[operands->count] = number_of(word, length);
	operands->count++;
}

static void take_stroke(struct slim *slim, char op, const struct operands *operands)
{
	slim->path = APPEND(slim->scratch, slim->path, &slim->count, struct stroke);
	struct stroke *stroke = &slim->path[slim->count - 1];
	*stroke = (struct stroke){.op = op, .count = operands->count};
	memcpy(stroke->at, operands->number, sizeof stroke->at);
}

/* --- faces --- */

static void widen(struct extent *extent, const struct stroke *stroke)
{
	for (int i = 0; i + 1 < stroke->count; i += 2) {
		extent->left = fmin(extent->left, stroke->at[i]);
		extent->right = fmax(extent->right, stroke->at[i]);
		extent->low = fmin(extent->low, stroke->at[i + 1]);
		extent->high = fmax(extent->high, stroke->at[i + 1]);
	}
}

static bool touch(const struct extent *a, const struct extent *b)
{
	return a->left <= b->right && b->left <= a->right && a->low <= b->high && b->low <= a->high;
}

static struct contour contour_from(const struct slim *slim, int start)
{
	struct contour contour = {start, start, -1, {INFINITY, INFINITY, -INFINITY, -INFINITY}};
	do
		widen(&contour.extent, &slim->path[contour.end++]);
	while (contour.end < slim->count && slim->path[contour.end].op != 'm');
	return contour;
}

static void join(struct slim *slim, struct face *into, struct face *other)
{
	const struct extent *a = &into->extent, *b = &other->extent;
	slim->contours[into->last].next = other->first;
	into->last = other->last;
	into->extent = (struct extent){fmin(a->left, b->left), fmin(a->low, b->low),
				       fmax(a->right, b->right), fmax(a->high, b->high)};
	other->first = -1;
}

static void add_face(struct slim *slim, const struct face *face)
{
	int room = 0;
	while (room < slim->nfaces && slim->faces[room].first >= 0)
		room++;
	if (room == slim->nfaces)
		slim->faces = APPEND(slim->scratch, slim->faces, &slim->nfaces, struct face);
	slim->faces[room] = *face;
}

/* What touches is filled together, for a hole is a contour too. Of too many all is one. */
static void add_contour(struct slim *slim, const struct contour *contour)
{
	int number = slim->ncontours;
	struct face face = {number, number, contour->extent};
	slim->contours = APPEND(slim->scratch, slim->contours, &slim->ncontours, struct contour);
	slim->contours[number] = *contour;
	for (int i = slim->nfaces - 1; i >= 0; i--)
		if (slim->faces[i].first >= 0 &&
		    (number >= CONTOURS || touch(&slim->faces[i].extent, &face.extent))) {
			join(slim, &slim->faces[i], &face);
			face = slim->faces[i];
			slim->faces[i].first = -1;
		}
	add_face(slim, &face);
}

static void part(struct slim *slim)
{
	slim->nfaces = slim->ncontours = 0;
	for (int at = 0; at < slim->count;) {
		struct contour contour = contour_from(slim, at);
		at = contour.end;
		if (contour.end - contour.start > 1) /* else only a place where nothing begins */
			add_contour(slim, &contour);
	}
}

/* --- telling --- */

static void tell(struct slim *slim, const char *text, size_t length)
{
	slim->out = must(talloc_strndup_append_buffer(slim->out, text, length));
}

static void tell_numbers(struct slim *slim, const long *numbers, int count)
{
	for (int i = 0; i < count; i++)
		slim->out = must(talloc_asprintf_append_buffer(slim->out, "%ld ", numbers[i]));
}

static void tell_op(struct slim *slim, const char *op)
{
	tell(slim, op, strlen(op));
	tell(slim, "\n", 1);
}

/* A rectangle is m, three l along the axes, x first, and h. */
static bool is_box(const struct stroke *path, int count)
{
	const double *a = path[0].at, *b = path[1].at, *c = path[2].at, *d = path[3].at;
	return count == 5 && path[1].op == 'l' && path[2].op == 'l' && path[3].op == 'l' &&
	       path[4].op == 'h' && a[1] == b[1] && b[0] == c[0] && c[1] == d[1] && d[0] == a[0];
}

static void in_steps(const struct stroke *stroke, const double corner[2], long out[NUMBERS])
{
	for (int i = 0; i < stroke->count; i++)
		out[i] = lround((stroke->at[i] - corner[i % 2]) * STEPS);
}

static void tell_box(struct slim *slim, const struct stroke *path, const double corner[2])
{
	long from[NUMBERS], to[NUMBERS];
	in_steps(&path[0], corner, from);
	in_steps(&path[2], corner, to);
	tell_numbers(slim, (long[]){from[0], from[1], to[0] - from[0], to[1] - from[1]}, 4);
	tell_op(slim, "re");
}

static void tell_contour(struct slim *slim, const struct contour *contour, const double corner[2])
{
	const struct stroke *path = &slim->path[contour->start];
	int count = contour->end - contour->start;
	long numbers[NUMBERS];
	if (is_box(path, count)) {
		tell_box(slim, path, corner);
		return;
	}
	for (int i = 0; i < count; i++) {
		in_steps(&path[i], corner, numbers);
		tell_numbers(slim, numbers, path[i].count);
		tell_op(slim, (const char[]){path[i].op, '\0'});
	}
}

static void tell_face(struct slim *slim, const struct face *face, const char *paint, long from[2])
{
	const double *corner = slim->path[slim->contours[face->first].start].at;
	long x = lround(corner[0] * STEPS), y = lround(corner[1] * STEPS);
	slim->out = must(talloc_asprintf_append_buffer(slim->out, "1 0 0 1 %ld %ld cm\n",
						       x - from[0], y - from[1]));
	for (int i = face->first; i >= 0; i = slim->contours[i].next)
		tell_contour(slim, &slim->contours[i], corner);
	tell_op(slim, paint);
	from[0] = x;
	from[1] = y;
}

static void tell_faces(struct slim *slim, const char *paint)
{
	long from[2] = {0, 0};
	part(slim);
	tell(slim, "q .04 0 0 .04 0 0 cm\n", 21);
	for (int i = 0; i < slim->nfaces; i++)
		if (slim->faces[i].first >= 0)
			tell_face(slim, &slim->faces[i], paint, from);
	tell(slim, "Q\n", 2);
}

/* --- all of it --- */

static bool of_path(char op, int count)
{
	return (strchr("ml", op) != NULL && count == 2) || (op == 'c' && count == 6) ||
	       (op == 'h' && count == 0);
}

/* START: of its first operand. */
static void take_operator(struct slim *slim, const char *word, size_t length,
			  const struct operands *operands)
{
	const char *start = operands->first == NULL ? word : operands->first;
	bool fill = word[0] == 'f' && (length == 1 || (length == 2 && word[1] == '*'));
	if (length == 1 && of_path(word[0], operands->count)) {
		if (slim->count == 0) {
			tell(slim, slim->kept, (size_t)(start - slim->kept));
			slim->kept = start;
			slim->odd = slim->odd || word[0] != 'm';
		}
		take_stroke(slim, word[0], operands);
		return;
	}
	if (fill && slim->count > 0 && !slim->odd && operands->count == 0) {
		tell_faces(slim, length == 1 ? "f" : "f*");
		slim->kept = word + length;
	}
	/* a rectangle is of the path; all else ends it */
	slim->odd = length == 2 && memcmp(word, "re", 2) == 0;
	slim->count = slim->odd ? slim->count : 0;
}

const char *slim_content(void *owner, const char *content, size_t size)
{
	struct slim slim = {.scratch = must(talloc_new(owner)),
			    .kept = content,
			    .out = must(talloc_strdup(owner, ""))};
	struct operands operands = {0};
	const char *end = content + size;
	for (const char *at = content; at < end;) {
		const char *word = at;
		while (at < end && !isspace((unsigned char)*at))
			at++;
		size_t length = (size_t)(at - word);
		if (is_number(word, length))
			take_number(&operands, word, length);
		else if (length > 0) {
			take_operator(&slim, word, length, &operands);
			operands = (struct operands){0};
		}
		while (at < end && isspace((unsigned char)*at))
			at++;
	}
	tell(&slim, slim.kept, (size_t)(end - slim.kept));
	talloc_free(slim.scratch);
	return slim.out;
}
