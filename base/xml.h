/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML, read safely and written plainly: the only face to libxml2's trees (XPath: xpath.h). No DTD,
 * no entities, no network; at most 16 MB, 256 levels. A document belongs to the job that made it, a
 * node to its document. Texts lent by nodes live as long as the node is unchanged. */
#ifndef BASE_XML_H
#define BASE_XML_H

#include "base/locus.h"
#include "base/remark.h"

struct doc;
struct node; /* an element */

/* Parses SIZE bytes; NAME is what remarks and faults call it. E_INPUT with "NAME:line: …". */
enum status xml_read(struct job *job, const char *name, const char *bytes, size_t size,
		     struct doc **out);
enum status xml_read_file(struct job *job, const char *path, struct doc **out);

/* Checks DOC against the schema file; each fault becomes a remark (ERROR, line). E_INPUT when there
 * is any, with the first as the fault. REMARKS may be NULL. */
enum status xml_valid(struct job *job, struct doc *doc, const char *xsd_path,
		      struct remarks *remarks);

struct doc *doc_new(struct job *job, const char *space, const char *root);
struct doc *doc_copy(struct job *job, const struct doc *doc);
struct node *doc_root(const struct doc *doc);

/* The text of the document (UTF-8), owned by OWNER. */
const char *doc_text(void *owner, const struct doc *doc, bool indent);
/* The text of one element and what is in it. */
const char *node_xml(void *owner, const struct node *node);
/* The same for people who compare: no remarks, no namespaces, attributes by name, white space only
 * where it parts words. Two that say the same are equal. */
const char *node_essence(void *owner, const struct node *node);

const char *node_name(const struct node *node);
const char *node_space(const struct node *node); /* namespace name, or NULL */
bool node_is(const struct node *node, const char *space, const char *name);
/* Where its tag begins, or where the attribute of that local name does (when it has none of the
 * name: the tag). {0, 0} of a node that was not read from a text. */
struct locus node_locus(const struct node *node, const char *attr);
int node_line(const struct node *node);
const char *node_attr(const struct node *node, const char *name); /* in no namespace; or NULL */
const char *node_attr_in(const struct node *node, const char *space, const char *name);
/* The name of the INDEXth attribute (from 0) in no namespace; NULL past the last. */
const char *node_attr_at(const struct node *node, int index);
const char *node_text(void *owner, const struct node *node); /* all text in it, "" when none */
struct node *node_parent(const struct node *node);	     /* NULL at the root */

/* Elements in NODE, in order; NAME NULL: any. for (n = node_first(p, "x"); n; n = node_next(n,
 * "x")) */
struct node *node_first(const struct node *node, const char *name);
struct node *node_next(const struct node *node, const char *name);

/* Whether TEXT can be the name of an element: no prefix, no white space. */
bool xml_name(const char *text);

/* A new last child in the namespace of its parent; with TEXT, which may be NULL. Characters that
 * XML cannot hold (control characters, broken UTF-8) are replaced with U+FFFD. */
struct node *node_add(struct node *parent, const char *name, const char *text);
struct node *node_add_in(struct node *parent, const char *space, const char *name);
void node_set(struct node *node, const char *name, const char *value);
void node_set_int(struct node *node, const char *name, int64_t value);
void node_set_real(struct node *node, const char *name, double value, int decimals);
void node_unset(struct node *node, const char *name);
/* Replaces all content by TEXT. */
void node_put(struct node *node, const char *text);
/* A deep copy of NODE as the last child of PARENT, whatever document it comes from. */
struct node *node_graft(struct node *parent, const struct node *node);
void node_cut(struct node *node); /* removes it from its document and frees it */

/* About how many bytes NODE and all in it take. */
size_t node_weight(const struct node *node);

/* Integer and decimal attributes; the fallback when absent or not a number. */
int64_t node_int(const struct node *node, const char *name, int64_t fallback);
double node_real(const struct node *node, const char *name, double fallback);

#endif
