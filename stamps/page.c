/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stamps/page.h"

#include "base/reach.h"
#include "base/tiff.h"
#include "stamps/mark.h"
#include "stamps/raster.h"
#include <leptonica/allheaders.h>

enum { JPEG_QUALITY = 85, MOST_STAMPS = 32, SHELF = 48 << 20, WARM_DPI = 40 };
enum { DARK = 144 }; /* halfway between blue-black and paper: what becomes ink of a 1-bit page */

/* A mark drawn before, upright [0] and turned [1]. */
struct kept {
	const char *text; /* filled */
	double xdpi, ydpi;
	struct mark mark;
	struct raster raster[2];
	struct kept *next;
};

struct press {
	struct job *job;
	struct job *open; /* owns the scan at hand */
	const char *source;
	struct tiff *tiff;
	struct job *shelf; /* owns the marks kept */
	size_t shelved;	   /* bytes of dots on it */
	struct kept *kept;
};

/* The page on the bed. */
struct sheet {
	struct job *job;
	PIX *pix;
	double xdpi, ydpi;
	struct paper *paper;
	int cell;  /* px a side of a cell of the paper */
	int added; /* the first row of added paper, px; the height when there is none */
};

struct press *press_new(struct job *job)
{
	struct press *press = NEW(job, struct press);
	press->job = job;
	press->shelf = job_below(job);
	return press;
}

/* ---- the scan ----------------------------------------------------------------------------------
 */

static enum status source_open(struct press *press, const char *source)
{
	if (press->source != NULL && strcmp(press->source, source) == 0)
		return OK;
	talloc_free(press->open);
	press->source = NULL;
	press->open = job_below(press->job);
	TRY(tiff_open(press->open, source, &press->tiff));
	press->source = COPY(press->open, source);
	return OK;
}

/* Columns and rows change their resolution with each quarter turn. */
static void resolution(struct sheet *sheet, const struct tiff_page *info, int turn)
{
	bool across = (info->turn + turn) % 180 == 90;
	sheet->xdpi = across ? info->ydpi : info->xdpi;
	sheet->ydpi = across ? info->xdpi : info->ydpi;
}

static enum status sheet_read(struct press *press, const struct stamped *page, struct sheet *sheet)
{
	PIX *pix;
	TRY(source_open(press, page->source));
	if (page->page < 1 || page->page > tiff_count(press->tiff))
		return fail(sheet->job, E_INPUT, "%s: there is no page %d", page->source,
			    page->page);
	struct tiff_page info = tiff_page(press->tiff, page->page);
	TRY(tiff_read(sheet->job, press->tiff, page->page, &pix));
	resolution(sheet, &info, page->turn);
	sheet->pix = image_upright(sheet->job, pix, page->turn, page->skew);
	sheet->added = pixGetHeight(sheet->pix);
	return OK;
}

/* ---- its free paper ----------------------------------------------------------------------------
 */

/* Cells are 0.4 to 1.4 mm at any resolution. The first halving asks for two dots of four, so that
 * single ones, the salt of a scanner, are gone. */
static PIX *reduced(struct sheet *sheet, PIX *ink)
{
	double dpi = sheet->xdpi < sheet->ydpi ? sheet->xdpi : sheet->ydpi;
	int levels = dpi < 150 ? 2 : dpi < 480 ? 3 : 4;
	sheet->cell = 1 << levels;
	return image_own(sheet->job, pixReduceRankBinaryCascade(ink, 2, 1, levels > 2 ? 1 : 0,
								levels > 3 ? 1 : 0));
}

static void find_paper(struct sheet *sheet)
{
	PIX *small = reduced(sheet, image_bilevel(sheet->job, sheet->pix));
	int w = pixGetWidth(small), h = pixGetHeight(small);
	sheet->paper = paper_new(sheet->job, w, h, sheet->cell * 25.4 / sheet->xdpi,
				 sheet->cell * 25.4 / sheet->ydpi);
	for (int y = 0; y < h; y++) {
		const l_uint32 *line = pixGetData(small) + (size_t)y * (size_t)pixGetWpl(small);
		for (int x = 0; x < w; x++)
			if (GET_DATA_BIT(line, x))
				paper_ink(sheet->paper, x, y);
	}
	paper_ready(sheet->paper);
}

/* A box of dots as the cells it touches. */
static struct box in_cells(const struct sheet *sheet, struct box b)
{
	int c = sheet->cell, x = b.x / c, y = b.y / c;
	return (struct box){x, y, (b.x + b.w + c - 1) / c - x, (b.y + b.h + c - 1) / c - y};
}

