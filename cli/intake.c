/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/intake.h"

#include "base/file.h"
#include "base/format.h"
#include "base/plain.h"
#include "cli/fold.h"
#include "cli/progress.h"
#include "cli/table.h"
#include "cli/tally.h"
#include "ocr/ocr.h"
#include "unfold/unfold.h"
#include <assert.h>
#include <string.h>
#include <time.h>

static enum status work_folder(struct job *job, const struct home *home, const char **out)
{
	*out = home_file(job, home, "spool/work");
	TRY(folder_remove(job, *out));
	return folder_make(job, *out);
}

static enum status asked_for(struct job *job, const struct call *call, struct batch *batch)
{
	const char *date = call_option(call, "date");
	*batch = (struct batch){
		.channel = call_option(call, "channel"),
		.box = call_option(call, "box"),
		.arrived = job_today(job),
		.procedure = call_option(call, "procedure"),
	};
	if (date != NULL && !day_read(date, &batch->arrived))
		return fail(job, E_USAGE, "\"%s\" is no day: write it as 2026-11-22 or 22.11.2026",
			    date);
	if (day_cmp(batch->arrived, job_today(job)) > 0)
		return fail(job, E_USAGE, "the day of arrival cannot be in the future");
	TRY(call_number(job, call, "letters", 1, 100000, 0, &batch->letters_expected));
	return call_number(job, call, "pages", 1, 10000, 0, &batch->pages_per_letter);
}

enum status intake_check(struct job *job, const struct call *call)
{
	struct batch asked;
	int workers;
	TRY(asked_for(job, call, &asked));
	TRY(call_number(job, call, "workers", 1, 64, 0, &workers));
	return batch_check(job, call->office, &asked);
}

static void list_letters(struct job *job, const struct call *call, const struct registered *found,
			 int count)
{
	const struct column columns[] = {
		{"letter", _("LETTER"), true}, {"case", _("CASE"), true},
		{"index", _("INDEX"), false},  {"applicant", _("APPLICANT"), false},
		{"pages", _("PAGES"), true},   {"due", _("DUE"), false},
		{"why", NULL, false},	       {NULL, NULL, false},
	};
	struct table *table = table_new(job, columns);
	for (int i = 0; i < count; i++) {
		const struct registered *r = &found[i];
		char due[DAY_TEXT];
		TABLE_ROW(table, TEXT_OF(table, "%d", r->letter),
			  r->casefile == 0 ? NULL : TEXT_OF(table, "%lld", (long long)r->casefile),
			  r->index, r->who, TEXT_OF(table, "%d", r->pages),
			  r->why_due == NULL ? NULL
			  : call->json	     ? day_iso(r->due, due)
					     : day_ua(r->due, due),
			  r->why_due);
	}
	table_print(table, call->json, _("no letter was found"));
}

/* A file of the batch as the cages know it, and as people do. */
struct alias {
	const char *stored, *given;
};

struct work {
	struct job *job;
	const struct call *call;
	const struct scans *scans;
	const struct batch *batch;
	const char *folder, *tiff;
	struct alias *files;
	struct progress unfolding, reading, marking;
};

/* The reader knows a file by its name in the store; people know it by theirs. */
static const char *in_their_words(void *owner, const struct work *work, const char *words)
{
	for (int i = 0; i < work->scans->count; i++) {
		size_t n = strlen(work->files[i].stored);
		if (strncmp(words, work->files[i].stored, n) == 0 && words[n] == ':')
			return TEXT_OF(owner, "%s%s", work->files[i].given, words + n);
	}
	size_t n = strlen(work->tiff);
	if (strncmp(words, work->tiff, n) == 0 && words[n] == ':')
		return TEXT_OF(owner, "%s%s", work->scans->name, words + n);
	return COPY(owner, words);
}

/* A file that cannot be read is put aside with a note; the batches after it go on. Passes that do
 * not fit wait for a person. */
static enum status put_aside(struct work *work, enum status status)
{
	struct job *job = work->job;
	struct office *office = work->call->office;
	const char *why = in_their_words(job, work, job_fault(job));
	if (status == E_INPUT)
		TRY(batch_fail(job, office, work->batch, why));
	else if (status == E_REFUSED)
		TRY(batch_hold(job, office, work->batch, why));
	return fail(job, status, "%s", why);
}

/* It comes out of the cage: shown as a stranger's words. */
static void say(void *self, const char *words)
{
	const struct work *work = self;
	struct job *job = job_new();
	fold_put(stderr, fold_width(), 0, 2, plain_line(job, in_their_words(job, work, words)));
	talloc_free(job);
}

static void show_unfolding(void *self, int done, int files)
{
	struct work *work = self;
	if (files > 1)
		progress_show(&work->unfolding, done, files);
}

