/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/grey.h"

#include <math.h>
#include <string.h>

void grey_specks(struct grey *page, int count, struct chance *chance)
{
	for (int i = 0; i < count; i++) {
		int x = chance_in(chance, 4, page->width - 9),
		    y = chance_in(chance, 4, page->height - 9);
		int w = chance_in(chance, 1, 4), h = chance_in(chance, 1, 4);
		uint8_t value = (uint8_t)chance_in(chance, 20, 150);
		for (int k = 0; k < w * h; k++)
			page->pixels[(size_t)(y + k / w) * (size_t)page->width +
				     (size_t)(x + k % w)] = value;
	}
}

/* Weights (b, 1-2b, b) along and across, with the row above kept as it was. */
void grey_blur(void *owner, struct grey *page, double weight)
{
	int w = page->width, side = (int)(weight * 256), centre = 256 - 2 * side;
	int *above = NEW_ARRAY(owner, int, w), *now = NEW_ARRAY(owner, int, w);
	int *below = NEW_ARRAY(owner, int, w);
	for (int y = -1; y < page->height; y++) {
		const uint8_t *p = page->pixels + (size_t)(y + 1) * (size_t)w;
		for (int x = 0; x < w && y + 1 < page->height; x++)
			below[x] = p[x > 0 ? x - 1 : x] * side + p[x] * centre +
				   p[x < w - 1 ? x + 1 : x] * side;
		if (y == -1)
			memcpy(now, below, (size_t)w * sizeof *now);
		for (int x = 0; x < w && y >= 0; x++)
			page->pixels[(size_t)y * (size_t)w + (size_t)x] =
				(uint8_t)((above[x] * side + now[x] * centre + below[x] * side) >>
					  16);
		int *spare = above;
		above = now;
		now = below;
		below = spare;
		if (y == -1)
			memcpy(above, now, (size_t)w * sizeof *now);
	}
}

/* The sum of four even numbers is near enough to Gauss. */
void grey_noise(struct grey *page, double deviation, struct chance *chance)
{
	int8_t by[256];
	for (int i = 0; i < 256; i++) {
		double sum = 0;
		for (int k = 0; k < 4; k++)
			sum += chance_real(chance, -1, 1);
		by[i] = (int8_t)lround(sum * deviation / 1.155);
	}
	size_t size = (size_t)page->width * (size_t)page->height;
	uint64_t bits = 0;
	for (size_t i = 0; i < size; i++, bits >>= 8) {
		if (i % 8 == 0)
			bits = chance_bits(chance);
		int value = page->pixels[i] + by[bits & 255];
		page->pixels[i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
	}
}

struct grey grey_turned(void *owner, struct grey page, int turn)
{
	bool side = turn % 180 != 0;
	struct grey out = {side ? page.height : page.width, side ? page.width : page.height, NULL};
	if (turn == 0)
		return page;
	out.pixels = NEW_ARRAY(owner, uint8_t, (size_t)out.width * (size_t)out.height);
	for (int y = 0; y < out.height; y++)
		for (int x = 0; x < out.width; x++) {
			int u = turn == 90    ? y
				: turn == 180 ? page.width - 1 - x
					      : page.width - 1 - y;
			int v = turn == 90    ? page.height - 1 - x
				: turn == 180 ? page.height - 1 - y
					      : x;
			out.pixels[(size_t)y * (size_t)out.width + (size_t)x] =
				page.pixels[(size_t)v * (size_t)page.width + (size_t)u];
		}
	return out;
}

/* The lightest spot of each square says what paper is there; a dark bed stays black. */
static uint8_t *threshold_make(const struct grey *page, int squares, double level)
{
	uint8_t *out = NEW_ARRAY(NULL, uint8_t, squares * (page->height / 16 + 1));
	for (int y = 0; y < page->height; y++)
		for (int x = 0; x < page->width; x++) {
			uint8_t *most = &out[y / 16 * squares + x / 16];
			uint8_t value = page->pixels[(size_t)y * (size_t)page->width + (size_t)x];
			if (value > *most)
				*most = value;
		}
	for (int i = 0; i < squares * (page->height / 16 + 1); i++)
		out[i] = (uint8_t)((out[i] < 150 ? 190 : out[i]) * level);
	return out;
}

void grey_bilevel(struct grey *page, double level, int dust, uint64_t seed)
{
	struct chance chance = {seed};
	int squares = page->width / 16 + 1;
	uint8_t *threshold = threshold_make(page, squares, level);
	for (int y = 0; y < page->height; y++)
		for (int x = 0; x < page->width; x++) {
			uint8_t *value = &page->pixels[(size_t)y * (size_t)page->width + (size_t)x];
			*value = *value < threshold[y / 16 * squares + x / 16] ? 0 : 255;
		}
	talloc_free(threshold);
	int wrong = chance_in(&chance, 20, 900);
	if (dust > 0)
		wrong = (int)((int64_t)page->width * page->height * dust / 1000);
	for (; wrong > 0; wrong--) {
		int x = chance_in(&chance, 0, page->width - 1);
		int y = chance_in(&chance, 0, page->height - 1);
		page->pixels[(size_t)y * (size_t)page->width + (size_t)x] ^= 255;
	}
}
