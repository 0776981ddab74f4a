/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/view.h"

#include "ocr/paper.h"
#include "ocr/patch.h"
#include "ocr/sides.h"
#include "ocr/skew.h"
#include "stamps/stamps.h"
#include <leptonica/allheaders.h>
#include <string.h>

enum { SEPARATOR_MARKS = 600 }; /* a separator sheet has fewer, a full letter more */
enum { CLEAR_DOTS = 8 };

/* By its letters: by their dots, where it is printed. The reading shows whether it was so. */
static bool seems_upside_down(struct job *job, PIX *clean, struct marks marks,
			      const struct page *page)
{
	int dpi = page_dpi(page);
	double turn = page->turn + page->skew;
	struct box some = paper_dense(marks, dpi, 3 * dpi, 3 * dpi);
	struct marks pieces = paper_pieces(job, clean, some, marks.height);
	struct sides dots = dots_of(paper_marks_turned(job, pieces, turn), dpi);
	if (sides_clear(dots, CLEAR_DOTS))
		return dots.below > dots.above;
	struct sides tails = tails_of(paper_marks_turned(job, marks, turn));
	return tails.above > tails.below;
}

/* Turning by half a turn leaves the skew as it is. */
static PIX *straighten(struct job *job, PIX *clean, struct marks marks, struct page *page)
{
	struct lie lie = lie_of(marks, page_dpi(page));
	page->skew = lie.skew;
	page_turn_by(page, lie.down ? 90 : 0);
	page_turn_by(page, seems_upside_down(job, clean, marks, page) ? 180 : 0);
	page->guessed = true;
	return image_upright(job, clean, page->turn, page->skew);
}

/* A person has said how it lies. */
static PIX *straighten_as(struct job *job, PIX *clean, struct marks marks, int turn,
			  struct page *page)
{
	struct lie lie = lie_of(marks, page_dpi(page));
	page_turn_by(page, turn);
	page->skew = lie.down == (turn % 180 != 0) ? lie.skew : 0;
	return image_upright(job, clean, turn, page->skew);
}

/* Sheets of the program have little on them but their code. */
static enum kind kind_seen(PIX *raw, struct marks marks, const struct page *page)
{
	for (int i = 0; i < page->codes.count && marks.count < SEPARATOR_MARKS; i++) {
		const char *code = page->codes.list[i];
		if (strcmp(code, SEPARATOR_TEXT) == 0)
			return KIND_SEPARATOR;
		if (strncmp(code, HEADER_TEXT, strlen(HEADER_TEXT)) == 0)
			return KIND_HEADER;
	}
	if (marks.count < SEPARATOR_MARKS && patch_on(raw, page_dpi(page)))
		return KIND_SEPARATOR;
	return paper_blank(marks) && page->codes.count == 0 ? KIND_BLANK : KIND_UNREAD;
}

/* A sheet between letters is known by its code before anything is cut off the page. */
static bool is_separator(struct job *job, PIX *bits, struct page *page)
{
	page->codes = qr_large(job, page_squared(job, bits, page), page_squared_dpi(page));
	return codes_hold(page->codes, SEPARATOR_TEXT) &&
	       paper_marks(job, bits, page_dpi(page)).count < SEPARATOR_MARKS;
}

/* As image_upright does, but without the page as it came standing by: RAW owns it and is freed. */
static PIX *upright(struct job *owner, struct job *raw, PIX *pix, const struct page *page)
{
	struct job *own = job_below(owner);
	PIX *turned = image_upright(own, pix, page->turn, 0);
	talloc_free(raw);
	PIX *out = image_upright(owner, turned, 0, page->skew);
	talloc_free(own);
	return out;
}

/* What the page is and how it lies. The result is its ink: clean, upright, without rules, seals and
 * signatures. */
static PIX *look(struct job *job, PIX *bits, int lies, struct page *page)
{
	PIX *clean = paper_clean(job, bits, page_dpi(page));
	struct marks marks = paper_marks(job, clean, page_dpi(page));
	page->codes = qr_read(job, page_squared(job, clean, page), page_squared_dpi(page));
	page->kind = kind_seen(bits, marks, page);
	if (page->kind == KIND_UNREAD)
		doubts_of_scan(job, marks, page_dpi(page), &page->doubts);
	if (lies >= 0)
		clean = straighten_as(job, clean, marks, lies, page);
	else if (lies == ANY_TURN && page->kind == KIND_UNREAD)
		clean = straighten(job, clean, marks, page);
	doubts_of_skew(job, page->skew, &page->doubts);
	return page->kind != KIND_UNREAD
		       ? clean
		       : ink_remove(job, clean, page_dpi(page), marks.height, &page->inks);
}

enum status page_view(struct job *job, struct tiff *tiff, int source, int lies, struct page *page,
		      struct view *view)
{
	PIX *pix;
	*page = page_of(tiff, source);
	struct job *raw = job_below(job);
	*view = (struct view){.colours = job_below(job)};
	TRY(tiff_read(raw, tiff, source, &pix));
	PIX *bits = image_bilevel(job, pix);
	if (lies == ANY_TURN && is_separator(job, bits, page))
		page->kind = KIND_SEPARATOR;
	else
		view->bits = look(job, bits, lies, page);
	view->image = upright(view->colours, raw, pix, page);
	page->width = pixGetWidth(view->image);
	page->height = pixGetHeight(view->image);
	return OK;
}

enum status page_plain(struct job *job, struct tiff *tiff, int source, struct page *page,
		       struct view *view)
{
	*page = page_of(tiff, source);
	view->colours = job_below(job);
	TRY(tiff_read(view->colours, tiff, source, &view->image));
	view->bits = NULL;
	page->width = pixGetWidth(view->image);
	page->height = pixGetHeight(view->image);
	return OK;
}

enum status page_standing(struct job *job, struct tiff *tiff, int source, int turn, double skew,
			  struct page *page, struct view *view)
{
	PIX *pix;
	struct job *raw = job_below(job);
	*page = page_of(tiff, source);
	TRY(tiff_read(raw, tiff, source, &pix));
	PIX *clean = paper_clean(job, image_bilevel(job, pix), page_dpi(page));
	struct marks marks = paper_marks(job, clean, page_dpi(page));
	page->kind = paper_blank(marks) ? KIND_BLANK : KIND_UNREAD;
	page_turn_by(page, turn);
	page->skew = skew;
	view->colours = raw;
	view->image = NULL;
	view->bits = image_upright(job, clean, turn, skew);
	page->width = pixGetWidth(view->bits);
	page->height = pixGetHeight(view->bits);
	if (page->kind == KIND_UNREAD)
		view->bits = ink_remove(job, view->bits, page_dpi(page), marks.height, &page->inks);
	return OK;
}
