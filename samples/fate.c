/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/wear.h"

void fate_photo(struct fate *f, struct chance *c)
{
	f->paper = chance_in(c, 185, 235);
	f->slope_x = chance_real(c, -0.28, 0.28);
	f->slope_y = chance_real(c, -0.28, 0.28);
	f->shadow = chance_real(c, 0.25, 0.55);
	f->shadow_angle = chance_real(c, 0, 1.5);
	f->shadow_at = chance_real(c, 80, 220);
	f->blur = chance_real(c, 0.15, 0.25);
	f->gutter = 0;
	f->noise = chance_real(c, 4, 9);
}

struct fate fate_make(struct chance *c, bool hand)
{
	struct fate f = {0};
	f.skew = chance_real(c, -2, 2);
	f.paper = chance_in(c, 228, 248);
	f.bed = chance_hits(c, 40) ? chance_in(c, 18, 50) : chance_in(c, 246, 252);
	f.ink = hand ? chance_in(c, 45, 90) : chance_in(c, 20, 60);
	f.grain = chance_real(c, 20, 60);
	f.level = chance_real(c, 0.54, 0.7);
	f.bleed = chance_real(c, 0.03, 0.13);
	f.gutter = chance_hits(c, 35) ? chance_real(c, 0.1, 0.35) : 0;
	f.slope_x = chance_real(c, -0.06, 0.06);
	f.slope_y = chance_real(c, -0.06, 0.06);
	f.blur = chance_real(c, 0.08, 0.2);
	f.noise = chance_real(c, 2, 6);
	f.edge = f.bed > 200 && chance_hits(c, 60) ? chance_real(c, 60, 170) : 0;
	f.streak = chance_hits(c, 6) ? chance_real(c, 0.04, 0.96) : 0;
	f.specks = chance_in(c, 10, 70);
	f.wobble = hand ? chance_real(c, 2, 5) : 0;
	f.seed = chance_bits(c);
	return f;
}
