/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/split.h"

static bool begins(const struct placed *page, int letters, int pages, int pages_per_letter)
{
	if (letters == 0 || page->decided == BEGINS)
		return true;
	if (page->decided == GOES_ON)
		return false;
	return page->starts || pages == 0 || (pages_per_letter > 0 && pages >= pages_per_letter);
}

int split_pages(struct placed *places, int count, int pages_per_letter)
{
	int letters = 0, pages = 0; /* pages: of the letter at hand, 0 when none is open */
	for (int i = 0; i < count; i++) {
		struct placed *page = &places[i];
		bool after = i > 0 && places[i - 1].apart;
		page->letter = 0;
		page->back = after && page->blank && page->decided == NOT_SAID;
		if (page->apart || page->back) {
			pages = 0;
			continue;
		}
		if (begins(page, letters, pages, pages_per_letter)) {
			letters++;
			pages = 0;
		}
		page->letter = letters;
		pages++;
	}
	return letters;
}
