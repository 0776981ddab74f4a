/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/finder.h"

#include "base/runs.h"
#include <leptonica/allheaders.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { MODULES = 7, MOST = 200 };

static bool are_like(double a, double b, double by)
{
	return a <= b * by && b <= a * by;
}

/* Ink, paper, ink, paper, ink, of 1, 1, 3, 1 and 1 modules. Two neighbours are held against what
 * they should be together, because ink that has spread takes from the paper what it adds. */
static bool is_finder(const int parts[5])
{
	static const int pairs[4] = {2, 4, 4, 2};
	int all = parts[0] + parts[1] + parts[2] + parts[3] + parts[4];
	for (int i = 0; i < 4; i++)
		if (4 * abs(MODULES * (parts[i] + parts[i + 1]) - pairs[i] * all) > 3 * all)
			return false;
	return all >= MODULES;
}

static const l_uint32 *row_at(PIX *bits, int y)
{
	return pixGetData(bits) + (size_t)y * (size_t)pixGetWpl(bits);
}

static bool is_ink(PIX *bits, int x, int y)
{
	return GET_DATA_BIT(row_at(bits, y), x) != 0;
}

/* A way up or down a column. */
struct walk {
	PIX *bits;
	int x, y; /* the dot that comes next */
	int step, most;
};

/* How many dots there are that are ink, or paper; MOST at most, so that a page of stripes costs no
 * more than another. */
static int walk(struct walk *at, bool ink)
{
	int dots = 0, h = pixGetHeight(at->bits);
	for (; dots < at->most && at->y >= 0 && at->y < h; dots++, at->y += at->step)
		if (is_ink(at->bits, at->x, at->y) != ink)
			break;
	return dots;
}

/* What a row looks like, a column through the middle part has to look like too. */
static bool column_is(PIX *bits, int x, int y, struct box *out)
{
	struct walk up = {bits, x, y, -1, out->w}, down = {bits, x, y + 1, 1, out->w};
	int parts[5];
	parts[2] = walk(&up, true) + walk(&down, true);
	parts[1] = walk(&up, false);
	parts[3] = walk(&down, false);
	parts[0] = walk(&up, true);
	parts[4] = walk(&down, true);
	out->y = up.y + 1;
	out->h = down.y - up.y - 1;
	return is_finder(parts) && are_like(out->w, out->h, 1.4);
}

/* The middle itself may have a hole, where toner is gone. */
static bool some_column_is(PIX *bits, struct run middle, int y, struct box *out)
{
	for (int quarter = 1; quarter <= 3; quarter++)
		if (column_is(bits, middle.x + (middle.end - middle.x) * quarter / 4, y, out))
			return true;
	return false;
}

static bool is_known(const struct box *list, int count, int x, int y)
{
	for (int i = 0; i < count; i++)
		if (x >= list[i].x && x < list[i].x + list[i].w && y >= list[i].y &&
		    y < list[i].y + list[i].h)
			return true;
	return false;
}

static void row_finders(void *owner, PIX *bits, int y, const struct run *runs, int nruns,
			struct box **list, int *count)
{
	for (int i = 0; i + 2 < nruns && *count < MOST; i++) {
		const struct run *run = &runs[i];
		int parts[5] = {run[0].end - run[0].x, run[1].x - run[0].end, run[1].end - run[1].x,
				run[2].x - run[1].end, run[2].end - run[2].x};
		int middle = (run[1].x + run[1].end) / 2;
		struct box box = {.x = run[0].x, .w = run[2].end - run[0].x};
		if (!is_finder(parts) || is_known(*list, *count, middle, y) ||
		    !some_column_is(bits, run[1], y, &box))
			continue;
		*list = APPEND(owner, *list, count, struct box);
		(*list)[*count - 1] = box;
	}
}

struct box *finder_boxes(void *owner, PIX *bits, int *count)
{
	struct box *list = NULL;
	int width = pixGetWidth(bits);
	struct run *runs = NEW_ARRAY(NULL, struct run, runs_most(width));
	*count = 0;
	pixSetPadBits(bits, 0);
	for (int y = 0; y < pixGetHeight(bits) && *count < MOST; y++)
		row_finders(owner, bits, y, runs, runs_of(row_at(bits, y), width, runs), &list,
			    count);
	talloc_free(runs);
	return list;
}

/* --- codes --- */

/* From middle to middle. */
static double apart(struct box a, struct box b)
{
	return hypot(a.x + a.w / 2.0 - b.x - b.w / 2.0, a.y + a.h / 2.0 - b.y - b.h / 2.0);
}

/* A is where the two sides meet. The middles of corners are 14 modules apart in the smallest code,
 * and 170 in the largest. */
static bool is_code(struct box a, struct box b, struct box c)
{
	if (!are_like(a.h, b.h, 1.5) || !are_like(a.h, c.h, 1.5))
		return false;
	double across = apart(a, b), down = apart(a, c), module = a.h / (double)MODULES;
	return across > 11 * module && across < 200 * module && are_like(across, down, 1.3) &&
	       are_like(apart(b, c), hypot(across, down), 1.15);
}

struct box finder_codes(const struct box *list, int count)
{
	struct box all = {0, 0, 0, 0};
	for (int a = 0; a < count; a++)
		for (int b = 0; b < count; b++)
			for (int c = b + 1; c < count; c++)
				if (a != b && a != c && is_code(list[a], list[b], list[c]))
					all = box_around(box_around(all, list[a]),
							 box_around(list[b], list[c]));
	return all;
}
