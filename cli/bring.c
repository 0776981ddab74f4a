/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/bring.h"

#include "base/file.h"
#include "base/plain.h"
#include "cli/fold.h"
#include "cli/progress.h"
#include "cli/tally.h"
#include "ocr/ocr.h"
#include <time.h>

/* It comes out of the cage: shown as a stranger's words. */
static void say(void *self, const char *words)
{
	struct job *job = job_new();
	(void)self;
	fold_put(stderr, fold_width(), 0, 2, plain_line(job, words));
	talloc_free(job);
}

static const char *source_of(struct job *job, struct bringing *b)
{
	return object_path(job, b->call->office->home, b->batch->source);
}

static enum status work_folder(struct job *job, const struct home *home, const char **out)
{
	*out = home_file(job, home, "spool/work");
	TRY(folder_remove(job, *out));
	return folder_make(job, *out);
}

static enum status read_pages(struct job *job, struct bringing *b, const char *work, int page,
			      int turn)
{
	struct progress reading = PROGRESS(_("Reading pages"));
	struct reading ask = {
		.source = source_of(job, b),
		.work = work,
		.workers = b->workers,
		.page = page,
		.turn = turn,
		.progress = page == 0 ? progress_show : NULL,
		.say = say,
		.self = &reading,
	};
	enum status status = ocr_read(job, &ask);
	b->unreadable = status != OK;
	return status;
}

/* What was read of a held batch serves again; else it is read. *KEPT: it is the held one. */
static enum status pages_of(struct job *job, struct bringing *b, const char **work, bool *kept)
{
	int page, turn;
	struct office *office = b->call->office;
	*work = batch_folder(job, office, b->batch);
	*kept = file_exists(TEXT_OF(job, "%s/batch.xml", *work));
	if (!*kept) {
		TRY(work_folder(job, office->home, work));
		TRY(read_pages(job, b, *work, 0, 0));
	}
	for (;;) {
		TRY(batch_misread(job, office, b->batch, *work, &page, &turn));
		if (page == 0)
			return OK;
		TRY(read_pages(job, b, *work, page, turn));
	}
}

static enum status part(struct job *job, struct bringing *b, const char *work)
{
	TRY(batch_part(job, b->call->office, b->batch, work));
	return ocr_collect(job, source_of(job, b), work);
}

static enum status head(struct job *job, struct bringing *b, const char *work)
{
	const char *told = NULL;
	if (b->asked == NULL)
		return OK;
	TRY(batch_head(job, b->call->office, b->batch, b->asked, work, &told));
	if (told != NULL)
		say(NULL, told);
	return OK;
}

/* The pages are kept with a contact sheet; the words that hold the batch are those of the fault. */
static enum status keep(struct job *job, struct bringing *b, const char *work, bool kept)
{
	const char *why = COPY(job, job_fault(job));
	const char *folder = batch_folder(job, b->call->office, b->batch);
	const char *contact = TEXT_OF(job, "%s/" OCR_CONTACT, folder);
	if (!kept)
		TRY(batch_keep(job, b->call->office, b->batch, work));
	TRY(ocr_contact(job, folder));
	return fail(job, E_REFUSED, "%s. Look at %s, then \"skrynka batch show %lld\"", why,
		    contact, (long long)b->batch->id);
}

static enum status look(struct job *job, struct bringing *b, const char *work, bool kept)
{
	struct registered *found;
	const char *why;
	int count;
	TRY(batch_look(job, b->call->office, b->batch, work, &found, &count, &why));
	letters_list(job, b->call, found, count);
	const char *folder = batch_folder(job, b->call->office, b->batch);
	if (!kept)
		TRY(batch_keep(job, b->call->office, b->batch, work));
	TRY(ocr_contact(job, folder));
	long long id = (long long)b->batch->id;
	if (why == NULL)
		say(NULL,
		    TEXT_OF(job,
			    _("Found as expected; to register it: \"skrynka batch accept %lld\"."),
			    id));
	else
		say(NULL,
		    TEXT_OF(job,
			    _("%s. If it is right all the same: \"skrynka batch accept %lld\"."),
			    why, id));
	return OK;
}

static enum status enter(struct job *job, struct bringing *b, const char *work, bool kept,
			 time_t begun)
{
	struct progress marking = PROGRESS(_("Putting marks"));
	struct registered *found = NULL;
	struct office *office = b->call->office;
	int count = 0;
	enum status status = batch_register(job, office, b->batch, work, &found, &count);
	const char *why = COPY(job, job_fault(job));
	if (count > 0)
		letters_list(job, b->call, found, count);
	fail(job, status, "%s", why);
	if (status == E_REFUSED)
		return keep(job, b, work, kept);
	TRY(status);
	TRY(marks_press(job, office, progress_show, &marking));
	TRY(tally_tell(job, office, b->batch, found, count, (int)(time(NULL) - begun), stderr));
	return folder_remove(job, batch_folder(job, office, b->batch));
}

enum status bring(struct job *job, struct bringing *b)
{
	time_t begun = time(NULL);
	const char *work;
	bool kept;
	TRY(pages_of(job, b, &work, &kept));
	TRY(head(job, b, work));
	TRY(part(job, b, work));
	return b->look ? look(job, b, work, kept) : enter(job, b, work, kept, begun);
}

enum status bring_held(struct job *job, struct bringing *b, const char **folder)
{
	const char *work;
	bool kept;
	TRY(pages_of(job, b, &work, &kept));
	TRY(part(job, b, work));
	*folder = batch_folder(job, b->call->office, b->batch);
	return kept ? OK : batch_keep(job, b->call->office, b->batch, work);
}
