/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Appendix D and its pitfalls: events and their order, executable content, data, what is kept
 * between events. */
#include "tests/unit/step.h"

static void eventless_before_internal_before_external(void **state)
{
	(void)state;
	run(HEAD
	    "initial='a'" DATA "<state id='a'><onentry><raise event='i'/></onentry>"
	    "<transition event='i' target='wrong'/><transition cond='1=1' target='b'/></state>"
	    "<state id='b'><transition event='i' target='c'>" T(
		    "internal") "</transition></state><state id='c'>" ON("x",
									 "d") "</state>"
									      "<state "
									      "id='d'/><state "
									      "id='wrong'/>" END,
	    "x", "d", "internal ");
}

static void error_comes_after_what_was_raised(void **state)
{
	(void)state;
	run(HEAD "initial='a'" DATA "<state id='a'><onentry><raise event='i'/>"
		 "<assign location='/none' expr='1'/>" T("skipped") "</onentry>" IN(
			 "next") "<transition event='i'>" T("i") "</transition><transition "
								 "event='error.execution'>" T(
									 "error") "</transition></"
										  "state>" END,
	    "", "a", "next i error ");
}

static void token_wise_matching(void **state)
{
	(void)state;
	const char *xml = HEAD "initial='a'" DATA
			       "<state id='a'>" ON("x.y z.*", "b") "</state><state id='b'/>" END;
	run(xml, "x", "a", NULL);
	run(xml, "x.yz", "a", NULL);
	run(xml, "x.y", "b", NULL);
	run(xml, "x.y.q", "b", NULL);
	run(xml, "z", "b", NULL);
	run(xml, "z.q", "b", NULL);
}

static void internal_does_not_leave_its_source(void **state)
{
	(void)state;
#define KIND(type)                                                                                 \
	HEAD "initial='a'" DATA "<state id='a' initial='a1'>" IN("+a")                             \
		OUT("-a") "<transition event='e' type='" type "' target='a2'/>"                    \
			  "<state id='a1'/><state id='a2'/></state>" END
	run(KIND("internal"), "e", "a2", "+a ");
	run(KIND("external"), "e", "a2", "+a -a +a ");
}

static void targetless_leaves_nothing(void **state)
{
	(void)state;
	run(HEAD "initial='a'" DATA "<state id='a'>" IN("+a")
		    OUT("-a") "<transition event='e'>" T("e") "</transition></state>" END,
	    "e e", "a", "+a e e ");
}

static void foreach_copies_and_counts_from_one(void **state)
{
	(void)state;
	run(HEAD "initial='a'><datamodel><data id='t'/><data id='l'><e id='x'/><e id='y'/></data>"
		 "</datamodel><state id='a'><onentry><foreach array='$l/e' item='i' index='k'>"
		 "<assign location='$t' expr=\"concat($t, $k, $i/@id, ' ')\"/>"
		 "<assign location='$i/@id' expr=\"'changed'\"/>"
		 "<assign location='$l/e[last()]' type='delete'/></foreach>"
		 "<assign location='$t' expr=\"concat($t, count($l/e))\"/></onentry></state>" END,
	    "", "a", "1x 2y 0");
}

static void foreach_item_is_not_stored(void **state)
{
	(void)state;
	struct job *job = job_new();
	struct session *session = start(
		job,
		HEAD "initial='a'><datamodel><data id='l'><e id='x'/></data></datamodel>"
		     "<state id='a'><onentry><foreach array='$l/e' item='i' index='k'/>"
		     "</onentry></state>" END,
		false);
	assert_null(data_variable(session, "i"));
	assert_null(data_variable(session, "k"));
	talloc_free(job);
}

static void if_takes_one_branch(void **state)
{
	(void)state;
#define BRANCH(n)                                                                                  \
	HEAD "initial='a'><datamodel><data id='t'/><data id='n' expr='" n "'/></datamodel>"        \
	     "<state id='a'><onentry><if cond='$n = 1'>" T("one") "<elseif cond='$n &lt; 3'/>" T(  \
		     "two") T("more") "<else/>" T("else") "</if></onentry></state>" END
	run(BRANCH("1"), "", "a", "one ");
	run(BRANCH("2"), "", "a", "two more ");
	run(BRANCH("3"), "", "a", "else ");
}

static void eventless_loop_is_given_up(void **state)
{
	(void)state;
	struct job *job = job_new();
	struct chart *chart;
	const char *xml = HEAD "initial='a'><state id='a'><transition target='b'/></state>"
			       "<state id='b'><transition target='a'/></state>" END;
	assert_int_equal(chart_read(job, "t", xml, strlen(xml), true, NULL, &chart), OK);
	assert_int_equal(session_start(session_new(job, chart)), E_SYSTEM);
	talloc_free(job);
}

