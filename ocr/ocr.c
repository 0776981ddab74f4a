/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/ocr.h"

#include "base/home.h"
#include "base/xml.h"
#include <stdio.h>
#include <string.h>

static void hear(void *self, const char *line)
{
	const struct reading *reading = self;
	int done, pages;
	if (reading->progress != NULL && sscanf(line, "page %d %d", &done, &pages) == 2)
		reading->progress(reading->self, done, pages);
	if (reading->say != NULL && strncmp(line, "note ", 5) == 0)
		reading->say(reading->self, line + 5);
}

static enum status check(struct job *job, const char *path, const char *schema)
{
	struct job *one = job_below(job);
	struct doc *doc;
	const char *xsd;
	TRY(data_file(one, NULL, "xsd", schema, &xsd));
	TRY(xml_read_file(one, path, &doc));
	TRY(xml_valid(one, doc, xsd, NULL));
	talloc_free(one);
	return OK;
}

enum status ocr_read(struct job *job, const struct reading *reading)
{
	struct job *own = job_below(job);
	bool one = reading->page != 0;
	const char *const args[] = {
		reading->source,
		reading->work,
		TEXT_OF(own, "%d", reading->workers),
		one ? TEXT_OF(own, "%d", reading->page) : NULL,
		TEXT_OF(own, "%d", reading->turn),
		NULL,
	};
	struct reading copy = *reading;
	struct cage cage = {.room = "read", .args = args, .line = hear, .self = &copy};
	TRY(cage_run(own, &cage));
	if (check(own, TEXT_OF(own, "%s/batch.xml", reading->work), "batch.xsd") != OK)
		return fail_at(own, E_SYSTEM, "the reader left a wrong sheet");
	talloc_free(own);
	return OK;
}

/* What comes out of the cage is held against its schema before anyone believes it. */
static enum status check_all(struct job *job, const char *work)
{
	struct doc *doc;
	const char *batch = TEXT_OF(job, "%s/batch.xml", work);
	TRY(check(job, batch, "batch.xsd"));
	TRY(xml_read_file(job, batch, &doc));
	for (int n = 1; n <= (int)node_int(doc_root(doc), "letters", 0); n++)
		TRY(check(job, TEXT_OF(job, "%s/%03d.xml", work, n), "sheet.xsd"));
	return OK;
}

enum status ocr_collect(struct job *job, const char *source, const char *work)
{
	struct job *own = job_below(job);
	const char *const args[] = {source, work, NULL};
	struct cage cage = {.room = "collect", .args = args};
	TRY(cage_run(own, &cage));
	if (check_all(own, work) != OK)
		return fail_at(own, E_SYSTEM, "the reader left a wrong sheet");
	talloc_free(own);
	return OK;
}

enum status ocr_contact(struct job *job, const char *work)
{
	const char *const args[] = {work, NULL};
	struct cage cage = {.room = "contact", .args = args};
	return cage_run(job, &cage);
}
