/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Durable: one event, one transaction, over a real database and an office of the test's own. */
#include "engine/engine.h"
#include "base/file.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const definition =
	"<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:w='urn:skrynka:workflow:1' "
	"version='1.0' "
	"datamodel='xpath' name='test' w:title='Test'>"
	"<datamodel><data id='count' expr='0'/><data id='late'/></datamodel>"
	"<state id='open'><onentry>"
	"<w:deadline id='term' days='5' event='late' warn='2' warn-event='soon'/>"
	"<w:task to='clerk' kind='work'/></onentry>"
	"<transition event='add' w:by='clerk' w:title='Add' cond='$count &lt; 1000' w:why='too "
	"many'>"
	"<w:input name='word' title='Word' required='true'/><w:input name='day' title='D' "
	"type='day'/>"
	"<assign location='$count' expr='$count + 1'/><w:card fields='word day'/>"
	"<w:notify to='applicant' template='t'/></transition>"
	"<transition event='poison' w:by='clerk' w:title='P'><w:card field='word' "
	"expr=\"'poison'\"/>"
	"<w:mark name='refused'/></transition>"
	"<transition event='soon'><w:card field='soon' expr='$_event/data/due'/></transition>"
	"<transition event='late'><assign location='$late' expr='string($_event/data/due)'/>"
	"<w:card field='late' expr='$late'/></transition>"
	"<transition event='close' target='closed' w:by='clerk head' w:title='Close'/>"
	"<transition event='stage' target='stage' w:by='clerk' w:title='Stage'>"
	"<w:deadline id='whole' days='9'/><w:notify to='head' template='t'/></transition>"
	"<transition event='again' target='open' w:by='clerk' w:title='Again'/></state>"
	"<state id='stage' w:untimed='t'><onentry><w:deadline id='stage' days='1' event='staged'/>"
	"<w:deadline id='half' before='stage' days='1'/></onentry>"
	"<transition event='part' w:by='clerk' w:title='Part'><w:done "
	"deadline='half'/></transition>"
	"<transition event='back' target='open' w:by='clerk' w:title='Back'/>"
	"<transition event='staged' target='short'/></state>"
	"<state id='short'><onentry><w:deadline id='short' days='5' event='shut' warn='9' "
	"warn-event='early'/></onentry><transition event='early'><w:card field='early' "
	"expr='$_event/data/due'/></transition><transition event='shut' target='open'/></state>"
	"<final id='closed'/></scxml>";

/* (fail): cmocka has a macro of that name. The office of the test notes effects in a table, so that
 * a rollback takes them back too. */
struct office {
	struct db *db;
	struct engine *engine;
	const char *xml;
	int64_t broken; /* every case with this bit fails */
	int failures;
};

static bool holds(void *self, struct job *job, int64_t casefile, const char *user, const char *role)
{
	(void)self;
	(void)job;
	(void)casefile;
	return strcmp(user, role) == 0;
}

/* What the office may ask while an event is at work. */
static const char *deadlines(struct office *office, struct job *job, int64_t casefile)
{
	struct timer *timers;
	int count;
	const char *words = "";
	if (engine_deadlines(job, office->engine, casefile, day_of(2199, 1, 1), &timers, &count) !=
	    OK)
		return "none";
	for (int i = 0; i < count; i++)
		words = TEXT_OF(job, "%s %s", words, timers[i].id);
	return words;
}

static enum status effect(void *self, struct job *job, const struct event *event,
			  const struct effect *asked)
{
	struct office *office = self;
	const char *words = asked->verb;
	if (strcmp(asked->verb, "notify") == 0)
		words = TEXT_OF(job, "notify before%s", deadlines(office, job, event->casefile));
	for (int i = 0; i < asked->nfields; i++)
		words = TEXT_OF(job, "%s %s=%s", words, asked->fields[i].name,
				asked->fields[i].value);
	TRY(db_exec(job, office->db, SQL("INSERT INTO noted(casefile, words) VALUES(?1, ?2)"),
		    INT(event->casefile), TEXT(words)));
	if (strcmp(asked->verb, "mark") == 0)
		return (fail)(job, E_REFUSED, "no such mark here");
	if ((event->casefile & office->broken) == 0)
		return OK;
	office->failures++;
	return (fail)(job, E_SYSTEM, "the roof leaks");
}

