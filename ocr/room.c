/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/found.h"
#include "ocr/ocr.h"
#include "ocr/pool.h"
#include "ocr/reading.h"
#include "ocr/sheet.h"
#include "ocr/view.h"

#include "base/file.h"
#include "base/reach.h"
#include <malloc.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum { CPU_SECONDS = 60, WALL_SECONDS = 240, QUALITY = 75 };
enum { LAST = 2, FEW_SECONDS = 600 }; /* attempts at a page; for a batch as a whole */

/* The process of the room itself looks at nothing foreign: it makes the others that do, and hears
 * their short answers. */
struct room_state {
	struct job *job;
	struct work work;
	struct tiff *own; /* a worker's */
	struct reader *reader;
	int workers, done;
	int page, turn; /* the only page to be read, and how it lies; page 0: all */
};

/* --- in a worker --- */

static enum status start(void *self, struct job *job)
{
	struct room_state *state = self;
	return tiff_open(job, state->work.source, &state->own);
}

static enum status leave(struct job *job, const struct work *work, const struct page *page)
{
	return sheet_save(job, sheet_page(job, page), work_file(job, work, page->source, "xml"));
}

/* The words that the file told of this page itself, when it did; of one that a person turned they
 * tell the wrong place. */
static enum status find_told(struct job *job, const struct room_state *state, int source,
			     bool *told, struct words *words)
{
	struct doc *doc;
	const char *path = TEXT_OF(job, "%s/given-%04d.xml", state->work.folder, source);
	*told = state->page == 0 && file_exists(path);
	if (!*told)
		return OK;
	TRY(xml_read_file(job, path, &doc));
	*words = sheet_words(job, doc_root(doc));
	return OK;
}

/* Sheets between letters lie as they came: they need not be coded anew. */
static enum status keep_image(struct room_state *state, struct job *job, const struct page *page,
			      const struct view *view)
{
	const char *path = work_file(job, &state->work, page->source, "tif");
	if (page->kind == KIND_SEPARATOR && page->turn == 0 && page->skew == 0)
		return tiff_cut(job, state->own, &page->source, 1, path);
	return tiff_write(job, path, view->image, page->xdpi, page->ydpi, QUALITY);
}

/* What is known is left before the page is read: should the reading end badly, the image and how it
 * lies are there already. */
static enum status see(struct room_state *state, struct job *job, int source, int lies,
		       struct page *page, struct view *view)
{
	TRY(page_view(job, state->own, source, lies, page, view));
	TRY(keep_image(state, job, page, view));
	talloc_free(view->colours);
	return leave(job, &state->work, page);
}

static enum status read_page(struct room_state *state, struct job *job, int source)
{
	struct page page;
	struct view view;
	struct words words;
	bool told;
	TRY(find_told(job, state, source, &told, &words));
	TRY(see(state, job, source, told ? LEVEL : state->turn, &page, &view));
	if (page.kind != KIND_UNREAD)
		return OK;
	if (told) {
		page_told(job, view.bits, words, &page);
		return leave(job, &state->work, &page);
	}
	TRY(page_read(job, state->reader, view.bits, &page));
	if (page.upside_down) {
		TRY(see(state, job, source, (page.turn + 180) % 360, &page, &view));
		TRY(page_read(job, state->reader, view.bits, &page));
	}
	return leave(job, &state->work, &page);
}

/* The second attempt at a page that a worker died of: no turning, no reading. */
static enum status keep_page(struct room_state *state, struct job *job, int source)
{
	struct page page;
	struct view view;
	const char *image = work_file(job, &state->work, source, "tif");
	TRY(page_plain(job, state->own, source, &page, &view));
	TRY(tiff_write(job, image, view.image, page.xdpi, page.ydpi, QUALITY));
	return leave(job, &state->work, &page);
}

/* Not even the pixels could be unpacked alive: the page is kept bit by bit, as it came. */
static enum status keep_raw(struct room_state *state, struct job *job, int source)
{
	struct tiff_page stored = tiff_page(state->own, source);
	struct page page = {
		.source = source,
		.kind = KIND_UNREAD,
		.width = stored.width,
		.height = stored.height,
		.depth = stored.depth,
		.xdpi = stored.xdpi,
		.ydpi = stored.ydpi,
	};
	TRY(tiff_cut(job, state->own, &source, 1, work_file(job, &state->work, source, "tif")));
	return leave(job, &state->work, &page);
}

static int source_of(const struct room_state *state, int task)
{
	return state->page == 0 ? task + 1 : state->page;
}

static enum status run(void *self, struct job *job, int task, int attempt)
{
	static enum status (*const ways[])(struct room_state *, struct job *,
					   int) = {read_page, keep_page, keep_raw};
	return ways[attempt](self, job, source_of(self, task));
}

