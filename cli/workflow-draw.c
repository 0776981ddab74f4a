/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"
#include "cli/words.h"
#include "cli/workflow.h"
#include <stdio.h>

/* Where the case stands, and the way that it came. */
static enum status mark_case(struct job *job, const struct call *call, const char *reference,
			     struct sketch *sketch, const char **xml)
{
	struct office *office;
	struct card card;
	int64_t casefile;
	struct entry *entries;
	struct place *places;
	int count;
	TRY(workflow_office(job, call, &office));
	TRY(case_find(job, office, reference, &casefile));
	TRY(case_open(job, office, casefile));
	TRY(card_read(job, office, casefile, &card));
	TRY(engine_history(job, office->engine, casefile, &entries, &sketch->nentries));
	TRY(engine_places(job, office->engine, casefile, &places, &count));
	TRY(case_procedure(job, office, casefile, xml));
	sketch->entries = entries;
	sketch->now = "";
	for (int i = 0; i < count; i++)
		sketch->now = TEXT_OF(job, "%s %s", sketch->now, places[i].id);
	sketch->note = TEXT_OF(job, _("%s: yellow — where it stands, green — the way it came"),
			       words_case(job, &card));
	return OK;
}

static enum status kind_of(struct job *job, const char *path, enum picture *kind)
{
	size_t length = path == NULL ? 0 : strlen(path);
	*kind = PICTURE_SVG;
	if (path == NULL || (length > 4 && strcmp(path + length - 4, ".svg") == 0))
		return OK;
	*kind = PICTURE_PNG;
	if (length > 4 && strcmp(path + length - 4, ".png") == 0)
		return OK;
	return fail(job, E_USAGE, "%s: write a name that ends with .svg or .png", path);
}

static enum status put(struct job *job, const char *path, const char *bytes, size_t length)
{
	if (path != NULL)
		return file_write(job, path, bytes, length);
	return fwrite(bytes, 1, length, stdout) == length ? OK : fail_errno(job, "stdout");
}

static enum status run(struct job *job, const struct call *call)
{
	struct sketch sketch = {.host = office_host(call->office)};
	const char *reference = call_option(call, "case"), *path = call_option(call, "output");
	const char *name = call->argc > 0 ? call->argv[0] : reference, *xml, *bytes;
	char *text = NULL;
	size_t size, length;
	enum picture kind;
	if (name == NULL)
		return fail(job, E_USAGE, "name a definition, or a case with --case");
	TRY(kind_of(job, path, &kind));
	if (reference != NULL)
		TRY(mark_case(job, call, reference, &sketch, &xml));
	if (call->argc > 0)
		TRY(workflow_read(job, name, &text, &size));
	else
		size = strlen(xml);
	TRY(chart_draw(job, name, text != NULL ? text : xml, size, &sketch, kind, &bytes, &length));
	return put(job, path, bytes, length);
}

static const struct option options[] = {
	{"case", N_("CASE"), N_("mark the way that a case went, and where it stands")},
	{"output", N_("FILE"), N_("a name that ends with .svg or .png; also -o")},
	{NULL, NULL, NULL},
};

const struct command workflow_draw = {
	.name = "workflow draw",
	.needs = NEEDS_TERMS,
	.least = 0,
	.most = 1,
	.operands = N_("[FILE]"),
	.summary = N_("draw a procedure"),
	.help = N_("Draws the states with their terms, and on the arrows what moves a document on "
		   "and who does it; what leaves it where it is stands in the box of the state. "
		   "Without -o the picture (SVG) goes to standard output. With --case and without "
		   "FILE: the procedure that the case goes by."),
	.options = options,
	.run = run,
};
