/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/ring.h"

#include <leptonica/allheaders.h>
#include <math.h>

enum { STEPS = 128, ROUGH = 4, THICK = 5 };
static const double WHOLE =
	0.75; /* the least share of a ring that is ink: seals are pressed unevenly */

/* Dots of a circle from its middle, first a few from all around: they tell a poor ring. */
struct circle {
	int steps;
	int x[STEPS], y[STEPS];
};

static struct circle circle_of(int r, int steps)
{
	struct circle c = {.steps = steps};
	for (int i = 0; i < steps; i++) {
		double angle = i * 37 % steps * 2 * 3.14159265358979 / steps;
		c.x[i] = (int)lrint(r * cos(angle));
		c.y[i] = (int)lrint(r * sin(angle));
	}
	return c;
}

/* PIX, so that asking for a dot is cheap. */
struct plane {
	const l_uint32 *data;
	int w, h, wpl;
};

static struct plane plane_of(PIX *pix)
{
	return (struct plane){pixGetData(pix), pixGetWidth(pix), pixGetHeight(pix), pixGetWpl(pix)};
}

static bool ink_at(const struct plane *p, int x, int y)
{
	return x >= 0 && y >= 0 && x < p->w && y < p->h &&
	       GET_DATA_BIT(p->data + (size_t)y * (size_t)p->wpl, x);
}

/* How much of the circle about (X, Y) is ink, 0 to 1; 0 when it is not WHOLE. */
static double share_of(const struct plane *p, const struct circle *c, int x, int y)
{
	int misses = 0, most = (int)(c->steps * (1 - WHOLE));
	for (int i = 0; i < c->steps && misses <= most; i++)
		misses += !ink_at(p, x + c->x[i], y + c->y[i]);
	return misses > most ? 0 : 1 - (double)misses / c->steps;
}

struct range {
	int x0, x1, y0, y1;
};

/* The best ring of radius R with its middle in RANGE, if it is better than BEST. Of the share
 * outside it half is held against it: solid ink is no ring. */
static void better_ring(const struct plane *p, struct range in, int r, int steps, struct ring *best,
			double *most)
{
	struct circle c = circle_of(r, steps), around = circle_of(r + 3, steps);
	for (int y = in.y0; y <= in.y1; y++)
		for (int x = in.x0; x <= in.x1; x++) {
			double share = share_of(p, &c, x, y);
			if (share > *most)
				share -= share_of(p, &around, x, y) / 2;
			if (share <= *most)
				continue;
			*most = share;
			*best = (struct ring){x, y, r};
		}
}

static struct range around(struct ring ring, int slack)
{
	return (struct range){ring.x - slack, ring.x + slack, ring.y - slack, ring.y + slack};
}

static bool finer(const struct plane *fine, struct ring rough, struct ring *out)
{
	double share = 0;
	struct ring near = {rough.x * ROUGH + ROUGH / 2, rough.y * ROUGH + ROUGH / 2,
			    rough.r * ROUGH};
	for (int r = near.r - ROUGH; r <= near.r + ROUGH; r++)
		better_ring(fine, around(near, ROUGH), r, STEPS, out, &share);
	return share > 0;
}

/* First where a dot stands for ROUGH times as many, then dot by dot nearby; from the outside in. */
bool ring_find(PIX *pix, int least, int most, struct ring *out)
{
	PIX *rough = must(pixReduceRankBinaryCascade(pix, 1, 1, 0, 0));
	struct plane p = plane_of(rough), fine = plane_of(pix);
	bool found = false;
	for (int r = most / ROUGH; r >= least / ROUGH && !found; r--) {
		struct ring best = {0, 0, 0};
		double share = 0;
		better_ring(&p, (struct range){r, p.w - r, r, p.h - r}, r, STEPS / 4, &best,
			    &share);
		found = share > 0 && finer(&fine, best, out);
	}
	pixDestroy(&rough);
	return found;
}

static void draw(PIX *mask, struct ring ring)
{
	int dots = ring.r * 7;
	for (int i = 0; i < dots; i++) {
		double angle = i * 2 * 3.14159265358979 / dots;
		pixRasterop(mask, (int)lrint(ring.x + ring.r * cos(angle)) - THICK / 2,
			    (int)lrint(ring.y + ring.r * sin(angle)) - THICK / 2, THICK, THICK,
			    PIX_SET, NULL, 0, 0);
	}
}

void ring_mask(PIX *pix, PIX *mask, struct ring outer)
{
	struct plane p = plane_of(pix);
	draw(mask, outer);
	for (int r = outer.r * 2 / 5; r < outer.r - THICK; r++) {
		struct ring ring;
		double share = 0;
		better_ring(&p, around(outer, 2), r, STEPS, &ring, &share);
		if (share > 0)
			draw(mask, ring);
	}
}
