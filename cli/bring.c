/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/bring.h"

#include "base/file.h"
#include "base/format.h"
#include "cli/fold.h"
#include "cli/progress.h"
#include "cli/tally.h"
#include "ocr/ocr.h"
#include "unfold/unfold.h"
#include <string.h>
#include <time.h>

/* A file of the batch as the cages know it, and as people do. */
struct alias {
	const char *stored, *given;
};

struct work {
	struct job *job;
	struct bringing *b;
	struct office *office;
	const char *way; /* how the files are one batch; NULL: it is one file */
	struct alias *files;
	int count;
	const char *folder; /* where the pages are */
	bool kept;	    /* it is that of the held batch */
	const char *tiff;   /* what is read: the file itself, or what unfold made of the files */
	bool made;	    /* the latter */
};

/* --- words --- */

/* The reader knows a file by its name in the store; people know it by theirs. */
static const char *in_their_words(void *owner, const struct work *work, const char *words)
{
	for (int i = 0; i < work->count; i++) {
		size_t n = strlen(work->files[i].stored);
		if (strncmp(words, work->files[i].stored, n) == 0 && words[n] == ':')
			return TEXT_OF(owner, "%s%s", work->files[i].given, words + n);
	}
	size_t n = strlen(work->tiff);
	if (strncmp(words, work->tiff, n) == 0 && words[n] == ':')
		return TEXT_OF(owner, "%s%s", work->b->batch->name, words + n);
	return COPY(owner, words);
}

/* What a cage says and does of the batch: its words are shown as a stranger's. */
struct showing {
	struct work *work;
	struct progress progress;
};

static void say(void *self, const char *words)
{
	const struct showing *showing = self;
	struct job *job = job_new();
	fold_say(stderr, in_their_words(job, showing->work, words));
	talloc_free(job);
}

static void show(void *self, int done, int count)
{
	struct showing *showing = self;
	if (count > 1)
		progress_show(&showing->progress, done, count);
}

/* --- from files to pages --- */

static enum status know_files(struct work *work)
{
	struct job *job = work->job;
	const struct scans *scans = work->b->scans;
	struct pair *files;
	TRY(batch_files(job, work->office, work->b->batch->id, &files, &work->count));
	TRY(batch_way(job, work->office, work->b->batch, &work->way));
	work->files = NEW_ARRAY(job, struct alias, work->count);
	for (int i = 0; i < work->count; i++)
		work->files[i] = (struct alias){object_path(job, work->office->home, files[i].name),
						scans == NULL ? files[i].value
							      : scans->list[i].shown};
	return OK;
}

/* A TIFF is read as it is; all else is made one first. */
static enum status know_tiff(struct work *work)
{
	enum format format;
	TRY(file_format(work->job, work->files[0].stored, &format));
	TRY(format_check(work->job, work->files[0].given, format));
	work->made = work->way != NULL || format != FORMAT_TIFF;
	return OK;
}

static const char *tiff_in(struct work *work, const char *folder)
{
	return work->made ? TEXT_OF(work->job, "%s/" UNFOLDED, folder) : work->files[0].stored;
}

static enum status make_tiff(struct work *work)
{
	struct showing showing = {work, PROGRESS(_("Taking the files apart"))};
	const char **paths = NEW_ARRAY(work->job, const char *, work->count);
	for (int i = 0; i < work->count; i++)
		paths[i] = work->files[i].stored;
	struct unfolding ask = {
		.paths = paths,
		.count = work->count,
		.way = work->way == NULL ? UNFOLD_TOGETHER : work->way,
		.work = work->folder,
		.progress = show,
		.say = say,
		.self = &showing,
	};
	return unfold(work->job, &ask, &work->tiff);
}

static enum status read_pages(struct work *work, int page, int turn)
{
	struct showing showing = {work, PROGRESS(_("Reading pages"))};
	struct reading ask = {
		.source = work->tiff,
		.work = work->folder,
		.workers = work->b->workers,
		.page = page,
		.turn = turn,
		.progress = show,
		.say = say,
		.self = &showing,
	};
	return ocr_read(work->job, &ask);
}

static enum status empty_folder(struct job *job, const struct home *home, const char **out)
{
	*out = home_file(job, home, "spool/work");
	TRY(folder_remove(job, *out));
	return folder_make(job, *out);
}

static enum status read_anew(struct work *work)
{
	TRY(empty_folder(work->job, work->office->home, &work->folder));
	work->tiff = tiff_in(work, work->folder);
	if (work->made)
		TRY(make_tiff(work));
	return read_pages(work, 0, 0);
}

