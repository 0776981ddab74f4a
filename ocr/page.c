/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/page.h"

#include "ocr/mend.h"
#include "ocr/missed.h"
#include "ocr/paper.h"
#include "ocr/patch.h"
#include "ocr/sides.h"
#include "ocr/skew.h"
#include "ocr/upturn.h"
#include "stamps/stamps.h"
#include <leptonica/allheaders.h>
#include <math.h>
#include <string.h>

enum { SEPARATOR_MARKS = 600 };	  /* a separator sheet has fewer, a full letter more */
static const double UPRIGHT = 75; /* confidence of a page that surely is, in print */
static const double SURELY = 8;	  /* how much more for the other way up */
static const double LEGIBLE = 60; /* below it a page is written by hand … */
static const double NEARLY = 50; /* … unless one way up it is near that, and the other far below */
static const double FAR_SURER = 20;
static const double READ = 70; /* confidence of a line that was passed by at first */
enum { MISSED_LINES = 24, CLEAR_DOTS = 8, CLEAR_TAILS = 12 };

static struct page page_of(struct tiff *tiff, int source)
{
	struct tiff_page stored = tiff_page(tiff, source);
	bool aside = stored.turn % 180 != 0;
	return (struct page){
		.source = source,
		.kind = KIND_UNREAD,
		.depth = stored.depth,
		.xdpi = aside ? stored.ydpi : stored.xdpi,
		.ydpi = aside ? stored.xdpi : stored.ydpi,
	};
}

static int dpi_of(const struct page *page)
{
	return (int)lrint(fmin(page->xdpi, page->ydpi));
}

/* A fax has half as many rows as columns: the page for codes and reading has as many of both. The
 * shape is made equal after it was made straight, so that (turn, skew) are those of the page
 * itself. */
static PIX *squared(void *owner, PIX *bits, const struct page *page)
{
	double dpi = fmax(page->xdpi, page->ydpi);
	if (fabs(page->xdpi - page->ydpi) < 0.05 * dpi)
		return bits;
	return image_own(owner,
			 pixScale(bits, (float)(dpi / page->xdpi), (float)(dpi / page->ydpi)));
}

static int squared_dpi(const struct page *page)
{
	return (int)lrint(fmax(page->xdpi, page->ydpi));
}

static void turned(struct page *page, int turn)
{
	double xdpi = page->xdpi;
	page->turn = (page->turn + turn) % 360;
	if (turn % 180 != 0) {
		page->xdpi = page->ydpi;
		page->ydpi = xdpi;
	}
}

/* By its letters: by their dots, where it is printed. The reading shows whether it was so. */
static bool seems_upside_down(struct job *job, PIX *clean, struct marks marks,
			      const struct page *page)
{
	int dpi = dpi_of(page);
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
	struct lie lie = lie_of(marks, dpi_of(page));
	page->skew = lie.skew;
	turned(page, lie.down ? 90 : 0);
	turned(page, seems_upside_down(job, clean, marks, page) ? 180 : 0);
	page->guessed = true;
	return image_upright(job, clean, page->turn, page->skew);
}

/* A person has said how it lies. */
static PIX *straighten_as(struct job *job, PIX *clean, struct marks marks, int turn,
			  struct page *page)
{
	struct lie lie = lie_of(marks, dpi_of(page));
	turned(page, turn);
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
	if (marks.count < SEPARATOR_MARKS && patch_on(raw, dpi_of(page)))
		return KIND_SEPARATOR;
	return paper_blank(marks) && page->codes.count == 0 ? KIND_BLANK : KIND_UNREAD;
}

/* A sheet between letters is known by its code before anything is cut off the page. */
static bool is_separator(struct job *job, PIX *bits, struct page *page)
{
	page->codes = qr_large(job, squared(job, bits, page), squared_dpi(page));
	return codes_hold(page->codes, SEPARATOR_TEXT) &&
	       paper_marks(job, bits, dpi_of(page)).count < SEPARATOR_MARKS;
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
	PIX *clean = paper_clean(job, bits, dpi_of(page));
	struct marks marks = paper_marks(job, clean, dpi_of(page));
	page->codes = qr_read(job, squared(job, clean, page), squared_dpi(page));
	page->kind = kind_seen(bits, marks, page);
	if (page->kind == KIND_UNREAD)
		doubts_of_scan(job, marks, dpi_of(page), &page->doubts);
	if (lies >= 0)
		clean = straighten_as(job, clean, marks, lies, page);
	else if (lies == ANY_TURN && page->kind == KIND_UNREAD)
		clean = straighten(job, clean, marks, page);
	doubts_of_skew(job, page->skew, &page->doubts);
	return page->kind != KIND_UNREAD
		       ? clean
		       : ink_remove(job, clean, dpi_of(page), marks.height, &page->inks);
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
	PIX *clean = paper_clean(job, image_bilevel(job, pix), dpi_of(page));
	struct marks marks = paper_marks(job, clean, dpi_of(page));
	page->kind = paper_blank(marks) ? KIND_BLANK : KIND_UNREAD;
	turned(page, turn);
	page->skew = skew;
	view->colours = raw;
	view->image = NULL;
	view->bits = image_upright(job, clean, turn, skew);
	page->width = pixGetWidth(view->bits);
	page->height = pixGetHeight(view->bits);
	if (page->kind == KIND_UNREAD)
		view->bits = ink_remove(job, view->bits, dpi_of(page), marks.height, &page->inks);
	return OK;
}

