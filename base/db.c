/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/db.h"

#include "base/file.h"
#include "base/schema.h"
#include <assert.h>
#include <errno.h>
#include <malloc.h>
#include <sqlite3.h>
#include <string.h>

enum { APPLICATION_ID = 0x534b524e, CACHE = 256 };

struct db {
	sqlite3 *handle;
	bool in_tx;
	struct {
		const char *sql; /* the literal itself: its address is the key */
		sqlite3_stmt *statement;
		bool busy;
	} cache[CACHE];
};

struct rows {
	struct job *job;
	struct db *db;
	sqlite3_stmt *statement;
	int slot;	      /* in the cache, or -1 */
	int nkept;	      /* the one row of db_one, copied … */
	sqlite3_value **kept; /* … or NULL */
};

struct tx {
	struct job *job;
	struct db *db;
	bool open;
};

/* What can be done about it: a full disk and a lock pass; a wrong value is our fault, for what
 * people give is checked before it comes here. */
static enum status told(struct job *job, struct db *db)
{
	const char *words = sqlite3_errmsg(db->handle);
	switch (sqlite3_errcode(db->handle)) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return fail(job, E_BUSY, "the database is busy with another program: try again");
	case SQLITE_FULL:
		return fail(job, E_BUSY, "the disk is full: free some space and try again");
	case SQLITE_IOERR:
		return fail(job, E_BUSY,
			    "the disk cannot be written (%s): check the free space and try again",
			    words);
	case SQLITE_READONLY:
		return fail(job, E_REFUSED,
			    "you may not write to the database of this office: its folder and "
			    "skrynka.db must be writable by you");
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
		return fail(job, E_REFUSED, "the database cannot be written: %s", words);
	case SQLITE_NOTADB:
		return fail(job, E_INPUT, "this is the database of another program");
	case SQLITE_NOMEM:
		must(NULL);
		break;
	case SQLITE_CORRUPT:
		return fail(job, E_SYSTEM, "the database is damaged: %s", words);
	default:
		break;
	}
	return fail(job, E_SYSTEM, "database: %s", words);
}

static int bind(sqlite3_stmt *statement, int n, const struct value *value)
{
	char text[DAY_TEXT];
	switch (value->kind) {
	case VALUE_INT:
		return sqlite3_bind_int64(statement, n, value->number);
	case VALUE_REAL:
		return sqlite3_bind_double(statement, n, value->real);
	case VALUE_TEXT:
		return sqlite3_bind_text(statement, n, value->text, -1, SQLITE_TRANSIENT);
	case VALUE_DAY:
		day_iso((struct day){(int32_t)value->number}, text);
		return sqlite3_bind_text(statement, n, text, -1, SQLITE_TRANSIENT);
	default:
		return sqlite3_bind_null(statement, n);
	}
}

/* A statement of the cache may be in use by an outer loop over the same literal: then a second one
 * is made for the inner. */
static int prepare(struct db *db, const char *sql, struct rows *rows)
{
	unsigned first = (unsigned)(((uintptr_t)sql >> 3) % CACHE);
	rows->slot = -1;
	for (unsigned i = 0; i < 8; i++) {
		unsigned slot = (first + i) % CACHE;
		if (db->cache[slot].sql == sql && !db->cache[slot].busy) {
			rows->slot = (int)slot;
			break;
		}
		if (db->cache[slot].sql == NULL) {
			int rc = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
						    &db->cache[slot].statement, NULL);
			if (rc != SQLITE_OK)
				return rc;
			db->cache[slot].sql = sql;
			rows->slot = (int)slot;
			break;
		}
	}
	if (rows->slot < 0)
		return sqlite3_prepare_v2(db->handle, sql, -1, &rows->statement, NULL);
	db->cache[rows->slot].busy = true;
	rows->statement = db->cache[rows->slot].statement;
	return SQLITE_OK;
}

/* The statement's last word: also whether what it wrote by itself could be committed. */
static int statement_done(struct rows *rows)
{
	int rc;
	if (rows->statement == NULL)
		return SQLITE_OK;
	if (rows->slot < 0) {
		rc = sqlite3_finalize(rows->statement);
	} else {
		rc = sqlite3_reset(rows->statement);
		sqlite3_clear_bindings(rows->statement);
		rows->db->cache[rows->slot].busy = false;
	}
	rows->statement = NULL;
	return rc;
}

static int rows_close(struct rows *rows)
{
	statement_done(rows);
	for (; rows->nkept > 0; rows->nkept--)
		sqlite3_value_free(rows->kept[rows->nkept - 1]);
	return 0;
}

