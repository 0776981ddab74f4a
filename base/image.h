/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures in memory: Leptonica's PIX owned by a job, and the few steps that reading and stamping
 * share, so that both see the same upright page. */
#ifndef BASE_IMAGE_H
#define BASE_IMAGE_H

#include "base/box.h"
#include "base/job.h"

struct Pix;

/* PIX, destroyed with OWNER; out of memory (NULL) ends the process. Returns PIX. */
struct Pix *image_own(void *owner, struct Pix *pix);

/* What is in BOX of it, the caller's; NULL when the box lies beside the picture. */
struct Pix *image_part(struct Pix *pix, struct box box);

/* 1 bit (1 is ink) of any page. Grey and colour: dark against the brightest paper around it, so
 * that shadow and uneven light do not matter. A 1-bit page is returned as it is, owned as before.
 */
struct Pix *image_bilevel(void *owner, struct Pix *pix);

/* The page turned by TURN (0, 90, 180, 270 degrees clockwise) and then by SKEW degrees (clockwise,
 * |skew| < 15) about its middle; new corners are paper. The size after the quarter turn is kept.
 * Reading and stamping both make the upright page with this and nothing else. */
struct Pix *image_upright(void *owner, struct Pix *pix, int turn, double skew);

#endif
