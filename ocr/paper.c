/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/paper.h"

#include "base/median.h"
#include "ocr/bits.h"
#include "ocr/rule.h"
#include <leptonica/allheaders.h>
#include <math.h>
#include <stdlib.h>

enum { FINE = 140 };	/* dots an inch, for reading */
enum { FEW_MARKS = 8 }; /* four holes of a punch and some dust */

PIX *paper_coarse(PIX *bits, int dpi, int wanted, int level, int *factor)
{
	PIX *now = must(pixClone(bits));
	int least = pixGetWidth(bits) < pixGetHeight(bits) ? pixGetWidth(bits) : pixGetHeight(bits);
	for (*factor = 1; dpi / *factor / 2 >= wanted && least / *factor > 1; *factor *= 2) {
		PIX *half = must(pixReduceRankBinary2(now, level, NULL));
		pixDestroy(&now);
		now = half;
	}
	return now;
}

/* --- cleaning --- */

/* Only solid black lasts through reductions that ask for all four dots: letters do not. */
static PIX *bed_of(PIX *bits, int dpi, int *factor)
{
	PIX *solid = paper_coarse(bits, dpi, dpi / 8, 4, factor);
	PIX *bed = must(pixExtractBorderConnComps(solid, 8));
	pixDestroy(&solid);
	return bed;
}

static PIX *without_bed(PIX *bits, PIX *bed, int factor)
{
	PIX *wide = must(pixDilateBrick(NULL, bed, 5, 5));
	PIX *full = must(pixExpandReplicate(wide, factor));
	PIX *out = must(pixCopy(NULL, bits));
	pixRasterop(out, 0, 0, pixGetWidth(full), pixGetHeight(full), PIX_NOT(PIX_SRC) & PIX_DST,
		    full, 0, 0);
	/* the mask ends where a whole square of it does */
	int w = pixGetWidth(full), h = pixGetHeight(full);
	pixRasterop(out, w, 0, pixGetWidth(out) - w, pixGetHeight(out), PIX_CLR, NULL, 0, 0);
	pixRasterop(out, 0, h, pixGetWidth(out), pixGetHeight(out) - h, PIX_CLR, NULL, 0, 0);
	pixDestroy(&wide);
	pixDestroy(&full);
	return out;
}

PIX *paper_clean(void *owner, PIX *bits, int dpi)
{
	int factor, some = 0;
	PIX *bed = bed_of(bits, dpi, &factor);
	pixZero(bed, &some); /* some: 1 when there is none */
	PIX *clean = some ? must(pixCopy(NULL, bits)) : without_bed(bits, bed, factor);
	pixDestroy(&bed);
	rule_cut_streaks(clean, dpi);
	bits_cut_specks(clean);
	return image_own(owner, clean);
}

/* --- marks --- */

static int median_height(const struct marks *marks)
{
	if (marks->count == 0)
		return 0;
	int *heights = NEW_ARRAY(NULL, int, marks->count);
	for (int i = 0; i < marks->count; i++)
		heights[i] = marks->list[i].h;
	int median = median_of(heights, marks->count);
	talloc_free(heights);
	return median;
}

/* 10 mm by 5: no hole of a punch, and no rest of a fold either. */
static bool is_large(struct box b, int dpi)
{
	int more = b.w > b.h ? b.w : b.h, less = b.w > b.h ? b.h : b.w;
	return more >= dpi * 10 / 25 && less >= dpi * 5 / 25;
}

bool paper_blank(struct marks marks)
{
	return marks.count < FEW_MARKS && !marks.large;
}

/* A hole or a shadow at an edge is one piece, a line cut off is many, and they reach further in
 * than the rest of a shadow that fell to pieces. NEAR: of how many px. */
static bool is_cut(const struct box *boxes, int count, PIX *bits, int dpi, int near)
{
	enum { CUT = 6 };
	int sides[4] = {0, 0, 0, 0}, least = dpi / 25, most = dpi * 20 / 25, in = dpi / 40;
	int w = pixGetWidth(bits) - near, h = pixGetHeight(bits) - near;
	for (int i = 0; i < count; i++) {
		struct box b = boxes[i];
		if (b.w > most || b.h > most || (b.w < least && b.h < least))
			continue;
		sides[0] += b.x <= near && b.w >= in;
		sides[1] += b.y <= near && b.h >= in;
		sides[2] += b.x + b.w >= w && b.w >= in;
		sides[3] += b.y + b.h >= h && b.h >= in;
	}
	return sides[0] >= CUT || sides[1] >= CUT || sides[2] >= CUT || sides[3] >= CUT;
}

