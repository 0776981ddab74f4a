/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three tags of the first directory of an Exif block (CIPA DC-008, 4.6): which way is up, and the
 * resolution. */
#include "unfold/stack.h"

#include <math.h>

struct block {
	const uint8_t *bytes;
	size_t size;
	bool big;
};

/* 0 where the block has ended. */
static uint32_t number(const struct block *b, size_t at, int bytes)
{
	uint32_t value = 0;
	if (at > b->size || b->size - at < (size_t)bytes)
		return 0;
	for (int i = 0; i < bytes; i++)
		value = value << 8 | b->bytes[at + (size_t)(b->big ? i : bytes - 1 - i)];
	return value;
}

static double ratio(const struct block *b, size_t at)
{
	double under = number(b, at + 4, 4);
	return under > 0 ? number(b, at, 4) / under : 0;
}

void exif_read(const uint8_t *bytes, size_t size, int *orientation, double *xdpi, double *ydpi)
{
	enum {
		ORIENTATION = 0x112,
		X = 0x11a,
		Y = 0x11b,
		UNIT = 0x128,
		CENTIMETRE = 3,
		ENTRY = 12
	};
	struct block b = {bytes, size, size > 0 && bytes[0] == 'M'};
	double x = 0, y = 0, unit = 1;
	size_t at = number(&b, 4, 4);
	uint32_t entries = number(&b, at, 2);
	for (uint32_t i = 0; i < entries && i < 200; i++) {
		size_t entry = at + 2 + (size_t)i * ENTRY;
		uint32_t value = number(&b, entry + 8, 2);
		switch (number(&b, entry, 2)) {
		case ORIENTATION:
			*orientation = value >= 1 && value <= 8 ? (int)value : *orientation;
			break;
		case X:
			x = ratio(&b, number(&b, entry + 8, 4));
			break;
		case Y:
			y = ratio(&b, number(&b, entry + 8, 4));
			break;
		case UNIT:
			unit = value == CENTIMETRE ? 2.54 : 1;
			break;
		default:
			break;
		}
	}
	if (x > 0 && y > 0 && *xdpi <= 0) {
		*xdpi = x * unit;
		*ydpi = y * unit;
	}
}
