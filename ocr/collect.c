/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/reach.h"
#include "base/tiff.h"
#include "ocr/found.h"
#include "ocr/ocr.h"
#include "ocr/sheet.h"
#include <string.h>

struct letter {
	int n, first, last; /* first and last page, from 1 */
	int *pages;	    /* all of them */
	int count;
};

static struct letter letter_of(void *owner, const struct node *batch, int n)
{
	struct letter letter = {.n = n};
	for (struct node *at = node_first(batch, "page"); at != NULL; at = node_next(at, "page")) {
		int page = (int)node_int(at, "n", 0);
		if (node_int(at, "letter", 0) != n)
			continue;
		letter.pages = APPEND(owner, letter.pages, &letter.count, int);
		letter.pages[letter.count - 1] = page;
		letter.first = letter.first == 0 ? page : letter.first;
		letter.last = page;
	}
	return letter;
}

/* A letter that begins with an empty side lay wrongly, or is none. */
static void doubt_blank(struct node *page, int n)
{
	const struct doubt blank = {"blank", FACT_("the letter begins with an empty page")};
	if (n == 1 && kind_of(node_attr(page, "kind")) == KIND_BLANK)
		sheet_doubt(page, &blank);
}

/* Places the page in the sheet, and its lines where fields are looked for. */
static enum status take_page(struct job *job, const struct work *work, struct node *sheet,
			     const struct letter *letter, int n, struct leaf *leaf)
{
	struct job *one = job_below(job);
	struct doc *doc;
	int source = letter->pages[n - 1];
	TRY(xml_read_file(one, work_file(one, work, source, "xml"), &doc));
	struct node *page = doc_root(doc);
	node_set_int(page, "n", n);
	node_set(page, "image", work_name(one, source, "tif"));
	if (kind_of(node_attr(page, "kind")) > KIND_UNREAD) /* a person says that it is a page */
		node_set(page, "kind", kind_word(KIND_UNREAD));
	doubt_blank(page, n);
	*leaf = (struct leaf){n, (int)node_int(page, "width", 0), sheet_lines(job, page),
			      sheet_mark(page)};
	node_graft(sheet, page);
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

static void tell_letter(struct job *job, struct node *batch, const struct letter *letter)
{
	struct node *node = node_add(batch, "letter", NULL);
	node_set_int(node, "n", letter->n);
	node_set_int(node, "first", letter->first);
	node_set_int(node, "last", letter->last);
	node_set_int(node, "pages", letter->count);
	node_set(node, "sheet", TEXT_OF(job, "%03d.xml", letter->n));
	node_set(node, "original", TEXT_OF(job, "%03d.tif", letter->n));
}

/* Those of an earlier collection. */
static void forget_letters(struct node *batch)
{
	for (struct node *at = node_first(batch, "letter"); at != NULL;
	     at = node_first(batch, "letter"))
		node_cut(at);
}

static enum status collect_letters(struct job *job, const char *source, const char *folder)
{
	struct doc *doc;
	struct work work = {.source = source, .folder = folder};
	const char *path = TEXT_OF(job, "%s/batch.xml", folder);
	TRY(xml_read_file(job, path, &doc));
	TRY(tiff_open(job, source, &work.tiff));
	struct node *batch = doc_root(doc);
	work.engine = node_attr(batch, "engine");
	work.models = node_attr(batch, "models");
	forget_letters(batch);
	int letters = (int)node_int(batch, "letters", 0);
	for (int n = 1; n <= letters; n++) {
		struct job *one = job_below(job);
		struct letter letter = letter_of(one, batch, n);
		if (letter.count == 0)
			return fail(one, E_SYSTEM, "letter %d has no pages", n);
		TRY(write_letter(one, &work, &letter));
		tell_letter(one, batch, &letter);
		talloc_free(one);
	}
	return sheet_save(job, doc, path);
}

enum status ocr_collect_room_load(struct job *job, int argc, char **argv, void **self)
{
	(void)self;
	if (argc != 3)
		return fail(job, E_USAGE, "collect SOURCE WORK");
	TRY(reach_file(job, argv[1]));
	return reach_folder(job, argv[2]);
}

enum status ocr_collect_room(struct job *job, int argc, char **argv, void *self)
{
	(void)argc, (void)self;
	return collect_letters(job, argv[1], argv[2]);
}
