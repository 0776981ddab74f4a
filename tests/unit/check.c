/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings of the check of definitions: each made by one slip in a definition that has no other. */
#include "engine/engine.h"
#include "engine/path.h"
#include "engine/scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#define HEAD                                                                                       \
	"<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:w='urn:skrynka:workflow:1' "         \
	"version='1.0' datamodel='xpath' name='t' w:title='t' initial='a'>"                        \
	"<datamodel><data id='x'/></datamodel>\n"
#define GO(more, inner)                                                                            \
	"<transition event='go' target='f' w:by='head' w:title='go' " more ">" inner "</"          \
	"transition>"
#define A(more) "<state id='a' w:untimed='test'>" more GO("", "") "</state>\n"
#define END	"<final id='f'/></scxml>"

static bool known(void *self, enum known kind, const char *name)
{
	(void)self;
	(void)kind;
	return strcmp(name, "head") == 0;
}

static const struct host host = {.known = known};

/* Whether the check says WORDS on LINE, as an error or not; all that it says goes to the log
 * otherwise. */
static void finds(const char *xml, int line, enum severity severity, const char *words)
{
	struct job *job = job_new();
	struct remarks *remarks = remarks_new(job, "t.scxml");
	bool found = false;
	enum status status = chart_check(job, "t.scxml", xml, strlen(xml), &host, remarks);
	for (int i = 0; i < remarks->count; i++) {
		const struct remark *r = &remarks->list[i];
		found = found || (r->line == line && r->severity == severity &&
				  strstr(r->text, words) != NULL);
	}
	if (!found)
		remarks_print(remarks, stderr);
	assert_true(found);
	assert_int_equal(status, remarks_errors(remarks) > 0 ? E_INPUT : OK);
	talloc_free(job);
}

static void good_one_has_none(void **state)
{
	(void)state;
	struct job *job = job_new();
	const char *xml = HEAD A("") END;
	struct remarks *remarks = remarks_new(job, "t.scxml");
	assert_int_equal(chart_check(job, "t.scxml", xml, strlen(xml), &host, remarks), OK);
	assert_int_equal(remarks->count, 0);
	talloc_free(job);
}

static void structure(void **state)
{
	(void)state;
	finds("<scxml", 1, ERROR, "XML");
	finds(HEAD A("<trasition/>") END, 2, ERROR, "<trasition> may not stand in a");
	finds(HEAD A("") "<state id='a'/>" END, 3, ERROR, "the id a is used twice");
	finds(HEAD A("") "<state/>" END, 3, ERROR, "has no id");
	finds(HEAD A("<history id='h'/>") END, 2, ERROR, "<history> may not be used");
	finds(HEAD A("<onentry><script/></onentry>") END, 2, ERROR, "<script> is no verb");
	finds(HEAD A("<onentry><send event='x'/></onentry>") END, 2, ERROR, "<send> is no verb");
	finds(HEAD A("<onentry><w:mrk name='x'/></onentry>") END, 2, ERROR, "<w:mrk> is no verb");
	finds(HEAD A("<onentry><w:mark/></onentry>") END, 2, ERROR, "wants the attribute name");
	finds(HEAD A("<transition event='*'/>") END, 2, ERROR, "any event");
	/* only the schema sees an attribute too many */
	finds(HEAD A("<onentry colour='red'/>") END, 2, ERROR, "colour");
}

static void ways(void **state)
{
	(void)state;
	finds(HEAD "<state id='a'>" GO(
		      "", "") "<transition event='e' target='z' w:by='head'/></state>" END,
	      2, ERROR, "no state \"z\"");
	finds(HEAD A("") "<state id='lost'>" GO("", "") "</state>" END, 3, ERROR,
	      "lost cannot be reached");
	finds(HEAD A("<transition event='e' target='trap' w:by='head' w:title='e'/>") "<state "
										      "id='trap'/"
										      ">" END,
	      3, ERROR, "no way out of the state trap");
	finds(HEAD A("<transition event='e' target='f'/>") END, 2, ERROR, "nobody may take");
	finds(HEAD "<state id='a'>" GO("", "") "</state>" END, 2, WARNING, "without a term");
	finds(HEAD A("<transition cond='1 = 1' target='b'/>") "<state id='b'><transition "
							      "target='a'/></state>" END,
	      3, WARNING, "go round from b");
	finds(HEAD A("<transition target='b'/>") "<state id='b'><transition "
						 "target='a'/></state>" END,
	      3, ERROR, "go round from b");
	finds(HEAD "<state id='a' w:untimed='t'>" GO(
		      "", "") "<transition event='e' target='a1' w:by='head' w:title='e'/><state "
			      "id='a1'/></state>" END,
	      2, WARNING, "left and entered again");
	finds(HEAD A("<onentry><w:deadline id='d' days='1' event='late'/></onentry>") END, 2,
	      WARNING, "nothing waits for the event late");
}

