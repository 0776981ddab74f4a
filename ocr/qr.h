/* SPDX-License-Identifier: GPL-3.0-or-later */
/* QR codes on paper, read by ZBar. */
#ifndef OCR_QR_H
#define OCR_QR_H

#include "base/image.h"
#include <stdbool.h>

/* Whether a QR code with exactly TEXT stands on the page (1 bit), turned any way. The code is
 * 2 cm wide or wider. Costs about 30 ms for A4 where something as dark as a code stands on it. */
bool qr_on(struct Pix *bits, int dpi, const char *text);

#endif
