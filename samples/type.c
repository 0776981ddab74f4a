/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/press.h"

#include <pango/pangocairo.h>
#include <string.h>

struct face {
	const char *font, *family; /* what Pango is asked for, what must be installed */
	double low, high;	   /* sizes in points */
	double pen;		   /* millimetres added to its strokes */
};

/* Behind the hand stands a plain font for the few signs it lacks: №. */
static const struct face hands[] = {
	{"Steve,PT Sans", "Steve", 15, 17, 0.05},
	{"Caveat,PT Sans", "Caveat", 17, 19, 0.1},
	{"Marck Script,PT Sans", "Marck Script", 15, 17, 0.08},
	{"Bad Script,PT Sans", "Bad Script", 14, 16, 0.18},
	{"Neucha,PT Sans", "Neucha", 15, 17, 0},
	{"Pangolin,PT Sans", "Pangolin", 13, 15, 0},
};

static const struct face prints[] = {
	{"Liberation Serif", NULL, 12, 14, 0}, {"Liberation Serif", NULL, 13, 14, 0},
	{"PT Serif", NULL, 11, 13, 0},	       {"Liberation Sans", NULL, 11, 12, 0},
	{"PT Sans", NULL, 11, 13, 0},	       {"DejaVu Sans", NULL, 10, 11, 0},
	{"DejaVu Serif", NULL, 10, 11, 0},     {"Liberation Mono", NULL, 10, 11, 0},
	{"Noto Serif", NULL, 10, 12, 0},       {"Linux Libertine O", NULL, 12, 14, 0},
	{"Carlito", NULL, 11, 13, 0},
};

static bool installed(const char *family)
{
	PangoFontFamily **families;
	int count;
	bool found = false;
	pango_font_map_list_families(pango_cairo_font_map_get_default(), &families, &count);
	for (int i = 0; i < count && !found; i++)
		found = strcmp(pango_font_family_get_name(families[i]), family) == 0;
	g_free(families);
	return found;
}

/* Asked once: the list of families does not change while we run. */
static struct face hand(struct chance *chance)
{
	enum { HANDS = sizeof hands / sizeof *hands };
	static int have[HANDS], count = -1;
	if (count < 0) {
		count = 0;
		for (int i = 0; i < HANDS; i++)
			if (installed(hands[i].family))
				have[count++] = i;
	}
	return count == 0 ? hands[0] : hands[have[chance_in(chance, 0, count - 1)]];
}

struct type type_make(struct chance *chance, const struct plan *plan, double smaller)
{
	bool by_hand = plan->hand;
	struct face face = by_hand ? hand(chance) : CHANCE_OF_ARRAY(chance, prints);
	int halves = chance_in(chance, 0, (int)((face.high - face.low) * 2));
	struct type t = {.font = face.font, .size = face.low + halves * 0.5 - smaller};
	t.hand = by_hand;
	t.leading = by_hand ? chance_real(chance, 1.0, 1.2) : chance_real(chance, 1.0, 1.35);
	t.pen = face.pen + (by_hand ? chance_real(chance, 0, 0.08) : 0);
	if (plan->wide) {
		t.size = face.high - smaller;
		t.leading = chance_real(chance, 1.4, 1.6);
	}
	t.justify = !by_hand && chance_hits(chance, 60);
	t.left = chance_in(chance, 20, 30);
	t.right = chance_in(chance, 10, 18);
	t.top = chance_in(chance, 15, 25);
	t.bottom = chance_in(chance, 18, 25);
	t.indent = chance_in(chance, 8, 13);
	return t;
}
