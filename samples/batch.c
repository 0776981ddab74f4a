/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/batch.h"

#include "samples/press.h"
#include "samples/scan.h"
#include "samples/truth.h"
#include "samples/wear.h"
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

struct batch {
	const struct wish *wish;
	struct scan *scan;
	struct truth *truth;
	int page; /* pages written so far */
};

enum { BIG_LETTERS_GREY = 1500, BIG_LETTERS = 20000 };

static enum status folder_make(struct job *job, const char *path)
{
	if (mkdir(path, 0777) != 0 && errno != EEXIST)
		return fail(job, E_SYSTEM, "cannot make the folder %s", path);
	return OK;
}

static enum status text_write(struct job *job, const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	if (file == NULL)
		return fail(job, E_SYSTEM, "cannot write %s", path);
	bool bad = fputs(text, file) < 0;
	bad |= fclose(file) != 0;
	return bad ? fail(job, E_SYSTEM, "cannot write %s", path) : OK;
}

static enum status single_write(struct job *job, const struct batch *b, const struct grey *page,
				const char *text)
{
	const struct wish *w = b->wish;
	struct scan *scan;
	const char *stem = TEXT_OF(job, "%s/%04d", w->pages, b->page);
	TRY(scan_open(job, TEXT_OF(job, "%s.tif", stem), w->dpi, !w->grey, false, &scan));
	TRY(scan_add(job, scan, page));
	TRY(scan_close(job, scan));
	return text_write(job, TEXT_OF(job, "%s.txt", stem), text);
}

/* Scans one side. TEXT is NULL on a separator. */
static enum status side_scan(struct job *parent, struct batch *b, const struct ink *front,
			     const struct ink *other, const struct fate *fate, const char *text)
{
	struct job *job = job_below(parent);
	struct grey page = wear_page(job, front, other, fate, b->wish->dpi);
	if (!b->wish->grey)
		grey_bilevel(&page, fate->level, b->wish->dust, fate->seed);
	TRY(scan_add(job, b->scan, &page));
	b->page++;
	if (text == NULL)
		truth_separator(b->truth, b->page, fate);
	else
		truth_page(b->truth, b->page, fate, text);
	if (b->wish->pages != NULL && text != NULL)
		TRY(single_write(job, b, &page, text));
	talloc_free(job);
	return OK;
}

/* Askew within the wish. The chance is its own: other fates stay as they are. */
static double skew_of(const struct batch *b, double skew)
{
	struct chance chance = chance_of(b->wish->seed, (uint64_t)b->page * 8 + 4);
	double most = b->wish->skew / 10.0;
	return b->wish->skew == 0 ? skew : chance_real(&chance, -most, most);
}

static enum status separator_scan(struct job *job, struct batch *b, struct chance *chance)
{
	struct ink ink = press_separator(job, b->wish->dpi);
	struct fate fate = fate_make(chance, false);
	fate.skew = skew_of(b, fate.skew);
	return side_scan(job, b, &ink, NULL, &fate, NULL);
}

static struct fate fate_of(struct chance *chance, const struct plan *plan)
{
	struct fate f = fate_make(chance, plan->hand);
	f.turn = plan->turn;
	f.punched = plan->punched;
	f.folded = plan->folded;
	if (plan->photo)
		fate_photo(&f, chance);
	if (plan->dim) {
		f.gutter = chance_real(chance, 0.3, 0.4);
		f.slope_x = -chance_real(chance, 0.08, 0.12);
		f.slope_y = chance_real(chance, 0.08, 0.12);
	}
	return f;
}

/* A second page stands on the reverse of the first, or on a sheet of its own. */
static enum status pages_scan(struct job *job, struct batch *b, const struct plan *plan,
			      const struct ink *pages, int count, struct chance *chance)
{
	bool duplex = !plan->back && chance_hits(chance, 40);
	for (int i = 0; i < count; i++) {
		struct fate fate = fate_of(chance, plan);
		int reverse = i ^ 1;
		const struct ink *other = duplex && reverse < count ? &pages[reverse] : NULL;
		fate.skew = skew_of(b, fate.skew);
		fate.back = duplex && i % 2 == 1;
		TRY(side_scan(job, b, &pages[i], other, &fate, pages[i].text));
		if (!plan->back)
			continue;
		struct ink blank = ink_new(job, b->wish->dpi);
		fate = fate_of(chance, plan);
		fate.back = true;
		TRY(side_scan(job, b, &blank, &pages[i], &fate, ""));
	}
	return OK;
}

/* Drawn apart, so that letters without these wishes stay what they are. */
static void wishes(struct plan *plan, const struct wish *w, int n)
{
	struct chance chance = chance_of(w->seed, (uint64_t)n * 8 + 5);
	plan->benefit = plan->benefit || (!plan->collective && !plan->anonymous &&
					  chance_hits(&chance, w->benefits));
	plan->photo = plan->photo || w->photo;
	if (plan->hand)
		return;
	plan->columns = plan->columns || w->columns;
	if (!w->corner)
		return;
	plan->collective = plan->letterhead = plan->corner = true;
	plan->anonymous = plan->unsigned_ = false;
}

static enum status letter_scan(struct job *parent, struct batch *b, int n)
{
	struct job *job = job_below(parent);
	const struct wish *w = b->wish;
	struct chance chance = chance_of(w->seed, (uint64_t)n * 8 + 2);
	struct plan plan = w->set != NULL ? w->set->plans[n % w->set->count]
					  : plan_make(&chance, w->hand, w->backs, w->turned);
	wishes(&plan, w, n);
	struct letter *letter = letter_make(job, w->seed, n, &plan, w->day);
	struct type type = type_make(&chance, &plan, w->smaller);
	int count = 0;
	struct ink *pages = press_letter(job, letter, &type, &chance, w->dpi, &count);
	if (w->separators)
		TRY(separator_scan(job, b, &chance));
	truth_letter(b->truth, n + 1, letter);
	TRY(pages_scan(job, b, &plan, pages, count, &chance));
	truth_letter_end(b->truth);
	talloc_free(job);
	return OK;
}

enum status batch_paint(struct job *job, const struct wish *w)
{
	struct batch b = {.wish = w};
	bool large = w->letters > (w->grey ? BIG_LETTERS_GREY : BIG_LETTERS);
	TRY(folder_make(job, w->to));
	if (w->pages != NULL)
		TRY(folder_make(job, w->pages));
	TRY(scan_open(job, TEXT_OF(job, "%s/batch.tif", w->to), w->dpi, !w->grey, large, &b.scan));
	TRY(truth_open(job, TEXT_OF(job, "%s/truth.xml", w->to), w->seed, w->dpi, w->grey ? 256 : 2,
		       &b.truth));
	for (int i = 0; i < w->letters; i++)
		TRY(letter_scan(job, &b, i));
	TRY(scan_close(job, b.scan));
	return truth_close(job, b.truth);
}
