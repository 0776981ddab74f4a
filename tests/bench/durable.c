/* SPDX-License-Identifier: GPL-3.0-or-later */
/* durable FILE engine EVENTS — events a second that the engine takes durably: each a change of
 * state, a deadline set anew, a notice. durable FILE bare EVENTS — how often a bare loop commits
 * the same rows to the same file. durable FILE tick CASES — ms that a tick takes with nothing due,
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

static double now(void)
{
	struct timespec ts;
	clock_gettime(CLOCK_MONOTONIC, &ts);
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

/* What an event of the engine wrote last, written again for CASE ?1, event ?2. */
static const char *const again[] = {
	"UPDATE instance SET step = ?2, states = states, history = history, data = data, ended = "
	"NULL WHERE id = ?1",
	"INSERT INTO timer SELECT instance, id, title, state, due, why, event, fires, fired, "
	"warn_event, warns, warned "
	"FROM timer WHERE instance = ?1 ON CONFLICT(instance, id) DO UPDATE SET due = "
	"excluded.due, why = excluded.why",
	"INSERT INTO term(instance, at, deadline, title, due, why) SELECT instance, at, deadline, "
	"title, due, why FROM "
	"term WHERE instance = ?1 ORDER BY id DESC LIMIT 1",
	"INSERT INTO outbox(key, instance, at, kind, body) SELECT ?1 || ':' || ?2 || ':bare', "
	"instance, at, kind, body "
	"FROM outbox WHERE instance = ?1 ORDER BY id DESC LIMIT 1",
	"INSERT INTO journal(instance, step, at, person, event, title, taken, why, data, before, "
	"after) SELECT instance, "
	"step, at, person, event, title, taken, why, data, before, after FROM journal WHERE "
	"instance = ?1 ORDER BY id "
	"DESC LIMIT 1",
};
enum { AGAIN = sizeof again / sizeof *again };

static int done(sqlite3_stmt *statement)
{
	int code = sqlite3_step(statement);
	sqlite3_reset(statement);
	return code == SQLITE_DONE ? 0 : 1;
}

static enum status bare(struct bench *b, const char *path, int events)
{
	sqlite3 *db;
	sqlite3_stmt *begin, *commit, *rows[AGAIN];
	int bad = sqlite3_open(path, &db);
	bad |= sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", NULL, NULL,
			    NULL);
	bad |= sqlite3_prepare_v2(db, "BEGIN IMMEDIATE", -1, &begin, NULL);
	bad |= sqlite3_prepare_v2(db, "COMMIT", -1, &commit, NULL);
	for (int i = 0; i < AGAIN && !bad; i++)
		bad |= sqlite3_prepare_v2(db, again[i], -1, &rows[i], NULL);
	for (int n = 0; n < events && !bad; n++) {
		bad |= done(begin);
		for (int i = 0; i < AGAIN; i++) {
			sqlite3_bind_int64(rows[i], 1, b->casefile);
			sqlite3_bind_int64(rows[i], 2, n + 2);
			bad |= done(rows[i]);
		}
		bad |= done(commit);
	}
	return bad ? fail(b->job, E_SYSTEM, "bare: %s", sqlite3_errmsg(db)) : OK;
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
		double from = now();
		TRY(engine_tick(b->job, b->engine, INT_MAX, &fired));
		double took = now() - from;
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
	double from = now();
	TRY(strcmp(what, "bare") == 0 ? bare(b, path, count) : take(b, count));
	return printf("%.0f\n", count / (now() - from)) > 0 ? OK : E_SYSTEM;
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
