/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Appendix D and its pitfalls. Each chart writes what it does into $t: the words are compared. */
#include "engine/data.h"
#include "engine/verb.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define HEAD                                                                                       \
	"<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' datamodel='xpath' "          \
	"xmlns:w='urn:skrynka:workflow:1' name='t' "
#define DATA "><datamodel><data id='t'/><data id='n' expr='0'/></datamodel>"
#define END  "</scxml>"
/* notes a word */
#define T(word)		  "<assign location='$t' expr=\"concat($t, '" word " ')\"/>"
#define IN(word)	  "<onentry>" T(word) "</onentry>"
#define OUT(word)	  "<onexit>" T(word) "</onexit>"
#define ON(event, target) "<transition event='" event "' target='" target "'/>"

static struct session *start(struct job *job, const char *xml, bool lenient)
{
	struct chart *chart;
	if (chart_read(job, "t", xml, strlen(xml), lenient, NULL, &chart) != OK)
		fail_msg("%s", job_fault(job));
	struct session *session = session_new(job, chart);
	if (session_start(session) != OK)
		fail_msg("%s", job_fault(job));
	return session;
}

static void send(struct session *session, const char *events)
{
	const char **words;
	int count = split_words(session->job, events, &words);
	for (int i = 0; i < count; i++) {
		struct queued event = {.name = words[i], .type = "external"};
		if (session_event(session, &event) != OK)
			fail_msg("%s", job_fault(session->job));
	}
}

static const char *trace(struct session *session)
{
	return node_text(session->job, data_variable(session, "t"));
}

/* The active states and the trace of a chart after events, compared. */
static void run(const char *xml, const char *events, const char *states, const char *words)
{
	struct job *job = job_new();
	struct session *session = start(job, xml, true);
	send(session, events);
	assert_string_equal(session_states(job, session, true), states);
	if (words != NULL)
		assert_string_equal(trace(session), words);
	talloc_free(job);
}

static void order_of_entry_and_exit(void **state)
{
	(void)state;
	run(HEAD "initial='a'" DATA "<state id='a' initial='a1'>" IN("+a")
		    OUT("-a") "<state id='a1'>" IN("+a1")
			    OUT("-a1") "<transition event='e' target='b'>" T(
				    "move") "</transition></state></state><state "
					    "id='b'>" IN("+b") "</state>" END,
	    "e", "b", "+a +a1 -a1 -a move +b ");
}

static void descendant_beats_ancestor(void **state)
{
	(void)state;
	run(HEAD "initial='a1'" DATA "<state id='a'>" ON("e", "outer") "<state id='a1'>" ON(
		    "e", "inner") "</state></state><state id='inner'/><state id='outer'/>" END,
	    "e", "inner", NULL);
}

static void first_in_document_order(void **state)
{
	(void)state;
	run(HEAD "initial='a'" DATA "<state id='a'>" ON("e", "b")
		    ON("e", "c") "</state><state id='b'/><state id='c'/>" END,
	    "e", "b", NULL);
}

#define REGIONS(first, second)                                                                     \
	"<parallel id='p'>" IN("+p") OUT("-p") "<state id='r' initial='r1'>" IN("+r") OUT(         \
		"-r") "<state id='r1'>" first "</state><state id='r2'/></state>"                   \
		      "<state id='s' initial='s1'>" IN("+s") OUT(                                  \
			      "-s") "<state id='s1'>" second                                       \
				    "</state><state id='s2'/></state></parallel><state id='x'/>"

static void one_event_moves_two_regions(void **state)
{
	(void)state;
	run(HEAD "initial='p'" DATA REGIONS(ON("e", "r2"), ON("e", "s2")) END, "e", "r2 s2",
	    "+p +r +s ");
}

/* The second leaves the whole parallel, which the first is in: the first in document order wins. */
static void conflict_keeps_document_order(void **state)
{
	(void)state;
	run(HEAD "initial='p'" DATA REGIONS(ON("e", "r2"), ON("e", "x")) END, "e", "r2 s1", NULL);
	run(HEAD "initial='p'" DATA REGIONS(ON("e", "x"), ON("e", "s2")) END, "e", "x", NULL);
}

static void sibling_region_restarts_parallel(void **state)
{
	(void)state;
	run(HEAD "initial='p'" DATA REGIONS(ON("e", "s2"), "") END, "e", "r1 s2",
	    "+p +r +s -s -r -p +p +r +s ");
}

#define REGION(id, more)                                                                           \
	"<state id='" id "' initial='" id "1'><state id='" id                                      \
	"1'>" ON("f" id, id "f") "</state><final id='" id "f'/>" more "</state>"

static void parallel_done_when_all_are(void **state)
{
	(void)state;
	const char *xml = HEAD "initial='p'" DATA "<parallel id='p'>" ON("done.state.p", "x")
		REGION("a", "") REGION("b", "") "</parallel><state id='x'/>" END;
	run(xml, "fa", "af b1", NULL);
	run(xml, "fa fb", "x", NULL);
	run(xml, "fb fa", "x", NULL);
}

static void nested_parallel_counts(void **state)
{
	(void)state;
	const char *xml = HEAD "initial='p'" DATA "<parallel id='p'>" ON("done.state.p", "x")
		REGION("a", "") "<parallel id='q'>" REGION("b", "")
			REGION("c", "") "</parallel></parallel><state id='x'/>" END;
	run(xml, "fa fb", "af bf c1", NULL);
	run(xml, "fa fb fc", "x", NULL);
}

