/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each bar is a piece of ink of its own, and the moments of its dots tell where it lies, how long
 * and how wide it is, at whatever angle and however pitted. Four such side by side are a patch. */
#include "ocr/patch.h"

#include "ocr/paper.h"
#include <leptonica/allheaders.h>
#include <math.h>

enum { BARS = 64, COARSE = 70 }; /* more long pieces than that are a drawing; dots an inch */
static const double SHORTEST = 40, NARROW = 2, WIDE = 5, SPACE = 2; /* mm */

/* A long straight piece of ink, in mm; ANGLE from 0 to pi, of its length. */
struct bar {
	double x, y, angle, length, width;
};

struct sums {
	double n, x, y, xx, yy, xy;
};

static struct sums sums_of(PIX *piece)
{
	struct sums s = {0, 0, 0, 0, 0, 0};
	int w = pixGetWidth(piece), h = pixGetHeight(piece);
	for (int y = 0; y < h; y++) {
		const l_uint32 *row = pixGetData(piece) + (size_t)y * (size_t)pixGetWpl(piece);
		for (int x = 0; x < w; x++) {
			if (!GET_DATA_BIT(row, x))
				continue;
			s.n++;
			s.x += x;
			s.y += y;
			s.xx += (double)x * x;
			s.yy += (double)y * y;
			s.xy += (double)x * y;
		}
	}
	return s;
}

/* A straight bar of L by W has moments of L²/12 and W²/12 about its axes. Whether the piece is one:
 * its ink fills what they say. */
static bool bar_of(PIX *piece, struct box at, double mm, struct bar *out)
{
	struct sums s = sums_of(piece);
	double x = s.x / s.n, y = s.y / s.n;
	double xx = s.xx / s.n - x * x, yy = s.yy / s.n - y * y, xy = s.xy / s.n - x * y;
	double half = (xx + yy) / 2, apart = sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
	double angle = atan2(2 * xy, xx - yy) / 2;
	out->length = sqrt(12 * (half + apart)) * mm;
	out->width = sqrt(12 * fmax(half - apart, 1.0 / 12)) * mm;
	out->angle = angle < 0 ? angle + M_PI : angle;
	out->x = (at.x + x) * mm;
	out->y = (at.y + y) * mm;
	double full = s.n * mm * mm / (out->length * out->width);
	return out->length >= SHORTEST && full > 0.75 && full < 1.25 && out->width >= NARROW / 2 &&
	       out->width <= WIDE * 3 / 2;
}

static bool is_long(struct box b, double mm)
{
	return hypot(b.w, b.h) * mm >= SHORTEST;
}

/* Holes and gaps of a dot are closed first: what is printed is solid. */
static int bars_of(PIX *bits, int dpi, struct bar *bars)
{
	int factor, found = 0;
	PIX *coarse = paper_coarse(bits, dpi, COARSE, 2, &factor);
	PIX *solid = must(pixCloseSafeBrick(NULL, coarse, 3, 3));
	double mm = 25.4 * factor / dpi;
	BOXA *boxes = must(pixConnCompBB(solid, 8));
	PIXA *pieces = NULL;
	for (int i = 0; i < boxaGetCount(boxes) && found < BARS; i++) {
		struct box b;
		boxaGetBoxGeometry(boxes, i, &b.x, &b.y, &b.w, &b.h);
		if (!is_long(b, mm))
			continue;
		if (pieces == NULL)
			boxaDestroy(&boxes), boxes = must(pixConnComp(solid, &pieces, 8));
		PIX *piece = must(pixaGetPix(pieces, i, L_CLONE));
		found += bar_of(piece, b, mm, &bars[found]);
		pixDestroy(&piece);
	}
	pixaDestroy(&pieces);
	boxaDestroy(&boxes);
	pixDestroy(&solid);
	pixDestroy(&coarse);
	return found;
}

/* How far B lies from A across the bars, and along them. */
static double across(const struct bar *a, const struct bar *b)
{
	return (b->y - a->y) * cos(a->angle) - (b->x - a->x) * sin(a->angle);
}

static double along(const struct bar *a, const struct bar *b)
{
	return (b->x - a->x) * cos(a->angle) + (b->y - a->y) * sin(a->angle);
}

static bool beside(const struct bar *a, const struct bar *b)
{
	double turn = fabs(a->angle - b->angle);
	turn = fmin(turn, M_PI - turn);
	return turn < 0.04 && fabs(along(a, b)) < a->length / 10 &&
	       fabs(a->length - b->length) < a->length / 8;
}

/* The bar that stands next to A, as wide as WIDTH asks, on the side SIGN. */
static const struct bar *next(const struct bar *a, double width, double sign,
			      const struct bar *bars, int count)
{
	for (int i = 0; i < count; i++) {
		const struct bar *b = &bars[i];
		double gap = sign * across(a, b) - (a->width + b->width) / 2;
		if (b != a && beside(a, b) && fabs(b->width - width) < width / 3 &&
		    gap > SPACE / 2 && gap < SPACE * 7 / 4)
			return b;
	}
	return NULL;
}

/* Narrow wide narrow wide from A on. */
static bool patch_from(const struct bar *a, double sign, const struct bar *bars, int count)
{
	const struct bar *at = fabs(a->width - NARROW) < NARROW / 3 ? a : NULL;
	at = at == NULL ? NULL : next(at, WIDE, sign, bars, count);
	at = at == NULL ? NULL : next(at, NARROW, sign, bars, count);
	return at != NULL && next(at, WIDE, sign, bars, count) != NULL;
}

bool patch_on(PIX *bits, int dpi)
{
	struct bar bars[BARS];
	int count = bars_of(bits, dpi, bars);
	for (int i = 0; i < count; i++)
		if (patch_from(&bars[i], 1, bars, count) || patch_from(&bars[i], -1, bars, count))
			return true;
	return false;
}