static void show_reading(void *self, int done, int pages)
{
	struct work *work = self;
	progress_show(&work->reading, done, pages);
}

/* A TIFF is read as it is; all else is made one first. */
static enum status make_tiff(struct work *work)
{
	struct job *job = work->job;
	const struct scans *scans = work->scans;
	enum format format;
	TRY(file_format(job, work->files[0].stored, &format));
	TRY(format_check(job, work->files[0].given, format));
	if (scans->way == NULL && format == FORMAT_TIFF)
		return OK;
	const char **paths = NEW_ARRAY(job, const char *, scans->count);
	for (int i = 0; i < scans->count; i++)
		paths[i] = work->files[i].stored;
	struct unfolding ask = {
		.paths = paths,
		.count = scans->count,
		.way = scans->way == NULL ? UNFOLD_TOGETHER : scans->way,
		.work = work->folder,
		.progress = show_unfolding,
		.say = say,
		.self = work,
	};
	return unfold(job, &ask, &work->tiff);
}

static enum status read_pages(struct work *work, int workers)
{
	struct reading ask = {
		.source = work->tiff,
		.work = work->folder,
		.pages_per_letter = work->batch->pages_per_letter,
		.workers = workers,
		.progress = show_reading,
		.say = say,
		.self = work,
	};
	return ocr_read(work->job, &ask);
}

static enum status register_letters(struct work *work, time_t begun)
{
	struct job *job = work->job;
	const struct call *call = work->call;
	struct registered *found = NULL;
	int count = 0;
	enum status status = batch_register(job, call->office, work->batch, work->folder, &found,
					    &count);
	if (count > 0)
		list_letters(job, call, found, count);
	TRY(status);
	TRY(marks_press(job, call->office, progress_show, &work->marking));
	return tally_tell(job, call->office, work->batch, found, count, (int)(time(NULL) - begun),
			  stderr);
}

static enum status know_files(struct work *work)
{
	struct job *job = work->job;
	struct pair *files;
	int count;
	TRY(batch_files(job, work->call->office, work->batch->id, &files, &count));
	assert(count == work->scans->count);
	work->files = NEW_ARRAY(job, struct alias, count);
	for (int i = 0; i < count; i++)
		work->files[i] = (struct alias){
			object_path(job, work->call->office->home, files[i].name),
			work->scans->list[i].shown};
	work->tiff = work->files[0].stored;
	return OK;
}

static enum status read_batch(struct job *job, const struct call *call, const struct scans *scans,
			      const struct batch *batch)
{
	struct work work = {
		.job = job,
		.call = call,
		.scans = scans,
		.batch = batch,
		.unfolding = PROGRESS(_("Taking the files apart")),
		.reading = PROGRESS(_("Reading pages")),
		.marking = PROGRESS(_("Putting marks")),
	};
	int workers;
	time_t begun = time(NULL);
	TRY(call_number(job, call, "workers", 1, 64, 0, &workers));
	TRY(work_folder(job, call->office->home, &work.folder));
	TRY(know_files(&work));
	enum status status = make_tiff(&work);
	if (status == OK)
		status = read_pages(&work, workers);
	return status == OK ? register_letters(&work, begun) : put_aside(&work, status);
}

static const char *shown(const struct scans *scans)
{
	return scans->count == 1 ? scans->list[0].shown : scans->name;
}

static enum status tell_known(struct job *job, const struct call *call, const struct scans *scans,
			      const struct batch *batch)
{
	const char *cases;
	TRY(batch_cases(job, call->office, batch->id, &cases));
	fprintf(stderr, _("%s: taken in already as batch %lld (%s): nothing is doubled\n"),
		plain_line(job, shown(scans)), (long long)batch->id, cases);
	return marks_press(job, call->office, NULL, NULL);
}

static enum status take(struct job *job, const struct call *call, const struct scans *scans)
{
	struct batch asked, batch;
	bool known;
	TRY(asked_for(job, call, &asked));
	TRY(batch_take(job, call->office, scans, &asked, &batch, &known));
	if (known && strcmp(batch.state, "done") == 0)
		return tell_known(job, call, scans, &batch);
	if (known)
		fprintf(stderr, _("%s: goes on where it stopped (batch %lld)\n"),
			plain_line(job, shown(scans)), (long long)batch.id);
	return read_batch(job, call, scans, &batch);
}

/* Whatever became of it, no pages are left lying about; nor those of a run that was killed. */
enum status intake_take(struct job *job, const struct call *call, const struct scans *scans)
{
	enum status status = take(job, call, scans);
	const char *why = COPY(job, job_fault(job));
	TRY(folder_remove(job, home_file(job, call->office->home, "spool/work")));
	return status == OK ? OK : fail(job, status, "%s", why);
}