/* In a definition an error that nothing waits for stops the event. */
static void strict_error_is_not_silent(void **state)
{
	(void)state;
	struct job *job = job_new();
	struct session *session = start(
		job,
		HEAD "initial='a'" DATA "<state id='a'><transition event='e'>"
		     "<assign location='$t/none' expr='1'/></transition></state>" END,
		false);
	struct queued event = {.name = "e", .type = "internal"};
	assert_int_equal(session_event(session, &event), E_SYSTEM);
	assert_non_null(strstr(job_fault(job), "line 1"));
	talloc_free(job);
}

static void program_variables_cannot_be_assigned(void **state)
{
	(void)state;
	run(HEAD "initial='a'" DATA "<state id='a'><onentry><assign location='$_name' "
		 "expr='1'/>" T("skipped") "</onentry><transition "
					   "event='error.execution'>" T("error") "</transition></"
										 "state>" END,
	    "", "a", "error ");
}

static void event_is_unbound_before_the_first(void **state)
{
	(void)state;
	run(HEAD "initial='a'" DATA "<state id='a'><transition event='error' target='unbound'/>"
		 "<transition cond=\"$_event/name = ''\" target='wrong'/></state>"
		 "<state id='unbound'/><state id='wrong'/>" END,
	    "", "unbound", NULL);
}

static void top_final_ends_it(void **state)
{
	(void)state;
	struct job *job = job_new();
	struct session *session = start(
		job,
		HEAD "initial='a'" DATA "<state id='a'>" ON("e", "f") "</state><final id='f'/>" END,
		true);
	assert_true(session->running);
	send(session, "e");
	assert_false(session->running);
	assert_string_equal(session_states(job, session, true), "f");
	talloc_free(job);
}

static void in_asks_for_active_states(void **state)
{
	(void)state;
	run(HEAD "initial='p'" DATA REGIONS("<transition event='e' cond=\"In('s2')\" target='r2'/>",
					    ON("go", "s2")) END,
	    "e go e", "r2 s2", NULL);
	run(HEAD "initial='p'" DATA REGIONS("<transition event='e' cond=\"In('s2')\" target='r2'/>",
					    ON("go", "s2")) END,
	    "e", "r1 s1", NULL);
}

/* Saved and read back between all events: as if nothing had happened. Inline data stays in no
 * namespace. */
static void restored_session_goes_on(void **state)
{
	(void)state;
	struct job *job = job_new();
	const char *xml = DEEP("deep"), *events[] = {"e", "e", "away", "back"};
	struct session *session = start(job, xml, true);
	for (int i = 0; i < 4; i++) {
		struct session *again = session_new(job, session->chart);
		assert_int_equal(session_restore(again, session_states(job, session, false),
						 session_history(job, session),
						 doc_text(job, session->data, false)),
				 OK);
		session = again;
		send(session, events[i]);
	}
	assert_string_equal(session_states(job, session, true), "a22 b2");
	assert_string_equal(trace(session), "+a1 +b1 ");
	talloc_free(job);
}

static void inline_data_has_no_namespace(void **state)
{
	(void)state;
	struct job *job = job_new();
	struct session *session = start(
		job,
		HEAD "initial='a'><datamodel><data id='l'><e x='1'>t</e></data></datamodel>"
		     "<state id='a'/>" END,
		true);
	assert_string_equal(doc_text(job, session->data, false),
			    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			    "<datamodel><l><e x=\"1\">t</e></l></datamodel>\n");
	talloc_free(job);
}

/* Also what is assigned, and when it was written down and read back. */
static void assigned_data_has_no_namespace(void **state)
{
	(void)state;
	struct job *job = job_new();
	struct session *session = start(
		job,
		HEAD "initial='a'><datamodel><data id='l'/><data id='m'/></datamodel>"
		     "<state id='a'><onentry><assign location='$l' type='lastchild'><e "
		     "x='1'/></assign>"
		     "<assign location='$l' type='lastchild'><e xmlns=''>t</e></assign>"
		     "<assign location='$m' expr='$l/e[1]'/></onentry></state>" END,
		true);
	const char *data = doc_text(job, session->data, false);
	assert_string_equal(data, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				  "<datamodel><l><e x=\"1\"/><e>t</e></l><m><e x=\"1\"/></m>"
				  "</datamodel>\n");
	struct session *again = session_new(job, session->chart);
	assert_int_equal(session_restore(again, "a", "", data), OK);
	assert_string_equal(doc_text(job, again->data, false), data);
	talloc_free(job);
}

/* A place that is not there, is empty, or is no place. */
static void empty_location_is_an_error(void **state)
{
	(void)state;
	static const char *const places[] = {"$t/none", "/none", "$l/e[9]", "1 + 1", "$none", "''"};
	struct job *job = job_new();
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		run(TEXT_OF(job,
			    HEAD "initial='a'><datamodel><data id='t'/><data "
				 "id='l'><e/></data></datamodel><state id='a'><onentry><assign "
				 "location=\"%s\" expr='1'/>" T(
					 "skipped") "</onentry>"
						    "<transition event='error.execution'>" T(
							    "error") "</transition></state>" END,
			    places[i]),
		    "", "a", "error ");
	struct chart *chart;
	const char *xml = HEAD "initial='a'" DATA "<state id='a'><onentry><assign location='' "
			       "expr='1'/></onentry></state>" END;
	assert_int_equal(chart_read(job, "t", xml, strlen(xml), true, NULL, &chart), E_INPUT);
	talloc_free(job);
}

