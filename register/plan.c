/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/plan.h"

#include "base/file.h"
#include "base/xml.h"
#include "register/given.h"
#include "register/settings.h"

enum { PAGES = 100000 };

/* --- what was seen --- */

static void read_codes(struct job *job, const struct node *node, struct planned_page *page)
{
	for (struct node *at = node_first(node, "code"); at != NULL; at = node_next(at, "code")) {
		page->codes = APPEND(job, page->codes, &page->ncodes, struct code);
		page->codes[page->ncodes - 1] = code_read(job, node_text(job, at));
	}
}

static void read_page(struct job *job, const struct node *node, struct plan *plan)
{
	plan->pages = APPEND(job, plan->pages, &plan->count, struct planned_page);
	struct planned_page *page = &plan->pages[plan->count - 1];
	page->kind = node_attr(node, "kind");
	page->turn = (int)node_int(node, "turn", 0);
	page->wanted = -1;
	page->place = (struct placed){
		.apart = strcmp(page->kind, "separator") == 0 || strcmp(page->kind, "header") == 0,
		.blank = strcmp(page->kind, "blank") == 0 || strcmp(page->kind, "back") == 0,
		.decided = NOT_SAID,
		.letter = (int)node_int(node, "letter", 0),
		.back = strcmp(page->kind, "back") == 0,
	};
	read_codes(job, node, page);
}

static const struct code *code_on(const struct planned_page *page, enum code_kind kind)
{
	for (int i = 0; i < page->ncodes; i++)
		if (page->codes[i].kind == kind)
			return &page->codes[i];
	return NULL;
}

static const struct code *own_code(const struct office *office, const struct planned_page *page,
				   enum code_kind kind)
{
	const struct code *code = code_on(page, kind);
	return code != NULL && strcmp(code->office, office->settings->edrpou) == 0 ? code : NULL;
}

/* --- what a person said --- */

static enum status read_settled(struct job *job, struct office *office, const struct batch *batch,
				struct plan *plan)
{
	struct rows *rows;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT s.page, s.begins, s.turn, s.casefile FROM settled s "
			 "JOIN batch b ON b.id = s.batch AND s.id > b.settled_after "
			 "WHERE s.batch = ?1 ORDER BY s.id"),
		     INT(batch->id)));
	while (db_next(rows)) {
		int64_t n = row_int(rows, 0);
		if (n < 1 || n > plan->count)
			continue;
		struct planned_page *page = &plan->pages[n - 1];
		if (!row_none(rows, 1))
			page->place.decided = row_int(rows, 1) != 0 ? BEGINS : GOES_ON;
		if (!row_none(rows, 2))
			page->wanted = (int)row_int(rows, 2);
		if (!row_none(rows, 3))
			page->casefile = row_int(rows, 3);
	}
	return db_end(rows);
}

/* --- where letters begin --- */

/* The index of a case begins a paper where nothing else parts the batch: else it may be an
 * enclosure, a stamped copy that an applicant was given. */
static void find_starts(const struct office *office, const struct batch *batch, struct plan *plan)
{
	bool apart = false;
	for (int i = 0; i < plan->count; i++)
		apart = apart || strcmp(plan->pages[i].kind, "separator") == 0 ||
			own_code(office, &plan->pages[i], CODE_STICKER) != NULL;
	plan->parted = apart || batch->pages_per_letter != 0;
	for (int i = 0; i < plan->count; i++) {
		struct planned_page *page = &plan->pages[i];
		page->place.starts = own_code(office, page, CODE_STICKER) != NULL ||
				     (!plan->parted && own_code(office, page, CODE_INDEX) != NULL);
	}
}

/* A header on top, with its back or without. */
static void find_header(struct plan *plan)
{
	for (int i = 0; i < plan->count; i++) {
		if (strcmp(plan->pages[i].kind, "header") != 0)
			continue;
		plan->buried = plan->buried || i > 0;
		if (i == 0)
			plan->header = code_on(&plan->pages[i], CODE_HEADER);
	}
}