/* --- reading --- */

struct sight {
	PIX *look; /* the page, with as many dots across as down */
	int look_dpi;
	struct marks marks; /* px of it */
	PIX *grey;	    /* what the reader is shown */
	int dpi, factor;    /* of that; px of the page in one of it */
};

static int inside(double value, int most)
{
	long whole = lrint(value);
	return whole < 0 ? 0 : whole > most ? most : (int)whole;
}

static struct box box_scale(struct box b, const struct page *page, double x, double y)
{
	int left = inside(b.x * x, page->width), top = inside(b.y * y, page->height);
	int right = inside((b.x + b.w) * x, page->width);
	int bottom = inside((b.y + b.h) * y, page->height);
	return (struct box){left, top, right - left, bottom - top};
}

/* From px of what was read to px of the upright page. */
static void words_scale(struct words *words, const struct page *page, double x, double y)
{
	for (int i = 0; i < words->count; i++) {
		struct word *word = &words->list[i];
		word->box = box_scale(word->box, page, x, y);
		for (int j = 0; j < word->nplaces; j++)
			word->places[j] = box_scale(word->places[j], page, x, y);
	}
}

/* A word with a letter that the reader does not know is doubted for that letter alone. */
static void upturns(struct job *job, PIX *bits, struct words *words)
{
	for (int i = 0; i < words->count; i++)
		if (words->list[i].nplaces > 0 && upturn_mend(job, bits, &words->list[i]))
			words->list[i].confidence = fmax(words->list[i].confidence, 75);
}

/* The part of BOX, px of what was looked at, in px of what was read. */
static struct box box_in(struct box b, int factor)
{
	int room = b.h / 6;
	int x = (b.x > room ? b.x - room : 0) / factor, y = (b.y > room ? b.y - room : 0) / factor;
	return (struct box){x, y, (b.w + 2 * room) / factor, (b.h + 2 * room) / factor};
}

static struct box *boxes_of(struct job *job, struct words words, int factor)
{
	struct box *boxes = NEW_ARRAY(job, struct box, words.count);
	for (int i = 0; i < words.count; i++)
		boxes[i] = box_times(words.list[i].box, factor);
	return boxes;
}

static void doubt_missed(struct job *job, struct marks marks, struct words words, int factor,
			 struct page *page)
{
	struct marks missed = missed_marks(job, marks, boxes_of(job, words, factor), words.count);
	int share = marks.count == 0 ? 0 : missed.count * 100 / marks.count;
	if (share >= 8)
		doubt_add(job, &page->doubts, "missed",
			  TEXT_OF(job,
				  FACT_("%d %% of the marks on this page were not read as text"),
				  share));
}

/* Lines are passed by, without a word of doubt: the ink tells. They are read once more, each alone;
 * what is no text then either counts as missed. */
static enum status read_missed(struct job *job, struct reader *reader, const struct sight *sight,
			       struct words *words, struct page *page)
{
	int count;
	struct marks missed = missed_marks(job, sight->marks, boxes_of(job, *words, sight->factor),
					   words->count);
	struct box *lines = missed_lines(job, missed, &count);
	bool worth = count <= MISSED_LINES &&
		     (words->count == 0 || words_confidence(*words) >= LEGIBLE);
	for (int i = 0; i < count && worth; i++) {
		struct words line;
		TRY(reader_line(job, reader, sight->grey, sight->dpi,
				box_in(lines[i], sight->factor), &line));
		if (words_confidence(line) >= READ)
			words_add(job, words, line);
	}
	doubt_missed(job, sight->marks, *words, sight->factor, page);
	return OK;
}