static enum status named(void *self, struct job *job, const char *name, const char **xml,
			 size_t *size)
{
	struct office *office = self;
	if (strcmp(name, "test") != 0)
		return (fail)(job, E_ABSENT, "no procedure %s", name);
	*xml = office->xml;
	*size = strlen(office->xml);
	return OK;
}

struct world {
	struct job *job;
	const char *folder, *path;
	struct db *db;
	struct office office;
	struct host host;
	struct engine *engine;
};

static void ok(struct world *w, enum status status)
{
	if (status != OK)
		fail_msg("status %d: %s", status, job_fault(w->job));
}

static void world_open(struct world *w)
{
	w->job = job_new();
	ok(w, db_open(w->job, w->path, true, &w->db));
	ok(w,
	   db_exec(w->job, w->db,
		   SQL("CREATE TABLE IF NOT EXISTS noted(id INTEGER PRIMARY KEY, casefile INTEGER, "
		       "words TEXT) STRICT")));
	w->office = (struct office){.db = w->db, .xml = definition};
	w->host = (struct host){
		.self = &w->office, .holds = holds, .effect = effect, .definition = named};
	ok(w, engine_open(w->job, w->db, &w->host, &w->engine));
	w->office.engine = w->engine;
}

static int setup(void **state)
{
	static char folder[64];
	struct world *w = NEW(NULL, struct world);
	strcpy(folder, "/tmp/skrynka-engine-XXXXXX");
	setenv("SKRYNKA_NOW", "2025-03-03T10:00", 1);
	w->folder = mkdtemp(folder);
	w->path = TEXT_OF(w, "%s/test.db", folder);
	world_open(w);
	ok(w, engine_start(w->job, w->engine, 7, "test"));
	*state = w;
	return 0;
}

static int teardown(void **state)
{
	struct world *w = *state;
	struct job *job = job_new();
	talloc_free(w->job);
	folder_remove(job, w->folder);
	talloc_free(job);
	talloc_free(w);
	return 0;
}

static int64_t number(struct world *w, struct value sql)
{
	struct rows *rows;
	ok(w, db_one_values(w->job, w->db, &rows, (struct value[]){sql, {0}}));
	int64_t value = row_int(rows, 0);
	talloc_free(rows);
	return value;
}

static const char *text(struct world *w, struct value sql)
{
	struct rows *rows;
	ok(w, db_one_values(w->job, w->db, &rows, (struct value[]){sql, {0}}));
	const char *value = row_text(rows, 0);
	talloc_free(rows);
	return value == NULL ? "" : value;
}

static enum status act(struct world *w, const char *user, const char *name, const char *word,
		       const char *key, struct verdict *verdict)
{
	struct pair data = {"word", word};
	struct event event = {.casefile = 7,
			      .name = name,
			      .user = user,
			      .data = &data,
			      .ndata = word != NULL,
			      .key = key};
	return engine_event(w->job, w->engine, &event, verdict);
}

static void start_enters_and_notes(void **state)
{
	struct world *w = *state;
	assert_string_equal(text(w, SQL("SELECT states FROM instance WHERE id = 7")), "open");
	assert_string_equal(text(w, SQL("SELECT due FROM timer")), "2025-03-08");
	assert_string_equal(text(w, SQL("SELECT words FROM noted")),
			    "task kind=work to=clerk state=open");
	assert_int_equal(number(w, SQL("SELECT count(*) FROM journal WHERE event = 'start'")), 1);
}

static void event_is_one_transaction(void **state)
{
	struct world *w = *state;
	struct verdict verdict;
	ok(w, act(w, "clerk", "add", "hello", NULL, &verdict));
	assert_true(verdict.taken);
	assert_int_equal(verdict.step, 1);
	assert_string_equal(verdict.states, "open");
	assert_string_equal(text(w, SQL("SELECT key FROM outbox")), "7:1:2");
	assert_string_equal(text(w, SQL("SELECT kind FROM outbox")), "notify");
	assert_string_equal(text(w, SQL("SELECT words FROM noted WHERE words LIKE 'card%'")),
			    "card word=hello");
	assert_string_equal(text(w, SQL("SELECT data FROM journal WHERE event = 'add'")),
			    "{\"word\":\"hello\"}");
	assert_string_equal(text(w, SQL("SELECT title FROM journal WHERE event = 'add'")), "Add");
}

