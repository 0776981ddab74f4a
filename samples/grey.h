/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grey picture, and what a scanner does to it after the light has fallen on the paper. */
#ifndef SAMPLES_GREY_H
#define SAMPLES_GREY_H

#include "base/job.h"
#include "samples/chance.h"

struct grey {
	int width, height;
	uint8_t *pixels; /* row by row without padding, 255 is white */
};

/* COUNT dark grains of dust, up to 4 x 4 pixels. */
void grey_specks(struct grey *page, int count, struct chance *chance);

/* Each pixel takes WEIGHT (0 to 0.25) of its neighbours, along and across. */
void grey_blur(void *owner, struct grey *page, double weight);

/* Noise of a standard DEVIATION in grey values. */
void grey_noise(struct grey *page, double deviation, struct chance *chance);

/* PAGE turned clockwise by TURN degrees: 0 (the same pixels), 90, 180, 270. */
struct grey grey_turned(void *owner, struct grey page, int turn);

/* To 0 and 255: black is what is darker than LEVEL (0 to 1) times the paper around; with single
 * wrong pixels, DUST in a thousand of them (0: a few). */
void grey_bilevel(struct grey *page, double level, int dust, uint64_t seed);

#endif