/* What was read of a held batch serves again, but for pages that a person turned since. */
static enum status read_batch(struct work *work)
{
	int page, turn;
	TRY(know_tiff(work));
	work->folder = batch_folder(work->job, work->office, work->b->batch);
	work->tiff = tiff_in(work, work->folder);
	work->kept = file_exists(TEXT_OF(work->job, "%s/batch.xml", work->folder)) &&
		     file_exists(work->tiff);
	if (!work->kept)
		TRY(read_anew(work));
	for (;;) {
		TRY(batch_misread(work->job, work->office, work->b->batch, work->folder, &page,
				  &turn));
		if (page == 0)
			return OK;
		TRY(read_pages(work, page, turn));
	}
}

/* Passes that do not fit wait for a person. */
static enum status pages_of(struct job *job, struct bringing *b, struct work *work)
{
	*work = (struct work){.job = job, .b = b, .office = b->call->office, .tiff = ""};
	TRY(know_files(work));
	enum status status = read_batch(work);
	if (status == OK)
		return OK;
	const char *why = in_their_words(job, work, job_fault(job));
	b->unreadable = status == E_INPUT;
	if (status == E_REFUSED)
		TRY(batch_hold(job, work->office, b->batch, why));
	return fail(job, status, "%s", why);
}

/* --- from pages to letters --- */

static enum status part(struct work *work)
{
	TRY(batch_part(work->job, work->office, work->b->batch, work->folder));
	return ocr_collect(work->job, work->tiff, work->folder);
}

static enum status head(struct work *work)
{
	const char *told = NULL;
	struct bringing *b = work->b;
	if (b->asked == NULL)
		return OK;
	TRY(batch_head(work->job, work->office, b->batch, b->asked, work->folder, &told));
	if (told != NULL)
		fold_say(stderr, told);
	return OK;
}

/* The pages are kept with a contact sheet. */
static enum status keep(struct work *work, const char **folder)
{
	struct job *job = work->job;
	*folder = batch_folder(job, work->office, work->b->batch);
	if (!work->kept)
		TRY(batch_keep(job, work->office, work->b->batch, work->folder));
	return ocr_contact(job, *folder);
}

/* The words that hold the batch are those of the fault. */
static enum status hold(struct work *work)
{
	struct job *job = work->job;
	const char *folder, *why = COPY(job, job_fault(job));
	TRY(keep(work, &folder));
	return fail(job, E_REFUSED, "%s. Look at %s, then \"skrynka batch show %lld\"", why,
		    TEXT_OF(job, "%s/" OCR_CONTACT, folder), (long long)work->b->batch->id);
}

static enum status look(struct work *work)
{
	struct job *job = work->job;
	struct registered *found;
	const char *why, *folder;
	int count;
	long long id = (long long)work->b->batch->id;
	TRY(batch_look(job, work->office, work->b->batch, work->folder, &found, &count, &why));
	letters_list(job, work->b->call, found, count);
	TRY(keep(work, &folder));
	if (why == NULL)
		fold_say(stderr, TEXT_OF(job,
					 _("Found as expected; to register it: \"skrynka batch "
					   "accept %lld\"."),
					 id));
	else
		fold_say(stderr, TEXT_OF(job,
					 _("%s. If it is right all the same: \"skrynka batch "
					   "accept %lld\"."),
					 why, id));
	return OK;
}

static enum status enter(struct work *work, time_t begun)
{
	struct progress marking = PROGRESS(_("Putting marks"));
	struct job *job = work->job;
	struct registered *found = NULL;
	int count = 0;
	enum status status = batch_register(job, work->office, work->b->batch, work->folder, &found,
					    &count);
	const char *why = COPY(job, job_fault(job));
	if (count > 0)
		letters_list(job, work->b->call, found, count);
	fail(job, status, "%s", why);
	if (status == E_REFUSED)
		return hold(work);
	TRY(status);
	TRY(marks_press(job, work->office, progress_show, &marking));
	TRY(tally_tell(job, work->office, work->b->batch, found, count, (int)(time(NULL) - begun),
		       stderr));
	return folder_remove(job, batch_folder(job, work->office, work->b->batch));
}

enum status bring(struct job *job, struct bringing *b)
{
	time_t begun = time(NULL);
	struct work work;
	TRY(pages_of(job, b, &work));
	TRY(head(&work));
	TRY(part(&work));
	return b->look ? look(&work) : enter(&work, begun);
}

enum status bring_held(struct job *job, struct bringing *b, const char **folder)
{
	struct work work;
	TRY(pages_of(job, b, &work));
	TRY(part(&work));
	*folder = batch_folder(job, work.office, b->batch);
	return work.kept ? OK : batch_keep(job, work.office, b->batch, work.folder);
}
