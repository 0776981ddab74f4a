/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents: read, held against a schema, made, printed. Nodes: node.c. */
#include "base/xml-tree.h"

#include "base/file.h"
#include "base/plain.h"
#include "base/xmlwords.h"
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlschemas.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT = 16 << 20, REMARKS = 100 };

struct doc {
	xmlDoc *tree;
};

static int doc_close(struct doc *doc)
{
	xmlFreeDoc(doc->tree);
	return 0;
}

static struct doc *doc_own(struct job *job, xmlDoc *tree)
{
	struct doc *doc = NEW(job, struct doc);
	doc->tree = must(tree);
	talloc_set_destructor(doc, doc_close);
	return doc;
}

static void quiet(void *self, const char *format, ...)
{
	(void)self;
	(void)format;
}

static xmlParserInput *no_entity(const char *url, const char *id, xmlParserCtxt *context)
{
	(void)url;
	(void)id;
	(void)context;
	return NULL;
}

static void start_once(void)
{
	static bool started;
	if (started)
		return;
	xmlInitParser();
	xmlSetGenericErrorFunc(NULL, quiet);
	xmlSetExternalEntityLoader(no_entity);
	started = true;
}

/* A text being read. The first error is the cause; the parser goes on to its echoes. */
struct reading {
	bool dtd;
	struct locus dtd_at;
	xmlError first;
	const char *bytes;
	size_t size;
	struct finger finger;
};

static void on_parse_error(void *context, xmlError *error)
{
	struct reading *reading = ((xmlParserCtxt *)context)->_private;
	if (reading->first.code == XML_ERR_OK && error->level >= XML_ERR_ERROR)
		xmlCopyError(error, &reading->first);
}

/* --- where nodes stand: libxml2 notes the line in which a tag ends, and no column --- */

static void *locus_packed(struct locus locus)
{
	int column = locus.column < COLUMNS ? locus.column : 0;
	return (void *)((uintptr_t)locus.line * COLUMNS + (uintptr_t)column);
}

static void attributes_place(struct reading *reading, xmlAttr *attr, const char *at,
			     const char *end)
{
	const char *name;
	size_t length;
	for (; attr != NULL && tag_attribute(&at, end, &name, &length); attr = attr->next)
		attr->_private = locus_packed(finger_move(&reading->finger, name));
}

/* Where the parser stands in the text … */
static const char *parser_at(const xmlParserCtxt *parser)
{
	const struct reading *reading = parser->_private;
	const xmlParserInput *input = parser->input;
	size_t past = input->consumed + (size_t)(input->cur - input->base);
	return past > reading->size ? NULL : reading->bytes + past;
}

/* … and the "<" before it, or NULL. */
static const char *markup_before(const xmlParserCtxt *parser)
{
	const struct reading *reading = parser->_private;
	const char *start = parser_at(parser);
	if (start == NULL)
		return NULL;
	for (start--; start > reading->finger.at && *start != '<';)
		start--;
	return start < reading->finger.at || *start != '<' ? NULL : start;
}

/* The parser stands before the ">" of the tag; no "<" may stand in between. */
static void tag_place(xmlParserCtxt *parser, xmlNode *node)
{
	struct reading *reading = parser->_private;
	const char *end = parser_at(parser), *start = markup_before(parser);
	if (node == NULL || start == NULL)
		return;
	node->_private = locus_packed(finger_move(&reading->finger, start));
	attributes_place(reading, node->properties, start + 1 + strcspn(start + 1, " \t\r\n/>"),
			 end);
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
		     int nspaces, const xmlChar **spaces, int nattrs, int ndefaulted,
		     const xmlChar **attrs)
{
	xmlParserCtxt *parser = context;
	const xmlNode *above = parser->node;
	xmlSAX2StartElementNs(context, name, prefix, uri, nspaces, spaces, nattrs, ndefaulted,
			      attrs);
	if (parser->node != above)
		tag_place(parser, parser->node);
}

static void no_dtd(void *context, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
	(void)name;
	(void)id;
	(void)system;
	xmlParserCtxt *parser = context;
	struct reading *reading = parser->_private;
	const char *start = markup_before(parser);
	reading->dtd = true;
	if (start != NULL)
		reading->dtd_at = finger_move(&reading->finger, start);
	xmlStopParser(parser);
}

static enum status parse_fault(struct job *job, const char *name, const struct reading *reading)
{
	if (reading->dtd)
		return fail(job, E_INPUT, "%s:%d:%d: a DOCTYPE is not allowed here: remove it",
			    name, reading->dtd_at.line, reading->dtd_at.column);
	const xmlError *error = &reading->first;
	return fail(job, E_INPUT, "%s:%d:%d: not well-formed XML: %s", name, error->line,
		    error->int2,
		    xml_words(job, error->code, error->message, error->str1, error->str2));
}

