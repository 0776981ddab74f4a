/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/ink.h"

#include <leptonica/allheaders.h>
#include <math.h>
#include <string.h>

enum { STROKES = 12, STEPS = 120 };

/* The page at about 75 to 150 dots an inch, any ink in a square being ink: so that thin curves stay
 * whole. */
struct sketch {
	PIX *pix;
	int factor, dpi;
	int height; /* of letters, in its px */
};

static struct sketch sketch_of(void *owner, PIX *bits, int dpi, int height)
{
	struct sketch sketch = {must(pixClone(bits)), 1, dpi, height};
	while (sketch.dpi >= 250) {
		PIX *half = must(pixReduceRankBinary2(sketch.pix, 1, NULL));
		pixDestroy(&sketch.pix);
		sketch.pix = half;
		sketch.factor *= 2;
		sketch.dpi /= 2;
		sketch.height /= 2;
	}
	image_own(owner, sketch.pix);
	return sketch;
}

static int mm(const struct sketch *sketch, int length)
{
	return length * sketch->dpi * 10 / 254;
}

static struct box *boxes_of(void *owner, PIX *pix, int *count)
{
	BOXA *boxes = must(pixConnCompBB(pix, 8));
	*count = boxaGetCount(boxes);
	struct box *list = NEW_ARRAY(owner, struct box, *count);
	for (int i = 0; i < *count; i++)
		boxaGetBoxGeometry(boxes, i, &list[i].x, &list[i].y, &list[i].w, &list[i].h);
	boxaDestroy(&boxes);
	return list;
}

static void note(void *owner, struct inks *inks, const struct sketch *sketch, struct box box,
		 bool seal)
{
	int f = sketch->factor;
	inks->list = APPEND(owner, inks->list, &inks->count, struct ink);
	inks->list[inks->count - 1] = (struct ink){{box.x * f, box.y * f, box.w * f, box.h * f},
						   seal};
}

/* --- seals --- */

struct ring {
	double x, y, r;
};

/* How much of the circle is ink, 0 to 1. */
static double ring_share(PIX *pix, struct ring ring)
{
	int w = pixGetWidth(pix), h = pixGetHeight(pix), hits = 0;
	for (int i = 0; i < STEPS; i++) {
		double angle = i * 2 * 3.14159265358979 / STEPS;
		int x = (int)lrint(ring.x + ring.r * cos(angle));
		int y = (int)lrint(ring.y + ring.r * sin(angle));
		if (x >= 0 && y >= 0 && x < w && y < h)
			hits += GET_DATA_BIT(pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix),
					     x);
	}
	return (double)hits / STEPS;
}

/* Letters that touch the ring make its box larger than it is: the circle is looked for nearby. */
static double ring_fit(PIX *pix, struct box box, int slack, struct ring *best)
{
	double most = 0;
	int small = box.w < box.h ? box.w : box.h;
	for (int r = small / 2 - slack; r <= small / 2 + 1; r++)
		for (int y = box.y + r; y <= box.y + box.h - r + 1; y++)
			for (int x = box.x + r; x <= box.x + box.w - r + 1; x++) {
				struct ring ring = {x, y, r};
				double share = ring_share(pix, ring);
				if (share > most) {
					most = share;
					*best = ring;
				}
			}
	return most;
}

static void ring_draw(PIX *mask, struct ring ring, int thick)
{
	for (int i = 0; i < STEPS * 8; i++) {
		double angle = i * 2 * 3.14159265358979 / (STEPS * 8);
		pixRasterop(mask, (int)lrint(ring.x + ring.r * cos(angle)) - thick / 2,
			    (int)lrint(ring.y + ring.r * sin(angle)) - thick / 2, thick, thick,
			    PIX_SET, NULL, 0, 0);
	}
}

/* The best ring of radius R whose middle is within SLACK of (X, Y). */
static double ring_near(PIX *pix, double x, double y, int r, int slack, struct ring *best)
{
	double most = 0;
	for (int dy = -slack; dy <= slack; dy++)
		for (int dx = -slack; dx <= slack; dx++) {
			struct ring ring = {x + dx, y + dy, r};
			double share = ring_share(pix, ring);
			if (share > most) {
				most = share;
				*best = ring;
			}
		}
	return most;
}

/* Rings within the outer one, about the same middle. */
static void rings_inside(PIX *pix, PIX *mask, struct ring outer)
{
	for (int r = (int)(outer.r * 0.4); r < (int)outer.r - 3; r++) {
		struct ring ring;
		if (ring_near(pix, outer.x, outer.y, r, 2, &ring) > 0.7)
			ring_draw(mask, ring, 3);
	}
}

/* The inner ring of a seal is a piece of its own, but no second seal. */
static bool is_inside(const struct inks *inks, const struct sketch *sketch, struct box b)
{
	int x = (b.x + b.w / 2) * sketch->factor, y = (b.y + b.h / 2) * sketch->factor;
	for (int i = 0; i < inks->count; i++) {
		struct box seal = inks->list[i].box;
		if (x > seal.x && x < seal.x + seal.w && y > seal.y && y < seal.y + seal.h)
			return true;
	}
	return false;
}

