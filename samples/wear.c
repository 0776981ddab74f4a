/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/wear.h"

#include <math.h>
#include <string.h>

enum { TILE = 512, CELL = 8, SHRINK = 4 };

/* One sheet on the scanner's glass. Coordinates on paper are called u, v, those of the scan x, y.
 */
struct glass {
	const struct fate *fate;
	int width, height; /* of paper and scan alike */
	double mm;
	const uint8_t *ink;
	int stride;
	struct grey other;     /* the reverse, mirrored and shrunk; no pixels when there is none */
	float *fold_shade;     /* grey values taken off, by row of the paper */
	float *light_x;	       /* factor by column of the scan */
	const uint8_t *smooth; /* TILE x TILE of slow noise */
	struct chance chance;
};

/* Value noise: a random lattice with straight lines between its points, in two sizes. */
static uint8_t *smooth_make(void *owner, struct chance *chance)
{
	enum { SIDE = TILE / CELL };
	uint8_t *lattice = NEW_ARRAY(owner, uint8_t, SIDE * SIDE);
	uint8_t *tile = NEW_ARRAY(owner, uint8_t, TILE * TILE);
	for (int i = 0; i < SIDE * SIDE; i++)
		lattice[i] = (uint8_t)chance_bits(chance);
	for (int i = 0; i < TILE * TILE; i++) {
		int x = i % TILE, y = i / TILE, fx = x % CELL, fy = y % CELL;
		int left = x / CELL, top = y / CELL;
		int right = (left + 1) % SIDE, below = (top + 1) % SIDE;
		int upper = lattice[top * SIDE + left] * (CELL - fx) +
			    lattice[top * SIDE + right] * fx;
		int lower = lattice[below * SIDE + left] * (CELL - fx) +
			    lattice[below * SIDE + right] * fx;
		int slow = (upper * (CELL - fy) + lower * fy) / (CELL * CELL);
		tile[i] = (uint8_t)((slow * 3 + (int)(chance_bits(chance) & 255)) / 4);
	}
	return tile;
}

/* From -1 to 1. */
static float smooth_at(const struct glass *g, int u, int v)
{
	return (float)(g->smooth[(v & (TILE - 1)) * TILE + (u & (TILE - 1))] - 128) / 128;
}

/* The reverse side seen through the paper: mirrored, and so blurred that a quarter of its size will
 * do. */
static struct grey reverse_make(void *owner, const struct ink *ink)
{
	struct grey out = {0};
	if (ink == NULL)
		return out;
	const uint8_t *px = cairo_image_surface_get_data(ink->surface);
	int stride = cairo_image_surface_get_stride(ink->surface);
	int width = cairo_image_surface_get_width(ink->surface);
	out.width = width / SHRINK;
	out.height = cairo_image_surface_get_height(ink->surface) / SHRINK;
	out.pixels = NEW_ARRAY(owner, uint8_t, out.width * out.height);
	for (int i = 0; i < out.width * out.height; i++) {
		int u = (out.width - 1 - i % out.width) * SHRINK, v = i / out.width * SHRINK;
		int sum = 0;
		for (int k = 0; k < SHRINK * SHRINK; k++)
			sum += px[(v + k / SHRINK) * stride + u + k % SHRINK];
		out.pixels[i] = (uint8_t)(sum / (SHRINK * SHRINK));
	}
	return out;
}

static float reverse_at(const struct glass *g, int u, int v)
{
	int x = u / SHRINK, y = v / SHRINK;
	if (g->other.pixels == NULL || x >= g->other.width || y >= g->other.height)
		return 0;
	return (float)g->other.pixels[y * g->other.width + x] / 255;
}

/* A fold is a thin dark line on one side of which the paper rises to the light. */
static void folds_make(struct glass *g)
{
	static const double thirds[] = {0.333, 0.667}, halves[] = {0.5};
	bool two = chance_hits(&g->chance, 60);
	for (int i = 0; i < (two ? 2 : 1); i++) {
		double at = g->height *
			    ((two ? thirds : halves)[i] + chance_real(&g->chance, -0.02, 0.02));
		double depth = chance_real(&g->chance, 35, 90),
		       slope = chance_real(&g->chance, 8, 20);
		for (int v = 0; v < g->height; v++) {
			double off = (v - at) / g->mm;
			g->fold_shade[v] += (float)(depth * exp(-off * off * 90));
			g->fold_shade[v] += (float)(off > 0 ? slope * exp(-off / 6)
							    : -4 * exp(off / 5));
		}
	}
}

static void light_make(struct glass *g)
{
	for (int x = 0; x < g->width; x++) {
		double off = x / g->mm, slope = g->fate->slope_x * (2.0 * x / g->width - 1);
		g->light_x[x] = (float)((1 + slope) * (1 - g->fate->gutter * exp(-off / 9)));
	}
	if (g->fate->streak > 0)
		g->light_x[(int)(g->fate->streak * g->width)] *= 0.55F;
}

