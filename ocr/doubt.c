/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/doubt.h"

#include "ocr/paper.h"
#include <leptonica/allheaders.h>
#include <math.h>

enum { LEAST_DPI = 150, CUT_MARKS = 6 };
static const double MOST_SKEW = 5, LEAST_CONFIDENCE = 60;

void doubt_add(void *owner, struct doubts *doubts, const char *about, const char *words)
{
	doubts->list = APPEND(owner, doubts->list, &doubts->count, struct doubt);
	doubts->list[doubts->count - 1] = (struct doubt){about, words};
}

/* Letters touch an edge of the picture only where the paper, or the glass, was too short for them:
 * a hole or a shadow is one piece, a line cut off is many. */
static bool is_cut(PIX *bits, int dpi)
{
	int factor, sides[4] = {0, 0, 0, 0};
	PIX *coarse = paper_coarse(bits, dpi, 140, 2, &factor);
	int w = pixGetWidth(coarse), h = pixGetHeight(coarse);
	int least = dpi / factor / 25, most = dpi / factor * 20 / 25;
	BOXA *boxes = must(pixConnCompBB(coarse, 8));
	for (int i = 0; i < boxaGetCount(boxes); i++) {
		struct box b;
		boxaGetBoxGeometry(boxes, i, &b.x, &b.y, &b.w, &b.h);
		if (b.w > most || b.h > most || (b.w < least && b.h < least))
			continue;
		sides[0] += b.x <= 1;
		sides[1] += b.y <= 1;
		sides[2] += b.x + b.w >= w - 1;
		sides[3] += b.y + b.h >= h - 1;
	}
	boxaDestroy(&boxes);
	pixDestroy(&coarse);
	return sides[0] >= CUT_MARKS || sides[1] >= CUT_MARKS || sides[2] >= CUT_MARKS ||
	       sides[3] >= CUT_MARKS;
}

void doubts_of_scan(void *owner, PIX *bits, int dpi, struct doubts *doubts)
{
	if (dpi < LEAST_DPI)
		doubt_add(owner, doubts, "dpi",
			  TEXT_OF(owner, FACT_("scanned at %d dots an inch: 300 are read well"),
				  dpi));
	if (is_cut(bits, dpi))
		doubt_add(owner, doubts, "edge", FACT_("letters run off the edge of this page"));
}

void doubts_of_skew(void *owner, double skew, struct doubts *doubts)
{
	if (fabs(skew) > MOST_SKEW)
		doubt_add(owner, doubts, "skew",
			  TEXT_OF(owner, FACT_("the page lay askew by %.0f degrees"), fabs(skew)));
}

void doubts_of_text(void *owner, double confidence, struct doubts *doubts)
{
	if (confidence < LEAST_CONFIDENCE)
		doubt_add(owner, doubts, "confidence",
			  FACT_("this page was read with little confidence"));
}
