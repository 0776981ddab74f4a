/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The patch code T of scanners (Kodak, CAT No. 845 9380): four bars, narrow wide narrow wide, 2 and
 * 5 mm, with spaces of 2 mm, 5 cm long or longer. */
#ifndef OCR_PATCH_H
#define OCR_PATCH_H

#include "base/image.h"
#include <stdbool.h>

/* Whether a patch T stands on the page (1 bit), turned and skewed any way. Upside down it is patch
 * 3, which parts batches elsewhere: both count. Costs about 2 ms for A4. */
bool patch_on(struct Pix *bits, int dpi);

#endif