/* A condition that fails is false, and the rest of the block goes on. */
static void failing_condition_is_false(void **state)
{
	(void)state;
	run(HEAD "initial='a'" DATA
		 "<state id='a'><onentry><if cond='count(1)'>" T("yes") "<else/>" T("no") "</if>" T(
			 "on") "</onentry><transition "
			       "event='error.execution'>" T("error") "</transition>"
								     "</state>" END,
	    "", "a", "no on error ");
}

/* Asked for an error, it fails again, and again. */
static void failing_guard_of_an_error_is_given_up(void **state)
{
	(void)state;
	struct job *job = job_new();
	struct chart *chart;
	const char *xml = HEAD "initial='a'><state id='a'><onentry><raise event='error'/></onentry>"
			       "<transition event='error' cond='$none'/></state>" END;
	assert_int_equal(chart_read(job, "t", xml, strlen(xml), true, NULL, &chart), OK);
	assert_int_equal(session_start(session_new(job, chart)), E_SYSTEM);
	talloc_free(job);
}

/* Doubled at every round: given up long before the rounds are. */
static void data_do_not_outgrow_memory(void **state)
{
	(void)state;
	static const char *const places[] = {
		"<assign location='$l' expr='concat($l, $l)'/>",
		"<assign location='$l' type='lastchild' expr='$l/e'/>"};
	struct job *job = job_new();
	for (int i = 0; i < 2; i++) {
		struct chart *chart;
		const char *xml = TEXT_OF(
			job,
			HEAD "initial='a'><datamodel><data id='l'><e>text</e></data></datamodel>"
			     "<state id='a'><transition>%s</transition></state>" END,
			places[i]);
		assert_int_equal(chart_read(job, "t", xml, strlen(xml), true, NULL, &chart), OK);
		assert_int_equal(session_start(session_new(job, chart)), E_SYSTEM);
		assert_non_null(strstr(job_fault(job), "grow without end"));
	}
	talloc_free(job);
}

/* Leaving the chart: its last configuration stays to be seen. */
static void end_does_what_leaving_does(void **state)
{
	(void)state;
	run(HEAD "initial='a'" DATA "<state id='a'>" ON("e", "f") "</state><final id='f'>" IN("+f")
		    OUT("-f") "</final>" END,
	    "e", "f", "+f -f ");
}

/* What a state holds is released once, when it is left, not by what stays inside. */
static void deadlines_end_with_their_state(void **state)
{
	(void)state;
	struct job *job = job_new();
	struct session *session = start(job,
					HEAD
					"initial='a'><state id='a' initial='a1'><onentry>"
					"<w:deadline id='d' days='1'/></onentry><state "
					"id='a1'>" ON("e", "a2") "</state><state id='a2'>" ON(
						"e", "b") "</state></state><state id='b'/>" END,
					true);
	assert_int_equal(session->neffects, 1);
	assert_string_equal(session->chart->states[session->effects[0].state].id, "a");
	send(session, "e");
	assert_int_equal(session->neffects, 1);
	send(session, "e");
	assert_int_equal(session->neffects, 2);
	assert_string_equal(session->effects[1].effect.verb, "leave");
	talloc_free(job);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(eventless_before_internal_before_external),
		cmocka_unit_test(error_comes_after_what_was_raised),
		cmocka_unit_test(token_wise_matching),
		cmocka_unit_test(internal_does_not_leave_its_source),
		cmocka_unit_test(targetless_leaves_nothing),
		cmocka_unit_test(foreach_copies_and_counts_from_one),
		cmocka_unit_test(foreach_item_is_not_stored),
		cmocka_unit_test(if_takes_one_branch),
		cmocka_unit_test(eventless_loop_is_given_up),
		cmocka_unit_test(strict_error_is_not_silent),
		cmocka_unit_test(program_variables_cannot_be_assigned),
		cmocka_unit_test(event_is_unbound_before_the_first),
		cmocka_unit_test(top_final_ends_it),
		cmocka_unit_test(in_asks_for_active_states),
		cmocka_unit_test(restored_session_goes_on),
		cmocka_unit_test(inline_data_has_no_namespace),
		cmocka_unit_test(assigned_data_has_no_namespace),
		cmocka_unit_test(empty_location_is_an_error),
		cmocka_unit_test(failing_condition_is_false),
		cmocka_unit_test(failing_guard_of_an_error_is_given_up),
		cmocka_unit_test(data_do_not_outgrow_memory),
		cmocka_unit_test(end_does_what_leaving_does),
		cmocka_unit_test(deadlines_end_with_their_state),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
