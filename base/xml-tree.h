/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A struct node is libxml2's under a name of our own; only xml.c, node*.c and xpath.c know it. */
#ifndef BASE_XML_TREE_H
#define BASE_XML_TREE_H

#include "base/xml.h"
#include <libxml/tree.h>

static inline xmlNode *node_inner(const struct node *node)
{
	return (xmlNode *)(uintptr_t)node;
}

static inline struct node *node_outer(xmlNode *node)
{
	return (struct node *)node;
}

/* Without entities an attribute holds one text node, or none when empty. */
static inline const char *attr_text(const xmlAttr *attr)
{
	if (attr == NULL)
		return NULL;
	return attr->children == NULL ? "" : (const char *)attr->children->content;
}

/* Where a node stands is packed into its _private. */
enum { COLUMNS = 4096 };

static inline struct locus locus_unpacked(const void *packed)
{
	uintptr_t both = (uintptr_t)packed;
	return (struct locus){(int)(both / COLUMNS), (int)(both % COLUMNS)};
}

#endif