/* --- in the parent --- */

/* A damaged page refuses the batch; a full disk ends the work; a death costs the page's text. */
static enum status done(void *self, const struct outcome *outcome, bool *again)
{
	struct room_state *state = self;
	int source = source_of(state, outcome->task);
	if (outcome->status != OK && outcome->status != E_SYSTEM)
		return fail(state->job, outcome->status, "%s", outcome->fault);
	if (outcome->status == E_SYSTEM) {
		state->work.faults[source - 1] = COPY(state->job, outcome->fault);
		*again = !file_exists(work_file(state->job, &state->work, source, "xml"));
		if (*again && outcome->attempt == LAST)
			return fail(state->job, E_SYSTEM, "page %d could not be read: %s", source,
				    outcome->fault);
	}
	if (!*again && state->work.faults[source - 1] != NULL)
		cage_say("note %s", TEXT_OF(state->job, _("page %d could not be read: %s"), source,
					    state->work.faults[source - 1]));
	if (!*again)
		cage_say("page %d %d", ++state->done, state->work.pages);
	return OK;
}

static int cores(int asked)
{
	long there = sysconf(_SC_NPROCESSORS_ONLN);
	return asked > 0 ? asked : there > 0 ? (int)there : 1;
}

/* Pages of 1 bit come and go by the megabyte: memory is kept for the next rather than given back
 * each time. Those in colour take tens of them, which would be kept in holes that no other fits
 * into. */
static void keep_memory(void)
{
	mallopt(M_MMAP_THRESHOLD, 16 << 20);
	mallopt(M_TRIM_THRESHOLD, 64 << 20);
}

static enum status read_all(struct job *job, struct room_state *state)
{
	int tasks = state->page == 0 ? state->work.pages : 1;
	struct pool pool = {
		.workers = state->workers < tasks ? state->workers : tasks,
		.tasks = tasks,
		.cpu_seconds = CPU_SECONDS,
		.wall_seconds = WALL_SECONDS,
		.self = state,
		.start = start,
		.run = run,
		.done = done,
	};
	return pool_run(job, &pool);
}

/* For those who measure: the memory of the largest worker. */
static void say_peak(void)
{
	struct rusage used;
	getrusage(RUSAGE_CHILDREN, &used);
	cage_say("peak %ld MB", used.ru_maxrss / 1024);
}

/* --- the batch as a whole, in processes apart --- */

static enum status count_pages(struct job *job, void *self, void *result)
{
	const struct room_state *state = self;
	struct tiff *tiff;
	TRY(tiff_open(job, state->work.source, &tiff));
	*(int *)result = tiff_count(tiff);
	return OK;
}

static enum status count_all(struct room_state *state)
{
	const struct apart apart = {count_pages, state, sizeof(int), FEW_SECONDS};
	int *pages = &state->work.pages;
	TRY(cage_apart(state->job, &apart, pages));
	if (*pages < 1 || *pages > TIFF_PAGES)
		return fail(state->job, E_SYSTEM, "the reader left a wrong sheet");
	state->work.faults = NEW_ARRAY(state->job, const char *, *pages);
	return OK;
}

static enum status tell_found(struct job *job, void *self, void *result)
{
	const struct room_state *state = self;
	(void)result;
	return found_write(job, &state->work);
}

/* --- before the lock: a file that is refused is so before models are loaded --- */

enum status ocr_room_load(struct job *job, int argc, char **argv, void **self)
{
	struct room_state *state = NEW(job, struct room_state);
	const char *blind;
	*self = state;
	if (argc != 4 && argc != 6)
		return fail(job, E_USAGE, "read SOURCE WORK WORKERS [PAGE TURN]");
	state->job = job;
	state->work = (struct work){.source = argv[1], .folder = argv[2]};
	state->page = argc == 6 ? atoi(argv[4]) : 0;
	state->turn = argc == 6 ? atoi(argv[5]) : ANY_TURN;
	state->workers = cores(atoi(argv[3])); /* by a file of the system */
	TRY(reach_file(job, argv[1]));
	TRY(reach_folder(job, argv[2]));
	TRY(count_all(state));
	if (state->page > state->work.pages)
		return fail(job, E_INPUT, "the batch has no page %d", state->page);
	keep_memory();
	TRY(reader_open(job, &state->reader, &blind));
	if (blind != NULL)
		cage_say("note %s", blind);
	state->work.engine = reader_engine(state->reader);
	state->work.models = reader_models(state->reader);
	return OK;
}

enum status ocr_room(struct job *job, int argc, char **argv, void *self)
{
	struct room_state *state = self;
	const struct apart last = {tell_found, state, 0, FEW_SECONDS};
	(void)argc, (void)argv;
	TRY(read_all(job, state));
	say_peak();
	return cage_apart(job, &last, NULL);
}
