/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sizes of paper by their names. Pure. */
#ifndef SCAN_SIZE_H
#define SCAN_SIZE_H

struct size {
	const char *name;
	double width, height; /* mm */
};

/* In any case of letters; NULL: no such paper. */
const struct size *size_named(const char *name);

#endif
