/* SPDX-License-Identifier: GPL-3.0-or-later */
/* QR codes on paper, read by ZBar. */
#ifndef OCR_QR_H
#define OCR_QR_H

#include "base/image.h"
#include <stdbool.h>

enum { CODES = 8, CODE_BYTES = 300 }; /* more of a page, and longer ones, are none of ours */

/* What the codes of a page say, each once: UTF-8 without control characters. */
struct codes {
	const char **list;
	int count;
};

/* The QR codes that stand on the page (1 bit), turned any way, with modules of 0.5 mm and more at
 * 300 dots an inch, of 0.7 mm at 200. Costs a millisecond for A4, and a few more where something
 * as dark as a code stands on it; ZBar sees only what has the corners of one. */
struct codes qr_read(void *owner, struct Pix *bits, int dpi);

/* Only those with modules of 3 mm and more, as separators have; the page need not be clean. Half a
 * millisecond. */
struct codes qr_large(void *owner, struct Pix *bits, int dpi);

bool codes_hold(struct codes codes, const char *text);

#endif
