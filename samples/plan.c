/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/letter.h"

struct plan plan_make(struct chance *c, int hand, int backs, int turned)
{
	struct plan p = {.kind = -1};
	p.hand = chance_hits(c, hand);
	p.collective = chance_hits(c, 15);
	p.anonymous = !p.collective && chance_hits(c, 4);
	p.unsigned_ = p.anonymous || chance_hits(c, 5);
	p.repeat = !p.anonymous && chance_hits(c, 10);
	p.wide = !p.hand && chance_hits(c, 25);
	p.letterhead = p.collective && !p.hand && chance_hits(c, 40);
	p.table = !p.hand && chance_hits(c, 40);
	p.more = chance_hits(c, 30) ? chance_in(c, 7, 14) : chance_in(c, 1, 6);
	p.back = chance_hits(c, backs);
	p.turn = chance_hits(c, turned) ? 90 * chance_in(c, 1, 3) : 0;
	p.punched = chance_hits(c, 35);
	p.folded = chance_hits(c, 45);
	return p;
}
