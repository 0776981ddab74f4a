/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chance that can be repeated: the same seed gives the same numbers on every machine. A plain
 * value, passed by pointer because each draw moves it on. */
#ifndef SAMPLES_CHANCE_H
#define SAMPLES_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

struct chance {
	uint64_t state;
};

/* The stream number PART of SEED; streams of different parts have nothing in common. */
struct chance chance_of(uint64_t seed, uint64_t part);

/* The next 64 bits (splitmix64, Steele et al. 2014). */
uint64_t chance_bits(struct chance *chance);

/* A whole number from LOW to HIGH, both possible. */
int chance_in(struct chance *chance, int low, int high);

/* A real number from LOW up to HIGH. */
double chance_real(struct chance *chance, double low, double high);

/* True PERCENT times of a hundred. */
bool chance_hits(struct chance *chance, int percent);

/* Picks an element of an array whose size the compiler knows. */
#define CHANCE_OF_ARRAY(chance, array)                                                             \
	(array)[chance_in((chance), 0, (int)(sizeof(array) / sizeof(array)[0]) - 1)]

#endif
