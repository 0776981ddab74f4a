/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page under the press: read, turned upright, marked, written. Runs in the cage. */
#ifndef STAMPS_PAGE_H
#define STAMPS_PAGE_H

#include "stamps/stamps.h"

/* What stays at hand from page to page: the open scan, the marks drawn last. */
struct press;

struct press *press_new(struct job *job);

/* Draws the marks of all pages once, small, so that each font is open before the process is locked.
 */
void press_warm(struct press *press, struct stamped *pages, int count);

/* Makes PAGE->out and answers the places in PAGE->stamps. Nothing is left at PAGE->out when it
 * fails. */
enum status page_press(struct press *press, struct stamped *page);

#endif
