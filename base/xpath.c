/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/xpath.h"

#include "base/plain.h"
#include "base/xml-tree.h"
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

/* A definition comes from the office, yet a slip in an expression must not hang the program. */
enum { OPERATIONS = 10000000, WORDS = 200 };
enum { TOO_LONG = XML_XPATH_EXPRESSION_OK + XPATH_OP_LIMIT_EXCEEDED };

struct xpath {
	xmlXPathCompExpr *compiled;
	const char *text;
};

struct scope {
	xmlXPathContext *context;
	struct names names;
	xmlNode *root;
	char words[WORDS];
};

/* libxml2 gives a code and a place, but no words. */
static const char *code_words(int code)
{
	switch (code) {
	case XML_XPATH_UNDEF_VARIABLE_ERROR:
		return _("there is no such variable");
	case XML_XPATH_UNKNOWN_FUNC_ERROR:
		return _("there is no such function");
	case XML_XPATH_INVALID_ARITY:
		return _("a function has too many or too few arguments");
	case XML_XPATH_INVALID_TYPE:
	case XML_XPATH_INVALID_OPERAND:
		return _("a value of the wrong kind");
	case XML_XPATH_UNFINISHED_LITERAL_ERROR:
	case XML_XPATH_START_LITERAL_ERROR:
		return _("a quote is not closed");
	case XML_XPATH_UNCLOSED_ERROR:
		return _("a bracket is not closed");
	case XML_XPATH_INVALID_PREDICATE_ERROR:
		return _("a condition in [] is broken");
	case TOO_LONG:
		return _("it takes too long");
	case XML_XPATH_EXPRESSION_OK + XPATH_RECURSION_LIMIT_EXCEEDED:
		return _("its brackets are too deep");
	default:
		return _("it cannot be read");
	}
}

/* The first error is the cause; those after it are its echo. What is compiled has a place. */
static void on_error(void *self, xmlError *error)
{
	char *words = self;
	if (*words != '\0')
		return;
	if (error->int1 > 0)
		snprintf(words, WORDS, _("%s, at character %d"), code_words(error->code),
			 error->int1 + 1);
	else
		snprintf(words, WORDS, "%s", code_words(error->code));
}

/* A context knows all functions of XPath by name: to make one takes longer than most expressions
 * do. One that is free is kept. */
static xmlXPathContext *spare;

/* libxml2 counts on where an expression was given up. */
static void context_ready(xmlXPathContext *context)
{
	context->depth = 0;
	context->opCount = 0;
}

static xmlXPathContext *context_take(void *words)
{
	xmlXPathContext *context = spare != NULL ? spare : must(xmlXPathNewContext(NULL));
	spare = NULL;
	context->error = on_error;
	context->userData = words;
	context_ready(context);
	return context;
}

static void context_give(xmlXPathContext *context)
{
	if (spare != NULL)
		xmlXPathFreeContext(spare);
	spare = context;
}

static int xpath_close(struct xpath *xpath)
{
	xmlXPathFreeCompExpr(xpath->compiled);
	return 0;
}

enum status xpath_new(struct job *job, void *owner, const char *text, struct xpath **out)
{
	char words[WORDS] = "";
	xmlXPathContext *context = context_take(words);
	xmlXPathCompExpr *compiled = xmlXPathCtxtCompile(context, BAD_CAST text);
	context_give(context);
	if (compiled == NULL)
		return fail(job, E_INPUT, "not an XPath expression: %s (%s)",
			    plain_short(job, text), words);
	struct xpath *xpath = NEW(owner, struct xpath);
	xpath->compiled = compiled;
	talloc_set_destructor(xpath, xpath_close);
	xpath->text = COPY(xpath, text);
	*out = xpath;
	return OK;
}

const char *xpath_text(const struct xpath *xpath)
{
	return xpath->text;
}

static xmlXPathObject *on_variable(void *self, const xmlChar *name, const xmlChar *space)
{
	struct scope *scope = self;
	if (space != NULL || scope->names.variable == NULL)
		return NULL;
	struct node *node = scope->names.variable(scope->names.self, (const char *)name);
	return node == NULL ? NULL : xmlXPathNewNodeSet(node_inner(node));
}