enum status db_query_values(struct job *job, struct db *db, struct rows **out,
			    const struct value *values)
{
	struct rows *rows = NEW(job, struct rows);
	assert(values[0].kind == VALUE_SQL);
	rows->job = job;
	rows->db = db;
	if (prepare(db, values[0].text, rows) != SQLITE_OK)
		return told(job, db);
	talloc_set_destructor(rows, rows_close);
	for (int n = 1; values[n].kind != VALUE_END; n++)
		if (bind(rows->statement, n, &values[n]) != SQLITE_OK)
			return told(job, db);
	*out = rows;
	return OK;
}

bool db_next(struct rows *rows)
{
	assert(rows->statement != NULL);
	return sqlite3_step(rows->statement) == SQLITE_ROW;
}

enum status db_end(struct rows *rows)
{
	return statement_done(rows) == SQLITE_OK ? OK : told(rows->job, rows->db);
}

int db_changed(const struct db *db)
{
	return sqlite3_changes(db->handle);
}

enum status db_exec_values(struct job *job, struct db *db, const struct value *values)
{
	struct rows *rows;
	TRY(db_query_values(job, db, &rows, values));
	while (db_next(rows))
		;
	enum status status = db_end(rows);
	talloc_free(rows);
	return status;
}

/* A statement that stands on a row holds the store as it was then: a transaction begun later would
 * find it old, and be refused. So the row is copied and the statement ended. */
static void keep_row(struct rows *rows)
{
	int count = sqlite3_column_count(rows->statement);
	rows->kept = NEW_ARRAY(rows, sqlite3_value *, count);
	for (; rows->nkept < count; rows->nkept++) {
		sqlite3_value *value = sqlite3_column_value(rows->statement, rows->nkept);
		rows->kept[rows->nkept] = must(sqlite3_value_dup(value));
	}
}

enum status db_one_values(struct job *job, struct db *db, struct rows **out,
			  const struct value *values)
{
	TRY(db_query_values(job, db, out, values));
	bool found = db_next(*out);
	if (found)
		keep_row(*out);
	TRY(db_end(*out));
	return found ? OK : E_ABSENT;
}

/* Values in a statement are unprotected from other threads: there are none. */
static sqlite3_value *cell(const struct rows *rows, int column)
{
	assert(rows->kept == NULL || column < rows->nkept);
	return rows->kept != NULL ? rows->kept[column]
				  : sqlite3_column_value(rows->statement, column);
}

int64_t row_int(struct rows *rows, int column)
{
	return sqlite3_value_int64(cell(rows, column));
}

double row_real(struct rows *rows, int column)
{
	return sqlite3_value_double(cell(rows, column));
}

const char *row_lent(struct rows *rows, int column)
{
	if (row_none(rows, column))
		return NULL;
	return must((char *)(uintptr_t)sqlite3_value_text(cell(rows, column)));
}

const char *row_text(struct rows *rows, int column)
{
	return copied(rows->job, row_lent(rows, column));
}

bool row_none(struct rows *rows, int column)
{
	return sqlite3_value_type(cell(rows, column)) == SQLITE_NULL;
}

struct day row_day(struct rows *rows, int column)
{
	struct day day = {0};
	const char *text = (const char *)sqlite3_value_text(cell(rows, column));
	if (text != NULL)
		day_read(text, &day);
	return day;
}

static enum status plain(struct job *job, struct db *db, const char *sql)
{
	return sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK ? OK : told(job, db);
}

static int tx_drop(struct tx *tx)
{
	if (tx->open)
		sqlite3_exec(tx->db->handle, "ROLLBACK", NULL, NULL, NULL);
	if (tx->open)
		tx->db->in_tx = false;
	tx->open = false;
	return 0;
}

enum status tx_begin(struct job *job, struct db *db, struct tx **out)
{
	assert(!db->in_tx);
	struct tx *tx = NEW(job, struct tx);
	TRY(db_exec(job, db, SQL("BEGIN IMMEDIATE")));
	tx->job = job;
	tx->db = db;
	tx->open = db->in_tx = true;
	talloc_set_destructor(tx, tx_drop);
	*out = tx;
	return OK;
}

enum status tx_commit(struct tx *tx)
{
	TRY(db_exec(tx->job, tx->db, SQL("COMMIT")));
	tx->open = tx->db->in_tx = false;
	return OK;
}

bool db_in_tx(const struct db *db)
{
	return sqlite3_get_autocommit(db->handle) == 0;
}

static int db_close(struct db *db)
{
	for (int i = 0; i < CACHE; i++)
		sqlite3_finalize(db->cache[i].statement);
	sqlite3_close_v2(db->handle);
	return 0;
}

static enum status pragma_number(struct job *job, struct db *db, const char *sql, int64_t *out)
{
	struct rows *rows;
	TRY(db_one_values(job, db, &rows, (struct value[]){{.kind = VALUE_SQL, .text = sql}, {0}}));
	*out = row_int(rows, 0);
	talloc_free(rows);
	return OK;
}

