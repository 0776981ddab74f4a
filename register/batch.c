/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/register.h"

#include "base/file.h"
#include "base/format.h"
#include "register/act.h"
#include "register/files.h"
#include "register/settings.h"
#include "register/text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *channels(struct job *job, const struct office *office, struct day day)
{
	struct pair *list;
	const char *words = "";
	int count;
	office_list(job, office, "channel", day, &list, &count);
	for (int i = 0; i < count; i++)
		words = TEXT_OF(job, "%s%s%s", words, i == 0 ? "" : " ", list[i].name);
	return words;
}

/* A mistake in it is told before anything is stored or read, not by the first letter. */
static enum status check_procedure(struct job *job, const struct office *office, const char *name)
{
	if (settings_series(office->settings, name) == NULL)
		return fail(job, E_INPUT, "office.xml: no index is for the procedure \"%s\"", name);
	return engine_ready(job, office->engine, name);
}

enum status batch_check(struct job *job, const struct office *office, struct batch *asked)
{
	const struct settings *s = office->settings;
	if (asked->channel == NULL)
		asked->channel = s->channel;
	if (asked->procedure == NULL)
		asked->procedure = s->procedure;
	if (classifier_find(s->classifier, "channel", asked->channel, asked->arrived) == NULL)
		return fail(job, E_INPUT, "unknown channel \"%s\": write one of %s", asked->channel,
			    channels(job, office, asked->arrived));
	if (asked->box != NULL && pair_value(s->boxes, s->nboxes, asked->box) == NULL)
		return fail(job, E_INPUT, "unknown box \"%s\": add it to <boxes> of office.xml",
			    asked->box);
	if (s->request != NULL)
		TRY(check_procedure(job, office, s->request));
	return check_procedure(job, office, asked->procedure);
}

#define COLUMNS                                                                                    \
	"id, source, name, state, channel, box, arrived, letters_expected, pages_per_letter, "     \
	"procedure, note, (SELECT count(*) FROM casefile c WHERE c.batch = batch.id), "            \
	"sheets_expected, accepted_at, act "

static struct batch batch_of(struct rows *rows)
{
	return (struct batch){
		.id = row_int(rows, 0),
		.source = row_text(rows, 1),
		.name = row_text(rows, 2),
		.state = row_text(rows, 3),
		.channel = row_text(rows, 4),
		.box = row_text(rows, 5),
		.arrived = row_day(rows, 6),
		.letters_expected = (int)row_int(rows, 7),
		.pages_per_letter = (int)row_int(rows, 8),
		.procedure = row_text(rows, 9),
		.note = row_text(rows, 10),
		.letters = (int)row_int(rows, 11),
		.sheets_expected = (int)row_int(rows, 12),
		.accepted = !row_none(rows, 13),
		.act = row_int(rows, 14),
	};
}

/* The one of this number (0: of this source) that is not cancelled. */
static enum status batch_row(struct job *job, struct office *office, int64_t id, const char *source,
			     struct batch *out)
{
	struct rows *rows;
	TRY(db_one(job, office->home->db, &rows,
		   SQL("SELECT " COLUMNS "FROM batch "
		       "WHERE (id = ?1 OR source = ?2) AND state <> 'cancelled'"),
		   INT(id), TEXT(source)));
	*out = batch_of(rows);
	talloc_free(rows);
	return OK;
}

enum status batch_find(struct job *job, struct office *office, int64_t id, struct batch *out)
{
	struct rows *rows;
	enum status status = db_one(job, office->home->db, &rows,
				    SQL("SELECT " COLUMNS "FROM batch WHERE id = ?1"), INT(id));
	if (status == E_ABSENT)
		return fail(job, E_ABSENT, "there is no batch %lld: see \"skrynka batch list\"",
			    (long long)id);
	TRY(status);
	*out = batch_of(rows);
	return OK;
}

enum status batch_list(struct job *job, struct office *office, struct batch **out, int *count)
{
	struct rows *rows;
	*out = NULL;
	*count = 0;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT " COLUMNS "FROM batch ORDER BY id DESC")));
	while (db_next(rows)) {
		*out = APPEND(job, *out, count, struct batch);
		(*out)[*count - 1] = batch_of(rows);
	}
	return db_end(rows);
}