/* From 1 mm, so that specks and bleed-through fall out, to 20 mm. */
struct marks paper_marks(void *owner, PIX *bits, int dpi)
{
	struct marks marks = {0};
	int factor, count, least = dpi / 25, most = dpi * 20 / 25;
	int w = pixGetWidth(bits), h = pixGetHeight(bits);
	PIX *coarse = paper_coarse(bits, dpi, 140, 2, &factor);
	marks.list = bits_boxes(owner, coarse, &count);
	pixDestroy(&coarse);
	for (int i = 0; i < count; i++)
		marks.list[i] = box_times(marks.list[i], factor);
	marks.cut = is_cut(marks.list, count, bits, dpi, factor);
	for (int i = 0; i < count; i++) {
		struct box b = marks.list[i];
		/* a hand's breadth of the edge belongs to holes, staples and the scanner */
		if (b.x < w * 3 / 100 || b.x + b.w > w * 97 / 100 || b.y < h * 2 / 100 ||
		    b.y + b.h > h * 98 / 100)
			continue;
		marks.large = marks.large || is_large(b, dpi);
		if (b.h < least || b.h > most || b.w < least / 2 || b.w > most * 3)
			continue;
		marks.list[marks.count++] = b;
	}
	marks.height = median_height(&marks);
	return marks;
}

struct marks paper_marks_turned(void *owner, struct marks marks, double degrees)
{
	double a = degrees * M_PI / 180, across = cos(a), down = sin(a);
	bool aside = fabs(down) > fabs(across);
	struct box *list = NEW_ARRAY(owner, struct box, marks.count);
	for (int i = 0; i < marks.count; i++) {
		struct box b = marks.list[i];
		double x = b.x + b.w / 2.0, y = b.y + b.h / 2.0;
		int w = aside ? b.h : b.w, h = aside ? b.w : b.h;
		list[i] = (struct box){(int)(x * across - y * down) - w / 2,
				       (int)(x * down + y * across) - h / 2, w, h};
	}
	marks.list = list;
	return marks;
}

struct marks paper_pieces(void *owner, PIX *bits, struct box box, int height)
{
	struct marks pieces = {.height = height};
	PIX *part = image_part(bits, box);
	if (part == NULL)
		return pieces;
	pieces.list = bits_boxes(owner, part, &pieces.count);
	pixDestroy(&part);
	return pieces;
}

struct box paper_dense(struct marks marks, int dpi, int width, int height)
{
	struct box best = {0, 0, 0, 0}, strip = {0, 0, width, height};
	int most = -1;
	for (int i = 0; i < marks.count; i += 1 + marks.count / 200) {
		int inside = 0;
		strip.x = marks.list[i].x - dpi / 30;
		strip.y = marks.list[i].y - dpi / 30;
		for (int j = 0; j < marks.count; j++)
			inside += marks.list[j].x >= strip.x && marks.list[j].y >= strip.y &&
				  marks.list[j].x + marks.list[j].w < strip.x + strip.w &&
				  marks.list[j].y + marks.list[j].h < strip.y + strip.h;
		if (inside > most) {
			most = inside;
			best = strip;
		}
	}
	return best;
}

PIX *paper_shrink(void *owner, PIX *bits, int dpi, int height, int *factor)
{
	int by = dpi / FINE >= 8 ? 8 : dpi / FINE >= 4 ? 4 : dpi / FINE >= 3 ? 3 : 2;
	if (dpi / FINE < 2 || (height > 0 && height / by < 7))
		by = 1;
	*factor = by;
	switch (by) {
	case 8:
		return image_own(owner, pixScaleToGray8(bits));
	case 4:
		return image_own(owner, pixScaleToGray4(bits));
	case 3:
		return image_own(owner, pixScaleToGray3(bits));
	case 2:
		return image_own(owner, pixScaleToGray2(bits));
	default:
		return bits;
	}
}
