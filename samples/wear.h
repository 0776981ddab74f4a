/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What paper, post and scanner do to clean ink: texture, folds, holes, skew, shadow, dust, noise.
 */
#ifndef SAMPLES_WEAR_H
#define SAMPLES_WEAR_H

#include "samples/grey.h"
#include "samples/press.h"

/* The fate of one page: drawn by chance, then changed where a plan says so. */
struct fate {
	double skew;  /* degrees, clockwise on the upright page */
	int turn;     /* then clockwise by 0, 90, 180 or 270 degrees */
	bool punched; /* two holes at the left edge, at the right one on a back */
	bool folded;
	bool back;		 /* the side is a back */
	int paper, bed, ink;	 /* grey values */
	double grain;		 /* unevenness of the ink, grey values */
	double level;		 /* where a scanner of two levels parts ink from paper, 0 to 1 */
	double bleed;		 /* how much of the other side shows, 0 to 1 */
	double gutter;		 /* depth of the shadow at the left edge, 0 to 1 */
	double slope_x, slope_y; /* fall of light over the page, 0 to 1 */
	double blur, noise;	 /* weight of the neighbours, standard deviation in grey values */
	double shadow;		 /* depth of a shadow across the page, 0 to 1, … */
	double shadow_angle,
		shadow_at; /* … its lie in radians, and its edge in millimetres along it */
	double edge;	   /* depth of the shadow at the edges of the paper, grey values */
	double streak;	   /* where dirt on the glass draws a line, a share of the width; 0: none */
	int specks;
	double wobble; /* pixels by which a hand leaves its line */
	uint64_t seed; /* of textures and noise */
};

/* A fate of a page that is neither turned, punched nor folded; HAND for one written with a pen. */
struct fate fate_make(struct chance *chance, bool hand);

/* The light of a room: it falls off strongly, and whoever holds the telephone throws a shadow. */
void fate_photo(struct fate *fate, struct chance *chance);

/* The side FRONT as scanned at DPI, with OTHER (may be NULL) on its reverse. Belongs to OWNER. */
struct grey wear_page(void *owner, const struct ink *front, const struct ink *other,
		      const struct fate *fate, int dpi);

#endif
