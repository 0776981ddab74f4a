/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong in a document is told in words of our own, with its place. */
#include "base/xmlwords.h"
#include "base/xml.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void told(const char *xml, const char *words)
{
	struct job *job = job_new();
	struct doc *doc;
	assert_int_equal(xml_read(job, "x.xml", xml, strlen(xml), &doc), E_INPUT);
	assert_non_null(strstr(job_fault(job), words));
	talloc_free(job);
}

static void test_broken(void **state)
{
	(void)state;
	told("<a>\n<b></a>", ": not well-formed XML: <b> is closed as </a>");
	told("<a x='1' x='2'/>", "the attribute x is there twice");
	told("<a>&ua;</a>", "x.xml:1:8: not well-formed XML: unknown entity &ua;");
}

/* The numbers are the library's: should they ever move, this tells. */
static void test_invalid(void **state)
{
	static const char terms[] = "<terms xmlns='urn:skrynka:terms:1'><nosuch/></terms>";
	struct job *job = job_new();
	struct doc *doc;
	(void)state;
	assert_int_equal(xml_read(job, "t.xml", terms, strlen(terms), &doc), OK);
	assert_int_equal(xml_valid(job, doc, "xsd/terms.xsd", NULL), E_INPUT);
	assert_non_null(strstr(job_fault(job), "<nosuch>: it may not stand here"));
	talloc_free(job);
}

static void test_words(void **state)
{
	struct job *job = job_new();
	(void)state;
	assert_string_equal(schema_words(job, "terms", 1840,
					 "Element 'terms', attribute 'mode': The value…", "b\na",
					 "'c', 'd'"),
			    "<terms> mode: \"b a\" is not one of: 'c', 'd'");
	assert_string_equal(schema_words(job, "a", 1, "What is\nthis?\n", NULL, NULL),
			    "What is this?");
	talloc_free(job);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_broken),
		cmocka_unit_test(test_invalid),
		cmocka_unit_test(test_words),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