static bool may_be_seal(const struct sketch *sketch, struct box b)
{
	int least = mm(sketch, 18), most = mm(sketch, 60);
	return b.w >= least && b.h >= least && b.w <= most && b.h <= most &&
	       abs(b.w - b.h) <= mm(sketch, 8);
}

static bool seals_find(void *owner, const struct sketch *sketch, PIX *mask, struct inks *inks)
{
	int count;
	struct box *boxes = boxes_of(owner, sketch->pix, &count);
	for (int i = 0; i < count; i++) {
		struct ring ring;
		if (!may_be_seal(sketch, boxes[i]) || is_inside(inks, sketch, boxes[i]) ||
		    ring_fit(sketch->pix, boxes[i], mm(sketch, 4), &ring) < 0.75)
			continue;
		ring_draw(mask, ring, 3);
		rings_inside(sketch->pix, mask, ring);
		int r = (int)ring.r;
		note(owner, inks, sketch,
		     (struct box){(int)ring.x - r, (int)ring.y - r, 2 * r, 2 * r}, true);
	}
	return inks->count > 0;
}

/* --- signatures --- */

static bool is_stroke(const struct sketch *sketch, struct box b)
{
	return b.h * 10 >= sketch->height * 18 && b.w >= sketch->height * 3 &&
	       b.h >= mm(sketch, 4) && b.h <= mm(sketch, 40) && b.w >= mm(sketch, 8) &&
	       b.w <= mm(sketch, 80);
}

/* The one component that fills the box from edge to edge; others that reach into it stay. */
static void stroke_mask(PIX *pix, PIX *mask, struct box b)
{
	BOX *box = must(boxCreate(b.x, b.y, b.w, b.h));
	PIX *part = must(pixClipRectangle(pix, box, NULL));
	PIXA *pieces = NULL;
	BOXA *boxes = must(pixConnComp(part, &pieces, 8));
	for (int i = 0; i < boxaGetCount(boxes); i++) {
		l_int32 x, y, w, h;
		boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
		if (w != b.w || h != b.h)
			continue;
		PIX *piece = must(pixaGetPix(pieces, i, L_CLONE));
		pixRasterop(mask, b.x, b.y, b.w, b.h, PIX_SRC | PIX_DST, piece, 0, 0);
		pixDestroy(&piece);
	}
	boxaDestroy(&boxes);
	pixaDestroy(&pieces);
	pixDestroy(&part);
	boxDestroy(&box);
}

/* Cells of a table and boxes of a form are as large as strokes, but are straight lines around
 * nothing. */
static bool is_frame(PIX *pix, struct box b)
{
	l_int32 ink = 0;
	BOX *box = must(boxCreate(b.x, b.y, b.w, b.h));
	PIX *part = must(pixClipRectangle(pix, box, NULL));
	PIX *across = must(pixOpenBrick(NULL, part, b.w * 3 / 4, 1));
	pixCountPixels(across, &ink, NULL);
	pixDestroy(&across);
	pixDestroy(&part);
	boxDestroy(&box);
	return ink >= 2 * b.w * 3 / 4;
}

static void strokes_find(void *owner, const struct sketch *sketch, PIX *pix, PIX *mask,
			 struct inks *inks)
{
	int count, strokes = 0, letters = 0;
	struct box *boxes = boxes_of(owner, pix, &count);
	for (int i = 0; i < count; i++) {
		strokes += is_stroke(sketch, boxes[i]);
		letters += boxes[i].h * 2 > sketch->height && boxes[i].h < sketch->height * 2;
	}
	if (strokes == 0 || strokes > STROKES || strokes * 30 > letters)
		return;
	for (int i = 0; i < count; i++) {
		if (!is_stroke(sketch, boxes[i]) || is_frame(pix, boxes[i]))
			continue;
		stroke_mask(pix, mask, boxes[i]);
		note(owner, inks, sketch, boxes[i], false);
	}
}

static PIX *without(PIX *bits, PIX *mask, int factor)
{
	PIX *full = must(pixExpandReplicate(mask, factor));
	PIX *out = must(pixCopy(NULL, bits));
	pixRasterop(out, 0, 0, pixGetWidth(full), pixGetHeight(full), PIX_NOT(PIX_SRC) & PIX_DST,
		    full, 0, 0);
	pixDestroy(&full);
	return out;
}

/* Seals first: a signature often runs through one, and is a piece of its own only without the
 * rings. */
PIX *ink_remove(void *owner, PIX *bits, int dpi, int height, struct inks *inks)
{
	struct sketch sketch = sketch_of(owner, bits, dpi, height);
	PIX *mask = image_own(owner, pixCreateTemplate(sketch.pix));
	PIX *rest = sketch.pix;
	*inks = (struct inks){0};
	if (height <= 0)
		return bits;
	if (seals_find(owner, &sketch, mask, inks))
		rest = image_own(owner, without(sketch.pix, mask, 1));
	strokes_find(owner, &sketch, rest, mask, inks);
	return inks->count == 0 ? bits : image_own(owner, without(bits, mask, sketch.factor));
}
