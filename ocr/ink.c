/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/ink.h"

#include "ocr/bits.h"
#include "ocr/paper.h"
#include "ocr/ring.h"
#include "ocr/rule.h"
#include <leptonica/allheaders.h>

enum { STROKES = 12 };

/* The page at about 75 to 150 dots an inch, any ink in a square being ink: so that thin curves stay
 * whole. */
struct sketch {
	PIX *pix;
	int factor, dpi;
	int height; /* of letters, in its px */
};

static struct sketch sketch_of(void *owner, PIX *bits, int dpi, int height)
{
	int factor;
	PIX *coarse = image_own(owner, paper_coarse(bits, dpi, 125, 1, &factor));
	return (struct sketch){coarse, factor, dpi / factor, height / factor};
}

static int mm(const struct sketch *sketch, int length)
{
	return length * sketch->dpi * 10 / 254;
}

static void note(void *owner, struct inks *inks, const struct sketch *sketch, struct box box,
		 bool seal)
{
	inks->list = APPEND(owner, inks->list, &inks->count, struct ink);
	inks->list[inks->count - 1] = (struct ink){box_times(box, sketch->factor), seal};
}

/* The one component that fills the box from edge to edge, without others that reach into it. The
 * result is the caller's. */
static PIX *piece_of(PIX *pix, struct box b)
{
	PIX *part = must(image_part(pix, b));
	PIXA *pieces = NULL;
	BOXA *boxes = must(pixConnComp(part, &pieces, 8));
	PIX *found = NULL;
	for (int i = 0; i < boxaGetCount(boxes) && found == NULL; i++) {
		l_int32 x, y, w, h;
		boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
		if (w == b.w && h == b.h)
			found = must(pixaGetPix(pieces, i, L_CLONE));
	}
	boxaDestroy(&boxes);
	pixaDestroy(&pieces);
	pixDestroy(&part);
	return must(found);
}

/* --- seals --- */

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

/* A seal and what touches it: a signature runs through most. */
static bool may_hold_seal(const struct sketch *sketch, struct box b)
{
	int least = mm(sketch, 18), most = mm(sketch, 120);
	return b.w >= least && b.h >= least && b.w <= most && b.h <= most;
}

static bool holds_seal(const struct sketch *sketch, struct box b, struct ring *ring)
{
	if (!may_hold_seal(sketch, b))
		return false;
	PIX *piece = piece_of(sketch->pix, b);
	bool found = ring_find(piece, mm(sketch, 9), mm(sketch, 30), ring);
	pixDestroy(&piece);
	ring->x += b.x;
	ring->y += b.y;
	return found;
}

static void seal_take(void *owner, const struct sketch *sketch, PIX *mask, struct ring ring,
		      struct inks *inks)
{
	ring_mask(sketch->pix, mask, ring);
	note(owner, inks, sketch,
	     (struct box){ring.x - ring.r, ring.y - ring.r, 2 * ring.r, 2 * ring.r}, true);
}

static bool is_arc(const struct sketch *sketch, struct box b)
{
	int more = b.w > b.h ? b.w : b.h, less = b.w > b.h ? b.h : b.w;
	return more >= mm(sketch, 10) && less >= mm(sketch, 6) && more <= mm(sketch, 60);
}

static bool are_near(struct box a, struct box b, int gap)
{
	return a.x < b.x + b.w + gap && b.x < a.x + a.w + gap && a.y < b.y + b.h + gap &&
	       b.y < a.y + a.h + gap;
}

/* Takes the arcs near BOX out of the list, and their box in. */
static int arcs_join(const struct sketch *sketch, struct box *arcs, int count, struct box *box)
{
	int joined = 0;
	for (int i = 0; i < count; i++) {
		if (arcs[i].w == 0 || !are_near(arcs[i], *box, mm(sketch, 5)))
			continue;
		*box = box_around(*box, arcs[i]);
		arcs[i].w = 0;
		joined++;
		i = -1; /* the box has grown: those before may be near now */
	}
	return joined;
}

