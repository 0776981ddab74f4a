/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_MEDIAN_H
#define BASE_MEDIAN_H

/* The middle of COUNT numbers (more than 0), which it puts in order. */
int median_of(int *list, int count);

#endif
