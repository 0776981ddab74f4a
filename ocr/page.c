/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/page.h"

#include <leptonica/allheaders.h>
#include <math.h>

struct page page_of(struct tiff *tiff, int source)
{
	struct tiff_page stored = tiff_page(tiff, source);
	bool aside = stored.turn % 180 != 0;
	return (struct page){
		.source = source,
		.kind = KIND_UNREAD,
		.depth = stored.depth,
		.xdpi = aside ? stored.ydpi : stored.xdpi,
		.ydpi = aside ? stored.xdpi : stored.ydpi,
	};
}

int page_dpi(const struct page *page)
{
	return (int)lrint(fmin(page->xdpi, page->ydpi));
}

PIX *page_squared(void *owner, PIX *bits, const struct page *page)
{
	double dpi = fmax(page->xdpi, page->ydpi);
	if (fabs(page->xdpi - page->ydpi) < 0.05 * dpi)
		return bits;
	return image_own(owner,
			 pixScale(bits, (float)(dpi / page->xdpi), (float)(dpi / page->ydpi)));
}

int page_squared_dpi(const struct page *page)
{
	return (int)lrint(fmax(page->xdpi, page->ydpi));
}

void page_turn_by(struct page *page, int turn)
{
	double xdpi = page->xdpi;
	page->turn = (page->turn + turn) % 360;
	if (turn % 180 != 0) {
		page->xdpi = page->ydpi;
		page->ydpi = xdpi;
	}
}