static bool arcs_hold_seal(const struct sketch *sketch, struct box b, struct ring *ring)
{
	int room = mm(sketch, 3);
	if (!may_hold_seal(sketch, b))
		return false;
	int x = b.x > room ? b.x - room : 0, y = b.y > room ? b.y - room : 0;
	struct box wide = {x, y, b.w + 2 * room, b.h + 2 * room};
	PIX *part = must(image_part(sketch->pix, wide));
	bool found = ring_find(part, mm(sketch, 9), mm(sketch, 30), ring);
	pixDestroy(&part);
	ring->x += x;
	ring->y += y;
	return found;
}

/* A seal that was pressed unevenly is no one piece: its arcs are looked at together. */
static void broken_seals_find(void *owner, const struct sketch *sketch, const struct box *boxes,
			      int count, PIX *mask, struct inks *inks)
{
	int narcs = 0;
	struct box *arcs = NEW_ARRAY(owner, struct box, count);
	for (int i = 0; i < count; i++)
		if (is_arc(sketch, boxes[i]) && !is_inside(inks, sketch, boxes[i]))
			arcs[narcs++] = boxes[i];
	for (int i = 0; i < narcs; i++) {
		struct box whole = arcs[i];
		struct ring ring = {0, 0, 0};
		if (arcs[i].w > 0 && arcs_join(sketch, arcs, narcs, &whole) > 1 &&
		    arcs_hold_seal(sketch, whole, &ring))
			seal_take(owner, sketch, mask, ring, inks);
	}
	talloc_free(arcs);
}

static bool seals_find(void *owner, const struct sketch *sketch, PIX *mask, struct inks *inks)
{
	int count;
	struct box *boxes = bits_boxes(owner, sketch->pix, &count);
	for (int i = 0; i < count; i++) {
		struct ring ring = {0, 0, 0};
		if (!is_inside(inks, sketch, boxes[i]) && holds_seal(sketch, boxes[i], &ring))
			seal_take(owner, sketch, mask, ring, inks);
	}
	broken_seals_find(owner, sketch, boxes, count, mask, inks);
	return inks->count > 0;
}

/* --- signatures --- */

static bool is_stroke(const struct sketch *sketch, struct box b)
{
	return b.h * 10 >= sketch->height * 18 && b.w >= sketch->height * 3 &&
	       b.h >= mm(sketch, 4) && b.h <= mm(sketch, 40) && b.w >= mm(sketch, 8) &&
	       b.w <= mm(sketch, 80);
}

/* Letters that touch each other, one reaching up and one down, are as tall as a flat stroke, but
 * stand close to other letters. */
static bool is_in_word(const struct sketch *sketch, const struct box *boxes, int count,
		       struct box b)
{
	if (b.h * 10 > sketch->height * 26)
		return false;
	for (int i = 0; i < count; i++) {
		struct box o = boxes[i];
		int gap = o.x < b.x ? b.x - o.x - o.w : o.x - b.x - b.w;
		int middle = o.y + o.h / 2;
		if (o.h * 2 > sketch->height && gap >= 0 && gap * 2 <= sketch->height &&
		    middle > b.y && middle < b.y + b.h)
			return true;
	}
	return false;
}

static void stroke_mask(PIX *pix, PIX *mask, struct box b)
{
	PIX *piece = piece_of(pix, b);
	pixRasterop(mask, b.x, b.y, b.w, b.h, PIX_SRC | PIX_DST, piece, 0, 0);
	pixDestroy(&piece);
}

static void strokes_find(void *owner, const struct sketch *sketch, PIX *pix, PIX *mask,
			 struct inks *inks)
{
	int count, strokes = 0, letters = 0;
	struct box *boxes = bits_boxes(owner, pix, &count);
	for (int i = 0; i < count; i++) {
		strokes += is_stroke(sketch, boxes[i]);
		letters += boxes[i].h * 2 > sketch->height && boxes[i].h < sketch->height * 2;
	}
	if (strokes == 0 || strokes > STROKES || strokes * 30 > letters)
		return;
	for (int i = 0; i < count; i++) {
		if (!is_stroke(sketch, boxes[i]) || is_in_word(sketch, boxes, count, boxes[i]))
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
PIX *ink_remove(void *owner, PIX *page, int dpi, int height, struct inks *inks)
{
	PIX *bits = rule_remove(owner, page, dpi);
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
