/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a picture lies on its page, as the six numbers of a transformation. A pure file. */
#ifndef ARCHIVE_LIE_H
#define ARCHIVE_LIE_H

#include "base/image.h"
#include <stdbool.h>

/* x' = a x + c y + e, y' = b x + d y + f (ISO 32000-1, 8.3.3). */
struct matrix {
	double a, b, c, d, e, f;
};

/* First BEFORE, then AFTER. */
struct matrix matrix_then(struct matrix before, struct matrix after);

/* A scan as stored and what makes it upright (image_upright), lengths in px of the page. */
struct lie {
	double width, height;
	bool mirrored; /* left to right, before it is turned */
	int turn;      /* degrees clockwise: 0, 90, 180, 270 */
	double skew;   /* degrees clockwise, after the turn */
};

/* From the unit square of a picture (its foot at y = 0) to px of the upright page (y downwards). */
struct matrix lie_matrix(const struct lie *lie);

/* The same for a picture of W by H units that fills BOX; TURNED reads upwards. */
struct matrix box_matrix(double w, double h, struct box box, bool turned);

#endif