/* Every reference leads to a row. */
static enum status references_check(struct job *job, struct db *db)
{
	struct rows *rows;
	enum status status = db_one(job, db, &rows, SQL("PRAGMA foreign_key_check"));
	if (status == OK)
		return fail(job, E_SYSTEM, "the database has a broken reference in table %s",
			    row_text(rows, 0));
	return status == E_ABSENT ? OK : status;
}

static enum status apply(struct job *job, struct db *db, const struct schema *schema)
{
	struct job *step = job_below(job);
	struct tx *tx;
	int64_t version;
	TRY(tx_begin(step, db, &tx));
	/* asked again under the lock: two programs may start on a new home at once */
	TRY(pragma_number(step, db, "PRAGMA user_version", &version));
	if (version < schema->number) {
		TRY(plain(step, db, schema->sql));
		TRY(references_check(step, db));
		TRY(plain(step, db, TEXT_OF(step, "PRAGMA user_version = %d", schema->number)));
		TRY(plain(step, db, TEXT_OF(step, "PRAGMA application_id = %d", APPLICATION_ID)));
	}
	TRY(tx_commit(tx));
	talloc_free(step);
	return OK;
}

/* Before anything is written: a new file, or one of ours that we understand. One statement, so that
 * a program that starts on it at the same time is seen before or after its first step. */
static enum status known(struct job *job, struct db *db)
{
	struct rows *rows;
	const struct schema *last = schemas;
	TRY(db_one(job, db, &rows,
		   SQL("SELECT user_version, application_id, (SELECT count(*) FROM sqlite_master) "
		       "FROM pragma_user_version, pragma_application_id")));
	int64_t version = row_int(rows, 0), program = row_int(rows, 1), tables = row_int(rows, 2);
	talloc_free(rows);
	bool fresh = version == 0 && program == 0 && tables == 0;
	if (!fresh && program != APPLICATION_ID)
		return fail(job, E_INPUT, "this is the database of another program");
	while (last->number != 0 && last[1].number != 0)
		last++;
	if (version > last->number)
		return fail(job, E_INPUT,
			    "the database was made by a newer skrynka: update the program");
	return OK;
}

static enum status migrate(struct job *job, struct db *db)
{
	int64_t version;
	TRY(pragma_number(job, db, "PRAGMA user_version", &version));
	for (const struct schema *schema = schemas; schema->number != 0; schema++)
		if (schema->number > version)
			TRY(apply(job, db, schema));
	return OK;
}

static enum status cannot_open(struct job *job, struct db *db, const char *path)
{
	if (sqlite3_errcode(db->handle) != SQLITE_CANTOPEN)
		return told(job, db);
	errno = sqlite3_system_errno(db->handle);
	if (errno == EACCES || errno == EPERM || errno == EROFS)
		return fail_errno(job, path);
	return fail(job, E_ABSENT, "%s: the database is not there: put it back from a copy", path);
}

/* What a transaction frees is kept for the next: to give it back and take it again costs more than
 * all that an event does. Large things (pictures) come and go as they did. */
static void keep_memory(void)
{
	enum { KEPT = 4 << 20, AT_ONCE = 1 << 20, LARGE = 128 << 10 };
	mallopt(M_TRIM_THRESHOLD, KEPT);
	mallopt(M_TOP_PAD, AT_ONCE);
	mallopt(M_MMAP_THRESHOLD, LARGE);
}

/* One thread of the program uses the database, and no part of it asks how much memory that takes.
 */
static void start_once(void)
{
	static bool started;
	if (started)
		return;
	keep_memory();
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	started = true;
}

enum status db_open(struct job *job, const char *path, bool create, struct db **out)
{
	start_once();
	struct db *db = NEW(job, struct db);
	int flags = SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0);
	int rc = sqlite3_open_v2(path, &db->handle, flags, NULL);
	talloc_set_destructor(db, db_close);
	must(db->handle);
	if (rc != SQLITE_OK)
		return cannot_open(job, db, path);
	sqlite3_busy_timeout(db->handle, 10000);
	TRY(known(job, db));
	TRY(plain(job, db, "PRAGMA journal_mode = WAL"));
	TRY(plain(job, db, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF"));
	TRY(migrate(job, db)); /* a table that others refer to may be made anew */
	TRY(plain(job, db, "PRAGMA foreign_keys = ON"));
	*out = db;
	return OK;
}

enum status db_check(struct job *job, struct db *db)
{
	struct rows *rows;
	TRY(db_one(job, db, &rows, SQL("PRAGMA integrity_check(1)")));
	const char *words = row_text(rows, 0);
	talloc_free(rows);
	if (strcmp(words, "ok") != 0)
		return fail(job, E_SYSTEM, "the database is damaged: %s", words);
	return references_check(job, db);
}
