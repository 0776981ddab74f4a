/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may take a transition, what it must be told, and in what words it is refused. */
#include "engine/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char *const definition =
	"<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:w='urn:skrynka:workflow:1' "
	"version='1.0' datamodel='xpath' name='t'>"
	"<datamodel><data id='who'><e id='ivan'/><e id='olha'/></data><data id='one' expr=\"'petro "
	"maria'\"/></datamodel><state id='a'>"
	"<transition event='role' w:by='clerk head'/>"
	"<transition event='nodes' w:by-user='$who/e/@id'/>"
	"<transition event='words' w:by-user='string($one)'/>"
	"<transition event='broken' w:by-user='$nobody/@id'/>"
	"<transition event='timer'/>"
	"<transition event='guarded' w:by='clerk' cond='1 = 2' w:why='because'/>"
	"<transition event='silent' w:by='clerk' cond='1 = 2'/>"
	"<transition event='told' w:by='clerk'>"
	"<w:input name='text' title='Text' required='true'/>"
	"<w:input name='day' title='Day' type='day'/>"
	"<w:input name='number' title='Number' type='number'/>"
	"<w:input name='choice' title='Choice' type='choice' choices='red green'/>"
	"<w:input name='user' title='User' type='user'/>"
	"<w:input name='users' title='Users' type='users' role='clerk'/></transition>"
	"<transition event='either' cond=\"$_event/data/kind = 'a'\" w:by='clerk'>"
	"<w:input name='kind' title='Kind' required='true'/>"
	"<w:input name='x' title='X' required='true'/></transition>"
	"<transition event='either' cond=\"$_event/data/kind = 'b'\" w:by='clerk'>"
	"<w:input name='kind' title='Kind' required='true'/></transition>"
	"<transition event='causes' w:by='clerk'><w:input name='n' title='N'/>"
	"<w:refuse cond=\"$_event/data/n = '1'\" why='one'/>"
	"<w:refuse cond=\"$_event/data/n = '1' or $_event/data/n = '2'\" why='two'/>"
	"<w:refuse cond=\"$_event/data/n = '4'\" why='four' what='$_event/data/* | $_event/user'/>"
	"<w:refuse cond=\"$_event/data/n = '5'\" why='five' what='$_event/data/none'/>"
	"<w:refuse cond=\"$_event/data/n = '6'\" why='six' what='count($_event/data/n)'/>"
	"</transition>"
	"<transition event='which' cond=\"$_event/data/n = 'a'\" w:by='clerk' w:why='a or b'>"
	"<w:input name='n' title='N'/><w:refuse cond='1 = 1' why='not a'/></transition>"
	"<transition event='which' cond=\"$_event/data/n = 'b'\" w:by='clerk' w:why='a or b'>"
	"<w:input name='n' title='N'/><w:refuse cond='1 = 1' why='not b'/></transition>"
	"<transition event='fails' w:by='clerk'><w:refuse cond='count(1) = 1' why='never'/>"
	"</transition>"
	"</state></scxml>";

static bool holds(void *self, const char *user, const char *role)
{
	(void)self;
	return strcmp(user, role) == 0;
}

static int setup(void **state)
{
	struct job *job = job_new();
	struct chart *chart;
	if (chart_read(job, "t", definition, strlen(definition), false, NULL, &chart) != OK)
		fail_msg("%s", job_fault(job));
	struct session *session = session_new(job, chart);
	session->holds = holds;
	assert_int_equal(session_start(session), OK);
	*state = session;
	return 0;
}

static int teardown(void **state)
{
	talloc_free(((struct session *)*state)->job);
	return 0;
}

static bool may(struct session *session, const char *user, const char *name, const char *type)
{
	struct queued event = {.name = name, .type = type, .user = user};
	session_present(session, &event);
	return select_transitions(session, &event).count > 0;
}

static bool person(struct session *session, const char *user, const char *name)
{
	return may(session, user, name, "external");
}

static void roles(void **state)
{
	assert_true(person(*state, "clerk", "role"));
	assert_true(person(*state, "head", "role"));
	assert_false(person(*state, "thief", "role"));
}

static void users_by_expression(void **state)
{
	assert_true(person(*state, "olha", "nodes"));
	assert_false(person(*state, "ol", "nodes"));
	assert_false(person(*state, "petro", "nodes"));
	assert_true(person(*state, "maria", "words"));
	assert_false(person(*state, "mari", "words"));
}

static void broken_expression_names_nobody(void **state)
{
	struct session *session = *state;
	assert_false(person(session, "clerk", "broken"));
	assert_null(session->first);
}

static void people_and_program_are_apart(void **state)
{
	assert_false(person(*state, "clerk", "timer"));
	assert_true(person(*state, NULL, "timer"));
	assert_false(person(*state, NULL, "role"));
	assert_true(may(*state, NULL, "timer", "internal"));
}

static const char *refusal(struct session *session, const char *user, const char *name)
{
	struct queued event = {.name = name, .type = "external", .user = user};
	session_present(session, &event);
	return guard_refusal(session, &event);
}

