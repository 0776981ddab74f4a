/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a chart sends, cancels and gives to done events; late binding; the program's variables. Each
 * chart writes what it does into $t: the words are compared. */
#include "engine/data.h"
#include "engine/span.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define HEAD                                                                                       \
	"<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' datamodel='xpath' "          \
	"name='t' "
#define DATA                                                                                       \
	"initial='a'><datamodel><data id='t'/><data id='id'/><data id='n' expr='1'/>"              \
	"<data id='l'><e>x</e><e>y</e></data></datamodel>"
#define END	"</scxml>"
#define NOTE(x) "<assign location='$t' expr=\"concat($t, " x ", ' ')\"/>"
#define ERROR_NOTED                                                                                \
	"<transition event='error'>" NOTE(                                                         \
		"concat($_event/name, '/', $_event/sendid)") "</transition>"
/* a state whose onentry does this, and notes the errors of it */
#define DOES(content)                                                                              \
	HEAD DATA "<state id='a'><onentry>" content NOTE(                                          \
		"'on'") "</onentry>" ERROR_NOTED                                                   \
			"<transition event='e'>" NOTE("'e'") "</transition></state>" END

static struct session *start(struct job *job, const char *xml)
{
	struct chart *chart;
	if (chart_read(job, "t", xml, strlen(xml), true, NULL, &chart) != OK)
		fail_msg("%s", job_fault(job));
	struct session *session = session_new(job, chart);
	if (session_start(session) != OK)
		fail_msg("%s", job_fault(job));
	return session;
}

static const char *noted(struct session *session)
{
	return node_text(session->job, data_variable(session, "t"));
}

/* All effects as words: "send event=x delay=500;…". */
static const char *effects(struct session *session)
{
	const char *text = "";
	for (int i = 0; i < session->neffects; i++) {
		const struct effect *effect = &session->effects[i].effect;
		text = TEXT_OF(session->job, "%s%s%s", text, i == 0 ? "" : ";", effect->verb);
		for (int n = 0; n < effect->nfields; n++)
			text = TEXT_OF(session->job, "%s %s=%s", text, effect->fields[n].name,
				       effect->fields[n].value);
	}
	return text;
}

static void does(const char *xml, const char *asked, const char *words)
{
	struct job *job = job_new();
	struct session *session = start(job, xml);
	assert_string_equal(effects(session), asked);
	assert_string_equal(noted(session), words);
	talloc_free(job);
}

static void delays_are_css_times(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t ms;
	} good[] = {{".5s", 500},	 {"1.5s", 1500}, {"0s", 0},
		    {"100ms", 100},	 {"2m", 120000}, {"1h", 3600000},
		    {"30d", 2592000000}, {" 1s ", 1000}, {"0.0015s", 1}};
	static const char *const bad[] = {"",
					  "s",
					  "5",
					  "-1s",
					  "1.s",
					  "1,5s",
					  "1 s",
					  "1sec",
					  "1e3s",
					  ".s",
					  "99999999999999999999d",
					  "1s1s"};
	int64_t ms;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		assert_true(delay_read(good[i].text, &ms));
		assert_int_equal(ms, good[i].ms);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(delay_read(bad[i], &ms));
	does(DOES("<send event='x' delay='.5s'/>"), "send event=x delay=500", "on ");
}