static void same_key_is_done_once(void **state)
{
	struct world *w = *state;
	struct verdict verdict;
	for (int i = 0; i < 3; i++) {
		ok(w, act(w, "clerk", "add", "hello", "k1", &verdict));
		assert_true(verdict.taken);
		assert_int_equal(verdict.step, 1);
		assert_string_equal(verdict.states, "open");
	}
	assert_int_equal(number(w, SQL("SELECT count(*) FROM journal WHERE event = 'add'")), 1);
	assert_int_equal(number(w, SQL("SELECT count(*) FROM outbox")), 1);
}

static void refusal_is_journalled_and_changes_nothing(void **state)
{
	struct world *w = *state;
	struct verdict verdict;
	ok(w, act(w, "thief", "close", NULL, "r1", &verdict));
	assert_false(verdict.taken);
	assert_string_equal(verdict.why, "not your role");
	ok(w, act(w, "clerk", "fly", NULL, NULL, &verdict));
	assert_false(verdict.taken);
	assert_string_equal(verdict.why, "not now: nothing waits for this event");
	assert_int_equal(number(w, SQL("SELECT count(*) FROM journal WHERE taken = 0")), 2);
	assert_int_equal(number(w, SQL("SELECT step FROM instance")), 0);
	assert_int_equal(number(w, SQL("SELECT count(*) FROM noted")), 1);
	ok(w, act(w, "thief", "close", NULL, "r1", &verdict));
	assert_false(verdict.taken);
	assert_int_equal(number(w, SQL("SELECT count(*) FROM journal WHERE taken = 0")), 2);
}

static void guard_refuses_in_its_words(void **state)
{
	struct world *w = *state;
	struct verdict verdict;
	ok(w,
	   db_exec(w->job, w->db,
		   SQL("UPDATE instance SET data = '<datamodel><count>1000</count></datamodel>'")));
	ok(w, act(w, "clerk", "add", "x", NULL, &verdict));
	assert_false(verdict.taken);
	assert_string_equal(verdict.why, "too many");
}

/* What its effects wrote before is taken back, the refusal stays, and uses up its key. */
static void office_refuses_the_whole_event(void **state)
{
	struct world *w = *state;
	struct verdict verdict;
	for (int i = 0; i < 2; i++) {
		ok(w, act(w, "clerk", "poison", NULL, "p1", &verdict));
		assert_false(verdict.taken);
		assert_string_equal(verdict.why, "no such mark here");
		assert_string_equal(verdict.states, "open");
		assert_int_equal(verdict.step, 0);
	}
	assert_int_equal(number(w, SQL("SELECT count(*) FROM noted")), 1);
	assert_int_equal(number(w, SQL("SELECT step FROM instance")), 0);
	assert_int_equal(number(w, SQL("SELECT count(*) FROM journal WHERE taken = 0 AND why = "
				       "'no such mark here' AND key = 'p1'")),
			 1);
}

/* Of the caller's transaction nothing else is taken back. */
static void office_refuses_inside_the_callers_transaction(void **state)
{
	struct world *w = *state;
	struct verdict verdict;
	struct job *below = job_below(w->job);
	struct tx *tx;
	ok(w, tx_begin(below, w->db, &tx));
	ok(w, act(w, "clerk", "add", "x", NULL, &verdict));
	ok(w, act(w, "clerk", "poison", NULL, NULL, &verdict));
	assert_false(verdict.taken);
	assert_int_equal(verdict.step, 1);
	ok(w, act(w, "clerk", "add", "y", NULL, &verdict));
	ok(w, tx_commit(tx));
	talloc_free(below);
	assert_int_equal(number(w, SQL("SELECT step FROM instance")), 2);
	assert_int_equal(number(w, SQL("SELECT count(*) FROM noted WHERE words LIKE 'card%'")), 2);
	assert_string_equal(text(w, SQL("SELECT group_concat(event) FROM (SELECT event FROM "
					"journal ORDER BY id)")),
			    "start,add,poison,add");
}

