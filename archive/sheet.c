/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/sheet.h"

#include <math.h>
#include <string.h>

/* A word of the sheet may have blanks in it, a word of the PDF may not: they would end it too soon.
 */
static const char *closed(void *owner, const char *text)
{
	char *out = must(talloc_strdup(owner, text)), *to = out;
	for (const char *from = out; *from != '\0'; from++)
		if (strchr(" \t\r\n", *from) == NULL)
			*to++ = *from;
	*to = '\0';
	return out;
}

static struct box box_of(const struct node *node)
{
	return (struct box){(int)node_int(node, "x", 0), (int)node_int(node, "y", 0),
			    (int)node_int(node, "w", 0), (int)node_int(node, "h", 0)};
}

static struct pdf_line line_of(struct job *job, const struct node *node)
{
	struct pdf_line line = {.box = box_of(node)};
	for (struct node *n = node_first(node, "word"); n != NULL; n = node_next(n, "word")) {
		const char *text = closed(job, node_text(job, n));
		if (*text == '\0')
			continue;
		line.words = APPEND(job, line.words, &line.count, struct pdf_word);
		line.words[line.count - 1] = (struct pdf_word){box_of(n), text,
							       (int)lround(node_real(n, "c", 0))};
	}
	return line;
}

enum status reading_of(struct job *job, const struct doc *sheet, int n, struct reading *out)
{
	struct node *page = node_first(doc_root(sheet), "page");
	while (page != NULL && node_int(page, "n", 0) != n)
		page = node_next(page, "page");
	if (page == NULL)
		return fail(job, E_SYSTEM, "the sheet has no page %d", n);
	*out = (struct reading){.width = (int)node_int(page, "width", 0),
				.height = (int)node_int(page, "height", 0),
				.turn = (int)node_int(page, "turn", 0),
				.engine = COPY(job, node_attr(doc_root(sheet), "engine")),
				.models = COPY(job, node_attr(doc_root(sheet), "models"))};
	for (struct node *l = node_first(page, "line"); l != NULL; l = node_next(l, "line")) {
		out->lines = APPEND(job, out->lines, &out->count, struct pdf_line);
		out->lines[out->count - 1] = line_of(job, l);
	}
	return OK;
}

enum status reading_standing(struct job *job, const struct doc *sheet, int n, int turn,
			     struct reading *out)
{
	TRY(reading_of(job, sheet, n, out));
	if (out->turn != turn)
		*out = (struct reading){.width = 0};
	return OK;
}

const char *reading_text(void *owner, const struct reading *reading)
{
	char *text = must(talloc_strdup(owner, ""));
	for (int i = 0; i < reading->count; i++) {
		const struct pdf_line *line = &reading->lines[i];
		for (int k = 0; k < line->count; k++) {
			text = must(talloc_strdup_append_buffer(text, k > 0 ? " " : ""));
			text = must(talloc_strdup_append_buffer(text, line->words[k].text));
		}
		text = must(talloc_strdup_append_buffer(text, "\n"));
	}
	return text;
}
