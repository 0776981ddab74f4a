/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which side of a page is up, by the shapes of its letters, without reading them. */
#ifndef OCR_TAILS_H
#define OCR_TAILS_H

#include "ocr/paper.h"

/* Letters that reach out of their line: above it, and below. In Ukrainian far more hang below (у р
 * ф д ц щ) than stand out above (б в й ї, capitals), in print and in a hand; in Latin letters it is
 * the other way round. Upside down, so is this. */
struct tails {
	int above, below;
};

/* MARKS: of a page that stands upright or upside down. At most some hundred of them are looked at.
 */
struct tails tails_of(struct marks marks);

/* Twice as many on one side, and not too few of them to tell. */
bool tails_clear(struct tails tails);

#endif
