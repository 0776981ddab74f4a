/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of states: one bit each, in document order, so that walking a set upwards is entry order and
 * downwards exit order. A set is an array of words owned like any other memory. */
#ifndef ENGINE_BITS_H
#define ENGINE_BITS_H

#include "base/job.h"
#include <stdbool.h>
#include <string.h>

static inline int bits_words(int count)
{
	return (count + 63) / 64;
}

/* An empty set for COUNT states. */
static inline uint64_t *bits_new(void *owner, int count)
{
	return NEW_ARRAY(owner, uint64_t, bits_words(count));
}

static inline bool bit_has(const uint64_t *bits, int i)
{
	return (bits[i / 64] >> (i % 64) & 1) != 0;
}

static inline void bit_add(uint64_t *bits, int i)
{
	bits[i / 64] |= (uint64_t)1 << (i % 64);
}

static inline void bit_drop(uint64_t *bits, int i)
{
	bits[i / 64] &= ~((uint64_t)1 << (i % 64));
}

/* Whether the two sets have a state in common. */
static inline bool bits_meet(const uint64_t *a, const uint64_t *b, int count)
{
	for (int i = 0; i < bits_words(count); i++)
		if ((a[i] & b[i]) != 0)
			return true;
	return false;
}

static inline void bits_join(uint64_t *to, const uint64_t *from, int count)
{
	for (int i = 0; i < bits_words(count); i++)
		to[i] |= from[i];
}

static inline void bits_clear(uint64_t *bits, int count)
{
	memset(bits, 0, (size_t)bits_words(count) * sizeof *bits);
}

/* The first member at or after FROM; COUNT when there is none. */
static inline int bits_next(const uint64_t *bits, int count, int from)
{
	while (from < count) {
		uint64_t rest = bits[from / 64] >> (from % 64);
		if (rest != 0)
			return from + __builtin_ctzll(rest);
		from = (from / 64 + 1) * 64;
	}
	return count;
}

/* The last member at or before FROM; -1 when there is none. */
static inline int bits_back(const uint64_t *bits, int from)
{
	while (from >= 0) {
		uint64_t rest = bits[from / 64] << (63 - from % 64);
		if (rest != 0)
			return from - __builtin_clzll(rest);
		from = from / 64 * 64 - 1;
	}
	return -1;
}

#define EACH_BIT(i, bits, count)                                                                   \
	for (int i = bits_next((bits), (count), 0); i < (count);                                   \
	     i = bits_next((bits), (count), i + 1))
#define EACH_BIT_BACK(i, bits, count)                                                              \
	for (int i = bits_back((bits), (count)-1); i >= 0; i = bits_back((bits), i - 1))

#endif
