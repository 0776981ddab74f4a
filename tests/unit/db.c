/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store: values in and out, transactions, two programs at once, files that are not ours. The
 * schema here is the test's own. */
#include "base/db.h"
#include "base/file.h"
#include "base/schema.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define FIRST                                                                                      \
	"CREATE TABLE thing (id INTEGER PRIMARY KEY, n INTEGER, x REAL, t TEXT UNIQUE, day TEXT)"  \
	" STRICT;"
#define SECOND                                                                                     \
	"CREATE TABLE part (id INTEGER PRIMARY KEY, thing INTEGER NOT NULL REFERENCES thing(id))"  \
	" STRICT;"

const struct schema schemas[] = {{1, "001-first.sql", FIRST}, {20, "020-second.sql", SECOND}, {0}};

struct place {
	struct job *job;
	struct db *db;
	const char *folder, *path;
};

static int start(void **state)
{
	char folder[] = "/tmp/skrynka-db.XXXXXX";
	if (mkdtemp(folder) == NULL)
		return -1;
	struct job *job = job_new();
	struct place *place = NEW(job, struct place);
	place->job = job;
	place->folder = COPY(place, folder);
	place->path = TEXT_OF(place, "%s/a.db", folder);
	*state = place;
	return db_open(job, place->path, true, &place->db) == OK ? 0 : -1;
}

static int end(void **state)
{
	struct place *place = *state;
	struct job *last = job_new();
	enum status status = folder_remove(last, place->folder);
	talloc_free(place->job);
	return status == OK ? talloc_free(last) : -1;
}

static int64_t count(struct place *place)
{
	struct rows *rows;
	assert_int_equal(db_one(place->job, place->db, &rows, SQL("SELECT count(*) FROM thing")),
			 OK);
	int64_t n = row_int(rows, 0);
	talloc_free(rows);
	return n;
}

static enum status put(struct job *job, struct db *db, const char *text)
{
	return db_exec(job, db, SQL("INSERT INTO thing(t) VALUES(?1)"), TEXT(text));
}

/* ---- values ------------------------------------------------------------------------------------
 */

static void each_kind(void **state)
{
	struct place *p = *state;
	struct rows *rows;
	struct day day = day_of(2026, 11, 22);
	assert_int_equal(db_exec(p->job, p->db,
				 SQL("INSERT INTO thing(id, n, x, t, day) "
				     "VALUES(?1, ?2, ?3, ?4, ?5)"),
				 INT(7), INT(INT64_MIN), REAL(0.1), TEXT("Ґанок «'\"\n"), DAY(day)),
			 OK);
	for (int way = 0; way < 2; way++) {
		if (way == 0) {
			assert_int_equal(db_one(p->job, p->db, &rows,
						SQL("SELECT n, x, t, day, NULL FROM thing")),
					 OK);
		} else {
			assert_int_equal(db_query(p->job, p->db, &rows,
						  SQL("SELECT n, x, t, day, NULL FROM thing")),
					 OK);
			assert_true(db_next(rows));
		}
		assert_true(row_int(rows, 0) == INT64_MIN);
		assert_true(row_real(rows, 1) == 0.1);
		assert_string_equal(row_text(rows, 2), "Ґанок «'\"\n");
		assert_string_equal(row_text(rows, 3), "2026-11-22");
		assert_int_equal(day_cmp(row_day(rows, 3), day), 0);
		assert_false(row_none(rows, 3));
		assert_true(row_none(rows, 4));
		assert_null(row_text(rows, 4));
		assert_int_equal(row_int(rows, 4), 0);
		assert_int_equal(row_day(rows, 4).number, 0);
	}
	assert_false(db_next(rows));
	assert_int_equal(db_end(rows), OK);
}

static void nothing_is_null(void **state)
{
	struct place *p = *state;
	struct rows *rows;
	assert_int_equal(db_exec(p->job, p->db,
				 SQL("INSERT INTO thing(t, n, x) VALUES(?1, ?2, ?3)"), TEXT(NULL),
				 NONE, NONE),
			 OK);
	assert_int_equal(db_one(p->job, p->db, &rows,
				SQL("SELECT 1 FROM thing WHERE t IS NULL AND n IS NULL")),
			 OK);
	/* values of the call before do not stay in the kept statement */
	assert_int_equal(db_one(p->job, p->db, &rows, SQL("SELECT ?1, ?2"), TEXT("a"), INT(1)), OK);
	for (int i = 0; i < 2; i++) {
		const struct value values[] = {SQL("SELECT ?1, ?2"), INT(i), {.kind = VALUE_END}};
		assert_int_equal(db_one_values(p->job, p->db, &rows, values), OK);
		assert_int_equal(row_int(rows, 0), i);
		assert_true(row_none(rows, 1));
	}
}

