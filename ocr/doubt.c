/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/doubt.h"

#include <math.h>

enum { LEAST_DPI = 150 };
static const double MOST_SKEW = 5, LEAST_CONFIDENCE = 60;

void doubt_add(void *owner, struct doubts *doubts, const char *about, const char *words)
{
	doubts->list = APPEND(owner, doubts->list, &doubts->count, struct doubt);
	doubts->list[doubts->count - 1] = (struct doubt){about, words};
}

void doubts_of_scan(void *owner, struct marks marks, int dpi, struct doubts *doubts)
{
	if (dpi < LEAST_DPI)
		doubt_add(owner, doubts, "dpi",
			  TEXT_OF(owner, FACT_("scanned at %d dots an inch: 300 are read well"),
				  dpi));
	if (marks.cut)
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