static void grandchild_final_is_not_done(void **state)
{
	(void)state;
	run(HEAD "initial='a'" DATA "<state id='a' initial='b'>" ON(
		    "done.state.a",
		    "x") "<state id='b' initial='b1'><state id='b1'>" ON("e",
									 "bf") "</state><final "
									       "id='bf'/></state></"
									       "state><state "
									       "id='x'/>" END,
	    "e", "bf", NULL);
}

#define DEEP(kind)                                                                                 \
	HEAD "initial='p'" DATA "<state id='o' initial='p'>" ON(                                   \
		"away",                                                                            \
		"x") "<history id='h' type='" kind "'><transition target='p'/></history>"          \
		     "<parallel id='p'><state id='a' initial='a1'><state id='a1'>" IN("+a1")       \
			     ON("e", "a2") "</state><state id='a2' initial='a21'><state "          \
					   "id='a21'>" ON(                                         \
						   "e",                                            \
						   "a22") "</state><state "                        \
							  "id='a22'/></state></state>"             \
							  "<state id='b' initial='b1'><state "     \
							  "id='b1'>" IN("+b1") ON(                 \
								  "e",                             \
								  "b2") "</state><state "          \
									"id='b2'/></state></"      \
									"parallel></state>"        \
									"<state id='x'>" ON(       \
										"back",            \
										"h") "</"          \
										     "state>" END

static void deep_history_without_defaults(void **state)
{
	(void)state;
	run(DEEP("deep"), "e e away back", "a22 b2", "+a1 +b1 ");
	run(DEEP("deep"), "e away back", "a21 b2", "+a1 +b1 ");
}

static void shallow_history_takes_defaults_below(void **state)
{
	(void)state;
	run(DEEP("shallow"), "e e away back", "a1 b1", "+a1 +b1 +a1 +b1 ");
}

static void history_default_and_its_content(void **state)
{
	(void)state;
	run(HEAD
	    "initial='x'" DATA
	    "<state id='x'>" ON("e", "h") "</state><state id='a' initial='a1'>" IN(
		    "+a") "<history id='h'><transition target='a2'>" T("default") "</transition></"
										  "history><state "
										  "id='a1'/><state "
										  "id='a2'>" IN(
											  "+a"
											  "2") "</"
											       "sta"
											       "te>"
											       "</"
											       "sta"
											       "te"
											       ">" END,
	    "e", "a2", "+a default +a2 ");
}

/* Recorded is m1: only m1 is left. By the default, c, m would be left too. */
static void recorded_history_decides_exit_set(void **state)
{
	(void)state;
	run(HEAD "initial='a'" DATA "<state id='a' initial='m'>" ON(
		    "out",
		    "x") "<history id='h' type='deep'><transition target='c'/></history>"
			 "<state id='m' initial='m1'>" IN("+m") OUT("-m") "<state id='m1'>" ON(
				 "e", "h") "</state></state><state id='c'/></state><state "
					   "id='x'>" ON("back", "h") "</state>" END,
	    "out back e", "m1", "+m -m +m ");
}

static void initial_element_has_content(void **state)
{
	(void)state;
	run(HEAD "initial='a'" DATA "<state id='a'>" IN("+a") "<initial><transition target='a2'>" T(
		    "initial") "</transition></"
			       "initial><state "
			       "id='a1'/><state "
			       "id='a2'>" IN("+a2") "</"
						    "st"
						    "at"
						    "e>"
						    "</"
						    "st"
						    "at"
						    "e"
						    ">" END,
	    "", "a2", "+a initial +a2 ");
}

/* The first region finds the parallel's own transition, the second one of its own: the inner one
 * wins. */
static void descendant_preempts_across_regions(void **state)
{
	(void)state;
	run(HEAD "initial='p'" DATA "<parallel id='p'>" ON(
		    "e", "x") "<state id='r'/>"
			      "<state id='s' initial='s1'><state id='s1'>" ON(
				      "e", "s2") "</state><state "
						 "id='s2'/></state></parallel><state id='x'/>" END,
	    "e", "r s2", NULL);
}

static void parallel_transition_is_taken_once(void **state)
{
	(void)state;
	run(HEAD "initial='p'" DATA "<parallel id='p'><transition event='e'>" T(
		    "e") "</transition><state id='r'/><state id='s'/></parallel>" END,
	    "e", "r s", "e ");
}

static void initial_with_deep_targets(void **state)
{
	(void)state;
	run(HEAD "initial='a2 b2'" DATA "<parallel id='p'><state id='a'><state id='a1'>" IN(
		    "+a1") "</state><state id='a2'/></state><state id='b'><state "
			   "id='b1'>" IN("+b1") "</state><state id='b2'/></state><state "
						"id='c'><state "
						"id='c1'/></state></parallel>" END,
	    "", "a2 b2 c1", "");
}

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
		cmocka_unit_test(order_of_entry_and_exit),
		cmocka_unit_test(descendant_beats_ancestor),
		cmocka_unit_test(first_in_document_order),
		cmocka_unit_test(one_event_moves_two_regions),
		cmocka_unit_test(conflict_keeps_document_order),
		cmocka_unit_test(sibling_region_restarts_parallel),
		cmocka_unit_test(parallel_done_when_all_are),
		cmocka_unit_test(nested_parallel_counts),
		cmocka_unit_test(grandchild_final_is_not_done),
		cmocka_unit_test(deep_history_without_defaults),
		cmocka_unit_test(shallow_history_takes_defaults_below),
		cmocka_unit_test(history_default_and_its_content),
		cmocka_unit_test(recorded_history_decides_exit_set),
		cmocka_unit_test(initial_element_has_content),
		cmocka_unit_test(descendant_preempts_across_regions),
		cmocka_unit_test(parallel_transition_is_taken_once),
		cmocka_unit_test(initial_with_deep_targets),
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
		cmocka_unit_test(deadlines_end_with_their_state),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