/* A batch that has cases keeps the day and the way it came: its letters were registered so. */
static enum status write_batch(struct job *job, struct office *office, const char *name,
			       const char *source, const struct batch *asked, int64_t *id)
{
	struct rows *rows;
	TRY(db_exec(
		job, office->home->db,
		SQL("INSERT INTO batch(source, name, state, channel, box, arrived, "
		    "letters_expected, "
		    "pages_per_letter, procedure, taken_at, taken_by, act, sheets_expected) "
		    "VALUES(?1, ?2, 'taken', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) "
		    "ON CONFLICT(source) WHERE state <> 'cancelled' DO UPDATE SET state = 'taken', "
		    "note = NULL, "
		    "channel = excluded.channel, box = excluded.box, arrived = excluded.arrived, "
		    "letters_expected = excluded.letters_expected, "
		    "pages_per_letter = excluded.pages_per_letter, "
		    "procedure = excluded.procedure, act = excluded.act, "
		    "sheets_expected = excluded.sheets_expected, clerk = NULL, "
		    "accepted_at = NULL, accepted_by = NULL, "
		    "settled_after = (SELECT coalesce(max(id), 0) FROM settled) "
		    "WHERE batch.state <> 'done' AND NOT EXISTS "
		    "(SELECT 1 FROM casefile c WHERE c.batch = batch.id)"),
		TEXT(source), TEXT(name), TEXT(asked->channel), TEXT(asked->box),
		DAY(asked->arrived), INT(asked->letters_expected), INT(asked->pages_per_letter),
		TEXT(asked->procedure), INT(job_now(job)),
		TEXT(office->user == NULL ? NULL : office->user->id),
		asked->act == 0 ? NONE : INT(asked->act), INT(asked->sheets_expected)));
	TRY(db_one(job, office->home->db, &rows,
		   SQL("SELECT id FROM batch WHERE source = ?1 AND state <> 'cancelled'"),
		   TEXT(source)));
	*id = row_int(rows, 0);
	talloc_free(rows);
	return OK;
}

static enum status note_batch(struct job *job, struct office *office, const struct scans *scans,
			      const struct files *files, const struct batch *asked)
{
	struct tx *tx;
	int64_t id;
	TRY(tx_begin(job, office->home->db, &tx));
	TRY(files_note(job, office, scans, files));
	TRY(write_batch(job, office, scans->name, files->source, asked, &id));
	TRY(files_write(job, office, id, files));
	TRY(files_replace(job, office, id, files));
	return tx_commit(tx);
}

static enum status claim_act(struct job *job, struct office *office, const char *source,
			     const struct batch *asked)
{
	struct act act;
	if (asked->act == 0)
		return OK;
	TRY(act_get(job, office, asked->act, &act));
	return act_claim(job, office, source, &act);
}

static enum status find_batch(struct job *job, struct office *office, const struct scans *scans,
			      const struct files *files, struct batch *out, bool *known)
{
	int64_t other = 0;
	enum status status = batch_row(job, office, 0, files->source, out);
	*known = status == OK;
	if (status != OK && status != E_ABSENT)
		return status;
	TRY(files_elsewhere(job, office, scans, files, &other));
	if (other == 0)
		return OK;
	*known = true;
	return batch_row(job, office, other, NULL, out);
}

static enum status take(struct job *job, struct office *office, const struct scans *scans,
			const struct files *files, const struct batch *asked, struct batch *out,
			bool *known)
{
	TRY(find_batch(job, office, scans, files, out, known));
	if (*known && strcmp(out->state, "done") == 0)
		return OK;
	TRY(claim_act(job, office, files->source, asked));
	struct job *below = job_below(job); /* rolls back when it is freed */
	enum status status = note_batch(below, office, scans, files, asked);
	talloc_free(below);
	TRY(status);
	TRY(batch_row(job, office, 0, files->source, out));
	/* one that has cases keeps its own */
	return strcmp(out->procedure, asked->procedure) == 0
		       ? OK
		       : check_procedure(job, office, out->procedure);
}

