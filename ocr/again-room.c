/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The room "again": pages that stand known are read, and each letter gets a new sheet. */
#include "ocr/ocr.h"
#include "ocr/pool.h"
#include "ocr/reading.h"
#include "ocr/sheet.h"
#include "ocr/view.h"

#include "base/reach.h"
#include "base/xml.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CPU_SECONDS = 60, WALL_SECONDS = 240 };

struct task {
	int letter;
	const struct node *asked;
};

struct again {
	struct job *job;
	struct reader *reader;
	const char *work;
	const struct node **letters;
	const char **lost; /* why, of each letter; NULL: it is whole */
	struct task *tasks;
	int nletters, ntasks, done, workers;
	struct job *open; /* a worker's: owns the scan at hand */
	const char *path;
	struct tiff *tiff;
};

static const char *page_file(void *owner, const struct again *again, int task)
{
	return TEXT_OF(owner, "%s/page-%04d.xml", again->work, task + 1);
}

/* --- in a worker --- */

static enum status start(void *self, struct job *job)
{
	((struct again *)self)->job = job;
	return OK;
}

static enum status scan_open(struct again *again, const char *path)
{
	if (again->path != NULL && strcmp(again->path, path) == 0)
		return OK;
	talloc_free(again->open);
	again->path = NULL;
	again->open = job_below(again->job);
	TRY(tiff_open(again->open, path, &again->tiff));
	again->path = path;
	return OK;
}

static enum status run(void *self, struct job *job, int task, int attempt)
{
	struct again *again = self;
	const struct node *asked = again->tasks[task].asked;
	int n = (int)node_int(asked, "n", 0);
	struct page page;
	struct view view;
	(void)attempt;
	TRY(scan_open(again, node_attr(node_parent(asked), "original")));
	if (n < 1 || n > tiff_count(again->tiff))
		return fail(job, E_INPUT, "there is no page %d", n);
	TRY(page_standing(job, again->tiff, n, (int)node_int(asked, "turn", 0),
			  node_real(asked, "skew", 0), &page, &view));
	if (page.kind == KIND_UNREAD)
		TRY(page_read(job, again->reader, view.bits, &page));
	return sheet_save(job, sheet_page(job, &page), page_file(job, again, task));
}

/* --- in the parent --- */

/* What was read of that letter before is better than a part of it. */
static enum status done(void *self, const struct outcome *outcome, bool *again_now)
{
	struct again *again = self;
	const struct task *task = &again->tasks[outcome->task];
	if (outcome->status == E_BUSY)
		return fail(again->job, E_BUSY, "%s", outcome->fault);
	*again_now = outcome->died && outcome->attempt == 0;
	if (*again_now)
		return OK;
	if (outcome->status != OK)
		again->lost[task->letter] = TEXT_OF(again->job, _("page %d: %s"),
						    (int)node_int(task->asked, "n", 0),
						    outcome->fault);
	cage_say("page %d %d", ++again->done, again->ntasks);
	return OK;
}

static void take_tasks(struct again *again, const struct node *root)
{
	struct node *letter = node_first(root, "letter");
	for (; letter != NULL; letter = node_next(letter, "letter")) {
		again->letters = APPEND(again, again->letters, &again->nletters,
					const struct node *);
		again->letters[again->nletters - 1] = letter;
		for (struct node *p = node_first(letter, "page"); p; p = node_next(p, "page")) {
			again->tasks = APPEND(again, again->tasks, &again->ntasks, struct task);
			again->tasks[again->ntasks - 1] = (struct task){again->nletters - 1, p};
		}
	}
	again->lost = NEW_ARRAY(again, const char *, again->nletters + 1);
}

/* --- sheets --- */

