/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stamps/paper.h"

#include <math.h>

/* One sum answers two questions: whether there is text under a box (the sum is TEXT or more), and
 * how many specks. TEXT times the cells of the largest page stays below 2^31. */
enum { SPECK = 1, TEXT_CELL = 256 };

/* Free paper ends this far from the edge, where scanners leave shadows and printers nothing, mm. */
static const double EDGE = 4, HAIR_EDGE = 1, HAIR = 0.6;
/* Ink with no more than LONELY cells within this distance is a speck: the dots of a dotted line and
 * full stops have neighbours. */
static const double NEIGHBOURS = 3;
enum { LONELY = 2 };
/* A place with specks is worse by as many mm for each. */
static const double SPECK_COST = 0.4;

struct paper {
	int w, h;
	double cell_w, cell_h;
	uint8_t *ink;	/* w * h */
	uint8_t *speck; /* w * h, set by paper_ready */
	int32_t *sums;	/* (w + 1) * (h + 1): all above and to the left */
};

struct paper *paper_new(void *owner, int w, int h, double cell_w, double cell_h)
{
	struct paper *paper = NEW(owner, struct paper);
	*paper = (struct paper){.w = w, .h = h, .cell_w = cell_w, .cell_h = cell_h};
	paper->ink = NEW_ARRAY(paper, uint8_t, w * h);
	paper->speck = NEW_ARRAY(paper, uint8_t, w * h);
	paper->sums = NEW_ARRAY(paper, int32_t, (w + 1) * (h + 1));
	return paper;
}

void paper_ink(struct paper *paper, int x, int y)
{
	paper->ink[y * paper->w + x] = 1;
}

static int32_t weight(const struct paper *paper, int i)
{
	if (!paper->ink[i])
		return 0;
	return paper->speck[i] ? SPECK : TEXT_CELL;
}

/* From row TOP on: those above it have not changed. */
static void sum_up(struct paper *paper, int top)
{
	int stride = paper->w + 1;
	for (int y = top; y < paper->h; y++) {
		int32_t row = 0;
		int32_t *above = paper->sums + y * stride + 1, *here = above + stride;
		for (int x = 0; x < paper->w; x++) {
			row += weight(paper, y * paper->w + x);
			here[x] = above[x] + row;
		}
	}
}

static struct box clip(const struct paper *paper, struct box b)
{
	int x0 = b.x < 0 ? 0 : b.x, y0 = b.y < 0 ? 0 : b.y;
	int x1 = b.x + b.w > paper->w ? paper->w : b.x + b.w;
	int y1 = b.y + b.h > paper->h ? paper->h : b.y + b.h;
	if (x1 < x0 || y1 < y0)
		return (struct box){0};
	return (struct box){x0, y0, x1 - x0, y1 - y0};
}

static int32_t sum_in(const struct paper *paper, struct box box)
{
	struct box b = clip(paper, box);
	int stride = paper->w + 1;
	const int32_t *top = paper->sums + b.y * stride + b.x, *low = top + b.h * stride;
	return low[b.w] - low[0] - top[b.w] + top[0];
}

static struct box grown(struct box b, int dx, int dy)
{
	return (struct box){b.x - dx, b.y - dy, b.w + 2 * dx, b.h + 2 * dy};
}

static int cells(double mm, double cell)
{
	return (int)ceil(mm / cell - 1e-9);
}

void paper_ready(struct paper *paper)
{
	int dx = cells(NEIGHBOURS, paper->cell_w), dy = cells(NEIGHBOURS, paper->cell_h);
	sum_up(paper, 0);
	for (int y = 0; y < paper->h; y++)
		for (int x = 0; x < paper->w; x++)
			if (paper->ink[y * paper->w + x]) {
				int32_t near = sum_in(paper,
						      grown((struct box){x, y, 1, 1}, dx, dy));
				paper->speck[y * paper->w + x] = near <= LONELY * TEXT_CELL;
			}
	sum_up(paper, 0);
}

void paper_take(struct paper *paper, struct box box)
{
	struct box b = clip(paper, box);
	for (int y = b.y; y < b.y + b.h; y++)
		for (int x = b.x; x < b.x + b.w; x++) {
			paper->ink[y * paper->w + x] = 1;
			paper->speck[y * paper->w + x] = 0;
		}
	sum_up(paper, b.y);
}

bool paper_free(const struct paper *paper, struct box box)
{
	return sum_in(paper, box) < TEXT_CELL;
}

