/* SPDX-License-Identifier: GPL-3.0-or-later */
/* This side of the wall: which pages, as a document; the answer comes in lines. The other side:
 * again-room.c. */
#include "ocr/ocr.h"

#include "base/file.h"
#include "base/xml.h"
#include <stdio.h>
#include <string.h>

static const char *request(struct job *job, const struct letter_again *letters, int count)
{
	struct doc *doc = doc_new(job, "urn:skrynka:again:1", "again");
	for (int i = 0; i < count; i++) {
		const struct letter_again *letter = &letters[i];
		struct node *node = node_add(doc_root(doc), "letter", NULL);
		node_set(node, "original", letter->original);
		node_set_int(node, "letter", letter->letter);
		for (int k = 0; k < letter->count; k++) {
			const struct standing *page = &letter->pages[k];
			struct node *at = node_add(node, "page", NULL);
			node_set_int(at, "n", page->n);
			node_set_int(at, "source", page->source);
			node_set(at, "image", page->image);
			node_set_int(at, "turn", page->turn);
			node_set_real(at, "skew", page->skew, 6);
		}
	}
	return doc_text(job, doc, false);
}

struct hearing {
	struct job *job;
	struct letter_again *letters;
	int count;
	void (*progress)(void *self, int done, int pages);
	void *self;
};

static void hear(void *self, const char *line)
{
	struct hearing *h = self;
	int done, pages, end = 0;
	if (h->progress != NULL && sscanf(line, "page %d %d", &done, &pages) == 2)
		h->progress(h->self, done, pages);
	if (sscanf(line, "lost %d %n", &done, &end) == 1 && done >= 0 && done < h->count)
		h->letters[done].fault = COPY(h->job, line + end);
}

enum status ocr_again(struct job *job, struct letter_again *letters, int count, const char *work,
		      int workers, void (*progress)(void *self, int done, int pages), void *self)
{
	struct job *below = job_below(job);
	struct hearing h = {job, letters, count, progress, self};
	const char *asked;
	TRY(cage_post(below, "again", request(below, letters, count), &asked));
	const char *const args[] = {asked, work, TEXT_OF(below, "%d", workers), NULL};
	struct cage cage = {.room = "again", .args = args, .line = hear, .self = &h};
	enum status status = cage_run(below, &cage);
	talloc_free(below);
	TRY(status);
	for (int i = 0; i < count; i++)
		if (letters[i].fault == NULL)
			letters[i].sheet = TEXT_OF(job, "%03d.xml", i + 1);
	return OK;
}