static void in_function(xmlXPathParserContext *parser, int count)
{
	struct scope *scope = parser->context->extra;
	if (count != 1) {
		xmlXPathSetArityError(parser);
		return;
	}
	xmlChar *id = xmlXPathPopString(parser);
	bool in = id != NULL && scope->names.in != NULL &&
		  scope->names.in(scope->names.self, (const char *)id);
	xmlFree(id);
	valuePush(parser, xmlXPathNewBoolean(in));
}

static int scope_close(struct scope *scope)
{
	context_give(scope->context);
	return 0;
}

struct scope *scope_new(void *owner, struct node *root, struct names names)
{
	struct scope *scope = NEW(owner, struct scope);
	scope->root = node_inner(root);
	scope->names = names;
	scope->context = context_take(scope->words);
	talloc_set_destructor(scope, scope_close);
	scope->context->extra = scope;
	scope->context->opLimit = OPERATIONS;
	xmlXPathContextSetCache(scope->context, 1, -1, 0);
	xmlXPathRegisterVariableLookup(scope->context, on_variable, scope);
	xmlXPathRegisterFunc(scope->context, BAD_CAST "In", in_function);
	return scope;
}

static void scope_ready(struct scope *scope)
{
	scope->words[0] = '\0';
	scope->context->node = scope->root;
	scope->context->doc = scope->root->doc;
	context_ready(scope->context);
}

static enum status evaluation_fault(struct job *job, const struct xpath *xpath,
				    const struct scope *scope)
{
	return fail(job, E_INPUT, "the expression %s fails: %s", plain_short(job, xpath->text),
		    scope->words);
}

/* The node after AT in the tree below TOP, in document order, or NULL. */
static const xmlNode *node_after(const xmlNode *top, const xmlNode *at)
{
	if (at->children != NULL)
		return at->children;
	while (at != top && at->next == NULL)
		at = at->parent;
	return at == top ? NULL : at->next;
}

/* The texts below TOP, one after another, go to TO where it is given; how many bytes they are. */
static size_t put_texts(const xmlNode *top, char *to)
{
	size_t n = 0;
	for (const xmlNode *at = node_after(top, top); at != NULL; at = node_after(top, at)) {
		bool text = at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE;
		size_t more = text && at->content != NULL ? strlen((const char *)at->content) : 0;
		if (to != NULL && more > 0)
			memcpy(to + n, at->content, more);
		n += more;
	}
	return n;
}

/* libxml2 makes such a text longer by a few bytes at a time: of a large tree, without end. */
static const char *texts_of(void *owner, const xmlNode *top)
{
	size_t n = put_texts(top, NULL);
	char *texts = must(talloc_size(owner, n + 1));
	texts[put_texts(top, texts)] = '\0';
	return texts;
}

/* Most elements and attributes hold one text, or nothing. */
static const char *value_of(void *owner, xmlNode *node)
{
	const xmlNode *held = node->children;
	bool holder = node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE;
	if (holder && held == NULL)
		return "";
	if (holder && held->next == NULL && held->type == XML_TEXT_NODE && held->content != NULL)
		return COPY(owner, (const char *)held->content);
	if (node->type == XML_ELEMENT_NODE)
		return texts_of(owner, node);
	xmlChar *value = must(xmlXPathCastNodeToString(node));
	const char *copy = COPY(owner, (const char *)value);
	xmlFree(value);
	return copy;
}

static struct hit hit_of(void *owner, xmlNode *node)
{
	struct hit hit = {.value = value_of(owner, node)};
	hit.kind = node->type == XML_ELEMENT_NODE     ? HIT_ELEMENT
		   : node->type == XML_ATTRIBUTE_NODE ? HIT_ATTRIBUTE
						      : HIT_TEXT;
	hit.node = node_outer(hit.kind == HIT_ELEMENT ? node : node->parent);
	if (hit.kind == HIT_ATTRIBUTE)
		hit.attribute = COPY(owner, (const char *)node->name);
	return hit;
}