/* Ink coverage between four pixels, 0 to 1. */
static float ink_at(const struct glass *g, float u, float v)
{
	int x = (int)u, y = (int)v;
	if (x + 1 >= g->width || y + 1 >= g->height)
		return 0;
	const uint8_t *p = g->ink + (size_t)y * (size_t)g->stride + x;
	if ((p[0] | p[1] | p[g->stride] | p[g->stride + 1]) == 0)
		return 0;
	float fx = u - (float)x, fy = v - (float)y;
	float upper = p[0] * (1 - fx) + p[1] * fx;
	float lower = p[g->stride] * (1 - fx) + p[g->stride + 1] * fx;
	return (upper * (1 - fy) + lower * fy) / 255;
}

/* Holes of 6 mm, 80 mm apart, 12 mm from the edge (ISO 838). */
static bool hole_at(const struct glass *g, float u, float v, float *inside)
{
	if (!g->fate->punched)
		return false;
	double edge = g->fate->back ? A4_WIDTH - 12 : 12, du = u / g->mm - edge;
	double dv = fabs(v / g->mm - A4_HEIGHT / 2.0) - 40;
	*inside = (float)((3 - sqrt(du * du + dv * dv)) * g->mm);
	return *inside > 0;
}

/* What is seen OFF pixels beside the paper: the bed and, when it is light, the paper's shadow. */
static float bed_at(const struct glass *g, float off)
{
	double shadow = g->fate->edge;
	return (float)(g->fate->bed - (shadow > 0 ? shadow * exp(-off / (0.25 * g->mm)) : 0));
}

static float paper_at(const struct glass *g, float u, float v)
{
	const struct fate *f = g->fate;
	int iu = (int)u, iv = (int)v;
	float off = 0;
	if (u < 0 || v < 0 || iu >= g->width || iv >= g->height) {
		float along = fmaxf(-u, u - (float)g->width),
		      down = fmaxf(-v, v - (float)g->height);
		return bed_at(g, fmaxf(along, down));
	}
	if (hole_at(g, u, v, &off))
		return bed_at(g, off);
	float paper = (float)f->paper + 3 * smooth_at(g, iu / 3, iv / 3) - g->fold_shade[iv] -
		      (float)f->bleed * 200 * reverse_at(g, iu, iv);
	float cover = ink_at(g, u, v);
	if (cover == 0)
		return paper;
	float ink = (float)f->ink + 35 * smooth_at(g, iu + 91, iv + 57);
	cover *= 0.94F + 0.12F * smooth_at(g, iu / 5 + 300, iv / 5);
	return paper + (ink - paper) * (cover > 1 ? 1 : cover);
}

static uint8_t byte_of(float value)
{
	return value <= 0 ? 0 : value >= 255 ? 255 : (uint8_t)(value + 0.5F);
}

/* A hand's line swings; neighbouring lines swing otherwise. */
static float wobble_at(const struct glass *g, int x, int y)
{
	if (g->fate->wobble == 0)
		return 0;
	double a = x / (21 * g->mm) + y / (13 * g->mm), b = x / (6 * g->mm) - y / (7 * g->mm);
	return (float)(g->fate->wobble * (0.7 * sin(a) + 0.3 * sin(b)));
}

static void expose(const struct glass *g, struct grey *out)
{
	double angle = g->fate->skew * M_PI / 180, cx = g->width / 2.0, cy = g->height / 2.0;
	float c = (float)cos(angle), s = (float)sin(angle);
	for (int y = 0; y < out->height; y++) {
		float fall = (float)(1 + g->fate->slope_y * (2.0 * y / out->height - 1));
		float swing = 0;
		for (int x = 0; x < out->width; x++) {
			float dx = (float)(x - cx), dy = (float)(y - cy);
			if (x % 8 == 0)
				swing = wobble_at(g, x, y);
			float u = (float)cx + c * dx + s * dy;
			float v = (float)cy - s * dx + c * dy + swing;
			float value = paper_at(g, u, v) * g->light_x[x] * fall;
			out->pixels[(size_t)y * (size_t)out->width + (size_t)x] = byte_of(value);
		}
	}
}

static void specks_add(const struct glass *g, struct grey *page, struct chance *chance)
{
	for (int i = 0; i < g->fate->specks; i++) {
		int x = chance_in(chance, 4, page->width - 9),
		    y = chance_in(chance, 4, page->height - 9);
		int w = chance_in(chance, 1, 4), h = chance_in(chance, 1, 4);
		uint8_t value = (uint8_t)chance_in(chance, 20, 150);
		for (int k = 0; k < w * h; k++)
			page->pixels[(size_t)(y + k / w) * (size_t)page->width +
				     (size_t)(x + k % w)] = value;
	}
}

