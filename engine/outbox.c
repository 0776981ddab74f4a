/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves the office: delivered at least once, always under the same key, so that the receiver
 * takes it once. One process at a time, by a lease that a killed one lets run out. */
#include "engine/pairs.h"
#include "engine/store.h"
#include <unistd.h>

enum { LEASE_MS = 60 * 1000 };

static const char *holder_name(void *owner, const struct job *job)
{
	char host[256] = "";
	gethostname(host, sizeof host - 1);
	return TEXT_OF(owner, "%s:%ld:%lld", host, (long)getpid(), (long long)job_now(job));
}

/* A lease that ends later than any can was written by a clock that ran ahead. */
static enum status lease_take(struct job *job, struct engine *engine, const char *holder)
{
	struct rows *rows;
	int64_t now = job_now(job);
	enum status status = db_one(
		job, engine->db, &rows,
		SQL("INSERT INTO lease(name, holder, until) VALUES('outbox', ?1, ?2) "
		    "ON CONFLICT(name) DO UPDATE SET holder = excluded.holder, "
		    "until = excluded.until WHERE lease.holder = excluded.holder "
		    "OR lease.until < ?3 OR lease.until > ?4 RETURNING 1"),
		TEXT(holder), INT(now + LEASE_MS), INT(now), INT(now + 2 * LEASE_MS));
	if (status == OK)
		talloc_free(rows);
	return status;
}

static enum status lease_drop(struct job *job, struct engine *engine, const char *holder)
{
	return db_exec(job, engine->db,
		       SQL("DELETE FROM lease WHERE name = 'outbox' AND holder = ?1"),
		       TEXT(holder));
}

static enum status parcel_next(struct job *job, struct engine *engine, int64_t after, int64_t *id,
			       struct parcel *out)
{
	struct rows *rows;
	struct pair *fields;
	TRY(db_one(job, engine->db, &rows,
		   SQL("SELECT id, key, instance, kind, body, at FROM outbox "
		       "WHERE sent IS NULL AND id > ?1 ORDER BY id LIMIT 1"),
		   INT(after)));
	*id = row_int(rows, 0);
	*out = (struct parcel){.key = row_text(rows, 1),
			       .casefile = row_int(rows, 2),
			       .kind = row_text(rows, 3),
			       .at = row_int(rows, 5)};
	const char *body = row_text(rows, 4);
	talloc_free(rows);
	TRY(pairs_read(job, body, &fields, &out->nfields));
	out->fields = fields;
	return OK;
}

/* Noted as sent after it has left: a kill between the two sends it again, under the same key. */
static enum status deliver(struct job *job, struct engine *engine, const char *holder, int64_t id,
			   const struct parcel *parcel)
{
	struct tx *tx;
	if (engine->host->deliver != NULL)
		TRY(engine->host->deliver(engine->host->self, job, parcel));
	TRY(tx_begin(job, engine->db, &tx));
	TRY(db_exec(job, engine->db, SQL("UPDATE outbox SET sent = ?2 WHERE id = ?1"), INT(id),
		    INT(job_now(job))));
	enum status status = lease_take(job, engine, holder);
	if (status != OK && status != E_ABSENT)
		return status;
	TRY(tx_commit(tx));
	return status;
}

/* What cannot leave now waits, and does not stop the rest. E_ABSENT: the lease went to another. */
static enum status deliver_all(struct job *job, struct engine *engine, const char *holder, int most,
			       int *sent)
{
	enum status worst = OK;
	for (int64_t id = 0; *sent < most;) {
		struct job *below = job_below(job);
		struct parcel parcel;
		enum status status = parcel_next(below, engine, id, &id, &parcel);
		if (status == OK) {
			status = deliver(below, engine, holder, id, &parcel);
			*sent += status == OK || status == E_ABSENT;
			if (status != OK && status != E_ABSENT) {
				worst = fail_at(job, status, "case %lld",
						(long long)parcel.casefile);
				status = OK;
			}
		}
		talloc_free(below);
		if (status != OK)
			return status == E_ABSENT ? worst : status;
	}
	return worst;
}

static enum status waits(struct job *job, struct engine *engine)
{
	struct rows *rows;
	enum status status = db_one(job, engine->db, &rows,
				    SQL("SELECT 1 FROM outbox WHERE sent IS NULL LIMIT 1"));
	if (status == OK)
		talloc_free(rows);
	return status;
}

enum status engine_deliver(struct job *job, struct engine *engine, int most, int *sent)
{
	const char *holder = holder_name(job, job);
	*sent = 0;
	enum status status = waits(job, engine);
	if (status == OK)
		status = lease_take(job, engine, holder);
	if (status != OK)
		return status == E_ABSENT ? OK : status;
	status = deliver_all(job, engine, holder, most, sent);
	enum status dropped = lease_drop(job, engine, holder);
	return status != OK ? status : dropped;
}
