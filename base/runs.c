/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/runs.h"

#include <stdbool.h>

/* Ink begins and ends at the dots that differ from the one before them. */
int runs_of(const uint32_t *row, int width, struct run *runs)
{
	int words = (width + 31) / 32, count = 0;
	bool inside = false;
	uint32_t last = 0;
	for (int i = 0; i < words; i++) {
		uint32_t turns = row[i] ^ (row[i] >> 1 | last << 31);
		last = row[i] & 1;
		while (turns != 0) {
			int at = __builtin_clz(turns);
			turns &= ~(0x80000000U >> at);
			if (inside)
				runs[count++].end = 32 * i + at;
			else
				runs[count].x = 32 * i + at;
			inside = !inside;
		}
	}
	if (inside)
		runs[count++].end = width;
	return count;
}

int runs_most(int width)
{
	return width / 2 + 1;
}
