/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/xml.h"
#include "stamps/stamps.h"

enum status stamps_title(struct job *job, const char *file, const char **title)
{
	struct doc *doc;
	TRY(xml_read_file(job, file, &doc));
	const struct node *node = node_first(doc_root(doc), "title");
	if (node == NULL)
		return fail(job, E_INPUT, "%s: the mark has no <title> to call it by", file);
	*title = node_text(job, node);
	return OK;
}
