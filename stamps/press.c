/* SPDX-License-Identifier: GPL-3.0-or-later */
/* This side of the wall: what is to be done is written as a document, the answer comes in lines;
 * that a page can be read is not trusted. The other side: room.c. */
#include "stamps/stamps.h"

#include "base/xml.h"
#include <stdio.h>
#include <string.h>

#define PRESS_SPACE "urn:skrynka:press:1"

static void ask_stamp(struct node *node, const struct stamp *stamp)
{
	struct node *mark = node_add(node, "stamp", NULL);
	node_set(mark, "file", stamp->file);
	for (int i = 0; i < stamp->nblanks; i++) {
		struct node *blank = node_add(mark, "blank", NULL);
		node_set(blank, "name", stamp->blanks[i].name);
		node_set(blank, "value", stamp->blanks[i].value);
	}
}

static const char *request(struct job *job, const struct stamped *pages, int count)
{
	struct doc *doc = doc_new(job, PRESS_SPACE, "press");
	for (int i = 0; i < count; i++) {
		struct node *page = node_add(doc_root(doc), "page", NULL);
		node_set(page, "source", pages[i].source);
		node_set_int(page, "page", pages[i].page);
		node_set_int(page, "turn", pages[i].turn);
		node_set_real(page, "skew", pages[i].skew, 6);
		node_set(page, "out", pages[i].out);
		for (int k = 0; k < pages[i].nstamps; k++)
			ask_stamp(page, &pages[i].stamps[k]);
	}
	return doc_text(job, doc, false);
}

struct hearing {
	struct job *job;
	struct stamped *pages;
	int count, done;
	bool *answered;
	void (*progress)(void *self, int done, int count);
	void *self;
};

static void hear_stamp(struct hearing *h, const char *line)
{
	int page, k, where;
	struct box b;
	if (sscanf(line, "stamp %d %d %d %d %d %d %d", &page, &k, &b.x, &b.y, &b.w, &b.h, &where) !=
	    7)
		return;
	if (page < 0 || page >= h->count || k < 0 || k >= h->pages[page].nstamps)
		return;
	h->pages[page].stamps[k].place = b;
	h->pages[page].stamps[k].where = (enum where)where;
}

static void hear(void *self, const char *line)
{
	struct hearing *h = self;
	int page, end = 0;
	hear_stamp(h, line);
	if (sscanf(line, "page %d %n", &page, &end) != 1 || page < 0 || page >= h->count)
		return;
	h->answered[page] = true;
	h->pages[page].fault = strcmp(line + end, "done") == 0 ? NULL : COPY(h->job, line + end);
	h->done++;
	if (h->progress != NULL)
		h->progress(h->self, h->done, h->count);
}

enum status stamps_press(struct job *job, struct stamped *pages, int count,
			 void (*progress)(void *self, int done, int count), void *self)
{
	struct job *below = job_below(job);
	struct hearing h = {job, pages, count, 0, NEW_ARRAY(below, bool, count), progress, self};
	const char *path = NULL;
	if (count == 0)
		return OK;
	TRY(cage_post(below, "press", request(below, pages, count), &path));
	struct cage cage = {.room = "press",
			    .args = (const char *const[]){path, NULL},
			    .line = hear,
			    .self = &h};
	enum status status = cage_run(below, &cage);
	for (int i = 0; i < count; i++)
		if (!h.answered[i])
			pages[i].fault = COPY(job, job_fault(job));
	talloc_free(below);
	return status;
}