/* The send that fails is not sent, its error says which it was, and the block ends there. */
static void argument_error_drops_it_and_names_it(void **state)
{
	(void)state;
	does(DOES("<send event='x' id='s' delay='soon'/>"), "", "error.execution/s ");
	does(DOES("<send event='x' id='s' delayexpr='count(1)'/>"), "", "error.execution/s ");
	does(DOES("<send eventexpr='count(1)' id='s'/>"), "", "error.execution/s ");
	does(DOES("<send event='x' id='s'><param name='p' expr='count(1)'/></send>"), "",
	     "error.execution/s ");
	does(DOES("<send event='x' id='s'><param name='p' location='/none'/></send>"), "",
	     "error.execution/s ");
	does(DOES("<send event='x' id='s' namelist='n none'/>"), "", "error.execution/s ");
	does(DOES("<send event='x' id='s'><content expr='count(1)'/></send>"), "",
	     "error.execution/s ");
	does(DOES("<send event='x' id='s' type='27'/>"), "", "error.execution/s ");
	does(DOES("<send event='x' id='s' target='baz'/>"), "", "error.execution/s ");
	does(DOES("<send event='x' id='s' target='#_scxml_foo'/>"), "", "error.communication/s ");
	does(DOES("<send event='x' id='s' target='#_internal' delay='1s'/>"), "",
	     "error.execution/s ");
	does(DOES("<send id='s'/>"), "", "error.execution/s ");
	/* an error of something else names none */
	does(DOES("<send event='x' id='s'/><assign location='/none' expr='1'/>"),
	     "send event=x id=s", "error.execution/ ");
}

static void id_is_put_where_it_is_asked_for(void **state)
{
	(void)state;
	struct job *job = job_new();
	struct session *session = start(job, DOES("<send event='x' idlocation='$id'/>"
						  "<send event='y' idlocation='$l/e[1]'/>"));
	const char *first = node_text(job, data_variable(session, "id"));
	assert_string_not_equal(first, "");
	assert_string_not_equal(session->effects[0].effect.fields[1].value,
				session->effects[1].effect.fields[1].value);
	assert_string_equal(session->effects[0].effect.fields[1].value, first);
	talloc_free(job);
}

static void values_are_those_of_sending(void **state)
{
	(void)state;
	does(DOES("<send event='x' namelist='n $n'><param name='p' expr='$n + 1'/>"
		  "<param name='q' location='$l/e'/></send><assign location='$n' expr='7'/>"),
	     "send event=x data=<data><n>1</n><n>1</n><p>2</p><q><e>x</e><e>y</e></q></data>",
	     "on ");
	does(DOES("<send event='x'><content> a &lt;b </content></send>"),
	     "send event=x data=<data>a &lt;b</data>", "on ");
	does(DOES("<send event='x'><content><k xmlns='urn:k' v='1'>t</k></content></send>"),
	     "send event=x data=<data><k v=\"1\">t</k></data>", "on ");
	does(DOES("<send event='x'><content expr='$l/e[2]'/></send>"),
	     "send event=x data=<data><e>y</e></data>", "on ");
}

/* Internal before external; its own address is the external queue. */
static void internal_or_by_its_own_address(void **state)
{
	(void)state;
	does(DOES("<send event='out' targetexpr=\"concat('#_scxml_', $_sessionid)\"/>"
		  "<send event='out' targetexpr=\"$_ioprocessors/processor/location\"/>"
		  "<send event='e' target='#_internal'/>"),
	     "send event=out;send event=out", "on e ");
}

static void cancel_is_asked_for_by_id(void **state)
{
	(void)state;
	does(DOES("<send event='x' id='s' delay='1s'/><cancel sendid='s'/>"
		  "<cancel sendidexpr=\"concat('s', 1)\"/>"),
	     "send event=x id=s delay=1000;cancel id=s;cancel id=s1", "on ");
	does(DOES("<cancel sendidexpr='count(1)'/>"), "", "error.execution/ ");
	does(DOES("<cancel/>"), "", "error.execution/ ");
}

static void event_carries_what_was_sent(void **state)
{
	(void)state;
	struct job *job = job_new();
	struct session *session = start(
		job,
		HEAD DATA "<state id='a'><transition event='e'>" NOTE(
			"concat($_event/name, $_event/type, $_event/sendid, $_event/origin, "
			"$_event/invokeid, $_event/data/p/q, count($_event/*))") "</transition>"
										 "</state>" END);
	struct queued event = {.name = "e",
			       .type = "external",
			       .sendid = "i",
			       .origin = "o",
			       .body = "<data><p><q>v</q></p></data>"};
	assert_int_equal(session_event(session, &event), OK);
	assert_string_equal(noted(session), "eexternaliov7 ");
	/* nothing of it is left for the next */
	event = (struct queued){.name = "e", .type = "external"};
	assert_int_equal(session_event(session, &event), OK);
	assert_string_equal(noted(session), "eexternaliov7 eexternal7 ");
	talloc_free(job);
}

