/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/files.h"

#include "base/file.h"
#include "base/format.h"
#include "base/xml.h"
#include "register/audit.h"

#include <stdio.h>
#include <string.h>

#define FILES_SPACE "urn:skrynka:files:1"
enum { NAMED = 12 /* indices told of a batch */ };

/* --- storing --- */

static enum status once_each(struct job *job, const struct files *files)
{
	for (int i = 0; i < files->count; i++)
		for (int k = 0; k < i; k++)
			if (strcmp(files->list[i].name, files->list[k].name) == 0)
				return fail(job, E_REFUSED,
					    "%s and %s are the same file: give it once",
					    files->list[k].value, files->list[i].value);
	return OK;
}

static enum status store_list(struct job *job, struct office *office, const char *way,
			      struct files *files)
{
	struct doc *doc = doc_new(job, FILES_SPACE, "files");
	node_set(doc_root(doc), "way", way);
	for (int i = 0; i < files->count; i++)
		node_set(node_add(doc_root(doc), "file", NULL), "object", files->list[i].name);
	const char *text = doc_text(job, doc, true);
	return object_add(job, office->home, text, strlen(text), files->source);
}

enum status files_store(struct job *job, struct office *office, const struct scans *scans,
			struct files *out)
{
	*out = (struct files){.list = NEW_ARRAY(job, struct pair, scans->count)};
	for (int i = 0; i < scans->count; i++) {
		char name[OBJECT_NAME];
		TRY(object_add_file(job, office->home, scans->list[i].path, name));
		out->list[out->count++] = (struct pair){COPY(job, name), scans->list[i].name};
	}
	TRY(once_each(job, out));
	if (scans->way != NULL)
		return store_list(job, office, scans->way, out);
	snprintf(out->source, OBJECT_NAME, "%s", out->list[0].name);
	return OK;
}

static enum status has_row(struct job *job, struct office *office, const char *object, bool *out)
{
	struct rows *rows;
	enum status status = db_one(job, office->home->db, &rows,
				    SQL("SELECT 1 FROM object WHERE name = ?1"), TEXT(object));
	*out = status == OK;
	return status == E_ABSENT ? OK : status;
}

static enum status drop(struct job *job, struct office *office, const char *object)
{
	bool kept;
	TRY(has_row(job, office, object, &kept));
	return kept ? OK : object_drop(job, office->home, object);
}

enum status files_drop(struct job *job, struct office *office, const struct files *files)
{
	for (int i = 0; i < files->count; i++)
		TRY(drop(job, office, files->list[i].name));
	return *files->source == '\0' ? OK : drop(job, office, files->source);
}

/* --- in other batches --- */

struct other {
	int64_t id;
	const char *state;
	bool cases;
};

static enum status find_other(struct job *job, struct office *office, const char *object,
			      const char *source, struct other *out)
{
	struct rows *rows;
	enum status status = db_one(
		job, office->home->db, &rows,
		SQL("SELECT b.id, b.state, "
		    "EXISTS (SELECT 1 FROM casefile c WHERE c.batch = b.id) "
		    "FROM batch_file f JOIN batch b ON b.id = f.batch "
		    "WHERE f.object = ?1 AND b.source <> ?2 AND b.state <> 'cancelled' "
		    "ORDER BY 3 DESC, 1 LIMIT 1"),
		TEXT(object), TEXT(source));
	*out = (struct other){0};
	if (status == OK)
		*out = (struct other){.id = row_int(rows, 0),
				      .state = COPY(job, row_text(rows, 1)),
				      .cases = row_int(rows, 2) != 0};
	talloc_free(rows);
	return status == E_ABSENT ? OK : status;
}

static enum status refuse(struct job *job, struct office *office, const char *name,
			  const struct other *other)
{
	const char *cases;
	TRY(batch_cases(job, office, other->id, &cases));
	if (other->cases)
		return fail(job, E_REFUSED,
			    "%s: is in already, in batch %lld (%s): leave it out, or cancel that "
			    "batch first",
			    name, (long long)other->id, cases);
	return fail(job, E_REFUSED,
		    "%s: is one of the files of batch %lld, which waits: give them all again, or "
		    "cancel that batch first (\"skrynka batch cancel %lld --why …\")",
		    name, (long long)other->id, (long long)other->id);
}

enum status files_elsewhere(struct job *job, struct office *office, const struct scans *scans,
			    const struct files *files, int64_t *batch)
{
	*batch = 0;
	for (int i = 0; i < files->count; i++) {
		struct other other;
		TRY(find_other(job, office, files->list[i].name, files->source, &other));
		if (other.id == 0)
			continue;
		if (scans->way == NULL && strcmp(other.state, "done") == 0)
			*batch = other.id;
		else if (scans->way == NULL || other.cases)
			return refuse(job, office, scans->list[i].shown, &other);
	}
	return OK;
}

