/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/skew.h"

#include <math.h>
#include <string.h>

static const double WIDEST = 8;			/* degrees */
static const double COARSE = 0.25, FINE = 0.02; /* steps between angles */
static const double NEAR = 0.9; /* angles about as good as the best count for the result too */
enum { COARSE_ROWS = 60, FINE_ROWS = 100 }; /* an inch */
enum { FEW_MARKS = 8 };

/* The ends of letters: those of a line that runs ALONG have the same ACROSS when it is level. */
struct end {
	double along, across; /* px; along: from the middle of all */
};

struct ends {
	struct end *list;
	int count;
	double reach;	    /* the largest along, either way */
	double first, last; /* the smallest and the largest across */
};

/* Angles that are tried, and the rows that ends are gathered in. */
struct sweep {
	double from, step; /* degrees */
	double row;	   /* px */
};

static struct end *put(struct end *to, int from, int length, int across, int high)
{
	double along = from + length / 2.0;
	to[0] = (struct end){along, across};
	to[1] = (struct end){along, across + high};
	return to + 2;
}

static struct ends ends_of(void *owner, struct marks marks, bool down)
{
	struct ends ends = {.count = 2 * marks.count};
	ends.list = NEW_ARRAY(owner, struct end, ends.count);
	struct end *to = ends.list;
	for (int i = 0; i < marks.count; i++) {
		struct box b = marks.list[i];
		to = down ? put(to, b.y, b.h, b.x, b.w) : put(to, b.x, b.w, b.y, b.h);
	}
	double least = ends.list->along, most = least;
	ends.first = ends.last = ends.list->across;
	for (int i = 0; i < ends.count; i++) {
		struct end end = ends.list[i];
		least = fmin(least, end.along);
		most = fmax(most, end.along);
		ends.first = fmin(ends.first, end.across);
		ends.last = fmax(ends.last, end.across);
	}
	for (int i = 0; i < ends.count; i++)
		ends.list[i].along -= (least + most) / 2;
	ends.reach = (most - least) / 2;
	return ends;
}

/* Rows of text gather their ends in few rows of the count. A row counts with its neighbour, so that
 * it does not matter where rows begin. */
static double gathered(struct ends ends, double angle, double row, int *counts, int rows)
{
	double slope = tan(angle * M_PI / 180), sum = 0;
	double from = ends.first - ends.reach * fabs(slope) - row;
	memset(counts, 0, (size_t)rows * sizeof *counts);
	for (int i = 0; i < ends.count; i++)
		counts[(int)((ends.list[i].across + ends.list[i].along * slope - from) / row)]++;
	for (int i = 1; i < rows; i++) {
		double both = counts[i - 1] + counts[i];
		sum += both * both;
	}
	return sum;
}

static void sweep(void *owner, struct ends ends, struct sweep sweep, double *scores, int count)
{
	double most = ends.last - ends.first + 2 * ends.reach * tan((WIDEST + 1) * M_PI / 180);
	int rows = (int)(most / sweep.row) + 4;
	int *counts = NEW_ARRAY(owner, int, rows);
	for (int i = 0; i < count; i++)
		scores[i] = gathered(ends, sweep.from + i * sweep.step, sweep.row, counts, rows);
}

static int best_of(const double *scores, int count)
{
	int best = 0;
	for (int i = 1; i < count; i++)
		if (scores[i] > scores[best])
			best = i;
	return best;
}

/* About ANGLE, more closely. */
static double refined(void *owner, struct ends ends, double angle, int dpi)
{
	enum { ANGLES = 31 };
	double scores[ANGLES], sum = 0, weight = 0;
	struct sweep fine = {angle - ANGLES / 2 * FINE, FINE, fmax(1, (double)dpi / FINE_ROWS)};
	sweep(owner, ends, fine, scores, ANGLES);
	double least = NEAR * scores[best_of(scores, ANGLES)];
	for (int i = 0; i < ANGLES; i++) {
		double more = fmax(0, scores[i] - least);
		sum += more * (fine.from + i * FINE);
		weight += more;
	}
	return sum / weight;
}

/* How lines run if they run like this; and how far they stand out, in all and as a share. */
struct found {
	double angle, more, share;
};

static struct found find(void *owner, struct marks marks, int dpi, bool down)
{
	enum { ANGLES = 65 };
	double scores[ANGLES], mean = 0;
	struct ends ends = ends_of(owner, marks, down);
	struct sweep coarse = {-WIDEST, COARSE, fmax(1, (double)dpi / COARSE_ROWS)};
	sweep(owner, ends, coarse, scores, ANGLES);
	for (int i = 0; i < ANGLES; i++)
		mean += scores[i] / ANGLES;
	int best = best_of(scores, ANGLES);
	double angle = refined(owner, ends, coarse.from + best * COARSE, dpi);
	return (struct found){down ? -angle : angle, scores[best] - mean, scores[best] / mean};
}

/* --- which way they run --- */

static int gap(int a, int length, int b, int other)
{
	int between = a > b ? a - b - other : b - a - length;
	return between > 0 ? between : 0;
}

/* What stands nearest to a letter is the next of its line: the share of letters that it stands
 * beside, and not above or below. */
static double beside(struct marks marks)
{
	enum { LOOKED_AT = 200 };
	int across = 0, down = 0;
	for (int i = 0; i < marks.count; i += 1 + marks.count / LOOKED_AT) {
		struct box b = marks.list[i];
		double least = HUGE_VAL;
		int way = 0;
		for (int k = 0; k < marks.count; k++) {
			struct box o = marks.list[k];
			double x = gap(b.x, b.w, o.x, o.w), y = gap(b.y, b.h, o.y, o.h);
			if (k == i || x * x + y * y >= least)
				continue;
			least = x * x + y * y;
			way = (x > y) - (x < y);
		}
		across += way > 0;
		down += way < 0;
	}
	return across + down == 0 ? 0.5 : (double)across / (across + down);
}

struct lie lie_of(struct marks marks, int dpi)
{
	if (marks.count < FEW_MARKS)
		return (struct lie){0};
	void *own = talloc_new(NULL);
	struct found across = find(own, marks, dpi, false), down = find(own, marks, dpi, true);
	double share = beside(marks);
	struct lie lie = {.down = down.more * (1 - share) > across.more * share};
	struct found best = lie.down ? down : across;
	/* marks strewn about do so much by chance */
	lie.skew = best.share > 1.1 + 1.6 / sqrt(marks.count) ? round(best.angle * 100) / 100 : 0;
	talloc_free(own);
	return lie;
}