static enum status take_page(struct job *job, const struct again *again, int task,
			     struct node *pages, struct leaf *leaf)
{
	struct doc *doc;
	const struct node *asked = again->tasks[task].asked;
	TRY(xml_read_file(job, page_file(job, again, task), &doc));
	struct node *page = doc_root(doc);
	node_set(page, "n", node_attr(asked, "n"));
	node_set(page, "source", node_attr(asked, "source"));
	node_set(page, "image", node_attr(asked, "image"));
	*leaf = (struct leaf){(int)node_int(asked, "n", 0), (int)node_int(page, "width", 0),
			      sheet_lines(job, page), sheet_mark(page)};
	node_graft(pages, page);
	return OK;
}

static struct node *sheet_new(struct job *job, const struct again *again, int letter,
			      struct doc **doc)
{
	*doc = doc_new(job, SHEET_SPACE, "sheet");
	struct node *sheet = doc_root(*doc);
	node_set(sheet, "program", "skrynka");
	node_set(sheet, "engine", reader_engine(again->reader));
	node_set(sheet, "models", reader_models(again->reader));
	node_set(sheet, "letter", node_attr(again->letters[letter], "letter"));
	return sheet;
}

/* Fields stand before pages, but are known after them. */
static enum status write_sheet(struct job *job, const struct again *again, int letter)
{
	struct doc *doc, *aside;
	struct leaf *leaves = NEW_ARRAY(job, struct leaf, again->ntasks);
	struct node *sheet = sheet_new(job, again, letter, &doc);
	struct node *pages = sheet_new(job, again, letter, &aside);
	int count = 0;
	for (int i = 0; i < again->ntasks; i++)
		if (again->tasks[i].letter == letter)
			TRY(take_page(job, again, i, pages, &leaves[count++]));
	struct fields fields = fields_find(job, leaves, count);
	for (int i = 0; i < fields.count; i++)
		sheet_field(sheet, &fields.list[i]);
	if (fields_unsigned(job, leaves, count))
		node_set(node_add(sheet, "remark", _("no signature is seen on this letter")),
			 "severity", "warning");
	for (struct node *at = node_first(pages, NULL); at != NULL; at = node_next(at, NULL))
		node_graft(sheet, at);
	return sheet_save(job, doc, TEXT_OF(job, "%s/%03d.xml", again->work, letter + 1));
}

static enum status write_sheets(struct job *job, const struct again *again)
{
	for (int i = 0; i < again->nletters; i++) {
		struct job *below = job_below(job);
		if (again->lost[i] != NULL)
			cage_say("lost %d %s", i, again->lost[i]);
		else
			TRY(write_sheet(below, again, i));
		talloc_free(below);
	}
	return OK;
}

static int cores(int asked)
{
	long there = sysconf(_SC_NPROCESSORS_ONLN);
	return asked > 0 ? asked : there > 0 ? (int)there : 1;
}

enum status ocr_again_room_load(struct job *job, int argc, char **argv, void **self)
{
	struct doc *doc;
	const char *blind;
	struct again *again = NEW(job, struct again);
	*self = again;
	if (argc != 4)
		return fail(job, E_USAGE, "again REQUEST WORK WORKERS");
	again->job = job;
	again->work = argv[2];
	again->workers = cores(atoi(argv[3])); /* by a file of the system */
	TRY(xml_read_file(job, argv[1], &doc));
	take_tasks(again, doc_root(doc));
	for (int i = 0; i < again->nletters; i++)
		TRY(reach_file(job, node_attr(again->letters[i], "original")));
	TRY(reach_folder(job, again->work));
	TRY(reader_open(job, &again->reader, &blind));
	return blind == NULL ? OK : fail(job, E_ABSENT, "%s", blind);
}

enum status ocr_again_room(struct job *job, int argc, char **argv, void *self)
{
	struct again *again = self;
	(void)argc;
	(void)argv;
	struct pool pool = {.workers = again->workers < again->ntasks ? again->workers
								      : again->ntasks,
			    .tasks = again->ntasks,
			    .cpu_seconds = CPU_SECONDS,
			    .wall_seconds = WALL_SECONDS,
			    .self = again,
			    .start = start,
			    .run = run,
			    .done = done};
	TRY(pool_run(job, &pool));
	return write_sheets(job, again);
}