static void refusals_tell_apart(void **state)
{
	assert_string_equal(refusal(*state, "thief", "role"), "not your role");
	assert_string_equal(refusal(*state, "clerk", "none"),
			    "not now: nothing waits for this event");
	assert_string_equal(refusal(*state, "clerk", "guarded"), "because");
	assert_string_equal(refusal(*state, "clerk", "silent"),
			    "not now: its condition does not hold");
	assert_string_equal(refusal(*state, "thief", "guarded"), "not your role");
}

/* What is said to EVENT told n=N; NULL: it is taken. */
static const char *said(struct session *session, const char *name, const char *n)
{
	struct told told = {"n", n, false};
	struct queued event = {
		.name = name, .type = "external", .user = "clerk", .data = &told, .ndata = 1};
	session_present(session, &event);
	if (select_transitions(session, &event).count > 0)
		return NULL;
	return guard_refusal(session, &event);
}

/* Each cause has words of its own; the first that holds is told. */
static void causes_have_words_of_their_own(void **state)
{
	assert_string_equal(said(*state, "causes", "1"), "one");
	assert_string_equal(said(*state, "causes", "2"), "two");
	assert_null(said(*state, "causes", "3"));
	assert_string_equal(said(*state, "causes", "4"), "four: clerk, 4");
	assert_string_equal(said(*state, "causes", "5"), "five");
	assert_string_equal(said(*state, "causes", "6"), "six: 1");
	assert_string_equal(refusal(*state, "thief", "causes"), "not your role");
	assert_string_equal(said(*state, "which", "a"), "not a");
	assert_string_equal(said(*state, "which", "b"), "not b");
	assert_string_equal(said(*state, "which", "c"), "a or b");
}

/* It cannot be known whether there is a cause: nothing is taken. */
static void failing_cause_refuses(void **state)
{
	struct session *session = *state;
	assert_false(person(session, "clerk", "fails"));
	assert_non_null(session->first);
	assert_string_equal(session->first->name, "error.execution");
}

/* The value that VALUE of NAME is read as; NULL when it is refused with words that hold WORDS. */
static const char *read(struct session *session, const char *name, const char *value,
			const char *words)
{
	const struct told *told;
	int count;
	struct pair pair = {name, value};
	enum status status = inputs_read(session, "told", "clerk", &pair, 1, &told, &count);
	if (status == OK)
		return count == 0 ? "" : told[0].value;
	assert_int_equal(status, E_INPUT);
	if (strstr(job_fault(session->job), words) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", job_fault(session->job), words);
	return NULL;
}

static void inputs_by_type(void **state)
{
	assert_string_equal(read(*state, "text", "слово", ""), "слово");
	assert_string_equal(read(*state, "text", "  ", ""), "");
	assert_string_equal(read(*state, "day", "01.02.2025", ""), "2025-02-01");
	assert_string_equal(read(*state, "day", "2025-02-01", ""), "2025-02-01");
	assert_null(read(*state, "day", "30.02.2025", "is no day"));
	assert_string_equal(read(*state, "number", "12", ""), "12");
	assert_null(read(*state, "number", "1e9", "no whole number"));
	assert_null(read(*state, "number", "-1", "no whole number"));
	assert_string_equal(read(*state, "choice", "green", ""), "green");
	assert_null(read(*state, "choice", "gre", "not one of: red green"));
	assert_string_equal(read(*state, "user", "ivan", ""), "ivan");
	assert_null(read(*state, "user", "ivan olha", "name one user"));
	assert_string_equal(read(*state, "users", "clerk", ""), "clerk");
	assert_null(read(*state, "users", "clerk,clerk", "named twice"));
	assert_null(read(*state, "users", "clerk head", "head does not hold the role clerk"));
	assert_null(read(*state, "colour", "red", "does not take \"colour\""));
}

static enum status complete(struct session *session, const char *event, const struct told *data,
			    int ndata)
{
	struct queued queued = {
		.name = event, .type = "external", .user = "clerk", .data = data, .ndata = ndata};
	session_present(session, &queued);
	struct selection selection = select_transitions(session, &queued);
	return inputs_complete(session, &queued, &selection);
}

/* What only one of two transitions wants is wanted only when that one is taken; a guard that fails
 * because nothing was told is no refusal. */
static void wanted_by_the_transition_taken(void **state)
{
	struct told a = {"kind", "a", false}, b = {"kind", "b", false};
	assert_int_equal(complete(*state, "either", &b, 1), OK);
	assert_int_equal(complete(*state, "either", &a, 1), E_INPUT);
	assert_int_equal(complete(*state, "either", NULL, 0), E_INPUT);
	assert_int_equal(complete(*state, "told", NULL, 0), E_INPUT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(roles),
		TEST(users_by_expression),
		TEST(broken_expression_names_nobody),
		TEST(people_and_program_are_apart),
		TEST(refusals_tell_apart),
		TEST(causes_have_words_of_their_own),
		TEST(failing_cause_refuses),
		TEST(inputs_by_type),
		TEST(wanted_by_the_transition_taken),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
