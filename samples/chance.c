/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/chance.h"

uint64_t chance_bits(struct chance *chance)
{
	uint64_t z = chance->state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/* The two are mixed by drawing from each, so that seed 1 part 2 is not seed 2 part 1. */
struct chance chance_of(uint64_t seed, uint64_t part)
{
	struct chance of_seed = {seed}, of_part = {part ^ UINT64_C(0xd1b54a32d192ed03)};
	return (struct chance){chance_bits(&of_seed) * 3 + chance_bits(&of_part)};
}

int chance_in(struct chance *chance, int low, int high)
{
	uint64_t span = (uint64_t)(high - low) + 1;
	return low + (int)((chance_bits(chance) >> 11) % span);
}

double chance_real(struct chance *chance, double low, double high)
{
	return low + (high - low) * (double)(chance_bits(chance) >> 11) / 9007199254740992.0;
}

bool chance_hits(struct chance *chance, int percent)
{
	return chance_in(chance, 0, 99) < percent;
}
