/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page as it comes from the scanner, row by row into a TIFF. */
#ifndef SCAN_PAGE_H
#define SCAN_PAGE_H

#include "base/tiff.h"
#include "scan/device.h"

/* All rows of the page that was started, with FRAME's dots, into PAGE of OUT. Its size is held
 * against the limits before memory is taken. ALIVE is called for each piece that comes. */
enum status page_take(struct job *job, struct device *device, const struct frame *frame,
		      struct tiff *out, struct tiff_coming page, void (*alive)(void));

#endif
