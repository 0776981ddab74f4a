/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/delayed.h"

#include <stdlib.h>

/* Only lenient charts send: for the others nothing is looked up at each event. */
static bool may_send(const struct engine *engine)
{
	return engine->host->lenient;
}

enum status delayed_put(struct job *job, struct engine *engine, int64_t instance,
			const struct effect *effect)
{
	const char *delay = pair_value(effect->fields, effect->nfields, "delay");
	int64_t at = job_now(job) + (delay == NULL ? 0 : strtoll(delay, NULL, 10));
	return db_exec(job, engine->db,
		       SQL("INSERT INTO delayed(instance, event, sendid, data, at) "
			   "VALUES(?1, ?2, ?3, ?4, ?5)"),
		       INT(instance), TEXT(pair_value(effect->fields, effect->nfields, "event")),
		       TEXT(pair_value(effect->fields, effect->nfields, "id")),
		       TEXT(pair_value(effect->fields, effect->nfields, "data")), INT(at));
}

enum status delayed_cancel(struct job *job, struct engine *engine, int64_t instance, const char *id)
{
	if (!may_send(engine))
		return OK;
	if (id == NULL)
		return db_exec(job, engine->db, SQL("DELETE FROM delayed WHERE instance = ?1"),
			       INT(instance));
	return db_exec(job, engine->db,
		       SQL("DELETE FROM delayed WHERE instance = ?1 AND sendid = ?2"),
		       INT(instance), TEXT(id));
}

static void take(struct rows *rows, struct delayed *out)
{
	*out = (struct delayed){.id = row_int(rows, 0),
				.at = row_int(rows, 1),
				.event = {.casefile = row_int(rows, 2),
					  .name = row_text(rows, 3),
					  .own = true,
					  .sendid = row_text(rows, 4),
					  .body = row_text(rows, 5)}};
	talloc_free(rows);
}

enum status delayed_due(struct job *job, struct engine *engine, int64_t at, int64_t id,
			struct delayed *out)
{
	struct rows *rows;
	TRY(db_one(job, engine->db, &rows,
		   SQL("SELECT id, at, instance, event, sendid, data FROM delayed "
		       "WHERE at <= ?1 AND (at > ?2 OR (at = ?2 AND id > ?3)) "
		       "ORDER BY at, id LIMIT 1"),
		   INT(job_now(job)), INT(at), INT(id)));
	take(rows, out);
	return OK;
}

enum status delayed_new(struct job *job, struct engine *engine, int64_t instance, int64_t since,
			struct delayed *out)
{
	struct rows *rows;
	if (!may_send(engine))
		return E_ABSENT;
	TRY(db_one(job, engine->db, &rows,
		   SQL("SELECT id, at, instance, event, sendid, data FROM delayed "
		       "WHERE instance = ?1 AND at <= ?2 AND id > ?3 ORDER BY at, id LIMIT 1"),
		   INT(instance), INT(job_now(job)), INT(since)));
	take(rows, out);
	return OK;
}

enum status delayed_last(struct job *job, struct engine *engine, int64_t *id)
{
	struct rows *rows;
	*id = 0;
	if (!may_send(engine))
		return OK;
	TRY(db_one(job, engine->db, &rows, SQL("SELECT coalesce(max(id), 0) FROM delayed")));
	*id = row_int(rows, 0);
	talloc_free(rows);
	return OK;
}

enum status delayed_drop(struct job *job, struct engine *engine, int64_t id)
{
	TRY(db_exec(job, engine->db, SQL("DELETE FROM delayed WHERE id = ?1"), INT(id)));
	return db_changed(engine->db) > 0 ? OK : E_ABSENT;
}