static void wrong_inputs_are_told_and_noted(void **state)
{
	struct world *w = *state;
	struct verdict verdict;
	assert_int_equal(act(w, "clerk", "add", NULL, "i1", &verdict), E_INPUT);
	assert_non_null(strstr(job_fault(w->job), "add wants word"));
	struct pair data[] = {{"word", "x"}, {"day", "31.02.2025"}};
	struct event event = {
		.casefile = 7, .name = "add", .user = "clerk", .data = data, .ndata = 2};
	assert_int_equal(engine_event(w->job, w->engine, &event, &verdict), E_INPUT);
	assert_non_null(strstr(job_fault(w->job), "31.02.2025"));
	data[1] = (struct pair){"colour", "red"};
	assert_int_equal(engine_event(w->job, w->engine, &event, &verdict), E_INPUT);
	assert_non_null(strstr(job_fault(w->job), "does not take \"colour\""));
	char *much = must(talloc_array(w->job, char, 1 << 20));
	memset(much, 'x', (1 << 20) - 1);
	much[(1 << 20) - 1] = '\0';
	data[1] = (struct pair){much, much};
	assert_int_equal(engine_event(w->job, w->engine, &event, &verdict), E_INPUT);
	assert_int_equal(number(w, SQL("SELECT count(*) FROM journal WHERE taken = 0 AND person = "
				       "'clerk' AND event = 'add' AND why <> ''")),
			 4);
	assert_in_range(number(w, SQL("SELECT max(length(data) + length(why)) FROM journal")), 400,
			1000);
	assert_int_equal(number(w, SQL("SELECT step FROM instance")), 0);
	ok(w, act(w, "clerk", "add", "x", "i1", &verdict)); /* the same request, mended */
	assert_true(verdict.taken);
}

static void event_inside_the_callers_transaction(void **state)
{
	struct world *w = *state;
	struct verdict verdict;
	struct job *below = job_below(w->job);
	struct tx *tx;
	ok(w, tx_begin(below, w->db, &tx));
	ok(w, engine_start(w->job, w->engine, 8, "test"));
	ok(w, act(w, "clerk", "add", "x", NULL, &verdict));
	assert_int_equal(act(w, "clerk", "add", NULL, NULL, &verdict), E_INPUT);
	talloc_free(below);
	assert_int_equal(number(w, SQL("SELECT step FROM instance WHERE id = 7")), 0);
	assert_int_equal(number(w, SQL("SELECT count(*) FROM instance")), 1);
}

static void timers_fire_oldest_first_with_their_day(void **state)
{
	struct world *w = *state;
	int fired;
	int64_t due;
	setenv("SKRYNKA_NOW", "2025-03-05T10:00", 1);
	talloc_free(w->job);
	world_open(w);
	ok(w, engine_tick(w->job, w->engine, 1000, &fired));
	assert_int_equal(fired, 0);
	ok(w, engine_due(w->job, w->engine, &due));
	assert_int_equal(due, day_moment(day_of(2025, 3, 6))); /* the warning */
	setenv("SKRYNKA_NOW", "2025-03-20T10:00", 1);
	talloc_free(w->job);
	world_open(w);
	ok(w, engine_tick(w->job, w->engine, 1, &fired)); /* no more than asked for */
	assert_int_equal(fired, 1);
	ok(w, engine_due(w->job, w->engine, &due));
	assert_int_equal(due, day_moment(day_of(2025, 3, 9))); /* the day after the last */
	ok(w, engine_tick(w->job, w->engine, 1000, &fired));
	assert_int_equal(fired, 1);
	assert_int_equal(engine_due(w->job, w->engine, &due), E_ABSENT);
	assert_string_equal(text(w, SQL("SELECT group_concat(words) FROM (SELECT words FROM noted "
					"WHERE words LIKE 'card%' ORDER BY id)")),
			    "card soon=2025-03-08,card late=2025-03-08");
	ok(w, engine_tick(w->job, w->engine, 1000, &fired));
	assert_int_equal(fired, 0);
	struct timer *timers;
	int count;
	ok(w, engine_deadlines(w->job, w->engine, 7, day_of(2025, 12, 31), &timers, &count));
	assert_int_equal(count, 1);
	assert_true(timers[0].passed);
}

static void go_to(struct world *w, const char *moment)
{
	setenv("SKRYNKA_NOW", moment, 1);
	talloc_free(w->job);
	world_open(w);
}

/* Each is tried once a run: the others ring, in due order; it rings when it can, with its day. */
static void failing_timers_stop_nobody(void **state)
{
	struct world *w = *state;
	int fired;
	for (int64_t casefile = 8; casefile < 16; casefile++)
		ok(w, engine_start(w->job, w->engine, casefile, "test"));
	go_to(w, "2025-03-20T10:00");
	w->office.broken = 2; /* 7, 10, 11, 14, 15 */
	assert_int_equal(engine_tick(w->job, w->engine, 1000, &fired), E_SYSTEM);
	assert_non_null(strstr(job_fault(w->job), "the roof leaks"));
	assert_int_equal(fired, 2 * 4);
	assert_int_equal(w->office.failures, 2 * 5);
	assert_string_equal(text(w, SQL("SELECT group_concat(casefile || substr(words, 6, 4)) FROM "
					"(SELECT casefile, words FROM noted WHERE words LIKE "
					"'card%' ORDER BY id)")),
			    "8soon,9soon,12soon,13soon,8late,9late,12late,13late");
	w->office.broken = 0;
	ok(w, engine_tick(w->job, w->engine, 1000, &fired));
	assert_int_equal(fired, 2 * 5);
	assert_string_equal(text(w, SQL("SELECT words FROM noted ORDER BY id DESC LIMIT 1")),
			    "card late=2025-03-08");
}