enum status batch_take(struct job *job, struct office *office, const struct scans *scans,
		       const struct batch *asked, struct batch *out, bool *known)
{
	struct batch checked = *asked;
	struct files files;
	TRY(batch_check(job, office, &checked));
	enum status status = files_store(job, office, scans, &files);
	if (status == OK)
		status = take(job, office, scans, &files, &checked, out, known);
	if (status == OK)
		return OK;
	const char *why = COPY(job, job_fault(job));
	TRY(files_drop(job, office, &files));
	return fail(job, status, "%s", why);
}

enum status batch_hold(struct job *job, struct office *office, const struct batch *batch,
		       const char *why)
{
	return db_exec(job, office->home->db,
		       SQL("UPDATE batch SET state = 'held', note = ?2 WHERE id = ?1"),
		       INT(batch->id), TEXT(why));
}

/* Not a link: a person may change what lies in failed/. */
static enum status copy_file(struct job *job, const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (in < 0)
		return fail_errno(job, from);
	fd_own(job, in);
	int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0640);
	if (out < 0)
		return fail_errno(job, to);
	fd_own(job, out);
	for (ssize_t n = 1; n > 0;) {
		n = sendfile(out, in, NULL, 1 << 20);
		if (n < 0 && errno != EINTR)
			return fail_errno(job, to);
		n = n < 0 ? 1 : n;
	}
	return fsync(out) == 0 ? OK : fail_errno(job, to);
}

/* The store is left as it was. A file that is still there after a kill between the commit and the
 * unlink is only a stray. */
static enum status forget(struct job *job, struct office *office, const struct batch *batch,
			  const struct files *files)
{
	struct tx *tx;
	TRY(tx_begin(job, office->home->db, &tx));
	TRY(db_exec(job, office->home->db, SQL("DELETE FROM batch_file WHERE batch = ?1"),
		    INT(batch->id)));
	TRY(db_exec(job, office->home->db, SQL("DELETE FROM batch WHERE id = ?1"), INT(batch->id)));
	TRY(files_forget(job, office, files));
	TRY(tx_commit(tx));
	return files_drop(job, office, files);
}

/* A batch that has cases was readable once: it stays, with the reason. */
static enum status has_cases(struct job *job, struct office *office, const struct batch *batch,
			     bool *out)
{
	struct rows *rows;
	enum status status = db_one(job, office->home->db, &rows,
				    SQL("SELECT 1 FROM casefile WHERE batch = ?1"), INT(batch->id));
	*out = status == OK;
	talloc_free(rows);
	return status == E_ABSENT ? OK : status;
}

/* A copy of each file, named by its check sum and what it is. */
static enum status keep_copies(struct job *job, struct office *office, const char *folder,
			       const struct files *files)
{
	for (int i = 0; i < files->count; i++) {
		struct job *below = job_below(job);
		const char *object = object_path(below, office->home, files->list[i].name);
		enum format format;
		TRY(file_format(below, object, &format));
		TRY(copy_file(below, object,
			      TEXT_OF(below, "%s/%.16s.%s", folder, files->list[i].name,
				      format_ending(format))));
		talloc_free(below);
	}
	return OK;
}

enum status batch_fail(struct job *job, struct office *office, const struct batch *batch,
		       const char *why)
{
	struct job *below = job_below(job);
	const char *folder = home_file(below, office->home, "failed");
	const char *note = TEXT_OF(below, "%s/%.16s.txt", folder, batch->source);
	const char *names = "";
	struct files files;
	bool cases;
	TRY(files_read(below, office, batch, &files));
	for (int i = 0; i < files.count; i++)
		names = TEXT_OF(below, "%s%s\n", names, files.list[i].value);
	const char *words = TEXT_OF(below, "%s\n%s%s\n", moment_iso(below, job_now(job)), names,
				    why);
	TRY(keep_copies(below, office, folder, &files));
	TRY(file_write(below, note, words, strlen(words)));
	TRY(folder_sync(below, folder));
	TRY(has_cases(below, office, batch, &cases));
	TRY(cases ? db_exec(below, office->home->db,
			    SQL("UPDATE batch SET state = 'failed', note = ?2 WHERE id = ?1"),
			    INT(batch->id), TEXT(why))
		  : forget(below, office, batch, &files));
	talloc_free(below);
	return OK;
}
