/* SPDX-License-Identifier: GPL-3.0-or-later */
/* This side of the wall: which pages, and what stands on them, as a document. The other side:
 * bind-room.c. */
#include "archive/bind.h"
#include "base/cage.h"
#include "base/xml.h"

#include <string.h>

static void ask_mark(struct node *page, const struct given *mark)
{
	struct node *node = node_add(page, "mark", NULL);
	if (mark->file != NULL)
		node_set(node, "file", mark->file);
	node_set_int(node, "x", mark->x);
	node_set_int(node, "y", mark->y);
	node_set_int(node, "w", mark->w);
	node_set_int(node, "h", mark->h);
	for (int i = 0; i < mark->nblanks; i++) {
		struct node *blank = node_add(node, "blank", NULL);
		node_set(blank, "name", mark->blanks[i].name);
		node_set(blank, "value", mark->blanks[i].value);
	}
}

/* Pages that came together are one part; a case of one part need not say so. */
static const char *page_title(struct job *job, const struct casefile *casefile, int n)
{
	const struct leaf *leaf = &casefile->leaves[n];
	bool parts = false;
	int part = 0;
	for (int i = 0; i < casefile->nleaves; i++) {
		parts = parts || strcmp(casefile->leaves[i].original, leaf->original) != 0;
		part += i <= n && (i == 0 || strcmp(casefile->leaves[i].original,
						    casefile->leaves[i - 1].original) != 0);
	}
	const char *page = strcmp(leaf->page.kind, "blank") == 0
				   ? TEXT_OF(job, FACT_("Page %d, blank"), leaf->page.number)
				   : TEXT_OF(job, FACT_("Page %d"), leaf->page.number);
	return parts ? TEXT_OF(job, FACT_("Document %d: %s"), part, page) : page;
}

static void ask_page(struct job *job, const struct office *office, const struct casefile *casefile,
		     int n, struct node *root)
{
	const struct leaf *leaf = &casefile->leaves[n];
	const struct page *page = &leaf->page;
	struct node *node = node_add(root, "page", NULL);
	node_set(node, "title", page_title(job, casefile, n));
	node_set(node, "original", object_path(job, office->home, page->original));
	node_set_int(node, "original-page", page->original_page);
	node_set(node, "image", object_path(job, office->home, page->image));
	if (page->stamped != NULL)
		node_set(node, "stamped", object_path(job, office->home, page->stamped));
	node_set_int(node, "turn", page->turn);
	node_set_real(node, "skew", page->skew, 6);
	if (page->sheet != NULL)
		node_set(node, "sheet", object_path(job, office->home, page->sheet));
	for (int i = 0; i < casefile->nmarks; i++)
		if (!casefile->marks[i].copy && casefile->marks[i].page == page->number)
			ask_mark(node, &casefile->marks[i]);
}

static const char *request(struct job *job, const struct office *office,
			   const struct casefile *casefile)
{
	struct doc *doc = doc_new(job, "urn:skrynka:bind:1", "bind");
	struct node *root = doc_root(doc);
	const struct card *card = &casefile->card;
	node_set(root, "title", casefile_title(job, casefile));
	if (office->name != NULL)
		node_set(root, "author", office->name);
	if (card->index != NULL)
		node_set(root, "index", card->index);
	node_set(root, "made", moment_iso(job, day_moment(card->arrived)));
	for (int i = 0; i < casefile->nleaves; i++)
		ask_page(job, office, casefile, i, root);
	return doc_text(job, doc, false);
}

enum status bind_pages(struct job *job, const struct office *office,
		       const struct casefile *casefile, const char *path)
{
	struct job *below = job_below(job);
	const char *asked;
	TRY(cage_post(below, "bind", request(below, office, casefile), &asked));
	struct cage cage = {.room = "bind", .args = (const char *const[]){asked, path, NULL}};
	enum status status = cage_run(below, &cage);
	talloc_free(below);
	return status;
}