static enum status known_sticker(struct job *job, const struct office *office,
				 const struct batch *batch, struct part *part)
{
	struct rows *rows;
	if (part->sticker == 0)
		return OK;
	enum status status = db_one(
		job, office->home->db, &rows,
		SQL("SELECT c.id FROM casefile c JOIN batch b ON b.id = c.batch "
		    "WHERE c.sticker = ?1 AND c.batch <> ?2 "
		    "AND b.state <> 'cancelled'"),
		INT(part->sticker), INT(batch->id));
	if (status == OK)
		part->unsure = STICKER_KNOWN, part->other = row_int(rows, 0);
	return status == E_ABSENT ? OK : status;
}

static enum status known_index(struct job *job, const struct office *office,
			       const struct code *code, struct part *part)
{
	enum status status = index_case(job, office, code->index, code->year, &part->casefile);
	part->index = code->index;
	part->year = code->year;
	if (status == E_ABSENT)
		part->unsure = INDEX_UNKNOWN;
	return status == E_ABSENT ? OK : status;
}

/* What a person said comes before what a code says. */
static enum status read_part(struct job *job, const struct office *office,
			     const struct batch *batch, const struct planned_page *page,
			     struct part *part)
{
	const struct code *sticker = own_code(office, page, CODE_STICKER);
	const struct code *index = own_code(office, page, CODE_INDEX);
	part->sticker = sticker == NULL ? 0 : sticker->sticker;
	if (page->casefile != 0) {
		part->casefile = page->casefile;
		return OK;
	}
	return index != NULL ? known_index(job, office, index, part)
			     : known_sticker(job, office, batch, part);
}

static enum status find_parts(struct job *job, const struct office *office,
			      const struct batch *batch, struct plan *plan)
{
	plan->parts = NULL;
	plan->nparts = 0;
	for (int i = 0; i < plan->count; i++) {
		const struct planned_page *page = &plan->pages[i];
		int n = page->place.letter;
		if (n > plan->nparts) {
			plan->parts = APPEND(job, plan->parts, &plan->nparts, struct part);
			struct part *part = &plan->parts[plan->nparts - 1];
			part->number = plan->nparts;
			part->first = i + 1;
			TRY(read_part(job, office, batch, page, part));
		}
		if (n > 0)
			plan->parts[n - 1].last = i + 1;
	}
	return OK;
}

/* The same sticker on two letters is neither's until a person has looked. */
static void doubt_twins(struct plan *plan)
{
	for (int i = 0; i < plan->nparts; i++)
		for (int k = 0; k < i && plan->parts[i].sticker != 0; k++)
			if (plan->parts[k].sticker == plan->parts[i].sticker) {
				plan->parts[i].unsure = STICKER_TWICE;
				plan->parts[i].other = plan->parts[k].number;
			}
}

static enum status plan_parts(struct job *job, const struct office *office,
			      const struct batch *batch, struct plan *plan)
{
	TRY(find_parts(job, office, batch, plan));
	doubt_twins(plan);
	for (int i = 0; i < plan->count; i++)
		plan->backs = plan->backs || plan->pages[i].place.back;
	return OK;
}

enum status plan_read(struct job *job, struct office *office, const struct batch *batch,
		      const char *work, struct plan *out)
{
	const char *xsd;
	*out = (struct plan){.doc = NULL};
	TRY(data_file(job, NULL, "xsd", "batch.xsd", &xsd));
	TRY(xml_read_file(job, TEXT_OF(job, "%s/batch.xml", work), &out->doc));
	TRY(xml_valid(job, out->doc, xsd, NULL));
	for (struct node *at = node_first(doc_root(out->doc), "page");
	     at != NULL && out->count < PAGES; at = node_next(at, "page"))
		read_page(job, at, out);
	TRY(read_settled(job, office, batch, out));
	find_starts(office, batch, out);
	find_header(out);
	return plan_parts(job, office, batch, out);
}

enum status plan_write(struct job *job, const struct batch *batch, const char *work,
		       struct plan *plan)
{
	struct placed *places = NEW_ARRAY(job, struct placed, plan->count);
	struct node *root = doc_root(plan->doc), *at = node_first(root, "page");
	for (int i = 0; i < plan->count; i++)
		places[i] = plan->pages[i].place;
	int letters = split_pages(places, plan->count, batch->pages_per_letter);
	for (int i = 0; i < plan->count; i++, at = node_next(at, "page")) {
		plan->pages[i].place = places[i];
		node_unset(at, "letter");
		if (places[i].letter > 0)
			node_set_int(at, "letter", places[i].letter);
		if (places[i].blank)
			node_set(at, "kind", places[i].back ? "back" : "blank");
	}
	node_set_int(root, "letters", letters);
	node_set(root, "source", batch->name);
	const char *text = doc_text(job, plan->doc, true);
	return file_write(job, TEXT_OF(job, "%s/batch.xml", work), text, strlen(text));
}

