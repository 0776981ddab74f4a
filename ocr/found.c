/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/found.h"

#include "ocr/sheet.h"
#include <string.h>

const char *work_name(void *owner, int source, const char *suffix)
{
	return TEXT_OF(owner, "page-%04d.%s", source, suffix);
}

const char *work_file(void *owner, const struct work *work, int source, const char *suffix)
{
	return TEXT_OF(owner, "%s/%s", work->folder, work_name(owner, source, suffix));
}

/* A worker that died has left what it knew until then. */
static enum status note_fault(struct job *job, const struct work *work, int source,
			      const struct doc *doc)
{
	const char *fault = work->faults[source - 1];
	if (fault == NULL)
		return OK;
	node_set(doc_root(doc), "kind", kind_word(KIND_UNREAD));
	node_set(doc_root(doc), "fault", fault);
	return sheet_save(job, doc, work_file(job, work, source, "xml"));
}

static const char *doubts_of(void *owner, const struct node *page)
{
	const char *words = "";
	for (struct node *at = node_first(page, "remark"); at != NULL; at = node_next(at, "remark"))
		if (node_attr(at, "about") != NULL)
			words = TEXT_OF(owner, "%s%s%s", words, *words == '\0' ? "" : " ",
					node_attr(at, "about"));
	return words;
}

static enum status tell_page(struct job *job, const struct work *work, int source,
			     struct node *batch)
{
	struct job *one = job_below(job);
	struct doc *doc;
	TRY(xml_read_file(one, work_file(one, work, source, "xml"), &doc));
	TRY(note_fault(one, work, source, doc));
	struct node *seen = doc_root(doc), *page = node_add(batch, "page", NULL);
	const char *doubts = doubts_of(one, seen);
	node_set_int(page, "n", source);
	node_set(page, "kind", node_attr(seen, "kind"));
	node_set(page, "turn", node_attr(seen, "turn"));
	if (*doubts != '\0')
		node_set(page, "doubt", doubts);
	for (struct node *at = node_first(seen, "code"); at != NULL; at = node_next(at, "code"))
		node_add(page, "code", node_text(one, at));
	talloc_free(one);
	return OK;
}

enum status found_write(struct job *job, const struct work *work)
{
	const char *slash = strrchr(work->source, '/');
	struct doc *doc = doc_new(job, BATCH_SPACE, "batch");
	struct node *batch = doc_root(doc);
	node_set(batch, "program", "skrynka");
	node_set(batch, "source", slash == NULL ? work->source : slash + 1);
	node_set(batch, "engine", work->engine);
	node_set(batch, "models", work->models);
	node_set_int(batch, "pages", work->pages);
	node_set_int(batch, "letters", 0);
	for (int i = 1; i <= work->pages; i++)
		TRY(tell_page(job, work, i, batch));
	return sheet_save(job, doc, TEXT_OF(job, "%s/batch.xml", work->folder));
}