/* ---- drawing -----------------------------------------------------------------------------------
 */

static int brightness(uint32_t rgb)
{
	return (int)(((rgb >> 16 & 255) * 77 + (rgb >> 8 & 255) * 150 + (rgb & 255) * 29) >> 8);
}

static uint32_t darker(uint32_t a, uint32_t b, int shift)
{
	uint32_t x = a >> shift & 255, y = b >> shift & 255;
	return (x < y ? x : y) << shift;
}

/* Ink upon ink: each dot becomes the darker of the two, so nothing of the scan is ever lightened.
 */
static void draw_dot(l_uint32 *line, int depth, int x, uint32_t rgb)
{
	if (depth == 1) {
		if (brightness(rgb) < DARK)
			SET_DATA_BIT(line, x);
	} else if (depth == 8) {
		if (brightness(rgb) < (int)GET_DATA_BYTE(line, x))
			SET_DATA_BYTE(line, x, brightness(rgb));
	} else {
		uint32_t was = line[x] >> 8;
		line[x] = (darker(was, rgb, 16) | darker(was, rgb, 8) | darker(was, rgb, 0)) << 8;
	}
}

static void draw(struct sheet *sheet, const struct raster *raster, int left, int top)
{
	int depth = pixGetDepth(sheet->pix), wpl = pixGetWpl(sheet->pix);
	for (int y = 0; y < raster->h; y++) {
		l_uint32 *line = pixGetData(sheet->pix) + (size_t)(top + y) * (size_t)wpl;
		const uint32_t *dots = raster->rgb + (size_t)y * (size_t)raster->stride;
		for (int x = 0; x < raster->w; x++)
			if ((dots[x] & 0xffffff) != 0xffffff)
				draw_dot(line, depth, left + x, dots[x]);
	}
}

/* A dashed line tells what was scanned from what was added. */
static void draw_seam(struct sheet *sheet)
{
	int wpl = pixGetWpl(sheet->pix), period = raster_dots(5, sheet->xdpi);
	int thick = 1 + raster_dots(0.2, sheet->ydpi);
	for (int y = sheet->added; y < sheet->added + thick; y++)
		for (int x = 0; x < pixGetWidth(sheet->pix); x++)
			if (x % period < period / 2)
				draw_dot(pixGetData(sheet->pix) + (size_t)y * (size_t)wpl,
					 pixGetDepth(sheet->pix), x, 0);
}

/* ---- the marks ---------------------------------------------------------------------------------
 */

static enum status mark_keep(struct press *press, const struct sheet *sheet,
			     const struct stamp *stamp, const char *text, struct kept **out)
{
	for (struct kept *k = press->kept; k != NULL; k = k->next)
		if (k->xdpi == sheet->xdpi && k->ydpi == sheet->ydpi &&
		    strcmp(k->text, text) == 0) {
			*out = k;
			return OK;
		}
	struct kept *kept = NEW(press->shelf, struct kept);
	TRY(mark_read(press->shelf, stamp->file, text, &kept->mark));
	kept->text = COPY(kept, text);
	kept->xdpi = sheet->xdpi;
	kept->ydpi = sheet->ydpi;
	kept->next = press->kept;
	*out = press->kept = kept;
	return OK;
}

static enum status drawn(struct press *press, struct kept *kept, bool turned,
			 const struct raster **out)
{
	struct raster *raster = &kept->raster[turned];
	const struct wish *wish = &kept->mark.wish;
	if (raster->rgb == NULL) {
		struct job *job = job_below(press->job); /* the handle and the surface go with it */
		enum status status = raster_draw(job, press->shelf, kept->mark.svg, wish->width,
						 wish->height, kept->xdpi, kept->ydpi, turned,
						 raster);
		talloc_free(job);
		TRY(status);
		press->shelved += (size_t)raster->stride * (size_t)raster->h * sizeof *raster->rgb;
	}
	*out = raster;
	return OK;
}

/* More paper at the foot, and at the side when the page is narrower than the mark. */
static void grow(struct sheet *sheet, const struct wish *wish)
{
	double w, h;
	paper_strip(wish, &w, &h);
	int depth = pixGetDepth(sheet->pix), width = pixGetWidth(sheet->pix);
	int wider = raster_dots(w, sheet->xdpi) - width, foot = raster_dots(h, sheet->ydpi);
	l_uint32 white = depth == 1 ? 0 : depth == 8 ? 255 : 0xffffff00;
	sheet->pix = image_own(sheet->job, pixAddBorderGeneral(sheet->pix, 0, wider > 0 ? wider : 0,
							       0, foot, white));
	draw_seam(sheet);
	find_paper(sheet);
}