/* A warning of a deadline that was set in the same run, for a day before it. */
static void a_timer_set_behind_the_clock_rings_in_the_same_run(void **state)
{
	struct world *w = *state;
	struct verdict verdict;
	int fired;
	ok(w, act(w, "clerk", "stage", NULL, NULL, &verdict));
	go_to(w, "2025-03-06T10:00");
	ok(w, engine_tick(w->job, w->engine, 1000, &fired));
	assert_int_equal(fired, 2);
	assert_string_equal(text(w, SQL("SELECT words FROM noted ORDER BY id DESC LIMIT 1")),
			    "card early=2025-03-11");
	ok(w, engine_tick(w->job, w->engine, 1000, &fired));
	assert_int_equal(fired, 0);
}

static void end_ends_the_timers(void **state)
{
	struct world *w = *state;
	struct verdict verdict;
	ok(w, act(w, "head", "close", NULL, NULL, &verdict));
	assert_true(verdict.taken && verdict.ended);
	assert_string_equal(verdict.states, "closed");
	assert_int_equal(number(w, SQL("SELECT count(*) FROM timer")), 0);
	assert_int_equal(
		number(w, SQL("SELECT count(*) FROM noted WHERE words = 'done state=open'")), 1);
	ok(w, act(w, "head", "close", NULL, NULL, &verdict));
	assert_false(verdict.taken);
	assert_string_equal(verdict.why, "the case has ended");
}

static const char *timers(struct world *w)
{
	return text(w, SQL("SELECT group_concat(id || '@' || state) FROM "
			   "(SELECT id, state FROM timer WHERE instance = 7 ORDER BY id)"));
}

/* Those of onentry end with their state, those of a transition with the state around it. */
static void timers_end_with_what_holds_them(void **state)
{
	struct world *w = *state;
	struct verdict verdict;
	assert_string_equal(timers(w), "term@open");
	ok(w, act(w, "clerk", "stage", NULL, NULL, &verdict));
	assert_string_equal(timers(w), "half@stage,stage@stage,whole@scxml");
	assert_string_equal(text(w, SQL("SELECT words FROM noted WHERE words LIKE 'notify%'")),
			    "notify before whole template=t to=head key=7:1:3");
	ok(w, act(w, "clerk", "part", NULL, NULL, &verdict));
	assert_string_equal(timers(w), "stage@stage,whole@scxml");
	ok(w, act(w, "clerk", "back", NULL, NULL, &verdict));
	assert_string_equal(timers(w), "term@open,whole@scxml");
	ok(w, act(w, "clerk", "close", NULL, NULL, &verdict));
	assert_string_equal(timers(w), "");
}

/* One that was passed runs again when it is set again, be its day the same. */
static void deadline_set_again_runs_again(void **state)
{
	struct world *w = *state;
	struct verdict verdict;
	ok(w, db_exec(w->job, w->db, SQL("UPDATE timer SET fired = 1, warned = 1")));
	ok(w, act(w, "clerk", "again", NULL, NULL, &verdict));
	assert_string_equal(text(w, SQL("SELECT id || due || state || (fired IS NULL AND warned IS "
					"NULL) FROM timer")),
			    "term2025-03-08open1");
	ok(w, db_exec(w->job, w->db, SQL("UPDATE timer SET state = 'x', why = 'y', title = 'z'")));
	ok(w, db_exec(w->job, w->db, SQL("UPDATE instance SET moved = 1")));
	ok(w, act(w, "clerk", "again", NULL, NULL, &verdict));
	assert_int_equal(
		number(w, SQL("SELECT count(*) FROM timer WHERE state = 'open' AND why LIKE "
			      "'5 days%' AND title IS NULL")),
		1);
}

