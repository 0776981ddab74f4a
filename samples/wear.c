/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/wear.h"

#include <math.h>

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
	float ink = (float)f->ink + (float)f->grain * smooth_at(g, iu + 91, iv + 57);
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

/* A soft edge, 10 mm wide. */
static float shade_at(const struct glass *g, int x, int y)
{
	const struct fate *f = g->fate;
	double along = (x * cos(f->shadow_angle) + y * sin(f->shadow_angle)) / g->mm;
	return (float)(1 - f->shadow / (1 + exp((f->shadow_at - along) / 5)));
}

static void expose(const struct glass *g, struct grey *out)
{
	double angle = g->fate->skew * M_PI / 180, cx = g->width / 2.0, cy = g->height / 2.0;
	float c = (float)cos(angle), s = (float)sin(angle);
	for (int y = 0; y < out->height; y++) {
		float fall = (float)(1 + g->fate->slope_y * (2.0 * y / out->height - 1));
		float swing = 0, shade = 1;
		for (int x = 0; x < out->width; x++) {
			float dx = (float)(x - cx), dy = (float)(y - cy);
			if (x % 8 == 0)
				swing = wobble_at(g, x, y);
			if (g->fate->shadow > 0 && x % 8 == 0)
				shade = shade_at(g, x, y);
			float u = (float)cx + c * dx + s * dy;
			float v = (float)cy - s * dx + c * dy + swing;
			float value = paper_at(g, u, v) * g->light_x[x] * fall * shade;
			out->pixels[(size_t)y * (size_t)out->width + (size_t)x] = byte_of(value);
		}
	}
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
	grey_specks(&page, fate->specks, &g.chance);
	grey_blur(owner, &page, fate->blur);
	grey_noise(&page, fate->noise, &g.chance);
	return grey_turned(owner, page, fate->turn);
}