static void no_row(void **state)
{
	struct place *p = *state;
	struct rows *rows;
	assert_int_equal(db_one(p->job, p->db, &rows, SQL("SELECT 1 WHERE 0")), E_ABSENT);
	assert_string_equal(job_fault(p->job), "");
	assert_int_equal(db_query(p->job, p->db, &rows, SQL("SELECT 1 WHERE 0")), OK);
	assert_false(db_next(rows));
	assert_int_equal(db_end(rows), OK);
}

static void strict_types(void **state)
{
	struct place *p = *state;
	assert_int_equal(
		db_exec(p->job, p->db, SQL("INSERT INTO thing(n) VALUES(?1)"), TEXT("twelve")),
		E_SYSTEM);
	assert_non_null(strstr(job_fault(p->job), "cannot store TEXT value in INTEGER column"));
	assert_int_equal(put(p->job, p->db, "a"), OK);
	assert_int_equal(put(p->job, p->db, "a"), E_SYSTEM);
	assert_non_null(strstr(job_fault(p->job), "UNIQUE constraint failed: thing.t"));
	assert_int_equal(
		db_exec(p->job, p->db, SQL("INSERT INTO part(thing) VALUES(?1)"), INT(4711)),
		E_SYSTEM);
	assert_non_null(strstr(job_fault(p->job), "FOREIGN KEY constraint failed"));
	assert_int_equal(db_exec(p->job, p->db, SQL("INSERT INTO nowhere VALUES(1)")), E_SYSTEM);
	assert_non_null(strstr(job_fault(p->job), "no such table: nowhere"));
	assert_int_equal(count(p), 1);
}

/* The same literal, asked while it is being answered: recursion over a tree does that. */
static int64_t nested(struct place *p, int depth)
{
	struct rows *rows;
	int64_t sum = 0;
	struct job *job = job_below(p->job);
	assert_int_equal(
		db_query(job, p->db, &rows, SQL("SELECT id FROM thing WHERE id > ?1"), INT(depth)),
		OK);
	while (db_next(rows))
		sum += row_int(rows, 0) + (depth < 4 ? nested(p, depth + 1) : 0);
	assert_int_equal(db_end(rows), OK);
	talloc_free(job);
	return sum;
}

static int64_t wanted(int depth)
{
	int64_t sum = 0;
	for (int id = depth + 1; id <= 5; id++)
		sum += id + (depth < 4 ? wanted(depth + 1) : 0);
	return sum;
}

static void nested_loops(void **state)
{
	for (int i = 0; i < 5; i++)
		assert_int_equal(
			put(((struct place *)*state)->job, ((struct place *)*state)->db, NULL), OK);
	assert_int_equal(nested(*state, 0), wanted(0));
	assert_int_equal(nested(*state, 0), wanted(0));
}

/* ---- transactions ------------------------------------------------------------------------------
 */

static void kept_or_not(void **state)
{
	struct place *p = *state;
	struct tx *tx;
	struct job *job = job_below(p->job);
	assert_int_equal(tx_begin(job, p->db, &tx), OK);
	assert_true(db_in_tx(p->db));
	assert_int_equal(put(job, p->db, "a"), OK);
	assert_int_equal(tx_commit(tx), OK);
	assert_false(db_in_tx(p->db));
	talloc_free(job);
	assert_int_equal(count(p), 1);

	job = job_below(p->job);
	assert_int_equal(tx_begin(job, p->db, &tx), OK);
	assert_int_equal(put(job, p->db, "b"), OK);
	assert_int_equal(count(p), 2);
	talloc_free(job);
	assert_false(db_in_tx(p->db));
	assert_int_equal(count(p), 1);
}

/* A failure and a loop left in the middle: freeing the job still undoes all of it, and only it. */
static void undone_after_a_failure(void **state)
{
	struct place *p = *state;
	struct rows *rows;
	struct tx *tx;
	assert_int_equal(put(p->job, p->db, "a"), OK);
	struct job *job = job_below(p->job);
	assert_int_equal(tx_begin(job, p->db, &tx), OK);
	assert_int_equal(put(job, p->db, "b"), OK);
	assert_int_equal(put(job, p->db, "b"), E_SYSTEM);
	assert_int_equal(db_query(job, p->db, &rows, SQL("SELECT id FROM thing")), OK);
	assert_true(db_next(rows));
	talloc_free(job);
	assert_int_equal(count(p), 1);
	job = job_below(p->job);
	assert_int_equal(tx_begin(job, p->db, &tx), OK);
	assert_int_equal(put(job, p->db, "b"), OK);
	assert_int_equal(tx_commit(tx), OK);
	talloc_free(job);
	assert_int_equal(count(p), 2);
}

/* ---- two programs ------------------------------------------------------------------------------
 */