static void choices_tell_who_and_when(void **state)
{
	struct world *w = *state;
	struct choice *choices;
	int count;
	ok(w, engine_choices(w->job, w->engine, 7, "head", &choices, &count));
	assert_int_equal(count, 5);
	assert_string_equal(choices[0].event, "add");
	assert_false(choices[0].mine);
	assert_int_equal(choices[0].ninputs, 2);
	assert_string_equal(choices[2].event, "close");
	assert_string_equal(choices[2].by, "clerk head");
	assert_true(choices[2].mine && choices[2].now);
}

static void running_case_keeps_its_definition(void **state)
{
	struct world *w = *state;
	struct verdict verdict;
	char *changed = must(talloc_strdup(w->job, definition));
	memcpy(strstr(changed, "'closed'/></scxml>"), "'finish'", 8);
	memcpy(strstr(changed, "target='closed'"), "target='finish'", 15);
	w->office.xml = changed;
	ok(w, engine_start(w->job, w->engine, 9, "test"));
	assert_int_equal(number(w, SQL("SELECT count(*) FROM definition")), 2);
	ok(w, act(w, "clerk", "close", NULL, NULL, &verdict));
	assert_string_equal(verdict.states, "closed");
	struct event event = {.casefile = 9, .name = "close", .user = "clerk"};
	ok(w, engine_event(w->job, w->engine, &event, &verdict));
	assert_string_equal(verdict.states, "finish");
}

static void broken_definition_does_not_start(void **state)
{
	struct world *w = *state;
	w->office.xml = "<scxml xmlns='http://www.w3.org/2005/07/scxml'/>";
	assert_int_equal(engine_start(w->job, w->engine, 9, "test"), E_INPUT);
	/* reads well, but nobody could ever move it */
	w->office.xml =
		"<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' "
		"xmlns:w='urn:skrynka:workflow:1' w:title='t' datamodel='xpath' name='t'>"
		"<state id='a'><transition event='e' target='f'/></state><final id='f'/></scxml>";
	assert_int_equal(engine_start(w->job, w->engine, 9, "test"), E_INPUT);
	assert_non_null(strstr(job_fault(w->job), "nobody may take"));
	assert_int_equal(number(w, SQL("SELECT count(*) FROM definition")), 1);
}

/* A child does the same ten requests and is killed at a random moment, again and again: in the end
 * each is done once, whatever it was killed in. */
static void killed_again_and_again(void **state)
{
	struct world *w = *state;
	char key[16];
	srand(1);
	for (int round = 0; round < 40; round++) {
		pid_t child = fork();
		if (child == 0) {
			struct verdict verdict;
			world_open(w);
			for (int i = 0; i < 10; i++) {
				snprintf(key, sizeof key, "key-%d", i);
				if (act(w, "clerk", "add", "x", key, &verdict) != OK)
					_exit(1);
			}
			_exit(0);
		}
		usleep((useconds_t)(rand() % 30000));
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
	}
	struct verdict verdict;
	for (int i = 0; i < 10; i++) {
		snprintf(key, sizeof key, "key-%d", i);
		ok(w, act(w, "clerk", "add", "x", key, &verdict));
	}
	assert_int_equal(number(w, SQL("SELECT count(*) FROM journal WHERE event = 'add'")), 10);
	assert_int_equal(number(w, SQL("SELECT step FROM instance")), 10);
	assert_int_equal(number(w, SQL("SELECT count(*) FROM outbox")), 10);
	assert_int_equal(number(w, SQL("SELECT count(*) FROM noted WHERE words LIKE 'card%'")), 10);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(start_enters_and_notes),
		TEST(event_is_one_transaction),
		TEST(same_key_is_done_once),
		TEST(refusal_is_journalled_and_changes_nothing),
		TEST(guard_refuses_in_its_words),
		TEST(office_refuses_the_whole_event),
		TEST(office_refuses_inside_the_callers_transaction),
		TEST(wrong_inputs_are_told_and_noted),
		TEST(event_inside_the_callers_transaction),
		TEST(timers_fire_oldest_first_with_their_day),
		TEST(failing_timers_stop_nobody),
		TEST(a_timer_set_behind_the_clock_rings_in_the_same_run),
		TEST(end_ends_the_timers),
		TEST(timers_end_with_what_holds_them),
		TEST(deadline_set_again_runs_again),
		TEST(choices_tell_who_and_when),
		TEST(running_case_keeps_its_definition),
		TEST(broken_definition_does_not_start),
		TEST(killed_again_and_again),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
