/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/reading.h"

#include "ocr/mend.h"
#include "ocr/missed.h"
#include "ocr/paper.h"
#include "ocr/sides.h"
#include "ocr/upturn.h"
#include <leptonica/allheaders.h>
#include <math.h>

static const double UPRIGHT = 75; /* confidence of a page that surely is, in print */
static const double SURELY = 8;	  /* how much more for the other way up */
static const double LEGIBLE = 60; /* below it a page is written by hand … */
static const double NEARLY = 50; /* … unless one way up it is near that, and the other far below */
static const double FAR_SURER = 20;
static const double READ = 70; /* confidence of a line that was passed by at first */
enum { MISSED_LINES = 24, CLEAR_TAILS = 12 };

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

enum status page_read(struct job *job, struct reader *reader, PIX *bits, struct page *page)
{
	struct words words;
	int dpi = page_squared_dpi(page);
	struct sight sight = sight_of(job, page_squared(job, bits, page), dpi);
	TRY(reader_read(job, reader, sight.grey, sight.dpi, &words));
	if (page->guessed && words_confidence(words) < UPRIGHT)
		TRY(look_again(job, reader, &sight, page));
	if (page->upside_down)
		return OK;
	TRY(read_missed(job, reader, &sight, &words, page));
	words_scale(&words, page, sight.factor * page->xdpi / dpi, sight.factor * page->ydpi / dpi);
	upturns(job, bits, &words);
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

void page_told(struct job *job, PIX *bits, struct words words, struct page *page)
{
	for (int i = 0; i < words.count; i++)
		words.list[i].box = box_scale(words.list[i].box, page, 1, 1);
	page->lines = lines_order(job, words);
	page->confidence = words_confidence(words);
	page->origin = "pdf";
	page->kind = KIND_TEXT;
	doubt_missed(job, paper_marks(job, bits, page_dpi(page)), words, 1, page);
}
