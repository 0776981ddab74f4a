/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events that a chart sends itself, over a real database: at their moment, across restarts. */
#include "base/file.h"
#include "engine/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#define HEAD                                                                                       \
	"<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:w='urn:skrynka:workflow:1' "         \
	"version='1.0' datamodel='xpath' name='test'><datamodel><data id='t'/><data id='id'/>"     \
	"</datamodel>"
#define T(expr) "<assign location='$t' expr=\"concat($t, " expr ", ' ')\"/>"

static const char *const definition = HEAD
	"<state id='a'><onentry>"
	"<send event='second' delay='2h'><param name='n' expr='1 + 1'/></send>"
	"<send event='first' delay='.5s' idlocation='$id'/><send event='now'/>"
	"<w:deadline id='d' days='0' event='day'/></onentry>"
	"<transition event='now'>" T(
		"'now'") "</transition>"
			 "<transition event='first'>" T(
				 "concat('first', $_event/sendid = "
				 "$id)") "</transition>"
					 "<transition event='day'>" T(
						 "'day'") "</"
							  "transition>"
							  "<transition "
							  "event='"
							  "second'>" T(
								  "conc"
								  "at('"
								  "seco"
								  "nd',"
								  " $_"
								  "even"
								  "t/"
								  "data"
								  "/n)") "<send event='third' "
									 "delay='2d'/></transition>"
									 "<transition "
									 "event='third'>" T(
										 "'third'") "</"
											    "transi"
											    "tion>"
											    "<trans"
											    "ition "
											    "event="
											    "'stop'"
											    "><"
											    "cancel"
											    " sendi"
											    "dexpr="
											    "'$id'/"
											    "></"
											    "transi"
											    "tion>"
											    "<trans"
											    "ition "
											    "event="
											    "'end' "
											    "target"
											    "='z'/>"
											    "<trans"
											    "ition "
											    "event="
											    "'spin'"
											    "><"
											    "send "
											    "event="
											    "'spin'"
											    "/></"
											    "transi"
											    "tion><"
											    "/state"
											    ">"
											    "<final"
											    " id='"
											    "z'/></"
											    "scxml"
											    ">";

struct world {
	struct job *job;
	const char *folder;
	struct db *db;
	struct host host;
	struct engine *engine;
};

static enum status named(void *self, struct job *job, const char *name, const char **xml,
			 size_t *size)
{
	(void)self;
	(void)job;
	(void)name;
	*xml = definition;
	*size = strlen(definition);
	return OK;
}

static void ok(struct world *w, enum status status)
{
	if (status != OK)
		fail_msg("status %d: %s", status, job_fault(w->job));
}

/* The program as it begins at this moment. */
static void at(struct world *w, const char *moment)
{
	setenv("SKRYNKA_NOW", moment, 1);
	talloc_free(w->job);
	w->job = job_new();
	ok(w, db_open(w->job, TEXT_OF(w->job, "%s/test.db", w->folder), true, &w->db));
	w->host = (struct host){.lenient = true, .definition = named};
	ok(w, engine_open(w->job, w->db, &w->host, &w->engine));
}

static int setup(void **state)
{
	static char folder[64];
	struct world *w = NEW(NULL, struct world);
	strcpy(folder, "/tmp/skrynka-delayed-XXXXXX");
	w->folder = mkdtemp(folder);
	at(w, "2025-03-03T10:00");
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

/* What the chart has written into $t. */
static const char *words(struct world *w)
{
	struct rows *rows;
	struct doc *doc;
	ok(w, db_one(w->job, w->db, &rows, SQL("SELECT data FROM instance WHERE id = 7")));
	const char *data = row_text(rows, 0);
	ok(w, xml_read(w->job, "data", data, strlen(data), &doc));
	return node_text(w->job, node_first(doc_root(doc), "t"));
}

static int waiting(struct world *w)
{
	struct rows *rows;
	ok(w, db_one(w->job, w->db, &rows, SQL("SELECT count(*) FROM delayed")));
	return (int)row_int(rows, 0);
}

static int tick(struct world *w)
{
	int fired;
	ok(w, engine_tick(w->job, w->engine, 1000, &fired));
	return fired;
}

static enum status act(struct world *w, const char *name)
{
	struct verdict verdict;
	struct event event = {.casefile = 7, .name = name, .user = "u"};
	return engine_event(w->job, w->engine, &event, &verdict);
}

static void without_delay_comes_at_once(void **state)
{
	assert_string_equal(words(*state), "now ");
	assert_int_equal(waiting(*state), 2);
	assert_int_equal(tick(*state), 0);
}

static void at_its_moment_after_a_restart(void **state)
{
	at(*state, "2025-03-03T10:00:01");
	assert_int_equal(tick(*state), 1);
	assert_string_equal(words(*state), "now firsttrue ");
	at(*state, "2025-03-03T11:59:59");
	assert_int_equal(tick(*state), 0);
	at(*state, "2025-03-03T12:00");
	assert_int_equal(tick(*state), 1);
	assert_string_equal(words(*state), "now firsttrue second2 ");
}

/* After an outage of a week all of them, oldest first; a deadline when its day is over. What is
 * sent then counts from then. */
static void after_an_outage_in_due_order(void **state)
{
	at(*state, "2025-03-10T10:00");
	assert_int_equal(tick(*state), 3);
	assert_string_equal(words(*state), "now firsttrue second2 day ");
	assert_int_equal(tick(*state), 0);
	assert_int_equal(waiting(*state), 1);
	at(*state, "2025-03-12T10:00");
	assert_int_equal(tick(*state), 1);
}

static void cancelled_does_not_come(void **state)
{
	ok(*state, act(*state, "stop"));
	assert_int_equal(waiting(*state), 1);
	at(*state, "2025-03-03T13:00");
	assert_int_equal(tick(*state), 1);
	assert_string_equal(words(*state), "now second2 ");
}

static void the_end_ends_them(void **state)
{
	ok(*state, act(*state, "end"));
	assert_int_equal(waiting(*state), 0);
}

static void without_end_is_given_up_as_a_whole(void **state)
{
	assert_int_equal(act(*state, "spin"), E_SYSTEM);
	assert_int_equal(waiting(*state), 2);
	assert_string_equal(words(*state), "now ");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_delay_comes_at_once),
		TEST(at_its_moment_after_a_restart),
		TEST(after_an_outage_in_due_order),
		TEST(cancelled_does_not_come),
		TEST(the_end_ends_them),
		TEST(without_end_is_given_up_as_a_whole),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
