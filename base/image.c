/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/image.h"

#include <leptonica/allheaders.h>
#include <math.h>

enum { TILE = 16, DARK = 64 };	 /* px; percent of the paper's brightness */
enum { BLOCK = 25, BLACK = 50 }; /* tiles; percent of the paper around */

struct held {
	PIX *pix;
};

static int held_free(struct held *held)
{
	pixDestroy(&held->pix);
	return 0;
}

PIX *image_own(void *owner, PIX *pix)
{
	struct held *held = NEW(owner, struct held);
	held->pix = must(pix);
	talloc_set_destructor(held, held_free);
	return pix;
}

PIX *image_part(PIX *pix, struct box b)
{
	BOX *box = must(boxCreate(b.x, b.y, b.w, b.h));
	PIX *part = pixClipRectangle(pix, box, NULL);
	boxDestroy(&box);
	return part;
}

/* Where no paper shows in a place no larger than a printed block, it is ink, not a shadow: the
 * paper is that around it. */
static void cover_blocks(PIX *paper)
{
	PIX *around = must(pixCloseGray(paper, BLOCK, BLOCK));
	for (int y = 0; y < (int)pixGetHeight(paper); y++) {
		l_uint32 *row = pixGetData(paper) + (size_t)y * (size_t)pixGetWpl(paper);
		const l_uint32 *light = pixGetData(around) + (size_t)y * (size_t)pixGetWpl(around);
		for (int x = 0; x < (int)pixGetWidth(paper); x++)
			if (GET_DATA_BYTE(row, x) * 100 < GET_DATA_BYTE(light, x) * BLACK)
				SET_DATA_BYTE(row, x, GET_DATA_BYTE(light, x));
	}
	pixDestroy(&around);
}

/* The brightest value of each tile, widened to its neighbours: the paper. */
static PIX *paper_of(PIX *grey)
{
	PIX *tiles = must(pixScaleGrayMinMax(grey, TILE, TILE, L_CHOOSE_MAX));
	PIX *wide = must(pixDilateGray(tiles, 3, 3));
	pixDestroy(&tiles);
	cover_blocks(wide);
	return wide;
}

static void ink_of_row(const l_uint32 *in, const l_uint32 *paper, l_uint32 *out, int w, int tiles)
{
	for (int x = 0; x < w; x++) {
		int tile = x / TILE < tiles ? x / TILE : tiles - 1;
		if (GET_DATA_BYTE(in, x) * 100 < GET_DATA_BYTE(paper, tile) * DARK)
			SET_DATA_BIT(out, x);
	}
}

static PIX *bilevel(PIX *grey)
{
	int w = pixGetWidth(grey), h = pixGetHeight(grey);
	PIX *paper = paper_of(grey);
	PIX *ink = must(pixCreate(w, h, 1));
	int tiles = pixGetWidth(paper), rows = pixGetHeight(paper);
	for (int y = 0; y < h; y++) {
		int row = y / TILE < rows ? y / TILE : rows - 1;
		ink_of_row(pixGetData(grey) + (size_t)y * (size_t)pixGetWpl(grey),
			   pixGetData(paper) + (size_t)row * (size_t)pixGetWpl(paper),
			   pixGetData(ink) + (size_t)y * (size_t)pixGetWpl(ink), w, tiles);
	}
	pixCopyResolution(ink, grey);
	pixDestroy(&paper);
	return ink;
}

PIX *image_bilevel(void *owner, PIX *pix)
{
	if (pixGetDepth(pix) == 1)
		return pix;
	PIX *grey = must(pixGetDepth(pix) == 8 ? pixClone(pix) : pixConvertTo8(pix, 0));
	PIX *ink = bilevel(grey);
	pixDestroy(&grey);
	return image_own(owner, ink);
}

PIX *image_upright(void *owner, PIX *pix, int turn, double skew)
{
	double radians = skew * 3.14159265358979 / 180;
	PIX *turned = must(turn == 0 ? pixClone(pix) : pixRotateOrth(pix, turn / 90));
	if (fabs(skew) < 0.02)
		return image_own(owner, turned);
	int type = pixGetDepth(pix) == 1 ? L_ROTATE_SHEAR : L_ROTATE_AREA_MAP;
	PIX *straight = must(pixRotate(turned, (l_float32)radians, type, L_BRING_IN_WHITE, 0, 0));
	pixDestroy(&turned);
	return image_own(owner, straight);
}
