/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/store.h"

#include "engine/pairs.h"
#include <sodium.h>

static const char *hash_of(void *owner, const char *bytes, size_t size)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char text[sizeof hash * 2 + 1];
	crypto_hash_sha256(hash, (const unsigned char *)bytes, size);
	return COPY(owner, sodium_bin2hex(text, sizeof text, hash, sizeof hash));
}

enum status definition_known(struct job *job, struct db *db, const char *xml, size_t size,
			     const char **hash, bool *known)
{
	struct rows *rows;
	*hash = hash_of(job, xml, size);
	enum status status = db_one(
		job, db, &rows, SQL("SELECT name FROM definition WHERE hash = ?1"), TEXT(*hash));
	*known = status == OK;
	if (status == OK)
		talloc_free(rows);
	return status == E_ABSENT ? OK : status;
}

enum status definition_note(struct job *job, struct db *db, const char *name, const char *xml,
			    size_t size, const char **hash, bool *fresh)
{
	bool known;
	TRY(definition_known(job, db, xml, size, hash, &known));
	*fresh = !known;
	if (known)
		return OK;
	return db_exec(job, db,
		       SQL("INSERT INTO definition(hash, name, xml, since) VALUES(?1, ?2, ?3, ?4)"),
		       TEXT(*hash), TEXT(name), TEXT(xml), INT(job_now(job)));
}

enum status definition_read(struct job *job, struct db *db, const char *hash, const char **name,
			    const char **xml)
{
	struct rows *rows;
	enum status status = db_one(job, db, &rows,
				    SQL("SELECT name, xml FROM definition WHERE hash = ?1"),
				    TEXT(hash));
	if (status == E_ABSENT)
		return fail(job, E_SYSTEM, "the procedure %s of this case is not stored", hash);
	TRY(status);
	*name = row_text(rows, 0);
	*xml = row_text(rows, 1);
	talloc_free(rows);
	return OK;
}

enum status instance_add(struct job *job, struct db *db, const struct instance *instance)
{
	struct value ended = instance->ended ? INT(job_now(job)) : NONE;
	return db_exec(job, db,
		       SQL("INSERT INTO instance(id, definition, step, states, history, data, "
			   "started, ended) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"),
		       INT(instance->id), TEXT(instance->definition), INT(instance->step),
		       TEXT(instance->states), TEXT(instance->history), TEXT(instance->data),
		       INT(job_now(job)), ended);
}

enum status instance_read(struct job *job, struct db *db, int64_t id, struct instance *out)
{
	struct rows *rows;
	enum status status = db_one(
		job, db, &rows,
		SQL("SELECT definition, step, states, history, data, ended, moved "
		    "FROM instance WHERE id = ?1"),
		INT(id));
	if (status == E_ABSENT)
		return fail(job, E_ABSENT, "there is no case %lld", (long long)id);
	TRY(status);
	*out = (struct instance){.id = id,
				 .definition = row_text(rows, 0),
				 .step = row_int(rows, 1),
				 .states = row_text(rows, 2),
				 .history = row_text(rows, 3),
				 .data = row_text(rows, 4),
				 .ended = !row_none(rows, 5),
				 .moved = !row_none(rows, 6)};
	talloc_free(rows);
	return OK;
}

enum status instance_write(struct job *job, struct db *db, struct instance *instance)
{
	struct value ended = instance->ended ? INT(job_now(job)) : NONE;
	TRY(db_exec(job, db,
		    SQL("UPDATE instance SET step = ?2 + 1, states = ?3, history = ?4, data = ?5, "
			"ended = ?6 WHERE id = ?1 AND step = ?2"),
		    INT(instance->id), INT(instance->step), TEXT(instance->states),
		    TEXT(instance->history), TEXT(instance->data), ended));
	if (db_changed(db) == 0)
		return fail(job, E_BUSY, "case %lld was changed by another at the same time",
			    (long long)instance->id);
	instance->step++;
	return OK;
}

enum status journal_add(struct job *job, struct db *db, const struct entry *entry, int64_t instance,
			const char *key)
{
	return db_exec(job, db,
		       SQL("INSERT INTO journal(instance, step, at, person, event, title, taken, "
			   "why, data, before, after, key) "
			   "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"),
		       INT(instance), INT(entry->step), INT(entry->at), TEXT(entry->user),
		       TEXT(entry->event), TEXT(entry->title), INT(entry->taken), TEXT(entry->why),
		       TEXT(pairs_text(job, entry->data, entry->ndata)), TEXT(entry->before),
		       TEXT(entry->after), TEXT(key));
}

enum status journal_find(struct job *job, struct db *db, const char *key, struct verdict *out)
{
	struct rows *rows;
	TRY(db_one(job, db, &rows,
		   SQL("SELECT journal.taken, journal.why, journal.step, journal.after, "
		       "instance.ended IS NOT NULL AND instance.step = journal.step "
		       "FROM journal JOIN instance ON instance.id = journal.instance "
		       "WHERE journal.key = ?1"),
		   TEXT(key)));
	*out = (struct verdict){.taken = row_int(rows, 0) != 0,
				.why = row_text(rows, 1),
				.step = row_int(rows, 2),
				.states = row_text(rows, 3),
				.ended = row_int(rows, 4) != 0};
	talloc_free(rows);
	return OK;
}

enum status outbox_add(struct job *job, struct db *db, const struct instance *instance,
		       const char *key, const char *kind, const struct effect *effect)
{
	return db_exec(job, db,
		       SQL("INSERT INTO outbox(key, instance, at, kind, body) "
			   "VALUES(?1, ?2, ?3, ?4, ?5)"),
		       TEXT(key), INT(instance->id), INT(job_now(job)), TEXT(kind),
		       TEXT(pairs_text(job, effect->fields, effect->nfields)));
}
