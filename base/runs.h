/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a picture of 1 bit as its stretches of ink. Words of 32 dots, the leftmost in the
 * highest bit (as Leptonica's). Pure. */
#ifndef BASE_RUNS_H
#define BASE_RUNS_H

#include <stdint.h>

/* Ink from column X to the one before END. */
struct run {
	int x, end;
};

/* The runs of a row of WIDTH dots from left to right; bits behind the last dot are 0. RUNS has room
 * for as many as there can be. */
int runs_of(const uint32_t *row, int width, struct run *runs);
int runs_most(int width);

#endif
