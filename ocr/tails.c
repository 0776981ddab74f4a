/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/tails.h"

#include "base/median.h"

#include <stdlib.h>

enum { LOOKED_AT = 600, NEIGHBOURS = 64, FEW = 4, LEAST = 12 };

/* A letter of common height that stands beside B, in the same line. */
static bool stands_beside(struct box o, struct box b, int height)
{
	int middle = o.y + o.h / 2;
	return o.h * 10 >= height * 6 && o.h * 10 <= height * 16 && abs(o.x - b.x) <= 8 * height &&
	       middle >= b.y && middle <= b.y + b.h;
}

/* Where the letters around B have their upper and their lower end. */
static bool line_at(struct marks marks, int at, int *top, int *bottom)
{
	int tops[NEIGHBOURS], bottoms[NEIGHBOURS], count = 0;
	for (int i = 0; i < marks.count && count < NEIGHBOURS; i++) {
		struct box o = marks.list[i];
		if (i == at || !stands_beside(o, marks.list[at], marks.height))
			continue;
		tops[count] = o.y;
		bottoms[count++] = o.y + o.h;
	}
	if (count < FEW)
		return false;
	*top = median_of(tops, count);
	*bottom = median_of(bottoms, count);
	return true;
}

struct tails tails_of(struct marks marks)
{
	struct tails found = {0};
	for (int i = 0; i < marks.count; i += 1 + marks.count / LOOKED_AT) {
		struct box b = marks.list[i];
		int top, bottom;
		if (b.h > 4 * marks.height || !line_at(marks, i, &top, &bottom))
			continue;
		int above = (top - b.y) * 10, below = (b.y + b.h - bottom) * 10;
		found.above += above > 4 * marks.height && below < 3 * marks.height;
		found.below += below > 4 * marks.height && above < 3 * marks.height;
	}
	return found;
}

bool tails_clear(struct tails t)
{
	int more = t.above > t.below ? t.above : t.below;
	return t.above + t.below >= LEAST && more >= 2 * (t.above + t.below - more);
}