/* The mark's box among those placed before it on this page, or NULL. */
static const struct box *beside_what(const struct sheet *sheet, const struct mark *mark,
				     struct kept *const *placed, const struct stamp *stamps,
				     int nplaced, struct box *cells)
{
	for (int i = 0; mark->beside != NULL && i < nplaced; i++)
		if (strcmp(placed[i]->mark.name, mark->beside) == 0) {
			*cells = in_cells(sheet, stamps[i].place);
			return cells;
		}
	return NULL;
}

static void take_places(struct sheet *sheet, const struct stamp *stamps, int n)
{
	for (int i = 0; i < n; i++)
		paper_take(sheet->paper, in_cells(sheet, stamps[i].place));
}

static enum status find_place(struct sheet *sheet, const struct mark *mark, struct stamp *stamps,
			      struct kept *const *placed, int nplaced, struct spot *spot)
{
	struct box cells;
	const struct box *beside = beside_what(sheet, mark, placed, stamps, nplaced, &cells);
	if (paper_find(sheet->paper, &mark->wish, beside, spot))
		return OK;
	grow(sheet, &mark->wish);
	take_places(sheet, stamps, nplaced);
	if (paper_find(sheet->paper, &mark->wish, beside, spot))
		return OK;
	return fail(sheet->job, E_SYSTEM, "no place for the mark “%s”", mark->title);
}

static enum status put(struct press *press, struct sheet *sheet, struct stamped *page,
		       struct kept **placed, int i)
{
	struct stamp *stamp = &page->stamps[i];
	const char *text;
	const struct raster *raster;
	struct spot spot;
	TRY(mark_fill(sheet->job, stamp->file, stamp->blanks, stamp->nblanks, &text));
	TRY(mark_keep(press, sheet, stamp, text, &placed[i]));
	TRY(find_place(sheet, &placed[i]->mark, page->stamps, placed, i, &spot));
	TRY(drawn(press, placed[i], spot.turned, &raster));
	stamp->place = (struct box){spot.box.x * sheet->cell, spot.box.y * sheet->cell, raster->w,
				    raster->h};
	stamp->where = stamp->place.y + raster->h > sheet->added ? ON_ADDED_STRIP : spot.where;
	draw(sheet, raster, stamp->place.x, stamp->place.y);
	paper_take(sheet->paper, in_cells(sheet, stamp->place));
	return OK;
}

static enum status work(struct press *press, struct sheet *sheet, struct stamped *page)
{
	struct kept *placed[MOST_STAMPS];
	if (page->nstamps > MOST_STAMPS)
		return fail(sheet->job, E_INPUT, "more than %d marks on one page", MOST_STAMPS);
	TRY(sheet_read(press, page, sheet));
	find_paper(sheet);
	for (int i = 0; i < page->nstamps; i++)
		TRY(put(press, sheet, page, placed, i));
	return tiff_write(sheet->job, page->out, sheet->pix, sheet->xdpi, sheet->ydpi,
			  JPEG_QUALITY);
}

static enum status warm_one(struct job *job, const struct stamp *stamp)
{
	struct mark mark;
	struct raster raster;
	const char *text;
	TRY(mark_fill(job, stamp->file, stamp->blanks, stamp->nblanks, &text));
	TRY(mark_read(job, stamp->file, text, &mark));
	return raster_draw(job, job, mark.svg, mark.wish.width, mark.wish.height, WARM_DPI,
			   WARM_DPI, false, &raster);
}

/* What is wrong with a mark is told by the page that it is for. */
void press_warm(struct press *press, struct stamped *pages, int count)
{
	for (int i = 0; i < count; i++) {
		for (int k = 0; k < pages[i].nstamps; k++) {
			struct job *job = job_below(press->job);
			(void)warm_one(job, &pages[i].stamps[k]);
			talloc_free(job);
		}
	}
}

/* Between pages only: marks of the page at hand are in use. */
static void tidy(struct press *press)
{
	if (press->shelved < SHELF)
		return;
	talloc_free(press->shelf);
	press->shelf = job_below(press->job);
	press->kept = NULL;
	press->shelved = 0;
}

enum status page_press(struct press *press, struct stamped *page)
{
	struct sheet sheet = {.job = job_below(press->job)};
	enum status status = work(press, &sheet, page);
	if (status != OK)
		reach_unlink(page->out);
	talloc_free(sheet.job);
	tidy(press);
	return status;
}
