/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places on a picture. Pure. */
#ifndef BASE_BOX_H
#define BASE_BOX_H

/* Values that travel by value: pixels from the upper left corner. */
struct box {
	int x, y, w, h;
};

/* The box in a picture FACTOR times as large. */
struct box box_times(struct box box, int factor);

/* The smallest box around both; an empty one (w 0) counts for nothing. */
struct box box_around(struct box a, struct box b);

#endif
