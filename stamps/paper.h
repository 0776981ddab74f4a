/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The free paper of one page: a map of square cells (some 0.7 mm a side), each with ink or without,
 * and the search for the place of a mark on it. A pure file: no pictures, no store, no clock. */
#ifndef STAMPS_PAPER_H
#define STAMPS_PAPER_H

#include "base/image.h"
#include "stamps/stamps.h"
#include <stdbool.h>

struct paper;

/* Where a mark wants to stand; lengths in mm. */
struct wish {
	double across, down; /* 0: left, top; 0.5: middle; 1: right, bottom */
	double margin;	     /* between the mark and the edge of the page */
	double clear;	     /* between the mark and any ink */
	double reach; /* free paper farther off than this yields to the margin; 0: any will do */
	double width, height; /* of the mark */
};

/* A place in cells. A turned mark reads upwards, so its width runs down the page. */
struct spot {
	struct box box;
	bool turned;
	enum where where; /* ON_FREE_PAPER or IN_MARGIN */
};

/* A clean page of W by H cells, each CELL_W by CELL_H mm. */
struct paper *paper_new(void *owner, int w, int h, double cell_w, double cell_h);
void paper_ink(struct paper *paper, int x, int y);

/* To be called after the last paper_ink and before the first paper_find: tells specks, which a mark
 * may cover where it must, from text, which it never may. */
void paper_ready(struct paper *paper);

/* Makes BOX count as text: a mark stands there. */
void paper_take(struct paper *paper, struct box box);

/* The nearest place to the wish without text in it or within the wish's clear distance; or else one
 * that runs into the page's margin or stands there turned, with little more than a hair between.
 * Nearest to where the wish says, or, when BESIDE is not NULL, to that mark. False: the page has no
 * room at all. */
bool paper_find(const struct paper *paper, const struct wish *wish, const struct box *beside,
		struct spot *out);

/* The size of paper that, added below a full page of at least that width, holds the mark; mm. */
void paper_strip(const struct wish *wish, double *w, double *h);

/* Whether BOX, clipped to the page, is without text (specks do not count). */
bool paper_free(const struct paper *paper, struct box box);

#endif