static void regions(void **state)
{
	(void)state;
	finds(HEAD "<parallel id='a' w:untimed='t'>" GO(
		      "",
		      "") "<state id='r'><state id='r1'>\n"
			  "<transition event='e' target='s2' w:by='head' "
			  "w:title='e'/></state></state>"
			  "<state id='s'><state id='s1'/><state id='s2'/></state></parallel>" END,
	      3, ERROR, "in another region of a");
}

static void expressions(void **state)
{
	(void)state;
	finds(HEAD A(GO("cond='1 +'", "")) END, 2, ERROR, "not an XPath expression: 1 +");
	finds(HEAD A(GO("cond='$x'", "")) END, 2, ERROR, "$x alone is always true");
	finds(HEAD A(GO("cond='$y = 1'", "")) END, 2, ERROR, "no variable $y");
	finds(HEAD A(GO("cond='cout($x) = 1'", "")) END, 2, ERROR, "no function cout()");
	finds(HEAD A(GO("cond=\"In('z')\"", "")) END, 2, ERROR, "no state \"z\"");
	finds(HEAD A(GO("cond='$x/e/@done != 1'", "")) END, 2, WARNING, "as soon as one");
	finds(HEAD A(GO("w:by-user='$y/@id'", "")) END, 2, ERROR, "no variable $y");
	finds(HEAD A(GO("", "<assign location='$y' expr='1'/>")) END, 2, ERROR, "no variable $y");
}

static void names(void **state)
{
	(void)state;
	finds(HEAD A("<transition event='e' target='f' w:by='chief' w:title='e'/>") END, 2, ERROR,
	      "no role \"chief\"");
	finds(HEAD A(GO("", "<w:mark name='m'/>")) END, 2, ERROR, "no mark \"m\"");
	finds(HEAD A(GO("", "<w:notify to='applicant' template='m'/>")) END, 2, ERROR,
	      "no letter \"m\"");
	finds(HEAD A(GO("", "<w:notify to='chief' template='head'/>")) END, 2, ERROR,
	      "no role \"chief\"");
	finds(HEAD A(GO("", "<w:card field='m' expr='1'/>")) END, 2, ERROR,
	      "no field of the card \"m\"");
	finds(HEAD A("<onentry><w:deadline id='d' term='m'/></onentry>") END, 2, ERROR,
	      "no term \"m\"");
	finds(HEAD A("<onentry><w:deadline id='d' days='3' before='m'/></onentry>") END, 2, ERROR,
	      "no deadline \"m\"");
	finds(HEAD A("<onentry><w:task kind='k' to='chief'/></onentry>") END, 2, ERROR,
	      "no role \"chief\"");
	finds(HEAD A("<onentry><w:task kind='k'/></onentry>") END, 2, ERROR,
	      "either to or to-user");
}

