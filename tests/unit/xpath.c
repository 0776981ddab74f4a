/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expressions over trees: what they find, how they fail, and that a slip in one hangs nothing. */
#include "base/xpath.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define DATA                                                                                       \
	"<d><p n='1' t='x'>one</p><p n='2'>two<q/></p><p n='3'><![CDATA[<>]]></p><e a='Є'/> </d>"

struct bench {
	struct job *job;
	struct node *root, *extra;
	struct scope *scope;
};

static struct node *variable(void *self, const char *name)
{
	struct bench *bench = self;
	return strcmp(name, "extra") == 0 ? bench->extra : NULL;
}

static bool inside(void *self, const char *id)
{
	(void)self;
	return strcmp(id, "open") == 0;
}

static struct node *tree(struct job *job, const char *text)
{
	struct doc *doc;
	if (xml_read(job, "d.xml", text, strlen(text), &doc) != OK)
		fail_msg("%s", job_fault(job));
	return doc_root(doc);
}

static int start(void **state)
{
	struct job *job = job_new();
	struct bench *bench = NEW(job, struct bench);
	bench->job = job;
	bench->root = tree(job, DATA);
	bench->extra = tree(job, "<extra><v>7</v></extra>");
	bench->scope = scope_new(job, bench->root, (struct names){bench, variable, inside});
	*state = bench;
	return 0;
}

static int end(void **state)
{
	return talloc_free(((struct bench *)*state)->job);
}

static struct found find(struct bench *b, const char *text)
{
	struct xpath *xpath;
	struct found found;
	if (xpath_new(b->job, b->job, text, &xpath) != OK)
		fail_msg("%s", job_fault(b->job));
	if (xpath_find(b->job, xpath, b->scope, b->job, &found) != OK)
		fail_msg("%s", job_fault(b->job));
	return found;
}

static void values(void **state)
{
	static const struct {
		const char *text, *wanted;
		bool truth;
	} rows[] = {{"1 + 1", "2", true},
		    {"count(p)", "3", true},
		    {"/d/p[2]", "two", true},
		    {"p[@n = '9']", "", false},
		    {"string(p[3])", "<>", true},
		    {"e/@a", "Є", true},
		    {"'0'", "0", true},
		    {"0", "0", false},
		    {"''", "", false},
		    {"0 div 0", "NaN", false},
		    {"$extra/v", "7", true},
		    {"$extra/v > 6 and In('open')", "true", true},
		    {"In('shut')", "false", false},
		    {"name($extra)", "extra", true}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct found found = find(*state, rows[i].text);
		struct xpath *xpath;
		bool truth = !rows[i].truth;
		struct bench *b = *state;
		assert_string_equal(found.text, rows[i].wanted);
		assert_int_equal(found.truth, rows[i].truth);
		assert_int_equal(xpath_new(b->job, b->job, rows[i].text, &xpath), OK);
		assert_int_equal(xpath_true(b->job, xpath, b->scope, &truth), OK);
		assert_int_equal(truth, rows[i].truth);
		assert_string_equal(xpath_text(xpath), rows[i].text);
	}
}

static void hits(void **state)
{
	struct found found = find(*state, "p[3]/text() | p/@n | p | $extra/none");
	assert_true(found.nodes);
	assert_int_equal(found.nhits, 7);
	static const char *const values[] = {"one", "1", "two", "2", "<>", "3", "<>"};
	for (int i = 0; i < 7; i++) {
		assert_string_equal(found.hits[i].value, values[i]);
		assert_int_equal(found.hits[i].kind, i == 6	  ? HIT_TEXT
						     : i % 2 == 1 ? HIT_ATTRIBUTE
								  : HIT_ELEMENT);
		assert_string_equal(node_name(found.hits[i].node), "p");
		assert_string_equal(found.hits[i].attribute == NULL ? "" : found.hits[i].attribute,
				    i % 2 == 1 ? "n" : "");
	}
	found = find(*state, "e/preceding-sibling::p");
	assert_int_equal(found.nhits, 3);
	assert_string_equal(found.hits[0].value, "one"); /* in document order */
	assert_false(find(*state, "count(p)").nodes);
	assert_int_equal(find(*state, "/").nhits, 0); /* the document is no data */
	assert_int_equal(find(*state, "namespace::*").nhits, 0);
}

static void not_compiled(void **state)
{
	static const char *const texts[] = {"",	   "p[", "'open", "1 +", "p[]",	  "//",
					    "a b", "$",	 "@@n",	  "p]",	 "In('a'"};
	struct bench *b = *state;
	struct xpath *xpath;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (xpath_new(b->job, b->job, texts[i], &xpath) != E_INPUT)
			fail_msg("compiled: %s", texts[i]);
		assert_non_null(strstr(job_fault(b->job), "not an XPath expression"));
	}
}