/* Weights (b, 1-2b, b) along and across, with the row above kept as it was. */
static void blur(void *owner, struct grey *page, double weight)
{
	int w = page->width, side = (int)(weight * 256), centre = 256 - 2 * side;
	int *above = NEW_ARRAY(owner, int, w), *now = NEW_ARRAY(owner, int, w);
	int *below = NEW_ARRAY(owner, int, w);
	for (int y = -1; y < page->height; y++) {
		const uint8_t *p = page->pixels + (size_t)(y + 1) * (size_t)w;
		for (int x = 0; x < w && y + 1 < page->height; x++)
			below[x] = p[x > 0 ? x - 1 : x] * side + p[x] * centre +
				   p[x < w - 1 ? x + 1 : x] * side;
		if (y == -1)
			memcpy(now, below, (size_t)w * sizeof *now);
		for (int x = 0; x < w && y >= 0; x++)
			page->pixels[(size_t)y * (size_t)w + (size_t)x] =
				(uint8_t)((above[x] * side + now[x] * centre + below[x] * side) >>
					  16);
		int *spare = above;
		above = now;
		now = below;
		below = spare;
		if (y == -1)
			memcpy(above, now, (size_t)w * sizeof *now);
	}
}

/* The sum of four even numbers is near enough to Gauss. */
static void noise_add(struct grey *page, double deviation, struct chance *chance)
{
	int8_t by[256];
	for (int i = 0; i < 256; i++) {
		double sum = 0;
		for (int k = 0; k < 4; k++)
			sum += chance_real(chance, -1, 1);
		by[i] = (int8_t)lround(sum * deviation / 1.155);
	}
	size_t size = (size_t)page->width * (size_t)page->height;
	uint64_t bits = 0;
	for (size_t i = 0; i < size; i++, bits >>= 8) {
		if (i % 8 == 0)
			bits = chance_bits(chance);
		int value = page->pixels[i] + by[bits & 255];
		page->pixels[i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
	}
}

static struct grey turned(void *owner, struct grey page, int turn)
{
	bool side = turn % 180 != 0;
	struct grey out = {side ? page.height : page.width, side ? page.width : page.height, NULL};
	if (turn == 0)
		return page;
	out.pixels = NEW_ARRAY(owner, uint8_t, (size_t)out.width * (size_t)out.height);
	for (int y = 0; y < out.height; y++)
		for (int x = 0; x < out.width; x++) {
			int u = turn == 90    ? y
				: turn == 180 ? page.width - 1 - x
					      : page.width - 1 - y;
			int v = turn == 90    ? page.height - 1 - x
				: turn == 180 ? page.height - 1 - y
					      : x;
			out.pixels[(size_t)y * (size_t)out.width + (size_t)x] =
				page.pixels[(size_t)v * (size_t)page.width + (size_t)u];
		}
	return out;
}

struct grey wear_page(void *owner, const struct ink *front, const struct ink *other,
		      const struct fate *fate, int dpi)
{
	struct glass g = {.fate = fate, .mm = dpi / 25.4, .chance = {fate->seed}};
	g.width = cairo_image_surface_get_width(front->surface);
	g.height = cairo_image_surface_get_height(front->surface);
	cairo_surface_flush(front->surface);
	g.ink = cairo_image_surface_get_data(front->surface);
	g.stride = cairo_image_surface_get_stride(front->surface);
	g.other = reverse_make(owner, other);
	g.fold_shade = NEW_ARRAY(owner, float, g.height);
	g.light_x = NEW_ARRAY(owner, float, g.width);
	g.smooth = smooth_make(owner, &g.chance);
	if (fate->folded)
		folds_make(&g);
	light_make(&g);
	struct grey page = {g.width, g.height, NULL};
	page.pixels = NEW_ARRAY(owner, uint8_t, (size_t)g.width * (size_t)g.height);
	expose(&g, &page);
	specks_add(&g, &page, &g.chance);
	blur(owner, &page, fate->blur);
	noise_add(&page, fate->noise, &g.chance);
	return turned(owner, page, fate->turn);
}

/* The lightest spot of each square says what paper is there; a dark bed stays black. */
static uint8_t *threshold_make(void *owner, const struct grey *page, int squares)
{
	uint8_t *out = NEW_ARRAY(owner, uint8_t, squares * (page->height / 16 + 1));
	for (int y = 0; y < page->height; y++)
		for (int x = 0; x < page->width; x++) {
			uint8_t *most = &out[y / 16 * squares + x / 16];
			uint8_t value = page->pixels[(size_t)y * (size_t)page->width + (size_t)x];
			if (value > *most)
				*most = value;
		}
	for (int i = 0; i < squares * (page->height / 16 + 1); i++)
		out[i] = (uint8_t)((out[i] < 150 ? 190 : out[i]) * 0.62);
	return out;
}

void wear_bilevel(struct grey *page, uint64_t seed)
{
	struct chance chance = {seed};
	int squares = page->width / 16 + 1;
	uint8_t *threshold = threshold_make(NULL, page, squares);
	for (int y = 0; y < page->height; y++)
		for (int x = 0; x < page->width; x++) {
			uint8_t *value = &page->pixels[(size_t)y * (size_t)page->width + (size_t)x];
			*value = *value < threshold[y / 16 * squares + x / 16] ? 0 : 255;
		}
	talloc_free(threshold);
	for (int wrong = chance_in(&chance, 20, 250); wrong > 0; wrong--) {
		int x = chance_in(&chance, 0, page->width - 1);
		int y = chance_in(&chance, 0, page->height - 1);
		page->pixels[(size_t)y * (size_t)page->width + (size_t)x] ^= 255;
	}
}