static void scan(void **state)
{
	(void)state;
	struct job *job = job_new();
	const char **out;
	const char
		*expr = "not($a/e[@x='$no f(']) and f ($b-c, \"In('q')\") = In( 'st') and text()";
	assert_int_equal(scan_names(job, expr, SCAN_VARIABLES, &out), 2);
	assert_string_equal(out[0], "a");
	assert_string_equal(out[1], "b-c");
	assert_int_equal(scan_names(job, expr, SCAN_FUNCTIONS, &out), 3);
	assert_string_equal(out[0], "not");
	assert_string_equal(out[1], "f");
	assert_int_equal(scan_names(job, expr, SCAN_STATES, &out), 1);
	assert_string_equal(out[0], "st");
	assert_int_equal(scan_names(job, "'open $x", SCAN_VARIABLES, &out), 0);
	assert_int_equal(scan_names(job, "$_x/office/a-b != '$_x/office/c' or $_x/card/office/d",
				    SCAN_PARAMETERS, &out),
			 1);
	assert_string_equal(out[0], "a-b");
	static const char *const bare[] = {
		" $a-b.c ",	 "$a-b.c and 1 = 1",	"1 = 1 or $a-b.c", "not( $a-b.c )",
		"($a-b.c) or b", "boolean($a-b.c) = b", "$d/e[$a-b.c]",
	};
	static const char *const whole[] = {
		"$a/b",
		"a",
		"'$a'",
		"$a = 1 and not($b/c)",
		"count($a)",
		"count( $a) = 1",
		"string($a)",
		"$a != $b",
		"$a[@b]",
		"1 = $a",
		"b[. = $a]",
		"concat($a,b)",
		"android $a" /* no XPath, and no "and" */,
	};
	for (size_t i = 0; i < sizeof bare / sizeof *bare; i++)
		assert_string_equal(scan_bare_variable(job, bare[i]), "$a-b.c");
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		assert_null(scan_bare_variable(job, whole[i]));
	assert_true(scan_existential("1 = 1 and $e/@x != 1"));
	assert_true(scan_existential("not($e[@y = 'q']/@x!=1)"));
	assert_true(scan_existential("1 != $e[@y != 2]/@x and 1 = 1"));
	assert_true(scan_existential("$_event/data/users/e/@id != 'a'"));
	assert_false(scan_existential("'' != $e and 1 = $e/@x"));
	assert_false(scan_existential("1 != count($e/@x)"));
	assert_false(scan_existential("$a/b = 1 and $c != 'd/e'"));
	assert_false(scan_existential("$e != ''"));
	assert_false(scan_existential("$_event/data/x != ''"));
	assert_false(scan_existential("'$e/@x != 1' = 2"));
	talloc_free(job);
}

static void paths(void **state)
{
	(void)state;
	struct job *job = job_new();
	struct path *out, one;
	const char *expr = "not($a/e[@x = 'q' and y != $b/c]/@z = 'w') or count($a) = 1";
	assert_int_equal(path_scan(job, expr, &out), 3);
	assert_string_equal(out[0].variable, "a");
	assert_int_equal(out[0].nsteps, 2);
	assert_string_equal(out[0].steps[0], "e");
	assert_string_equal(out[0].steps[1], "z");
	assert_string_equal(out[0].equals, "w");
	assert_int_equal(out[0].ninner, 2);
	assert_string_equal(out[0].inner[0].name, "x");
	assert_string_equal(out[0].inner[0].equals, "q");
	assert_string_equal(out[0].inner[1].name, "y");
	assert_string_equal(out[1].variable, "b");
	assert_string_equal(out[1].steps[0], "c");
	assert_int_equal(out[2].nsteps, 0);
	assert_null(out[2].equals);
	assert_int_equal(path_scan(job, "$a/child::b/text()//*[1]", &out), 1);
	assert_int_equal(out[0].nsteps, 3);
	assert_string_equal(out[0].steps[0], "b");
	assert_string_equal(out[0].steps[1], "*");
	assert_true(path_only(job, "string( $a/b )", &one));
	assert_string_equal(one.steps[0], "b");
	assert_false(path_only(job, "$a + 1", &one));
	assert_false(path_only(job, "concat($a, 'x')", &one));
	assert_string_equal(path_literal(job, " 'x y' "), "x y");
	assert_null(path_literal(job, "'x' = 'y'"));
	assert_null(path_stray(job, "$a/b[c] and 'd' = string($e) or 2 div 1 = 2"));
	assert_string_equal(path_stray(job, "$a = b"), "b");
	assert_string_equal(path_stray(job, "string(c/d)"), "c");
	talloc_free(job);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_one_has_none),
		cmocka_unit_test(structure),
		cmocka_unit_test(ways),
		cmocka_unit_test(regions),
		cmocka_unit_test(expressions),
		cmocka_unit_test(names),
		cmocka_unit_test(scan),
		cmocka_unit_test(paths),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
