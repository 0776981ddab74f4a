/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms on sheets of A4: asked for on this side of the wall, drawn on the other (print-room.c). */
#include "base/xml.h"
#include "stamps/stamps.h"

#define PRINT_SPACE "urn:skrynka:print:1"

static void ask_piece(struct node *sheet, const struct piece *piece)
{
	struct node *node = node_add(sheet, "piece", NULL);
	node_set(node, "file", piece->file);
	node_set_real(node, "x", piece->x, 3);
	node_set_real(node, "y", piece->y, 3);
	for (int i = 0; i < piece->nblanks; i++) {
		struct node *blank = node_add(node, "blank", NULL);
		node_set(blank, "name", piece->blanks[i].name);
		node_set(blank, "value", piece->blanks[i].value);
	}
}

enum status stamps_print(struct job *job, const struct printed *sheets, int count, const char *path)
{
	struct job *below = job_below(job);
	const char *request;
	struct doc *doc = doc_new(below, PRINT_SPACE, "print");
	for (int i = 0; i < count; i++) {
		struct node *sheet = node_add(doc_root(doc), "sheet", NULL);
		for (int k = 0; k < sheets[i].count; k++)
			ask_piece(sheet, &sheets[i].pieces[k]);
	}
	TRY(cage_post(below, "print", doc_text(below, doc, false), &request));
	struct cage cage = {.room = "print", .args = (const char *const[]){request, path, NULL}};
	TRY(cage_run(below, &cage));
	talloc_free(below);
	return OK;
}

enum status stamps_form(struct job *job, const struct home *home, const char *name,
			const char **file)
{
	return data_file(job, home, "stamps/forms", TEXT_OF(job, "%s.svg", name), file);
}