static void not_evaluated(void **state)
{
	static const char *const rows[][2] = {
		{"$none", "no such variable"},	 {"none()", "no such function"},
		{"In()", "too many or too few"}, {"In('a', 'b')", "too many or too few"},
		{"count(1)", "wrong kind"},	 {"1 | 2", "wrong kind"}};
	struct bench *b = *state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct xpath *xpath;
		struct found found;
		bool truth;
		assert_int_equal(xpath_new(b->job, b->job, rows[i][0], &xpath), OK);
		assert_int_equal(xpath_find(b->job, xpath, b->scope, b->job, &found), E_INPUT);
		assert_int_equal(xpath_true(b->job, xpath, b->scope, &truth), E_INPUT);
		if (strstr(job_fault(b->job), rows[i][1]) == NULL)
			fail_msg("%s: not \"%s\" but %s", rows[i][0], rows[i][1],
				 job_fault(b->job));
	}
	assert_string_equal(find(*state, "count(p)").text, "3"); /* and the scope lives on */
}

static const char *repeated(struct job *job, const char *what, int times)
{
	size_t n = strlen(what);
	char *text = NEW_ARRAY(job, char, n *(size_t)times + 2);
	for (int i = 0; i < times; i++)
		memcpy(text + (size_t)i * n, what, n);
	return text;
}

/* Deep or slow: refused in time, without an overflow of the stack. */
static void slips(void **state)
{
	struct bench *b = *state;
	struct xpath *xpath;
	struct found found;
	clock_t start_at = clock();
	const char *deep = repeated(b->job, "(", 100000);
	assert_int_equal(xpath_new(b->job, b->job, deep, &xpath), E_INPUT);
	assert_int_equal(xpath_new(b->job, b->job, repeated(b->job, "p[", 100000), &xpath),
			 E_INPUT);
	assert_int_equal(xpath_new(b->job, b->job, repeated(b->job, "-", 100000), &xpath), E_INPUT);
	struct node *wide = tree(
		b->job, TEXT_OF(b->job, "<d>%s</d>", repeated(b->job, "<p><q/></p>", 300)));
	struct scope *scope = scope_new(b->job, wide, (struct names){0});
	assert_int_equal(xpath_new(b->job, b->job,
				   "count(//*[count(//*[count(//*[//q]) > 1]) > 1])", &xpath),
			 OK);
	assert_int_equal(xpath_find(b->job, xpath, scope, b->job, &found), E_INPUT);
	assert_true(xpath_too_long(xpath, scope));
	assert_int_equal(xpath_new(b->job, b->job, "count(//*[count(//q) > 1])", &xpath), OK);
	assert_false(xpath_too_long(xpath, scope));
	assert_int_equal(xpath_new(b->job, b->job, "$none", &xpath), OK);
	assert_false(xpath_too_long(xpath, scope));
	assert_true(clock() - start_at < 60 * CLOCKS_PER_SEC);
}

/* What libxml2 counts to be safe starts anew each time, whatever came before. */
static void many_times(void **state)
{
	struct bench *b = *state;
	struct xpath *good, *bad;
	bool truth = false;
	assert_int_equal(xpath_new(b->job, b->job, "not(p[@n = 9]) and count(p) > 2", &good), OK);
	assert_int_equal(xpath_new(b->job, b->job, "1 | 2", &bad), OK);
	for (int i = 0; i < 12000; i++) {
		struct job *below = job_below(b->job);
		struct scope *scope = scope_new(below, b->root, (struct names){0});
		assert_int_equal(xpath_true(below, bad, scope, &truth), E_INPUT);
		if (xpath_true(below, good, scope, &truth) != OK || !truth)
			fail_msg("time %d: %s", i, job_fault(b->job));
		talloc_free(below);
	}
}

static void moved_between_trees(void **state)
{
	struct bench *b = *state;
	struct node *to = tree(b->job, "<to a='0'>x<y/></to>");
	struct node *from = tree(b->job, "<w:f xmlns:w='urn:w' w:gone='1' a='1' b='2'>t<w:g "
					 "c='3'>u</w:g><!-- c --></w:f>");
	node_adopt(to, from);
	assert_string_equal(node_xml(b->job, to),
			    "<to a=\"0\">x<y/><f a=\"1\" b=\"2\">t<g c=\"3\">u</g></f></to>");
	node_absorb(to, from);
	assert_string_equal(node_attr(to, "a"), "1");
	assert_string_equal(node_text(b->job, to), "xtutu");
	node_empty(to);
	assert_string_equal(node_xml(b->job, to), "<to/>");
	assert_false(node_filled(to));
	node_put(to, " \n");
	assert_false(node_filled(to));
	node_put(to, " x");
	assert_true(node_filled(to));
	node_empty(to);
	node_add(to, "y", NULL);
	assert_true(node_filled(to));
	node_absorb(to, to); /* into itself: doubled, not without end */
	assert_string_equal(node_xml(b->job, to), "<to><y/><y/></to>");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, start, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(values), TEST(hits),	TEST(not_compiled),	  TEST(not_evaluated),
		TEST(slips),  TEST(many_times), TEST(moved_between_trees)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
