/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML in: nothing but the tree that stands in the file. XML out: whatever it was given, it can be
 * read again. */
#include "base/xml.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static enum status read_text(struct job *job, const char *text, struct doc **out)
{
	return xml_read(job, "a.xml", text, strlen(text), out);
}

static void refuse(struct job *job, const char *text, const char *words)
{
	struct doc *doc;
	if (read_text(job, text, &doc) != E_INPUT)
		fail_msg("read: %.60s", text);
	if (strstr(job_fault(job), words) == NULL)
		fail_msg("%.60s: not \"%s\" but: %s", text, words, job_fault(job));
}

static struct node *taken(struct job *job, const char *text)
{
	struct doc *doc;
	if (read_text(job, text, &doc) != OK)
		fail_msg("%.60s: %s", text, job_fault(job));
	return doc_root(doc);
}

/* ---- reading -----------------------------------------------------------------------------------
 */

static void no_doctype(void **state)
{
	refuse(*state, "<!DOCTYPE a><a/>", "DOCTYPE");
	refuse(*state, "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "DOCTYPE");
	refuse(*state, "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
	       "DOCTYPE");
	refuse(*state, "<?xml version='1.0'?><!-- c -->\n <!DOCTYPE a PUBLIC 'x' 'http://x/'><a/>",
	       "a.xml:2:2: a DOCTYPE");
}

static void no_entities(void **state)
{
	refuse(*state, "<a>&b;</a>", "a.xml:1:");
	refuse(*state, "<a b='&c;'/>", "a.xml:1:");
	struct node *a = taken(*state, "<a b='&lt;&amp;&gt;&quot;&apos;&#x404;&#10;'>&lt;&#1028;"
				       "<![CDATA[<&]]></a>");
	assert_string_equal(node_attr(a, "b"), "<&>\"'Є\n");
	assert_string_equal(node_text(*state, a), "<Є<&");
	assert_non_null(strstr(node_xml(*state, a), "&lt;&amp;</a>"));
}

static void essence(void **state)
{
	static const char *const same[] = {
		"<a c='Ґ  x' b='1'><!-- x --> <d/>words\n here <e>  </e></a>",
		"<a b='1'\n   c='Ґ x'><d></d>  words here <e/> </a>",
	};
	const char *first = node_essence(*state, taken(*state, same[0]));
	assert_string_equal(first, "<a b=\"1\" c=\"Ґ x\"><d/>words here<e/></a>");
	assert_string_equal(first, node_essence(*state, taken(*state, same[1])));
	assert_string_not_equal(first, node_essence(*state, taken(*state, "<a b='1'/>")));
	assert_string_equal(node_essence(*state, taken(*state, "<p:a xmlns:p='u:1' p:b=''/>")),
			    "<p:a p:b=\"\"/>");
}

static void broken(void **state)
{
	refuse(*state, "", "a.xml:1:");
	refuse(*state, "   ", "a.xml:1:");
	refuse(*state, "words", "a.xml:1:");
	refuse(*state, "<a>\n<b>\n</a>", "a.xml:3:");
	refuse(*state, "<a/><b/>", "a.xml:1:");
	refuse(*state, "<a b='1' b='2'/>", "a.xml:1:");
	refuse(*state, "<a>\x01</a>", "a.xml:1:");
	refuse(*state, "<a>\xff\xfe</a>", "a.xml:1:");
	refuse(*state, "<a b='\xc3\x28'/>", "a.xml:1:");
	refuse(*state, "<a>\xd0</a>", "a.xml:1:");
	refuse(*state, "<x:a/>", "a.xml:1:");
	refuse(*state, "<a>&#0;</a>", "a.xml:1:");
	refuse(*state, "<a>&#xD800;</a>", "a.xml:1:");
	struct doc *doc;
	assert_int_equal(xml_read(*state, "a.xml", "<a>\0</a>", 8, &doc), E_INPUT);
	assert_null(strchr(job_fault(*state), '\n'));
}

/* One encoding, in which every place is where it stands. */
static void utf8_only(void **state)
{
	static const struct {
		const char *text;
		size_t size;
	} utf16[] = {
		{"\xff\xfe<\0a\0>\0\x04\x04<\0/\0a\0>\0", 18},
		{"\xfe\xff\0<\0a\0/\0>", 10},
		{"<\0a\0/\0>\0", 8},
		{"\0<\0a\0/\0>", 8},
	};
	struct doc *doc;
	for (size_t i = 0; i < sizeof utf16 / sizeof *utf16; i++) {
		const char *text = utf16[i].text;
		assert_int_equal(xml_read(*state, "a.xml", text, utf16[i].size, &doc), E_INPUT);
		assert_non_null(strstr(job_fault(*state), "a.xml:1:1: the text is in UTF-16"));
	}
	refuse(*state, "<?xml version='1.0' encoding='windows-1251'?><a/>",
	       "in windows-1251: save");
	refuse(*state, "<?xml version='1.0' encoding = \"KOI8-U\" ?><a/>", "in KOI8-U: save");
	refuse(*state, "<?xml version='1.0' encoding", "XML");
	refuse(*state, "<?xml version='1.0' encoding?><a/>", "XML");
	taken(*state, "<?xml version='1.0' encoding='utf-8'?><a/>");
	taken(*state, "\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?><a/>");
	taken(*state, "<?xml version='1.0' encoding='US-ASCII'?><a/>");
	taken(*state, "<?xml version='1.0'?><a><!-- <?xml encoding='x'?> --></a>");
	taken(*state, "<a><!-- <?xml encoding='x'?> --></a>");
}

static const char *repeated(struct job *job, const char *open, const char *close, int times)
{
	size_t a = strlen(open), b = strlen(close);
	char *text = NEW_ARRAY(job, char, (a + b) * (size_t)times + 1), *p = text;
	for (int i = 0; i < times; i++, p += a)
		memcpy(p, open, a);
	for (int i = 0; i < times; i++, p += b)
		memcpy(p, close, b);
	return text;
}

static void depth(void **state)
{
	taken(*state, repeated(*state, "<a>", "</a>", 256));
	refuse(*state, repeated(*state, "<a>", "</a>", 258), "deep");
	refuse(*state, repeated(*state, "<a>", "</a>", 10000), "deep");
	refuse(*state, repeated(*state, "<a>", "", 1000000), "deep");
}

/* As large as may be: in time. One byte more: refused before a look at it. */
static void size(void **state)
{
	size_t limit = 16 << 20;
	struct doc *doc;
	char *text = NEW_ARRAY(*state, char, limit + 2);
	memset(text, ' ', limit + 1);
	memcpy(text, "<a>", 3);
	for (size_t i = 3; i + 14 < limit; i += 10)
		memcpy(text + i, "<b c='1'/>", 10);
	memcpy(text + limit - 4, "</a>", 4);
	clock_t before = clock();
	assert_int_equal(xml_read(*state, "a.xml", text, limit, &doc), OK);
	assert_true(clock() - before < 60 * CLOCKS_PER_SEC);
	talloc_free(doc);
	assert_int_equal(xml_read(*state, "a.xml", text, limit + 1, &doc), E_INPUT);
	assert_non_null(strstr(job_fault(*state), "larger than 16 MB"));
	memset(text, 'x', limit);
	memcpy(text, "<a>", 3);
	memcpy(text + limit - 4, "</a>", 4);
	assert_int_equal(xml_read(*state, "a.xml", text, limit, &doc), OK); /* one text */
}

static void lines(void **state)
{
	char *text = NEW_ARRAY(*state, char, 200000);
	memset(text, '\n', 100010);
	memcpy(text, "<a>", 3);
	strcpy(text + 100000, "<b/></a>");
	assert_int_equal(node_line(node_first(taken(*state, text), "b")), 99998);
}

static void stands(const struct node *node, const char *attr, int line, int column)
{
	struct locus locus = node_locus(node, attr);
	if (locus.line != line || locus.column != column)
		fail_msg("%s %s: not %d:%d but %d:%d", node_name(node), attr == NULL ? "" : attr,
			 line, column, locus.line, locus.column);
}

static void places(void **state)
{
	struct node *a = taken(*state, "\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- <b c='' -->"
				       "<a xmlns:w='urn:w' b='єґ>/' w:c = \"'\"\n\td='&lt;'>"
				       "слово<b/><c\n\t x='1'/></a>");
	stands(a, NULL, 2, 17);
	stands(a, "b", 2, 36);
	stands(a, "c", 2, 45);
	stands(a, "d", 3, 2);
	stands(a, "none", 2, 17);
	stands(node_first(a, "b"), NULL, 3, 16);
	stands(node_first(a, "c"), "x", 4, 3);
	stands(node_add(a, "new", NULL), NULL, 0, 0);
}

/* However long the text: libxml2 drops what it has read. */
static void places_far(void **state)
{
	enum { TAGS = 20000 };
	char *text = must(talloc_strdup(*state, "<a>"));
	for (int i = 0; i < TAGS; i++)
		text = must(talloc_asprintf_append_buffer(text, "%s<b c='%d'/>",
							  i % 100 == 0 ? "\n" : " ", i));
	text = must(talloc_asprintf_append_buffer(text, "</a>"));
	int i = 0, column = 0;
	struct node *n = node_first(taken(*state, text), "b");
	for (; n != NULL; n = node_next(n, "b"), i++) {
		column = i % 100 == 0 ? 1 : column + 1;
		stands(n, NULL, 2 + i / 100, column);
		stands(n, "c", 2 + i / 100, column + 3);
		column += 9 + (int)strlen(node_attr(n, "c"));
	}
	assert_int_equal(i, TAGS);
}

/* ---- the files that others broke their teeth on -------------------------------------------------
 */

static void hostile_in(struct job *job, const char *folder, int *refused)
{
	const char **names;
	int count;
	struct doc *doc;
	assert_int_equal(folder_list(job, folder, &names, &count), OK);
	for (int i = 0; i < count; i++) {
		const char *path = TEXT_OF(job, "%s/%s", folder, names[i]), *dot;
		bool simple = strncmp(names[i], "simple", 6) == 0;
		if ((dot = strrchr(names[i], '.')) == NULL || strcmp(dot, ".xml") != 0)
			continue;
		if (xml_read_file(job, path, &doc) != (simple ? OK : E_INPUT))
			fail_msg("%s: %s", path, simple ? job_fault(job) : "taken");
		*refused += !simple;
	}
}

static void hostile_files(void **state)
{
	const char *top = getenv("TOP");
	const char *data = TEXT_OF(*state, "%s/../../shared/data/xml-hostile", top ? top : ".");
	int refused = 0;
	if (!file_exists(data))
		data = TEXT_OF(*state, "%s/../shared/data/xml-hostile", top ? top : ".");
	if (!file_exists(data)) {
		print_message("# skipped: no ../shared/data\n");
		return;
	}
	clock_t before = clock();
	hostile_in(*state, TEXT_OF(*state, "%s/libxml2/recurse", data), &refused);
	hostile_in(*state, TEXT_OF(*state, "%s/defusedxml/xmltestdata", data), &refused);
	assert_true(refused > 15);
	assert_true(clock() - before < 10 * CLOCKS_PER_SEC);
}

/* ---- writing -----------------------------------------------------------------------------------
 */

static void again(struct job *job, const char *given, const char *wanted)
{
	struct doc *doc = doc_new(job, NULL, "a"), *back;
	node_put(doc_root(doc), given);
	node_set(doc_root(doc), "b", given);
	node_add(doc_root(doc), "c", given);
	const char *text = doc_text(job, doc, false);
	if (read_text(job, text, &back) != OK)
		fail_msg("cannot be read again: %s", job_fault(job));
	const char *found = node_attr(doc_root(back), "b");
	assert_string_equal(found, wanted);
	assert_string_equal(node_text(job, node_first(doc_root(back), "c")), wanted);
	assert_string_equal(node_text(job, doc_root(back)), TEXT_OF(job, "%s%s", wanted, wanted));
}

#define LOST "\xEF\xBF\xBD"

static void any_text(void **state)
{
	again(*state, "", "");
	again(*state, "Ґанок «їжак» №5 — Євгенія", "Ґанок «їжак» №5 — Євгенія");
	again(*state, "<a b=\"c\">&amp;]]></a> 'x'", "<a b=\"c\">&amp;]]></a> 'x'");
	again(*state, " a\tb\nc\rd ", " a\tb\nc\rd ");
	again(*state, "a\x01\x1f\x0b\x7f", "a" LOST LOST LOST "\x7f");
	again(*state, "\xf0\x9f\x93\xa6", "\xf0\x9f\x93\xa6");
	again(*state, "\xff\xfe", LOST LOST);
	again(*state, "\xd0", LOST);
	again(*state, "a\xd0z", "a" LOST "z");
	again(*state, "\xc1\x81\xed\xa0\x80", LOST LOST LOST LOST LOST); /* overlong, half */
	again(*state, "\xef\xbf\xbf|", LOST "|");			 /* U+FFFF */
}

static void changing(void **state)
{
	struct doc *doc = doc_new(*state, "urn:x", "a");
	struct node *root = doc_root(doc), *b = node_add(root, "b", "one"), *c;
	node_put(b, "two & three");
	node_set_int(b, "n", INT64_MIN);
	node_set_real(b, "x", -1.5, 2);
	node_set(b, "gone", "1");
	node_unset(b, "gone");
	node_unset(b, "never");
	c = node_add(root, "c", NULL);
	node_add(c, "d", "");
	node_graft(c, b);
	node_cut(node_next(b, NULL));
	assert_string_equal(doc_text(*state, doc, false),
			    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a xmlns=\"urn:x\"><b "
			    "n=\"-9223372036854775808\" x=\"-1.50\">two &amp; three</b></a>\n");
	assert_true(node_int(b, "n", 0) == INT64_MIN);
	assert_true(node_real(b, "x", 0) == -1.5);
	assert_int_equal(node_int(b, "x", 7), 7);
	assert_int_equal(node_int(b, "none", 7), 7);
	assert_string_equal(node_attr_at(b, 1), "x");
	assert_null(node_attr_at(b, 2));
	assert_null(node_parent(root));
	assert_ptr_equal(node_parent(b), root);
	struct doc *copy = doc_copy(*state, doc);
	node_put(b, "four");
	assert_string_equal(node_text(*state, doc_root(copy)), "two & three");
}

static void spaces(void **state)
{
	struct node *a = taken(*state, "<a xmlns='urn:x' xmlns:w='urn:w' w:t='1' t='2'><w:b/>"
				       "<b/><b xmlns=''/></a>");
	struct node *b = node_first(a, "b");
	assert_string_equal(node_space(a), "urn:x");
	assert_string_equal(node_attr(a, "t"), "2");
	assert_string_equal(node_attr_in(a, "urn:w", "t"), "1");
	assert_null(node_attr_in(a, "urn:x", "t"));
	assert_string_equal(node_attr_at(a, 0), "t");
	assert_true(node_is(b, "urn:w", "b"));
	b = node_next(b, "b");
	assert_true(node_is(b, "urn:x", "b"));
	assert_false(node_is(b, NULL, "b"));
	b = node_next(b, "b");
	assert_true(node_is(b, NULL, "b"));
	assert_null(node_next(b, NULL));
	struct doc *doc = doc_new(*state, "urn:x", "a");
	node_add_in(doc_root(doc), "urn:w", "b");
	node_add_in(doc_root(doc), "urn:x", "c");
	struct node *root = taken(*state, doc_text(*state, doc, false));
	assert_true(node_is(node_first(root, "b"), "urn:w", "b"));
	assert_true(node_is(node_first(root, "c"), "urn:x", "c"));
}

/* ---- schemas -----------------------------------------------------------------------------------
 */

#define XSD                                                                                        \
	"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a'>"             \
	"<xs:complexType><xs:sequence><xs:element name='n' type='xs:int' maxOccurs='unbounded'/>"  \
	"</xs:sequence></xs:complexType></xs:element></xs:schema>"

static void valid(void **state)
{
	char path[] = "/tmp/skrynka-xml.XXXXXX";
	int fd = mkstemp(path);
	struct doc *doc;
	struct remarks *remarks = remarks_new(*state, "a.xml");
	assert_int_equal(write(fd, "<nonsense/>", 11), 11);
	assert_int_equal(read_text(*state, "<a>\n<n>1</n>\n</a>", &doc), OK);
	assert_int_equal(xml_valid(*state, doc, path, NULL), E_SYSTEM); /* no schema */
	assert_int_equal(pwrite(fd, XSD, strlen(XSD), 0), strlen(XSD));
	close(fd);
	assert_int_equal(xml_valid(*state, doc, path, remarks), OK);
	assert_int_equal(read_text(*state, "<a>\n<n>1</n>\n<n>two</n>\n<m/>\n</a>", &doc), OK);
	assert_int_equal(xml_valid(*state, doc, path, remarks), E_INPUT);
	assert_int_equal(strncmp(job_fault(*state), "a.xml:3: ", 9), 0);
	assert_null(strchr(job_fault(*state), '\n'));
	assert_int_equal(remarks->count, 2);
	assert_int_equal(remarks->list[0].line, 3);
	assert_int_equal(remarks->list[1].line, 4);
	/* wrong throughout, twice: told in bounds, and still not well */
	const char *many = TEXT_OF(*state, "<a>%s</a>", repeated(*state, "<n>x</n>", "", 1000));
	assert_int_equal(read_text(*state, many, &doc), OK);
	assert_int_equal(xml_valid(*state, doc, path, remarks), E_INPUT);
	assert_int_equal(xml_valid(*state, doc, path, remarks), E_INPUT);
	assert_in_range(remarks->count, 100, 210);
	unlink(path);
	assert_int_equal(xml_valid(*state, doc, path, NULL), E_INPUT); /* kept compiled */
	assert_int_equal(xml_valid(*state, doc, "/nowhere.xsd", NULL), E_SYSTEM);
}

/* After a schema was read, documents still get nothing from the disk. */
static void still_closed(void **state)
{
	refuse(*state, "<!DOCTYPE a SYSTEM '/etc/passwd'><a/>", "DOCTYPE");
	refuse(*state, "<a>&b;</a>", "a.xml:1:");
}

static int start(void **state)
{
	*state = job_new();
	return 0;
}

static int end(void **state)
{
	return talloc_free(*state);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, start, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(no_doctype), TEST(no_entities), TEST(essence),	  TEST(broken),
		TEST(utf8_only),  TEST(depth),	     TEST(size),	  TEST(lines),
		TEST(places),	  TEST(places_far),  TEST(hostile_files), TEST(any_text),
		TEST(changing),	  TEST(spaces),	     TEST(valid),	  TEST(still_closed)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
