/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paints a batch of letters into one scan, letter by letter, so that memory does not grow with it.
 */
#ifndef SAMPLES_BATCH_H
#define SAMPLES_BATCH_H

#include "samples/letter.h"

struct wish {
	uint64_t seed;
	int letters, dpi;
	bool grey, separators;
	double smaller;		 /* points taken off each type */
	int hand, backs, turned; /* shares in percent */
	int benefits;		 /* share of letters whose writer claims a benefit */
	int skew; /* tenths of a degree by which pages lie askew at most; 0: as they do */
	int dust; /* dots in a thousand that the scanner of two levels gets wrong */
	bool columns, corner, photo; /* of all letters in print; of those with a letterhead; all */
	struct day day;		     /* of the scanning */
	const struct set *set;	     /* the plans; NULL: drawn by chance */
	const char *to;		     /* folder for batch.tif and truth.xml, made when absent */
	const char *pages;	     /* folder for single pages with their text, or NULL */
};

enum status batch_paint(struct job *job, const struct wish *wish);

#endif
