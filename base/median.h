/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef OCR_MEDIAN_H
#define OCR_MEDIAN_H

/* The middle of COUNT numbers (more than 0), which it puts in order. */
int median_of(int *list, int count);

#endif
