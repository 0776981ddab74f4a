/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Appendix D and its pitfalls: which transitions are taken, what is entered and left, in what
 * order. */
#include "tests/unit/step.h"

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

/* A region whose state inside has ended has not ended itself. */
static void grandchild_final_is_not_done_of_a_parallel(void **state)
{
	(void)state;
	const char *xml = HEAD "initial='p'" DATA "<parallel id='p'>" ON("done.state.p", "x")
		REGION("b", "") "<state id='a'>" REGION(
			"c", "") "</state></parallel><state id='x'/>" END;
	run(xml, "fc fb", "bf cf", NULL);
}

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

#define REGIONS_ABC                                                                                \
	"<parallel id='p'><state id='a'><state id='a1'>" IN("+a1") "</state><state "               \
								   "id='a2'/></state><state "      \
								   "id='b'><state "                \
								   "id='b1'>" IN(                  \
									   "+b1") "</state>"       \
										  "<state "        \
										  "id='b2'/>"      \
										  "</state>"       \
										  "</parallel>"
static void initial_of_a_state_with_deep_targets(void **state)
{
	(void)state;
	run(HEAD "initial='x'" DATA "<state id='x'>" ON("e", "y") "</state><state id='y' "
								  "initial='a2 b2'><state "
								  "id='d'/>" REGIONS_ABC
								  "</state>" END,
	    "e", "a2 b2", "");
	run(HEAD
	    "initial='x'" DATA
	    "<state id='x'>" ON("e", "y") "</state><state id='y'><initial><transition target='a2 "
					  "b1'>" T("initial") "</transition></initial><state "
							      "id='d'/>" REGIONS_ABC "</state>" END,
	    "e", "a2 b1", "initial +b1 ");
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
		cmocka_unit_test(grandchild_final_is_not_done_of_a_parallel),
		cmocka_unit_test(deep_history_without_defaults),
		cmocka_unit_test(shallow_history_takes_defaults_below),
		cmocka_unit_test(history_default_and_its_content),
		cmocka_unit_test(recorded_history_decides_exit_set),
		cmocka_unit_test(initial_element_has_content),
		cmocka_unit_test(descendant_preempts_across_regions),
		cmocka_unit_test(parallel_transition_is_taken_once),
		cmocka_unit_test(initial_with_deep_targets),
		cmocka_unit_test(initial_of_a_state_with_deep_targets),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