int plan_letters(const struct plan *plan)
{
	int letters = 0;
	for (int i = 0; i < plan->nparts; i++)
		letters += plan->parts[i].casefile == 0;
	return letters;
}

/* --- what is against it --- */

/* A box of letters scanned without separators would become one letter, for good: the same file is
 * not taken twice. Whether it is one letter, only the person knows. */
static bool one_letter(const struct batch *batch, const struct plan *plan)
{
	int written = 0;
	for (int i = 0; i < plan->count; i++)
		written += plan->pages[i].place.letter > 0 && !plan->pages[i].place.blank;
	for (int i = 0; i < plan->count; i++)
		if (plan->pages[i].place.decided != NOT_SAID)
			return true;
	return plan->parted || batch->letters_expected == 1 || plan->nparts != 1 || written <= 1;
}

/* Both sides of every sheet, where blank backs were scanned; else one side of each, and of some
 * both: a scanner may leave out blank sides. */
static enum status check_sheets(struct job *job, const struct batch *batch, const struct plan *plan)
{
	int pages = 0, sheets = batch->sheets_expected;
	for (int i = 0; i < plan->count; i++)
		pages += plan->pages[i].place.letter > 0;
	bool fits = plan->backs ? pages == 2 * sheets : pages >= sheets && pages <= 2 * sheets;
	return sheets == 0 || fits
		       ? OK
		       : fail(job, E_REFUSED,
			      "%d pages were found, which are not %d sheets: count the paper",
			      pages, sheets);
}

enum status part_check(struct job *job, const struct part *part)
{
	switch (part->unsure) {
	case STICKER_KNOWN:
		return fail(job, E_REFUSED,
			    "letter %d: its sticker %lld is on the letter of case %lld already",
			    part->number, (long long)part->sticker, (long long)part->other);
	case STICKER_TWICE:
		return fail(job, E_REFUSED, "letter %d: its sticker %lld is on letter %lld too",
			    part->number, (long long)part->sticker, (long long)part->other);
	case INDEX_UNKNOWN:
		return fail(job, E_REFUSED,
			    "letter %d: it bears the index %s of %d, which no case has",
			    part->number, part->index, part->year);
	default:
		return OK;
	}
}

static enum status check_parts(struct job *job, const struct plan *plan)
{
	for (int i = 0; i < plan->nparts; i++)
		TRY(part_check(job, &plan->parts[i]));
	return OK;
}

enum status plan_check(struct job *job, const struct office *office, const struct batch *batch,
		       const struct plan *plan)
{
	int letters = plan_letters(plan);
	if (plan->header != NULL && strcmp(plan->header->office, office->settings->edrpou) != 0)
		return fail(
			job, E_REFUSED,
			"the header sheet is of another office (%s): take it off and scan again",
			plan->header->office);
	if (plan->nparts == 0)
		return fail(
			job, E_REFUSED,
			"no letter was found, only separator sheets: the batch is held; scan the "
			"letters behind their separators and give the new file");
	if (batch->accepted)
		return OK;
	if (plan->buried)
		return fail(job, E_REFUSED,
			    "a header sheet lies within the batch: these are two batches");
	if (!one_letter(batch, plan))
		return fail(job, E_REFUSED,
			    "no separator sheet was found among %d pages: the batch is held whole; "
			    "give "
			    "the file again with --letters 1 when it is one letter, with --pages N "
			    "when "
			    "every N pages are a letter",
			    plan->count);
	if (batch->letters_expected != 0 && batch->letters_expected != letters)
		return fail(job, E_REFUSED,
			    "%d letters were found, not %d: the batch is held whole", letters,
			    batch->letters_expected);
	TRY(check_sheets(job, batch, plan));
	return check_parts(job, plan);
}