/* The boxes of the seals, and empty ones for signatures. */
static struct box *seals_of(struct job *job, const struct page *page)
{
	struct box *seals = NEW_ARRAY(job, struct box, page->inks.count);
	for (int i = 0; i < page->inks.count; i++)
		if (page->inks.list[i].seal)
			seals[i] = page->inks.list[i].box;
	return seals;
}

/* The page as it is read: half its dots, as a rule. */
static struct sight sight_of(struct job *job, PIX *look, int dpi)
{
	struct sight sight = {look, dpi, .marks = paper_marks(job, look, dpi)};
	sight.grey = paper_shrink(job, look, dpi, sight.marks.height, &sight.factor);
	sight.dpi = dpi / sight.factor;
	return sight;
}

/* --- which side is up --- */

/* How sure the reader is of a small strip of the page, as it is or upside down. */
static enum status glance(struct job *job, struct reader *reader, PIX *strip, int dpi, int turn,
			  double *sure)
{
	int factor;
	PIX *way = image_upright(job, strip, turn, 0);
	PIX *grey = paper_shrink(job, way, dpi, 0, &factor);
	return reader_glance(job, reader, grey, dpi / factor, sure);
}

/* Where its lines stand closest together. */
static PIX *strip_of(struct job *job, const struct sight *sight)
{
	int dpi = sight->look_dpi;
	struct box at = paper_dense(sight->marks, dpi, dpi * 8 / 3, dpi * 3 / 5);
	PIX *strip = image_part(sight->look, at);
	return strip == NULL ? NULL : image_own(job, strip);
}

/* A hand is read poorly either way, and its letters tell. MORE: by how much surer it is read the
 * other way up, in percent: where the letters are in doubt it is weighed against the share by which
 * the tails of one side are more, for it tells less. */
static bool hand_upside_down(struct job *job, struct marks marks, double more, struct page *page)
{
	struct sides tails = tails_of(marks);
	if (sides_clear(tails, CLEAR_TAILS))
		return tails.above > tails.below;
	int all = tails.above + tails.below;
	double share = all == 0 ? 0 : 100.0 * (tails.above - tails.below) / all;
	double lean = 1.5 * share + more;
	if (fabs(lean) > SURELY)
		return lean > 0;
	doubt_add(job, &page->doubts, "turn", FACT_("which side of this page is up is not sure"));
	return false;
}

/* Of a page that was read poorly as it was thought to lie. */
static enum status look_again(struct job *job, struct reader *reader, const struct sight *sight,
			      struct page *page)
{
	double sure, other;
	PIX *strip = strip_of(job, sight);
	if (strip == NULL)
		return OK;
	TRY(glance(job, reader, strip, sight->look_dpi, 0, &sure));
	TRY(glance(job, reader, strip, sight->look_dpi, 180, &other));
	double best = fmax(sure, other), more = other - sure;
	if (best >= LEGIBLE || (best >= NEARLY && fabs(more) > FAR_SURER))
		page->upside_down = more > SURELY;
	else
		page->upside_down = hand_upside_down(job, sight->marks, more, page);
	return OK;
}

enum status page_read(struct job *job, struct reader *reader, const struct view *view,
		      struct page *page)
{
	struct words words;
	int dpi = squared_dpi(page);
	struct sight sight = sight_of(job, squared(job, view->bits, page), dpi);
	TRY(reader_read(job, reader, sight.grey, sight.dpi, &words));
	if (page->guessed && words_confidence(words) < UPRIGHT)
		TRY(look_again(job, reader, &sight, page));
	if (page->upside_down)
		return OK;
	TRY(read_missed(job, reader, &sight, &words, page));
	words_scale(&words, page, sight.factor * page->xdpi / dpi, sight.factor * page->ydpi / dpi);
	upturns(job, view->bits, &words);
	page->lines = lines_order(job, words);
	mend_lines(job, &page->lines, seals_of(job, page), page->inks.count);
	page->confidence = words_confidence(words);
	if (page->lines.count == 0)
		page->fault = _("no words were found in what is on this page");
	else {
		page->kind = KIND_TEXT;
		doubts_of_text(job, page->confidence, &page->doubts);
	}
	return OK;
}

void page_told(struct job *job, const struct view *view, struct words words, struct page *page)
{
	for (int i = 0; i < words.count; i++)
		words.list[i].box = box_scale(words.list[i].box, page, 1, 1);
	page->lines = lines_order(job, words);
	page->confidence = words_confidence(words);
	page->origin = "pdf";
	page->kind = KIND_TEXT;
	doubt_missed(job, paper_marks(job, view->bits, dpi_of(page)), words, 1, page);
}
