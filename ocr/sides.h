/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which side of a page is up, by the shapes of its letters, without reading them. */
#ifndef OCR_SIDES_H
#define OCR_SIDES_H

#include "ocr/paper.h"

/* What was seen above the letters, or their lines, and below. Both take the marks of a page that
 * stands upright or upside down, and look at some hundred of them at most. */
struct sides {
	int above, below;
};

/* Letters that reach out of their line. In Ukrainian far more hang below (у р ф д ц щ) than stand
 * out above (б в й ї, capitals): in a hand this tells, in print less. In Latin letters it is the
 * other way round. */
struct sides tails_of(struct marks marks);

/* Dots that stand over letters (і ї й, in Latin i j): in print they tell. PIECES: of ink, the small
 * ones too, on a page of DPI dots an inch. */
struct sides dots_of(struct marks pieces, int dpi);

/* Twice as many on one side, and LEAST in all. */
bool sides_clear(struct sides sides, int least);

#endif
