/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/collect.h"

#include "base/file.h"
#include "base/reach.h"
#include "ocr/sheet.h"
#include "ocr/split.h"
#include <stdio.h>
#include <string.h>

struct letter {
	int n, first, last; /* first and last page, from 1 */
	int *pages;	    /* all of them */
	int count;
};

const char *work_file(void *owner, const struct work *work, int source, const char *suffix)
{
	return TEXT_OF(owner, "%s/page-%04d.%s", work->folder, source, suffix);
}

static enum status page_doc(struct job *job, const struct work *work, int source, struct doc **out)
{
	return xml_read_file(job, work_file(job, work, source, "xml"), out);
}

static enum status read_kinds(struct job *job, const struct work *work, enum kind *kinds)
{
	for (int i = 0; i < work->pages; i++) {
		struct job *one = job_below(job);
		struct doc *doc;
		TRY(page_doc(one, work, i + 1, &doc));
		kinds[i] = kind_of(node_attr(doc_root(doc), "kind"));
		talloc_free(one);
	}
	return OK;
}

static struct letter letter_of(void *owner, const struct work *work, const struct place *places,
			       int n)
{
	struct letter letter = {.n = n};
	for (int i = 0; i < work->pages; i++) {
		if (places[i].letter != n)
			continue;
		letter.pages = APPEND(owner, letter.pages, &letter.count, int);
		letter.pages[letter.count - 1] = i + 1;
		letter.first = letter.first == 0 ? i + 1 : letter.first;
		letter.last = i + 1;
	}
	return letter;
}

static enum status drop(struct job *job, const char *path)
{
	return reach_unlink(path) == 0 ? OK : fail_errno(job, path);
}

static enum status take_image(struct job *job, const struct work *work, int source,
			      const char *image)
{
	const char *from = work_file(job, work, source, "tif");
	const char *to = TEXT_OF(job, "%s/%s", work->folder, image);
	return reach_rename(from, to) == 0 ? OK : fail_errno(job, to);
}

/* Places the page in the sheet, and its lines where fields are looked for. */
static enum status take_page(struct job *job, const struct work *work, struct node *sheet,
			     const struct letter *letter, int n, struct leaf *leaf)
{
	struct job *one = job_below(job);
	struct doc *doc;
	int source = letter->pages[n - 1];
	const char *image = TEXT_OF(one, "%03d-%02d.tif", letter->n, n);
	TRY(page_doc(one, work, source, &doc));
	struct node *page = doc_root(doc);
	node_set_int(page, "n", n);
	node_set(page, "image", image);
	if (work->faults[source - 1] != NULL) {
		node_set(page, "kind", kind_word(KIND_UNREAD));
		node_set(page, "fault", work->faults[source - 1]);
	}
	*leaf = (struct leaf){n, (int)node_int(page, "width", 0), sheet_lines(job, page),
			      sheet_mark(page)};
	node_graft(sheet, page);
	TRY(take_image(one, work, source, image));
	TRY(drop(one, work_file(one, work, source, "xml")));
	talloc_free(one);
	return OK;
}

static struct node *sheet_new(struct job *job, const struct work *work, int n, struct doc **doc)
{
	*doc = doc_new(job, SHEET_SPACE, "sheet");
	struct node *sheet = doc_root(*doc);
	node_set(sheet, "program", "skrynka");
	node_set(sheet, "engine", work->engine);
	node_set(sheet, "models", work->models);
	node_set_int(sheet, "letter", n);
	return sheet;
}

/* Fields stand before pages, but are known after them: the pages are gathered aside. */
static enum status write_letter(struct job *job, const struct work *work,
				const struct letter *letter)
{
	struct doc *doc, *aside;
	struct leaf *leaves = NEW_ARRAY(job, struct leaf, letter->count);
	struct node *sheet = sheet_new(job, work, letter->n, &doc);
	struct node *pages = sheet_new(job, work, letter->n, &aside);
	for (int i = 0; i < letter->count; i++)
		TRY(take_page(job, work, pages, letter, i + 1, &leaves[i]));
	struct fields fields = fields_find(job, leaves, letter->count);
	for (int i = 0; i < fields.count; i++)
		sheet_field(sheet, &fields.list[i]);
	if (fields_unsigned(job, leaves, letter->count))
		node_set(node_add(sheet, "remark", _("no signature is seen on this letter")),
			 "severity", "warning");
	for (struct node *at = node_first(pages, NULL); at != NULL; at = node_next(at, NULL))
		node_graft(sheet, at);
	TRY(sheet_save(job, doc, TEXT_OF(job, "%s/%03d.xml", work->folder, letter->n)));
	return tiff_cut(job, work->tiff, letter->pages, letter->count,
			TEXT_OF(job, "%s/%03d.tif", work->folder, letter->n));
}

static void batch_page(struct node *batch, int n, enum kind kind, struct place place)
{
	struct node *page = node_add(batch, "page", NULL);
	node_set_int(page, "n", n);
	node_set(page, "kind", place.back ? "back" : kind_word(kind));
	if (place.letter > 0)
		node_set_int(page, "letter", place.letter);
}

static void batch_letter(struct job *job, struct node *batch, const struct letter *letter)
{
	struct node *node = node_add(batch, "letter", NULL);
	node_set_int(node, "n", letter->n);
	node_set_int(node, "first", letter->first);
	node_set_int(node, "last", letter->last);
	node_set_int(node, "pages", letter->count);
	node_set(node, "sheet", TEXT_OF(job, "%03d.xml", letter->n));
	node_set(node, "original", TEXT_OF(job, "%03d.tif", letter->n));
}

static struct node *batch_new(struct job *job, const struct work *work, int letters,
			      struct doc **doc)
{
	const char *slash = strrchr(work->source, '/');
	*doc = doc_new(job, BATCH_SPACE, "batch");
	struct node *batch = doc_root(*doc);
	node_set(batch, "program", "skrynka");
	node_set(batch, "source", slash == NULL ? work->source : slash + 1);
	node_set_int(batch, "pages", work->pages);
	node_set_int(batch, "letters", letters);
	return batch;
}

/* Pages of no letter leave nothing behind: they stand in the batch that was scanned. */
static enum status drop_page(struct job *job, const struct work *work, int source)
{
	TRY(drop(job, work_file(job, work, source, "tif")));
	return drop(job, work_file(job, work, source, "xml"));
}

enum status collect_letters(struct job *job, const struct work *work)
{
	struct doc *doc;
	enum kind *kinds = NEW_ARRAY(job, enum kind, work->pages);
	struct place *places = NEW_ARRAY(job, struct place, work->pages);
	TRY(read_kinds(job, work, kinds));
	int letters = split_pages(kinds, work->pages, work->pages_per_letter, places);
	struct node *batch = batch_new(job, work, letters, &doc);
	for (int i = 0; i < work->pages; i++) {
		batch_page(batch, i + 1, work->faults[i] == NULL ? kinds[i] : KIND_UNREAD,
			   places[i]);
		if (places[i].letter == 0)
			TRY(drop_page(job, work, i + 1));
	}
	for (int n = 1; n <= letters; n++) {
		struct job *one = job_below(job);
		struct letter letter = letter_of(one, work, places, n);
		TRY(write_letter(one, work, &letter));
		batch_letter(job, batch, &letter);
		talloc_free(one);
	}
	return sheet_save(job, doc, TEXT_OF(job, "%s/batch.xml", work->folder));
}