/* One way of looking for a place. */
struct look {
	int w, h; /* of the mark, cells */
	int clear_x, clear_y;
	struct box within;   /* where the mark may stand */
	double mid_x, mid_y; /* where its middle wants to be, mm */
	double reach;	     /* mm; 0: no limit */
};

static double far_from(const struct paper *paper, const struct look *look, struct box box)
{
	double dx = (box.x + box.w * 0.5) * paper->cell_w - look->mid_x;
	double dy = (box.y + box.h * 0.5) * paper->cell_h - look->mid_y;
	return sqrt(dx * dx + dy * dy);
}

/* Takes BOX for the best place when it is free and costs less than BEST mm; the new best. The
 * distance is asked first: it settles most places without a look at the map. */
static double better(const struct paper *paper, const struct look *look, struct box box,
		     double best, struct box *out)
{
	double far = far_from(paper, look, box);
	if (far >= best)
		return best;
	int32_t sum = sum_in(paper, grown(box, look->clear_x, look->clear_y));
	if (sum >= TEXT_CELL || far + sum * SPECK_COST >= best)
		return best;
	*out = box;
	return far + sum * SPECK_COST;
}

static bool scan(const struct paper *paper, const struct look *look, struct box *out)
{
	double none = look->reach > 0 ? look->reach : HUGE_VAL, best = none;
	struct box in = look->within;
	for (int y = in.y; y + look->h <= in.y + in.h; y++) {
		double dy = fabs((y + look->h * 0.5) * paper->cell_h - look->mid_y);
		for (int x = in.x; dy < best && x + look->w <= in.x + in.w; x++) {
			struct box box = {x, y, look->w, look->h};
			best = better(paper, look, box, best, out);
		}
	}
	return best < none;
}

/* Where the middle of the mark wants to be, in mm. */
static void aim(const struct paper *paper, const struct wish *wish, const struct box *beside,
		struct look *look)
{
	if (beside != NULL) {
		look->mid_x = (beside->x + beside->w * 0.5) * paper->cell_w;
		look->mid_y = (beside->y + beside->h * 0.5) * paper->cell_h;
		return;
	}
	double free_w = paper->w * paper->cell_w - look->w * paper->cell_w - 2 * wish->margin;
	double free_h = paper->h * paper->cell_h - look->h * paper->cell_h - 2 * wish->margin;
	look->mid_x = wish->margin + look->w * 0.5 * paper->cell_w + wish->across * free_w;
	look->mid_y = wish->margin + look->h * 0.5 * paper->cell_h + wish->down * free_h;
}

static bool try_look(const struct paper *paper, const struct wish *wish, const struct box *beside,
		     bool far, struct spot *spot)
{
	bool margin = spot->where == IN_MARGIN;
	double edge = margin ? HAIR_EDGE : EDGE, clear = margin ? HAIR : wish->clear;
	int edge_x = cells(edge, paper->cell_w), edge_y = cells(edge, paper->cell_h);
	struct look look = {
		.w = cells(spot->turned ? wish->height : wish->width, paper->cell_w),
		.h = cells(spot->turned ? wish->width : wish->height, paper->cell_h),
		.clear_x = cells(clear, paper->cell_w),
		.clear_y = cells(clear, paper->cell_h),
		.within = {edge_x, edge_y, paper->w - 2 * edge_x, paper->h - 2 * edge_y},
		.reach = far ? 0 : wish->reach,
	};
	aim(paper, wish, beside, &look);
	return scan(paper, &look, &spot->box);
}

bool paper_find(const struct paper *paper, const struct wish *wish, const struct box *beside,
		struct spot *out)
{
	static const struct spot ways[] = {
		{.turned = false, .where = ON_FREE_PAPER},
		{.turned = false, .where = IN_MARGIN},
		{.turned = true, .where = IN_MARGIN},
	};
	for (int far = wish->reach > 0 ? 0 : 1; far < 2; far++)
		for (int i = 0; i < 3; i++) {
			struct spot spot = ways[i];
			if (try_look(paper, wish, beside, far, &spot)) {
				*out = spot;
				return true;
			}
		}
	return false;
}

/* Two cells more than needed, whatever their size: places are whole cells. */
void paper_strip(const struct wish *wish, double *w, double *h)
{
	double spare = 3;
	*w = wish->width + 2 * EDGE + spare;
	*h = wish->height + EDGE + wish->clear + spare;
}