static void busy(void **state)
{
	struct place *p = *state;
	struct job *other = job_new();
	struct db *db;
	struct tx *tx;
	assert_int_equal(db_open(other, p->path, false, &db), OK);
	struct job *step = job_below(other);
	assert_int_equal(tx_begin(step, db, &tx), OK);
	assert_int_equal(put(step, db, "theirs"), OK);
	struct job *ours = job_below(p->job);
	assert_int_equal(tx_begin(ours, p->db, &tx), E_BUSY); /* after ten seconds */
	assert_non_null(strstr(job_fault(p->job), "busy"));
	assert_false(db_in_tx(p->db));
	assert_int_equal(count(p), 0); /* reading goes on */
	talloc_free(step);
	assert_int_equal(tx_begin(ours, p->db, &tx), OK);
	talloc_free(other);
}

/* The other holds the lock for a while: we wait, and go on. */
static void waits(void **state)
{
	struct place *p = *state;
	int ends[2];
	char told;
	struct tx *tx;
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		struct job *job = job_new();
		struct db *db;
		if (db_open(job, p->path, false, &db) != OK || tx_begin(job, db, &tx) != OK)
			_exit(1);
		if (put(job, db, "theirs") != OK || write(ends[1], "x", 1) != 1)
			_exit(1);
		usleep(300000);
		_exit(tx_commit(tx) == OK ? 0 : 1);
	}
	assert_int_equal(read(ends[0], &told, 1), 1);
	assert_int_equal(tx_begin(p->job, p->db, &tx), OK);
	assert_int_equal(put(p->job, p->db, "ours"), OK);
	assert_int_equal(tx_commit(tx), OK);
	assert_int_equal(count(p), 2);
	int how;
	waitpid(child, &how, 0);
	assert_int_equal(how, 0);
	close(ends[0]);
	close(ends[1]);
}

/* What was read before another program wrote must not keep us from writing now. */
static void nothing_read_holds(void **state)
{
	struct place *p = *state;
	struct job *other = job_new();
	struct rows *rows, *left;
	struct db *db;
	struct tx *tx;
	assert_int_equal(put(p->job, p->db, "a"), OK);
	assert_int_equal(put(p->job, p->db, "b"), OK);
	assert_int_equal(db_open(other, p->path, false, &db), OK);
	assert_int_equal(db_one(p->job, p->db, &rows, SQL("SELECT t FROM thing ORDER BY id")), OK);
	assert_int_equal(db_query(p->job, p->db, &left, SQL("SELECT t FROM thing")), OK);
	assert_true(db_next(left));
	assert_int_equal(db_end(left), OK); /* left in the middle */
	assert_int_equal(put(other, db, "c"), OK);
	assert_int_equal(tx_begin(p->job, p->db, &tx), OK);
	assert_int_equal(db_exec(p->job, p->db, SQL("DELETE FROM thing")), OK);
	assert_int_equal(tx_commit(tx), OK);
	assert_string_equal(row_text(rows, 0), "a");
	talloc_free(other);
}

/* ---- opening -----------------------------------------------------------------------------------
 */

static void again(void **state)
{
	struct place *p = *state;
	struct rows *rows;
	assert_int_equal(put(p->job, p->db, "a"), OK);
	talloc_free(p->db);
	assert_int_equal(db_open(p->job, p->path, false, &p->db), OK);
	assert_int_equal(count(p), 1);
	assert_int_equal(db_one(p->job, p->db, &rows, SQL("PRAGMA user_version")), OK);
	assert_int_equal(row_int(rows, 0), 20);
	assert_int_equal(db_one(p->job, p->db, &rows, SQL("PRAGMA journal_mode")), OK);
	assert_string_equal(row_text(rows, 0), "wal");
	assert_int_equal(db_one(p->job, p->db, &rows, SQL("PRAGMA synchronous")), OK);
	assert_int_equal(row_int(rows, 0), 2);
	assert_int_equal(db_check(p->job, p->db), OK);
}

/* A store that an older program made gets what came since. */
static void older(void **state)
{
	struct place *p = *state;
	assert_int_equal(put(p->job, p->db, "a"), OK);
	assert_int_equal(db_exec(p->job, p->db, SQL("DROP TABLE part")), OK);
	assert_int_equal(db_exec(p->job, p->db, SQL("PRAGMA user_version = 1")), OK);
	talloc_free(p->db);
	assert_int_equal(db_open(p->job, p->path, false, &p->db), OK);
	assert_int_equal(db_exec(p->job, p->db, SQL("INSERT INTO part(thing) VALUES(1)")), OK);
	assert_int_equal(count(p), 1);
}

