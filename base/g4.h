/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Group 4 (ITU-T T.6) of pictures of 1 bit, from runs of ink: the bytes that libtiff makes, in a
 * third of its time, which was a fiftieth of an intake. Pure. */
#ifndef BASE_G4_H
#define BASE_G4_H

#include <stddef.h>
#include <stdint.h>

/* 1 bit: WORDS of 32 dots a row, the leftmost in the highest bit, 1 is ink; bits behind the last
 * dot are 0. */
struct bitmap {
	const uint32_t *rows;
	int words, width, height;
};

/* The picture and the end of block after it, the first dot in the highest bit of the first byte; 0
 * is white. */
uint8_t *g4_code(void *owner, struct bitmap bitmap, size_t *size);

#endif
