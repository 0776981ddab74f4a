/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/lie.h"

#include <math.h>

static const double SLIGHT = 0.02; /* degrees that image_upright leaves as they are */

struct matrix matrix_then(struct matrix m, struct matrix n)
{
	return (struct matrix){n.a * m.a + n.c * m.b,	    n.b * m.a + n.d * m.b,
			       n.a * m.c + n.c * m.d,	    n.b * m.c + n.d * m.d,
			       n.a * m.e + n.c * m.f + n.e, n.b * m.e + n.d * m.f + n.f};
}

/* Clockwise, where y runs downwards, about the middle of a page of W by H. */
static struct matrix rotation(double degrees, double w, double h)
{
	double angle = degrees * 3.14159265358979 / 180, c = cos(angle), s = sin(angle);
	double x = w / 2, y = h / 2;
	return (struct matrix){c, s, -s, c, x - c * x + s * y, y - s * x - c * y};
}

struct matrix lie_matrix(const struct lie *lie)
{
	double w = lie->width, h = lie->height;
	struct matrix m = {w, 0, 0, -h, 0, h};
	if (lie->mirrored)
		m = matrix_then(m, (struct matrix){-1, 0, 0, 1, w, 0});
	for (int turn = lie->turn; turn > 0; turn -= 90) {
		double across = w;
		m = matrix_then(m, (struct matrix){0, 1, -1, 0, h, 0});
		w = h;
		h = across;
	}
	return fabs(lie->skew) < SLIGHT ? m : matrix_then(m, rotation(lie->skew, w, h));
}

struct matrix box_matrix(double w, double h, struct box box, bool turned)
{
	if (turned)
		return (struct matrix){0, -box.h / w, -box.w / h, 0, box.x + box.w, box.y + box.h};
	return (struct matrix){box.w / w, 0, 0, -box.h / h, box.x, box.y + box.h};
}