static void newer(void **state)
{
	struct place *p = *state;
	assert_int_equal(db_exec(p->job, p->db, SQL("PRAGMA user_version = 21")), OK);
	talloc_free(p->db);
	assert_int_equal(db_open(p->job, p->path, false, &p->db), E_INPUT);
	assert_non_null(strstr(job_fault(p->job), "newer"));
}

static void refused(struct place *p, const char *path, enum status status, const char *words)
{
	struct db *db;
	char *before = NULL, *after = NULL;
	size_t size[2] = {0, 0};
	assert_int_equal(file_read(p->job, path, 1 << 20, &before, &size[0]), OK);
	assert_int_equal(db_open(p->job, path, true, &db), status);
	assert_non_null(strstr(job_fault(p->job), words));
	assert_int_equal(file_read(p->job, path, 1 << 20, &after, &size[1]), OK);
	assert_int_equal(size[0], size[1]);
	assert_memory_equal(before, after, size[0]);
}

/* Databases of others, with and without their sign, and files that are none: not a byte changes. */
static void foreign(void **state)
{
	struct place *p = *state;
	const char *path = TEXT_OF(p, "%s/theirs.db", p->folder);
	assert_int_equal(db_exec(p->job, p->db, SQL("VACUUM INTO ?1"), TEXT(path)), OK);
	struct db *db;
	assert_int_equal(db_open(p->job, path, false, &db), OK);
	assert_int_equal(db_exec(p->job, db, SQL("PRAGMA application_id = 77")), OK);
	assert_int_equal(db_exec(p->job, db, SQL("PRAGMA journal_mode = DELETE")), OK);
	talloc_free(db);
	refused(p, path, E_INPUT, "another program");

	const char *plain = TEXT_OF(p, "%s/plain.db", p->folder);
	assert_int_equal(db_exec(p->job, p->db, SQL("VACUUM INTO ?1"), TEXT(plain)), OK);
	assert_int_equal(db_open(p->job, plain, false, &db), OK);
	assert_int_equal(db_exec(p->job, db, SQL("PRAGMA application_id = 0")), OK);
	assert_int_equal(db_exec(p->job, db, SQL("PRAGMA user_version = 0")), OK);
	assert_int_equal(db_exec(p->job, db, SQL("PRAGMA journal_mode = DELETE")), OK);
	talloc_free(db);
	refused(p, plain, E_INPUT, "another program");

	char words[4096];
	memset(words, 'x', sizeof words);
	const char *text = TEXT_OF(p, "%s/notes.txt", p->folder);
	assert_int_equal(file_write(p->job, text, words, sizeof words), OK);
	refused(p, text, E_INPUT, "another program");
}

static void absent(void **state)
{
	struct place *p = *state;
	struct db *db;
	const char *path = TEXT_OF(p, "%s/none.db", p->folder);
	assert_int_equal(db_open(p->job, path, false, &db), E_ABSENT);
	assert_non_null(strstr(job_fault(p->job), path));
	assert_false(file_exists(path));
	assert_int_equal(db_open(p->job, p->folder, false, &db), E_ABSENT);
}

static void damaged(void **state)
{
	struct place *p = *state;
	for (int i = 0; i < 2000; i++)
		assert_int_equal(db_exec(p->job, p->db, SQL("INSERT INTO thing(t) VALUES(?1)"),
					 TEXT(TEXT_OF(p, "thing number %d", i))),
				 OK);
	assert_int_equal(db_exec(p->job, p->db, SQL("PRAGMA foreign_keys = OFF")), OK);
	assert_int_equal(db_exec(p->job, p->db, SQL("INSERT INTO part(thing) VALUES(4711)")), OK);
	assert_int_equal(db_check(p->job, p->db), E_SYSTEM);
	assert_non_null(strstr(job_fault(p->job), "part"));
	assert_int_equal(db_exec(p->job, p->db, SQL("PRAGMA wal_checkpoint(TRUNCATE)")), OK);
	talloc_free(p->db);
	FILE *file = fopen(p->path, "r+");
	assert_int_equal(fseek(file, 5 * 4096 + 1, SEEK_SET), 0);
	for (int i = 0; i < 8192; i++)
		fputc(0x5a, file);
	fclose(file);
	enum status status = db_open(p->job, p->path, false, &p->db);
	assert_int_equal(status == OK ? db_check(p->job, p->db) : status, E_SYSTEM);
	assert_non_null(strstr(job_fault(p->job), "damaged"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, start, end)

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(each_kind),
					   TEST(nothing_is_null),
					   TEST(no_row),
					   TEST(strict_types),
					   TEST(nested_loops),
					   TEST(kept_or_not),
					   TEST(undone_after_a_failure),
					   TEST(busy),
					   TEST(waits),
					   TEST(nothing_read_holds),
					   TEST(again),
					   TEST(older),
					   TEST(newer),
					   TEST(foreign),
					   TEST(absent),
					   TEST(damaged)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
