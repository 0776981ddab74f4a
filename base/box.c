/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/box.h"

struct box box_times(struct box b, int factor)
{
	return (struct box){b.x * factor, b.y * factor, b.w * factor, b.h * factor};
}

struct box box_around(struct box a, struct box b)
{
	if (a.w == 0 || b.w == 0)
		return a.w == 0 ? b : a;
	int right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
	int bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
	int x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;
	return (struct box){x, y, right - x, bottom - y};
}
