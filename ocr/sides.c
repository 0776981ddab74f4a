/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/sides.h"

#include "base/median.h"

#include <stdlib.h>

enum { LOOKED_AT = 600, NEIGHBOURS = 64, FEW = 4, MANY = 20000 };

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

struct sides tails_of(struct marks marks)
{
	struct sides found = {0};
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

/* Up to 1 mm; less than a fourth of that is dust. */
static bool is_dot(struct box b, int dpi)
{
	return b.w * 100 >= dpi && b.h * 100 >= dpi && b.w * 25 <= dpi && b.h * 25 <= dpi;
}

/* O is a letter no wider than high, DOT over it (OVER) or under it, and near. */
static bool stands_at(struct box dot, struct box o, int height, bool over)
{
	int x = dot.x + dot.w / 2, gap = over ? o.y - dot.y - dot.h : dot.y - o.y - o.h;
	return x >= o.x && x < o.x + o.w && o.w <= height && o.h * 10 >= height * 6 &&
	       o.h <= height * 2 && gap >= -1 && gap * 10 <= height * 4;
}

/* A screened picture is thousands of dots. */
struct sides dots_of(struct marks pieces, int dpi)
{
	struct sides found = {0};
	int looked = 0;
	for (int i = 0; i < pieces.count && pieces.count <= MANY && looked < LOOKED_AT; i++) {
		bool over = false, under = false;
		if (!is_dot(pieces.list[i], dpi))
			continue;
		for (int j = 0; j < pieces.count; j++) {
			struct box o = pieces.list[j];
			over = over || stands_at(pieces.list[i], o, pieces.height, true);
			under = under || stands_at(pieces.list[i], o, pieces.height, false);
		}
		found.above += over && !under;
		found.below += under && !over;
		looked++;
	}
	return found;
}

bool sides_clear(struct sides sides, int least)
{
	int all = sides.above + sides.below;
	int more = sides.above > sides.below ? sides.above : sides.below;
	return all >= least && more >= 2 * (all - more);
}
