/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A setting of a scanner as the scanner itself describes it, and which of its values is meant by a
 * word or a number of ours: each maker has names of its own. Pure. */
#ifndef SCAN_KNOB_H
#define SCAN_KNOB_H

#include <stdbool.h>

enum knob_kind { KNOB_SWITCH, KNOB_NUMBER, KNOB_WORD };

struct knob {
	enum knob_kind kind;
	const char *const *words; /* the last one is NULL; NULL: any */
	const double *values;	  /* so many, in any order; NULL: from least to most */
	int count;
	bool ranged;
	double least, most, step; /* of the range; step 0: any between them */
	bool millimetres;
};

/* Of its words the one that is LIKE the first of ours, else the second …: holds it, whatever the
 * case, and nothing of UNLIKE. Both end with NULL. NULL: none. */
const char *knob_word(const struct knob *knob, const char *const *like, const char *const *unlike);

/* The least number it takes that is not below WANTED; else the largest. */
double knob_number(const struct knob *knob, double wanted);

#endif