#define DONE(donedata)                                                                             \
	HEAD DATA "<state id='a' initial='f'>" ERROR_NOTED                                         \
		  "<transition event='done.state.a'>" NOTE(                                        \
			  "concat('done:', $_event/data)") "</transition><final "                  \
							   "id='f'><donedata>" donedata            \
							   "</donedata></final></state>" END

/* The error comes before the done event, which comes all the same. */
static void done_event_carries_donedata(void **state)
{
	(void)state;
	does(DONE("<param name='p' expr='$n + 1'/>"), "", "done:2 ");
	does(DONE("<content>foo</content>"), "", "done:foo ");
	does(DONE("<content expr=\"concat('b', 'ar')\"/>"), "", "done:bar ");
	does(DONE("<content expr='count(1)'/>"), "", "error.execution/ done: ");
	does(DONE("<param name='p' location='/none'/><param name='q' expr='5'/>"), "",
	     "error.execution/ done:5 ");
}

#define LATE(binding)                                                                              \
	HEAD "binding='" binding "' " DATA "<state id='a'><onentry>" NOTE(                         \
		"concat('[', $v, ']')") "</onentry><transition "                                   \
					"event='e' target='b'/></state>"                           \
					"<state id='b'><datamodel><data id='v' "                   \
					"expr='$n'/></datamodel><onentry>" NOTE(                   \
						"$v") "<assign location='$v' "                     \
						      "expr='9'/></onentry><transition event='e' " \
						      "target='a'/></state>" END

/* Late: its value when its state is first entered, before onentry, and only then; also when the
 * session was written down in between. */
static void late_binding_gives_values_on_first_entry(void **state)
{
	(void)state;
	static const char *const expected[] = {"[1] 1 [9] 9 ", "[] 2 [9] 9 "};
	for (int late = 0; late < 2; late++) {
		struct job *job = job_new();
		struct session *session = start(job, late ? LATE("late") : LATE("early"));
		node_put(data_variable(session, "n"), "2");
		for (int i = 0; i < 3; i++) {
			struct session *again = session_new(job, session->chart);
			assert_int_equal(session_restore(again, session_states(job, session, false),
							 session_history(job, session),
							 doc_text(job, session->data, false)),
					 OK);
			struct queued event = {.name = "e", .type = "external"};
			assert_int_equal(session_event(again, &event), OK);
			session = again;
		}
		assert_string_equal(noted(session), expected[late]);
		talloc_free(job);
	}
}

static void strict_definitions_do_not_send(void **state)
{
	(void)state;
	struct job *job = job_new();
	struct chart *chart;
	static const char *const refused[] = {
		"<onentry><send event='x'/></onentry>",
		"<onentry><cancel sendid='x'/></onentry>",
		"<onentry><log expr='1'/></onentry>",
		"<onentry><script/></onentry>",
		"<invoke/>",
		"<history id='h'/>",
		"<transition event='*'/>",
		"<datamodel><data id='x'/></datamodel>",
	};
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		const char *xml = TEXT_OF(job, HEAD DATA "<state id='a'>%s</state>" END,
					  refused[i]);
		assert_int_equal(chart_read(job, "t", xml, strlen(xml), false, NULL, &chart),
				 E_INPUT);
	}
	talloc_free(job);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(delays_are_css_times),
		cmocka_unit_test(argument_error_drops_it_and_names_it),
		cmocka_unit_test(id_is_put_where_it_is_asked_for),
		cmocka_unit_test(values_are_those_of_sending),
		cmocka_unit_test(internal_or_by_its_own_address),
		cmocka_unit_test(cancel_is_asked_for_by_id),
		cmocka_unit_test(event_carries_what_was_sent),
		cmocka_unit_test(done_event_carries_donedata),
		cmocka_unit_test(late_binding_gives_values_on_first_entry),
		cmocka_unit_test(strict_definitions_do_not_send),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
