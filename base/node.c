/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The elements of a document: looked at, walked, changed. */
#include "base/xml-tree.h"

#include "base/text.h"
#include <inttypes.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

const char *node_xml(void *owner, const struct node *node)
{
	xmlBuffer *buffer = must(xmlBufferCreate());
	xmlNodeDump(buffer, node_inner(node)->doc, node_inner(node), 0, 0);
	const char *copy = COPY(owner, (const char *)xmlBufferContent(buffer));
	xmlBufferFree(buffer);
	return copy;
}

const char *node_name(const struct node *node)
{
	return (const char *)node_inner(node)->name;
}

const char *node_space(const struct node *node)
{
	return node_inner(node)->ns == NULL ? NULL : (const char *)node_inner(node)->ns->href;
}

bool node_is(const struct node *node, const char *space, const char *name)
{
	const char *own = node_space(node);
	bool same = own == NULL || space == NULL ? own == space : strcmp(own, space) == 0;
	return same && strcmp(node_name(node), name) == 0;
}

struct locus node_locus(const struct node *node, const char *attr)
{
	const xmlNode *own = node_inner(node);
	for (const xmlAttr *a = own->properties; attr != NULL && a != NULL; a = a->next)
		if (strcmp((const char *)a->name, attr) == 0 && a->_private != NULL)
			return locus_unpacked(a->_private);
	if (own->_private != NULL)
		return locus_unpacked(own->_private);
	return (struct locus){(int)xmlGetLineNo(own), 0};
}

int node_line(const struct node *node)
{
	return node_locus(node, NULL).line;
}

const char *node_attr(const struct node *node, const char *name)
{
	return attr_text(xmlHasNsProp(node_inner(node), BAD_CAST name, NULL));
}

const char *node_attr_in(const struct node *node, const char *space, const char *name)
{
	return attr_text(xmlHasNsProp(node_inner(node), BAD_CAST name, BAD_CAST space));
}

const char *node_attr_at(const struct node *node, int index)
{
	for (const xmlAttr *attr = node_inner(node)->properties; attr != NULL; attr = attr->next)
		if (attr->ns == NULL && index-- == 0)
			return (const char *)attr->name;
	return NULL;
}

const char *node_text(void *owner, const struct node *node)
{
	xmlChar *text = must(xmlNodeGetContent(node_inner(node)));
	const char *copy = COPY(owner, (const char *)text);
	xmlFree(text);
	return copy;
}

struct node *node_parent(const struct node *node)
{
	xmlNode *parent = node_inner(node)->parent;
	return parent != NULL && parent->type == XML_ELEMENT_NODE ? node_outer(parent) : NULL;
}

static struct node *element_from(xmlNode *node, const char *name)
{
	for (; node != NULL; node = node->next)
		if (node->type == XML_ELEMENT_NODE &&
		    (name == NULL || strcmp((const char *)node->name, name) == 0))
			return node_outer(node);
	return NULL;
}

struct node *node_first(const struct node *node, const char *name)
{
	return element_from(node_inner(node)->children, name);
}

struct node *node_next(const struct node *node, const char *name)
{
	return element_from(node_inner(node)->next, name);
}

#define LOST "\xEF\xBF\xBD"

/* Most texts are: plain ASCII. */
static bool is_clean(const char *text)
{
	for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++)
		if ((*c < ' ' && *c != '\n' && *c != '\t') || *c >= 0x7f)
			return false;
	return true;
}

/* A copy of TEXT that XML can hold. */
static xmlChar *clean(const char *text)
{
	char *copy = must(malloc(strlen(text) * 3 + 1)), *end = copy;
	while (*text != '\0') {
		const char *from = text;
		uint32_t code = text_step(&text);
		bool holds = code != TEXT_BROKEN && IS_CHAR(code);
		size_t n = holds ? (size_t)(text - from) : strlen(LOST);
		memcpy(end, holds ? from : LOST, n);
		end += n;
	}
	*end = '\0';
	return BAD_CAST copy;
}

static void add_text(xmlNode *node, const char *text)
{
	xmlChar *cleaned = is_clean(text) ? NULL : clean(text);
	if (*text != '\0')
		xmlNodeAddContent(node, cleaned != NULL ? cleaned : BAD_CAST text);
	free(cleaned);
}

void node_put(struct node *node, const char *text)
{
	xmlNodeSetContent(node_inner(node), NULL);
	add_text(node_inner(node), text);
}

bool xml_name(const char *text)
{
	return xmlValidateNCName(BAD_CAST text, 0) == 0;
}

struct node *node_add(struct node *parent, const char *name, const char *text)
{
	xmlNode *node = must(
		xmlNewChild(node_inner(parent), node_inner(parent)->ns, BAD_CAST name, NULL));
	if (text != NULL)
		add_text(node, text);
	return node_outer(node);
}

struct node *node_add_in(struct node *parent, const char *space, const char *name)
{
	xmlNode *node = must(xmlNewDocNode(node_inner(parent)->doc, NULL, BAD_CAST name, NULL));
	xmlAddChild(node_inner(parent), node);
	xmlNs *ns = space == NULL ? NULL : xmlSearchNsByHref(node->doc, node, BAD_CAST space);
	if (ns == NULL && (space != NULL || node_inner(parent)->ns != NULL))
		ns = space == NULL ? NULL : must(xmlNewNs(node, BAD_CAST space, NULL));
	xmlSetNs(node, ns);
	return node_outer(node);
}

void node_set(struct node *node, const char *name, const char *value)
{
	xmlChar *cleaned = is_clean(value) ? NULL : clean(value);
	must(xmlSetNsProp(node_inner(node), NULL, BAD_CAST name,
			  cleaned != NULL ? cleaned : BAD_CAST value));
	free(cleaned);
}

void node_set_int(struct node *node, const char *name, int64_t value)
{
	char text[32];
	snprintf(text, sizeof text, "%" PRId64, value);
	node_set(node, name, text);
}

void node_set_real(struct node *node, const char *name, double value, int decimals)
{
	char text[64];
	snprintf(text, sizeof text, "%.*f", decimals, value);
	node_set(node, name, text);
}

void node_unset(struct node *node, const char *name)
{
	xmlUnsetNsProp(node_inner(node), NULL, BAD_CAST name);
}

struct node *node_graft(struct node *parent, const struct node *node)
{
	xmlNode *copy = must(xmlDocCopyNode(node_inner(node), node_inner(parent)->doc, 1));
	return node_outer(must(xmlAddChild(node_inner(parent), copy)));
}

void node_cut(struct node *node)
{
	xmlUnlinkNode(node_inner(node));
	xmlFreeNode(node_inner(node));
}

size_t node_weight(const struct node *node)
{
	size_t weight = sizeof(xmlNode);
	for (const xmlAttr *a = node_inner(node)->properties; a != NULL; a = a->next)
		weight += sizeof *a + strlen(attr_text(a));
	for (xmlNode *n = node_inner(node)->children; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE)
			weight += node_weight(node_outer(n));
		else if (n->content != NULL)
			weight += sizeof *n + strlen((const char *)n->content);
	return weight;
}

int64_t node_int(const struct node *node, const char *name, int64_t fallback)
{
	const char *text = node_attr(node, name);
	char *end;
	if (text == NULL || *text == '\0')
		return fallback;
	int64_t value = strtoll(text, &end, 10);
	return *end == '\0' ? value : fallback;
}

double node_real(const struct node *node, const char *name, double fallback)
{
	const char *text = node_attr(node, name);
	char *end;
	if (text == NULL || *text == '\0')
		return fallback;
	double value = strtod(text, &end);
	return *end == '\0' ? value : fallback;
}