static void hits_of(void *owner, xmlNodeSet *set, struct found *found)
{
	if (set == NULL)
		return;
	xmlXPathNodeSetSort(set);
	for (int i = 0; i < set->nodeNr; i++) {
		/* the document itself and namespaces are no data */
		if (set->nodeTab[i]->type == XML_NAMESPACE_DECL ||
		    set->nodeTab[i]->type == XML_DOCUMENT_NODE)
			continue;
		found->hits = APPEND(owner, found->hits, &found->nhits, struct hit);
		found->hits[found->nhits - 1] = hit_of(owner, set->nodeTab[i]);
	}
}

static const char *text_of(void *owner, xmlXPathObject *object)
{
	xmlChar *text = must(xmlXPathCastToString(object));
	const char *copy = COPY(owner, (const char *)text);
	xmlFree(text);
	return copy;
}

enum status xpath_find(struct job *job, const struct xpath *xpath, struct scope *scope, void *owner,
		       struct found *found)
{
	*found = (struct found){0};
	scope_ready(scope);
	xmlXPathObject *object = xmlXPathCompiledEval(xpath->compiled, scope->context);
	if (object == NULL)
		return evaluation_fault(job, xpath, scope);
	found->truth = xmlXPathCastToBoolean(object) != 0;
	found->nodes = object->type == XPATH_NODESET;
	if (found->nodes)
		hits_of(owner, object->nodesetval, found);
	if (found->nhits > 0)
		found->text = found->hits[0].value; /* that of a node-set is its first node's */
	else
		found->text = text_of(owner, object);
	xmlXPathFreeObject(object);
	return OK;
}

enum status xpath_true(struct job *job, const struct xpath *xpath, struct scope *scope, bool *out)
{
	scope_ready(scope);
	int truth = xmlXPathCompiledEvalToBoolean(xpath->compiled, scope->context);
	if (truth < 0)
		return evaluation_fault(job, xpath, scope);
	*out = truth != 0;
	return OK;
}

bool xpath_too_long(const struct xpath *xpath, struct scope *scope)
{
	scope_ready(scope);
	return xmlXPathCompiledEvalToBoolean(xpath->compiled, scope->context) < 0 &&
	       scope->context->lastError.code == TOO_LONG;
}

struct node *node_adopt(struct node *parent, const struct node *from)
{
	xmlNode *copy = must(
		xmlNewDocNode(node_inner(parent)->doc, NULL, node_inner(from)->name, NULL));
	xmlAddChild(node_inner(parent), copy);
	node_absorb(node_outer(copy), from);
	return node_outer(copy);
}

void node_absorb(struct node *to, const struct node *from)
{
	/* the end is fixed first: a node may be absorbed by one of its own children's kin */
	xmlNode *last = node_inner(from)->last;
	for (xmlAttr *a = node_inner(from)->properties; a != NULL; a = a->next) {
		const xmlChar *value = a->children == NULL ? BAD_CAST "" : a->children->content;
		if (a->ns == NULL)
			must(xmlSetNsProp(node_inner(to), NULL, a->name, value));
	}
	for (xmlNode *n = node_inner(from)->children; n != NULL; n = n->next) {
		if (n->type == XML_ELEMENT_NODE)
			node_adopt(to, node_outer(n));
		else if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
			xmlNodeAddContent(node_inner(to), n->content);
		if (n == last)
			break;
	}
}

void node_empty(struct node *node)
{
	while (node_inner(node)->properties != NULL)
		xmlRemoveProp(node_inner(node)->properties);
	while (node_inner(node)->children != NULL) {
		xmlNode *child = node_inner(node)->children;
		xmlUnlinkNode(child);
		xmlFreeNode(child);
	}
}

bool node_filled(const struct node *node)
{
	for (xmlNode *n = node_inner(node)->children; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE ||
		    ((n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) &&
		     !xmlIsBlankNode(n)))
			return true;
	return false;
}
