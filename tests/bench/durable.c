/* SPDX-License-Identifier: GPL-3.0-or-later */
/* durable FILE engine EVENTS — events a second of processor time (FILE is in memory, where nobody
 * waits for a disk) that the engine takes durably: each a change of state, a deadline set anew, a
 * notice. durable FILE bare EVENTS — how often a bare loop commits the same rows to the same file.
 * durable FILE tick CASES — ms that a tick takes with nothing due,
 * when each of so many open cases has three deadlines. */
#include "engine/engine.h"
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *const definition =
	"<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:w='urn:skrynka:workflow:1' "
	"version='1.0' "
	"datamodel='xpath' name='bench' w:title='Bench'>"
	"<datamodel><data id='count' expr='0'/></datamodel>"
	"<state id='one' w:title='One'><onentry><w:deadline id='term' title='Term' days='30' "
	"event='late'/></onentry>"
	"<transition event='late'/>"
	"<transition event='next' target='two' w:by='clerk' w:title='Next' "
	"cond=\"$_event/data/word != ''\">"
	"<w:input name='word' title='Word' required='true'/><assign location='$count' expr='$count "
	"+ 1'/>"
	"<w:notify to='applicant' template='t'/></transition></state>"
	"<state id='two' w:title='Two'><onentry><w:deadline id='term' title='Term' days='30' "
	"event='late'/></onentry>"
	"<transition event='late'/>"
	"<transition event='next' target='one' w:by='clerk' w:title='Next' "
	"cond=\"$_event/data/word != ''\">"
	"<w:input name='word' title='Word' required='true'/><assign location='$count' expr='$count "
	"+ 1'/>"
	"<w:notify to='applicant' template='t'/></transition>"
	"<transition event='end' target='end' w:by='clerk' w:title='End'/></state>"
	"<final id='end' w:title='End'/></scxml>";

static bool holds(void *self, struct job *job, int64_t casefile, const char *user, const char *role)
{
	(void)self, (void)job, (void)casefile, (void)user, (void)role;
	return true;
}

static enum status named(void *self, struct job *job, const char *name, const char **xml,
			 size_t *size)
{
	(void)self, (void)job, (void)name;
	*xml = definition;
	*size = strlen(definition);
	return OK;
}

static const struct host host = {.holds = holds, .definition = named};

struct bench {
	struct job *job;
	struct db *db;
	struct engine *engine;
	int64_t casefile;
};

