/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/upturn.h"

#include "ocr/letters.h"
#include <leptonica/allheaders.h>
#include <stdlib.h>

/* Rows and columns of a letter, in px from its own corner. */
struct shape {
	PIX *pix;
	int w, h;
};

static bool ink_at(const struct shape *shape, int x, int y)
{
	return GET_DATA_BIT(pixGetData(shape->pix) + (size_t)y * (size_t)pixGetWpl(shape->pix), x);
}

/* The first row with ink among the columns FROM up to TO; the height when there is none. */
static int top_of(const struct shape *shape, int from, int to)
{
	for (int y = 0; y < shape->h; y++)
		for (int x = from; x < to; x++)
			if (ink_at(shape, x, y))
				return y;
	return shape->h;
}

static int ink_in(const struct shape *shape, int x0, int x1, int y0, int y1)
{
	int ink = 0;
	for (int y = y0; y < y1; y++)
		for (int x = x0; x < x1; x++)
			ink += ink_at(shape, x, y);
	return ink;
}

/* A stem at the left with nothing right of its lower half, a bar; and at the bar's right end, above
 * it, the upturn. A letter of another build is none of ours, whatever was read. */
static bool has_upturn(const struct shape *shape)
{
	int w = shape->w, h = shape->h;
	if (w < 8 || h < 12 || h > w * 3)
		return false;
	if (ink_in(shape, w * 7 / 10, w, h / 2, h * 85 / 100) > 0)
		return false;
	if (ink_in(shape, 0, w * 6 / 10, h / 2, h) * 10 < h / 2 * w)
		return false;
	int left = top_of(shape, 0, w / 2), right = top_of(shape, w * 6 / 10, w);
	return right <= 1 && left >= 3 && left * 100 >= h * 11 && left * 100 <= h * 40;
}

/* The piece of ink that the place of the letter is mostly about; -1: none. */
static int piece_at(PIXA *pieces, struct box place)
{
	int best = -1, most = 0;
	for (int i = 0; i < pixaGetCount(pieces); i++) {
		l_int32 x, y, w, h;
		pixaGetBoxGeometry(pieces, i, &x, &y, &w, &h);
		int from = x > place.x ? x : place.x;
		int to = x + w < place.x + place.w ? x + w : place.x + place.w;
		if (to - from <= most || h * 2 < place.h)
			continue;
		most = to - from;
		best = i;
	}
	return best;
}

static bool upturn_at(PIXA *pieces, struct box place)
{
	int i = piece_at(pieces, place);
	if (i < 0)
		return false;
	PIX *pix = pixaGetPix(pieces, i, L_CLONE);
	struct shape shape = {pix, pixGetWidth(pix), pixGetHeight(pix)};
	bool there = has_upturn(&shape);
	pixDestroy(&pix);
	return there;
}

static unsigned upturned(uint32_t letter)
{
	return letter == 0x413 ? 0x490 : letter == 0x433 ? 0x491 : letter;
}

/* Some room above: the reader's box ends where it thought that a Г ends. */
bool upturn_mend(void *owner, PIX *bits, struct word *word)
{
	bool any = false;
	struct box b = word->box;
	int above = b.h / 3, n = 0;
	const char *text = word->text;
	char *out = must(talloc_strdup(owner, ""));
	PIX *part = image_part(bits, (struct box){b.x - 2, b.y - above, b.w + 4, b.h + above});
	if (part == NULL)
		return false;
	int left = b.x - 2 > 0 ? b.x - 2 : 0;
	PIXA *pieces = NULL;
	BOXA *boxes = must(pixConnComp(part, &pieces, 8));
	for (uint32_t letter; (letter = text_step(&text)) != 0;) {
		if (upturned(letter) != letter && n < word->nplaces) {
			struct box place = word->places[n++];
			place.x -= left;
			if (upturn_at(pieces, place)) {
				letter = upturned(letter);
				any = true;
			}
		}
		out = text_add(owner, out, letter);
	}
	boxaDestroy(&boxes);
	pixaDestroy(&pieces);
	pixDestroy(&part);
	word->text = out;
	return any;
}
