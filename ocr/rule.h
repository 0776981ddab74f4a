/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Straight lines on a page (1 bit): folds, dirt on the scanner's glass, rules of tables. Whatever
 * thicker strokes cross them stays whole. */
#ifndef OCR_RULE_H
#define OCR_RULE_H

struct Pix;

/* Cuts lines from an edge through most of the page off BITS, also through a line of text: folds and
 * dirt. A little skew does not matter. */
void rule_cut_streaks(struct Pix *bits, int dpi);

/* The straightened page without the rules of tables and forms, which make the reader pass cells by,
 * and what is left of folds, which make one line of two; the page itself when there are none. */
struct Pix *rule_remove(void *owner, struct Pix *bits, int dpi);

#endif