static double now(clockid_t clock)
{
	struct timespec ts;
	clock_gettime(clock, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static enum status bench_open(struct bench *b, const char *path)
{
	struct rows *rows;
	TRY(db_open(b->job, path, true, &b->db));
	TRY(engine_open(b->job, b->db, &host, &b->engine));
	TRY(db_one(b->job, b->db, &rows, SQL("SELECT coalesce(max(id), 0) + 1 FROM instance")));
	b->casefile = row_int(rows, 0);
	talloc_free(rows);
	return engine_start(b->job, b->engine, b->casefile, "bench");
}

static enum status take(struct bench *b, int events)
{
	const struct pair word = {"word", "Розглянути по суті й відповісти заявникові"};
	for (int i = 0; i < events; i++) {
		struct job *below = job_below(b->job);
		struct verdict verdict;
		struct event event = {.casefile = b->casefile,
				      .name = "next",
				      .user = "clerk",
				      .data = &word,
				      .ndata = 1};
		TRY(engine_event(below, b->engine, &event, &verdict));
		if (!verdict.taken)
			return fail(b->job, E_SYSTEM, "%s", verdict.why);
		talloc_free(below);
	}
	return OK;
}

/* --- the same rows without an engine --- */

/* What event :step of case :case writes: all bound, no column that it leaves as it was, no look at
 * the store. */
static const char *const again[] = {
	"UPDATE instance SET step = :step, states = :after, data = :data WHERE id = :case",
	"UPDATE timer SET state = :after WHERE instance = :case AND id = 'term'",
	"INSERT INTO term(instance, at, deadline, title, due, why) "
	"VALUES(:case, :at, 'term', 'Term', :due, :why)",
	"INSERT INTO outbox(key, instance, at, kind, body) "
	"VALUES(:key, :case, :at, 'notify', '{\"template\":\"t\",\"to\":\"applicant\"}')",
	"INSERT INTO journal(instance, step, at, person, event, title, taken, data, before, after) "
	"VALUES(:case, :step, :at, 'clerk', 'next', 'Next', 1, :told, :before, :after)",
};
enum { AGAIN = sizeof again / sizeof *again };

struct bare {
	sqlite3 *db;
	sqlite3_stmt *begin, *commit, *rows[AGAIN];
	int bad;
};

static void bare_open(struct bare *bare, const char *path)
{
	bare->bad |= sqlite3_open(path, &bare->db);
	bare->bad |= sqlite3_exec(bare->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
				  NULL, NULL, NULL);
	bare->bad |= sqlite3_prepare_v2(bare->db, "BEGIN IMMEDIATE", -1, &bare->begin, NULL);
	bare->bad |= sqlite3_prepare_v2(bare->db, "COMMIT", -1, &bare->commit, NULL);
	for (int i = 0; i < AGAIN; i++)
		bare->bad |= sqlite3_prepare_v2(bare->db, again[i], -1, &bare->rows[i], NULL);
}

static void put_text(struct bare *bare, const char *name, const char *text)
{
	for (int i = 0; i < AGAIN; i++) {
		int n = sqlite3_bind_parameter_index(bare->rows[i], name);
		if (n > 0)
			bare->bad |= sqlite3_bind_text(bare->rows[i], n, text, -1, SQLITE_STATIC);
	}
}

static void put_number(struct bare *bare, const char *name, int64_t number)
{
	for (int i = 0; i < AGAIN; i++) {
		int n = sqlite3_bind_parameter_index(bare->rows[i], name);
		if (n > 0)
			bare->bad |= sqlite3_bind_int64(bare->rows[i], n, number);
	}
}

static void run(struct bare *bare, sqlite3_stmt *statement)
{
	bare->bad |= sqlite3_step(statement) != SQLITE_DONE;
	bare->bad |= sqlite3_reset(statement);
}

static void write_event(struct bare *bare, int64_t casefile, int step)
{
	char data[128], key[64];
	snprintf(data, sizeof data,
		 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<datamodel><count>%d</count>"
		 "</datamodel>\n",
		 step);
	snprintf(key, sizeof key, "%lld:%d:2", (long long)casefile, step);
	put_number(bare, ":step", step);
	put_text(bare, ":data", data);
	put_text(bare, ":key", key);
	put_text(bare, ":before", step % 2 == 1 ? "one" : "two");
	put_text(bare, ":after", step % 2 == 1 ? "two" : "one");
	run(bare, bare->begin);
	for (int i = 0; i < AGAIN; i++)
		run(bare, bare->rows[i]);
	run(bare, bare->commit);
}

/* The first two events of the case and the last two are the engine's: it goes on from these rows,
 * and its own are no others. */
static enum status same(struct bench *b, int events)
{
	struct rows *rows;
	TRY(take(b, 2));
	TRY(db_one(b->job, b->db, &rows,
		   SQL("SELECT (SELECT count(*) = ?2 AND count(DISTINCT person || event || title "
		       "|| taken || data || before || after || (why IS NULL AND key IS NULL)) = 2 "
		       "FROM journal WHERE instance = ?1 AND step > 0) "
		       "AND (SELECT count(*) = ?2 + 1 AND count(DISTINCT deadline || title || due "
		       "|| why) = 1 FROM term WHERE instance = ?1) "
		       "AND (SELECT count(*) = ?2 AND count(DISTINCT kind || body || (sent IS "
		       "NULL)) = 1 FROM outbox WHERE instance = ?1) "
		       "AND (SELECT data LIKE '%<count>' || ?2 || '</count>%' AND step = ?2 FROM "
		       "instance WHERE id = ?1)"),
		   INT(b->casefile), INT(events + 4)));
	bool are = row_int(rows, 0) != 0;
	talloc_free(rows);
	return are ? OK : fail(b->job, E_SYSTEM, "bare: these are not the rows of the engine");
}

static enum status bare(struct bench *b, const char *path, int events, double *seconds)
{
	struct bare bare = {0};
	struct rows *rows;
	TRY(db_one(b->job, b->db, &rows,
		   SQL("SELECT term.due, term.why, term.at, journal.data FROM term JOIN journal ON "
		       "journal.instance = term.instance WHERE term.instance = ?1 "
		       "ORDER BY term.id DESC, journal.id DESC LIMIT 1"),
		   INT(b->casefile)));
	bare_open(&bare, path);
	put_number(&bare, ":case", b->casefile);
	put_text(&bare, ":due", row_text(rows, 0));
	put_text(&bare, ":why", row_text(rows, 1));
	put_number(&bare, ":at", row_int(rows, 2));
	put_text(&bare, ":told", row_text(rows, 3));
	double from = now(CLOCK_PROCESS_CPUTIME_ID);
	for (int i = 0; i < events && bare.bad == 0; i++)
		write_event(&bare, b->casefile, i + 3);
	*seconds = now(CLOCK_PROCESS_CPUTIME_ID) - from;
	if (bare.bad != 0)
		return fail(b->job, E_SYSTEM, "bare: %s", sqlite3_errmsg(bare.db));
	return same(b, events);
}

/* --- a clock that asks in vain --- */

static enum status fill(struct bench *b, int cases)
{
	TRY(db_exec(
		b->job, b->db,
		SQL("WITH RECURSIVE k(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM k WHERE k < ?2) "
		    "INSERT INTO instance(id, definition, step, states, history, data, started) "
		    "SELECT k + ?1, definition, 1, states, history, data, started FROM k, instance "
		    "WHERE id = ?1"),
		INT(b->casefile), INT(cases)));
	return db_exec(
		b->job, b->db,
		SQL("WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 3) "
		    "INSERT INTO timer(instance, id, title, state, due, why, event, fires, "
		    "warn_event, warns) "
		    "SELECT i.id, t.id || n, t.title, t.state, t.due, t.why, t.event, t.fires, "
		    "'soon', t.due "
		    "FROM instance i, n, timer t WHERE t.instance = ?1 AND i.id > ?1"),
		INT(b->casefile));
}

static enum status tick(struct bench *b, int cases, double *seconds)
{
	enum { TURNS = 21 };
	int fired;
	*seconds = 0;
	TRY(fill(b, cases));
	for (int i = 0; i < TURNS; i++) {
		double from = now(CLOCK_MONOTONIC);
		TRY(engine_tick(b->job, b->engine, INT_MAX, &fired));
		double took = now(CLOCK_MONOTONIC) - from;
		if (fired != 0)
			return fail(b->job, E_SYSTEM, "something was due");
		*seconds = took > *seconds ? took : *seconds; /* the longest */
	}
	return OK;
}

static enum status measure(struct bench *b, const char *path, const char *what, int count)
{
	double seconds;
	TRY(bench_open(b, path));
	TRY(take(b, 2));
	if (strcmp(what, "tick") == 0) {
		TRY(tick(b, count, &seconds));
		return printf("%.3f\n", seconds * 1000) > 0 ? OK : E_SYSTEM;
	}
	if (strcmp(what, "bare") == 0) {
		TRY(bare(b, path, count, &seconds));
	} else {
		double from = now(CLOCK_PROCESS_CPUTIME_ID);
		TRY(take(b, count));
		seconds = now(CLOCK_PROCESS_CPUTIME_ID) - from;
	}
	return printf("%.0f\n", count / seconds) > 0 ? OK : E_SYSTEM;
}

int main(int argc, char **argv)
{
	struct bench b = {.job = job_new()};
	if (argc != 4)
		return 64;
	enum status status = measure(&b, argv[1], argv[2], atoi(argv[3]));
	if (status != OK)
		fprintf(stderr, "%s\n", job_fault(b.job));
	talloc_free(b.job);
	return status != OK;
}