/* What the text says it is in, or surely is, when that is not UTF-8. */
static const char *foreign_encoding(struct job *job, const char *bytes, size_t size)
{
	size_t head = size < 200 ? size : 200;
	if (size > 1 && (bytes[0] == '\0' || bytes[1] == '\0' ||
			 memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
		return "UTF-16";
	const char *end = memmem(bytes, head, "?>", 2);
	const char *name = end == NULL ? NULL : memmem(bytes, (size_t)(end - bytes), "encoding", 8);
	if (name == NULL || head < 8 || memmem(bytes, 8, "<?xml", 5) == NULL)
		return NULL;
	name += 8 + strspn(name + 8, " \t\r\n=");
	size_t length = strcspn(name + 1, "\"'?>");
	char *own = must(talloc_strndup(job, name + 1, length));
	bool good = *own == '\0' || strcasecmp(own, "UTF-8") == 0 ||
		    strcasecmp(own, "US-ASCII") == 0;
	return good ? NULL : own;
}

enum status xml_read(struct job *job, const char *name, const char *bytes, size_t size,
		     struct doc **out)
{
	struct reading reading = {.bytes = bytes, .size = size, .finger = finger_new(bytes, size)};
	start_once();
	if (size > LIMIT)
		return fail(job, E_INPUT, "%s: larger than %d MB", name, LIMIT >> 20);
	const char *encoding = foreign_encoding(job, bytes, size);
	if (encoding != NULL)
		return fail(job, E_INPUT, "%s:1:1: the text is in %s: save it as UTF-8", name,
			    plain_short(job, encoding));
	xmlParserCtxt *parser = must(xmlNewParserCtxt());
	parser->_private = &reading;
	parser->sax->internalSubset = no_dtd;
	parser->sax->serror = on_parse_error;
	parser->sax->startElementNs = on_start;
	xmlDoc *tree = xmlCtxtReadMemory(parser, bytes, (int)size, name, NULL,
					 XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
	/* an unknown prefix is well-formed to libxml2, not to us */
	bool well = tree != NULL && !reading.dtd && parser->nsWellFormed;
	enum status status = well ? OK : parse_fault(job, name, &reading);
	if (well)
		*out = doc_own(job, tree);
	else if (tree != NULL)
		xmlFreeDoc(tree);
	xmlResetError(&reading.first);
	xmlFreeParserCtxt(parser);
	return status;
}

enum status xml_read_file(struct job *job, const char *path, struct doc **out)
{
	char *bytes;
	size_t size;
	TRY(file_read(job, path, LIMIT, &bytes, &size));
	enum status status = xml_read(job, path, bytes, size, out);
	talloc_free(bytes);
	return status;
}

struct listener {
	struct remarks *remarks;
	const char *first; /* words and line of the first fault of this check */
	int line, count;
};

/* A sheet that is wrong throughout is not told line by line for ever. */
static void on_schema_error(void *self, xmlError *error)
{
	struct listener *listener = self;
	const xmlNode *node = error->node;
	if (listener->count++ >= REMARKS)
		return;
	const char *words = schema_words(listener->remarks->job,
					 node == NULL ? NULL : (const char *)node->name,
					 error->code, error->message, error->str1, error->str2);
	struct locus locus = node == NULL ? (struct locus){0} : locus_unpacked(node->_private);
	int line = locus.line > 0 ? locus.line : error->line;
	remark(listener->remarks, ERROR, line, locus.column, words, NULL);
	if (listener->count == 1) {
		listener->first = words;
		listener->line = line;
	}
}

/* Schemas are few and used again and again (one sheet after the other): they are kept compiled. */
static xmlSchema *schema_at(const char *path)
{
	static struct known {
		char *path;
		xmlSchema *schema;
		struct known *next;
	} * known;
	for (const struct known *k = known; k != NULL; k = k->next)
		if (strcmp(k->path, path) == 0)
			return k->schema;
	xmlSetExternalEntityLoader(xmlNoNetExternalEntityLoader); /* schemas are our own files */
	xmlSchemaParserCtxt *parser = must(xmlSchemaNewParserCtxt(path));
	xmlSchemaSetParserErrors(parser, quiet, quiet, NULL);
	xmlSchema *schema = xmlSchemaParse(parser);
	xmlSchemaFreeParserCtxt(parser);
	xmlSetExternalEntityLoader(no_entity);
	if (schema == NULL)
		return NULL;
	struct known *one = must(malloc(sizeof *one));
	*one = (struct known){must(strdup(path)), schema, known};
	known = one;
	return schema;
}

enum status xml_valid(struct job *job, struct doc *doc, const char *xsd_path,
		      struct remarks *remarks)
{
	const char *file = doc->tree->URL == NULL ? "XML" : (const char *)doc->tree->URL;
	struct listener listener = {.remarks = remarks == NULL ? remarks_new(job, file) : remarks};
	start_once();
	xmlSchema *schema = schema_at(xsd_path);
	if (schema == NULL)
		return fail(job, E_SYSTEM, "%s: the schema cannot be read", xsd_path);
	xmlSchemaValidCtxt *valid = must(xmlSchemaNewValidCtxt(schema));
	xmlSchemaSetValidStructuredErrors(valid, on_schema_error, &listener);
	int rc = xmlSchemaValidateDoc(valid, doc->tree);
	xmlSchemaFreeValidCtxt(valid);
	if (rc == 0)
		return OK;
	if (listener.count == 0)
		return fail(job, E_SYSTEM, "%s: the schema check failed", file);
	return fail(job, E_INPUT, "%s:%d: %s", file, listener.line, listener.first);
}

struct doc *doc_new(struct job *job, const char *space, const char *root)
{
	xmlDoc *tree = must(xmlNewDoc(BAD_CAST "1.0"));
	xmlNode *node = must(xmlNewNode(NULL, BAD_CAST root));
	start_once();
	xmlDocSetRootElement(tree, node);
	if (space != NULL)
		xmlSetNs(node, must(xmlNewNs(node, BAD_CAST space, NULL)));
	return doc_own(job, tree);
}

struct doc *doc_copy(struct job *job, const struct doc *doc)
{
	return doc_own(job, xmlCopyDoc(doc->tree, 1));
}

struct node *doc_root(const struct doc *doc)
{
	return node_outer(xmlDocGetRootElement(doc->tree));
}

const char *doc_text(void *owner, const struct doc *doc, bool indent)
{
	xmlChar *text;
	int size;
	xmlDocDumpFormatMemoryEnc(doc->tree, &text, &size, "UTF-8", indent);
	const char *copy = COPY(owner, (const char *)must(text));
	xmlFree(text);
	return copy;
}
