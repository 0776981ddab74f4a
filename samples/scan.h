/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A TIFF written page by page, as scanners do: G4 for two levels, JPEG for grey. */
#ifndef SAMPLES_SCAN_H
#define SAMPLES_SCAN_H

#include "samples/wear.h"

struct scan;

/* Begins the file PATH; the handle goes with JOB. LARGE makes it a BigTIFF, which may pass 4 GiB.
 */
enum status scan_open(struct job *job, const char *path, int dpi, bool bilevel, bool large,
		      struct scan **out);

/* Adds a page; on a bilevel scan each pixel is 0 or 255. */
enum status scan_add(struct job *job, struct scan *scan, const struct grey *page);

/* Ends the file. */
enum status scan_close(struct job *job, struct scan *scan);

#endif