static enum status replace(struct job *job, struct office *office, int64_t other, int64_t by)
{
	const char *note = TEXT_OF(job, FACT_("given anew, with other files, as batch %lld"),
				   (long long)by);
	const struct batch gone = {.id = other};
	TRY(db_exec(job, office->home->db,
		    SQL("UPDATE batch SET state = 'cancelled', note = ?2 WHERE id = ?1"),
		    INT(other), TEXT(note)));
	TRY(folder_remove(job, batch_folder(job, office, &gone)));
	return audit_note(job, office, "batch-cancel", TEXT_OF(job, "%lld", (long long)other),
			  note);
}

enum status files_replace(struct job *job, struct office *office, int64_t batch,
			  const struct files *files)
{
	for (int i = 0; i < files->count; i++) {
		struct other other;
		TRY(find_other(job, office, files->list[i].name, files->source, &other));
		if (other.id == 0)
			continue;
		TRY(replace(job, office, other.id, batch));
		i--; /* it may be in several */
	}
	return OK;
}

/* --- rows --- */

enum status files_note(struct job *job, struct office *office, const struct scans *scans,
		       const struct files *files)
{
	for (int i = 0; i < files->count; i++) {
		const char *object = files->list[i].name;
		enum format format;
		TRY(file_format(job, object_path(job, office->home, object), &format));
		TRY(object_note(job, office->home, object, "original", format_type(format)));
	}
	if (scans->way == NULL)
		return OK;
	return object_note(job, office->home, files->source, "original", "application/xml");
}

enum status files_write(struct job *job, struct office *office, int64_t batch,
			const struct files *files)
{
	for (int i = 0; i < files->count; i++)
		TRY(db_exec(job, office->home->db,
			    SQL("INSERT INTO batch_file(batch, number, object, name) "
				"VALUES(?1, ?2, ?3, ?4) ON CONFLICT(batch, number) DO NOTHING"),
			    INT(batch), INT(i + 1), TEXT(files->list[i].name),
			    TEXT(files->list[i].value)));
	return OK;
}

static enum status forget(struct job *job, struct office *office, const char *object)
{
	return db_exec(job, office->home->db,
		       SQL("DELETE FROM object WHERE name = ?1 AND NOT EXISTS "
			   "(SELECT 1 FROM casefile WHERE sheet = ?1 OR original = ?1 "
			   "UNION ALL SELECT 1 FROM batch WHERE source = ?1 "
			   "UNION ALL SELECT 1 FROM batch_file WHERE batch_file.object = ?1)"),
		       TEXT(object));
}

enum status files_forget(struct job *job, struct office *office, const struct files *files)
{
	for (int i = 0; i < files->count; i++)
		TRY(forget(job, office, files->list[i].name));
	return forget(job, office, files->source);
}

enum status batch_files(struct job *job, struct office *office, int64_t batch, struct pair **out,
			int *count)
{
	struct rows *rows;
	*out = NULL;
	*count = 0;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT object, name FROM batch_file WHERE batch = ?1 ORDER BY number"),
		     INT(batch)));
	while (db_next(rows)) {
		*out = APPEND(job, *out, count, struct pair);
		(*out)[*count - 1] = (struct pair){COPY(job, row_text(rows, 0)),
						   COPY(job, row_text(rows, 1))};
	}
	return db_end(rows);
}

enum status files_read(struct job *job, struct office *office, const struct batch *batch,
		       struct files *out)
{
	*out = (struct files){0};
	snprintf(out->source, OBJECT_NAME, "%s", batch->source);
	return batch_files(job, office, batch->id, &out->list, &out->count);
}

enum status batch_way(struct job *job, struct office *office, const struct batch *batch,
		      const char **out)
{
	struct rows *rows;
	struct doc *doc;
	enum status status = db_one(
		job, office->home->db, &rows,
		SQL("SELECT 1 FROM batch_file WHERE batch = ?1 AND object = ?2"), INT(batch->id),
		TEXT(batch->source));
	*out = NULL;
	if (status != E_ABSENT)
		return status;
	TRY(xml_read_file(job, object_path(job, office->home, batch->source), &doc));
	*out = node_attr(doc_root(doc), "way");
	return OK;
}

enum status batch_cases(struct job *job, struct office *office, int64_t batch, const char **out)
{
	struct rows *rows;
	const char *list = "";
	int count = 0;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT COALESCE((SELECT words FROM index_given g WHERE g.casefile = c.id "
			 "AND g.cancelled_at IS NULL), '№ ' || c.id) FROM casefile c "
			 "WHERE c.batch = ?1 ORDER BY c.letter"),
		     INT(batch)));
	for (; db_next(rows); count++)
		if (count < NAMED)
			list = TEXT_OF(job, "%s%s%s", list, count == 0 ? "" : ", ",
				       row_text(rows, 0));
	*out = count <= NAMED ? list : TEXT_OF(job, "%s, … (%d)", list, count);
	return db_end(rows);
}
