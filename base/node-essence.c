/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/xml-tree.h"

#include <stdlib.h>
#include <string.h>

struct essence {
	void *owner;
	char *text;
};

static void put(struct essence *e, const char *text)
{
	e->text = must(talloc_strdup_append(e->text, text));
}

/* White space in a row is one blank. */
static void put_words(struct essence *e, const char *text)
{
	char *plain = must(talloc_strdup(e->owner, text)), *to = plain;
	for (; *text != '\0'; text++) {
		bool blank = strchr(" \t\r\n", *text) != NULL;
		if (!blank)
			*to++ = *text;
		else if (to != plain && to[-1] != ' ')
			*to++ = ' ';
	}
	if (to != plain && to[-1] == ' ')
		to--;
	*to = '\0';
	put(e, plain);
	talloc_free(plain);
}

static void put_name(struct essence *e, const xmlNs *space, const xmlChar *name)
{
	if (space != NULL && space->prefix != NULL) {
		put(e, (const char *)space->prefix);
		put(e, ":");
	}
	put(e, (const char *)name);
}

static int by_name(const void *a, const void *b)
{
	const xmlAttr *const *left = a, *const *right = b;
	return xmlStrcmp((*left)->name, (*right)->name);
}

static void put_attributes(struct essence *e, const xmlNode *node)
{
	int count = 0;
	const xmlAttr **list = NULL;
	for (const xmlAttr *a = node->properties; a != NULL; a = a->next) {
		list = APPEND(e->owner, list, &count, const xmlAttr *);
		list[count - 1] = a;
	}
	if (count > 0)
		qsort(list, (size_t)count, sizeof *list, by_name);
	for (int i = 0; i < count; i++) {
		put(e, " ");
		put_name(e, list[i]->ns, list[i]->name);
		put(e, "=\"");
		put_words(e, attr_text(list[i]));
		put(e, "\"");
	}
	talloc_free(list);
}

static void put_node(struct essence *e, const xmlNode *node)
{
	if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
		put_words(e, (const char *)node->content);
	if (node->type != XML_ELEMENT_NODE)
		return;
	put(e, "<");
	put_name(e, node->ns, node->name);
	put_attributes(e, node);
	size_t empty = strlen(e->text);
	put(e, ">");
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
		put_node(e, child);
	if (e->text[empty + 1] == '\0') {
		e->text[empty] = '\0';
		e->text = must(talloc_strdup_append(e->text, "/>"));
		return;
	}
	put(e, "</");
	put_name(e, node->ns, node->name);
	put(e, ">");
}

const char *node_essence(void *owner, const struct node *node)
{
	struct essence essence = {owner, must(talloc_strdup(owner, ""))};
	put_node(&essence, node_inner(node));
	return essence.text;
}
