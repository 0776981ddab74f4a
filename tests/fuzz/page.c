/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that a taken-over reader left, as the process that collects takes them: held against no
 * schema yet. */
#include "fuzz.h"
#include "ocr/fields.h"
#include "ocr/sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct job *job = job_new();
	struct doc *doc;
	struct leaf *leaves = NULL;
	int count = 0;
	if (xml_read_file(job, fuzz_file(bytes, size), &doc) == OK) {
		struct node *n = node_first(doc_root(doc), "page");
		for (; n != NULL; n = node_next(n, "page")) {
			leaves = APPEND(job, leaves, &count, struct leaf);
			leaves[count - 1] = (struct leaf){count, (int)node_int(n, "width", 0),
							  sheet_lines(job, n), sheet_mark(n)};
			(void)kind_of(node_attr(n, "kind"));
		}
		struct fields fields = fields_find(job, leaves, count);
		for (int i = 0; i < fields.count; i++)
			sheet_field(doc_root(doc), &fields.list[i]);
		(void)fields_unsigned(job, leaves, count);
		(void)doc_text(job, doc, true);
	}
	talloc_free(job);
	return 0;
}
