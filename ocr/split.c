/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/split.h"

int split_pages(const enum kind *kinds, int count, int pages_per_letter, struct place *places)
{
	int letters = 0, pages = 0; /* pages: of the letter at hand, 0 when none is open */
	for (int i = 0; i < count; i++) {
		bool after = i > 0 && kinds[i - 1] == KIND_SEPARATOR;
		places[i] = (struct place){.back = after && kinds[i] == KIND_BLANK};
		if (kinds[i] == KIND_SEPARATOR || places[i].back) {
			pages = 0;
			continue;
		}
		if (pages == 0 || pages == pages_per_letter) {
			letters++;
			pages = 0;
		}
		places[i].letter = letters;
		pages++;
	}
	return letters;
}
