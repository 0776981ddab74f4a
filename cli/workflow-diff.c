/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"
#include "cli/table.h"
#include "cli/workflow.h"
#include <jansson.h>
#include <stdio.h>

/* A text that cases run on, or a file, beside the new one; and what is other. */
struct compared {
	const char *title;
	struct difference *difference;
	struct sentence *lines;
	int count;
	const struct running **cases; /* that run on it, or NULL */
	int ncases;
};

struct asked {
	const struct call *call;
	struct office *office; /* NULL: there is none */
	struct definition new;
	struct running *running;
	const char **texts; /* that they run on */
	int nrunning;
	struct compared *all;
	int nall;
};

static enum status definition_file(struct job *job, const char *path, struct definition *out)
{
	char *xml;
	out->name = path;
	TRY(workflow_read(job, path, &xml, &out->size));
	out->xml = xml;
	return OK;
}

/* The procedure's name is that of its file, as in the office. */
static const char *procedure_name(struct job *job, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1;
	size_t length = strlen(name), suffix = strlen(".scxml");
	if (length > suffix && strcmp(name + length - suffix, ".scxml") == 0)
		length -= suffix;
	return must(talloc_strndup(job, name, length));
}

/* --- who runs on what --- */

static enum status running_read(struct job *job, struct asked *asked)
{
	const char *name = procedure_name(job, asked->new.name);
	TRY(office_right(job, asked->office, "admin"));
	TRY(engine_running(job, asked->office->engine, name, &asked->running, &asked->nrunning));
	asked->texts = NEW_ARRAY(job, const char *, asked->nrunning + 1);
	for (int i = 0; i < asked->nrunning; i++) {
		for (int n = 0; n < i && asked->texts[i] == NULL; n++)
			if (strcmp(asked->running[n].hash, asked->running[i].hash) == 0)
				asked->texts[i] = asked->texts[n];
		if (asked->texts[i] == NULL)
			TRY(engine_definition(job, asked->office->engine,
					      asked->running[i].casefile, &asked->texts[i]));
	}
	return OK;
}

static enum status compare(struct job *job, struct asked *asked, const struct definition *old)
{
	asked->all = APPEND(job, asked->all, &asked->nall, struct compared);
	struct compared *c = &asked->all[asked->nall - 1];
	*c = (struct compared){.title = old->name};
	c->cases = NEW_ARRAY(job, const struct running *, asked->nrunning + 1);
	for (int i = 0; i < asked->nrunning; i++)
		if (strcmp(asked->texts[i], old->xml) == 0)
			c->cases[c->ncases++] = &asked->running[i];
	return chart_diff(job, old, &asked->new, office_host(asked->call->office), &c->difference,
			  &c->lines, &c->count);
}

/* Each text that cases run on, the new one excepted, beside the new one. */
static enum status compare_running(struct job *job, struct asked *asked)
{
	for (int i = 0; i < asked->nrunning; i++) {
		bool seen = strcmp(asked->texts[i], asked->new.xml) == 0;
		for (int n = 0; n < i && !seen; n++)
			seen = asked->texts[n] == asked->texts[i];
		struct definition old = {asked->running[i].hash, asked->texts[i],
					 strlen(asked->texts[i])};
		if (!seen)
			TRY(compare(job, asked, &old));
	}
	return OK;
}

/* --- for people --- */

static const char *meeting_words(enum meeting meeting)
{
	switch (meeting) {
	case MEETS_GONE:
		return _("where it stands is no such state any more");
	case MEETS_HERE:
		return _("where it stands something is other");
	case MEETS_LATER:
		return _("may come to what is other");
	default:
		return _("nothing that is before it");
	}
}

static void cases_print(struct job *job, const struct compared *c)
{
	const struct column columns[] = {
		{"case", _("CASE"), true},
		{"places", _("STANDS AT"), false},
		{"meets", _("WHAT IT MEETS"), false},
		{NULL, NULL, false},
	};
	int untouched = 0;
	struct table *table = table_new(job, columns);
	for (int i = 0; i < c->ncases; i++) {
		enum meeting meeting = difference_meets(c->difference, c->cases[i]->states);
		untouched += meeting == MEETS_NOTHING;
		if (meeting != MEETS_NOTHING)
			TABLE_ROW(table, TEXT_OF(job, "%lld", (long long)c->cases[i]->casefile),
				  difference_places(job, c->difference, c->cases[i]->states),
				  meeting_words(meeting));
	}
	if (untouched < c->ncases)
		table_print(table, false, NULL);
	if (untouched > 0)
		printf(_("%d running cases meet nothing of this\n"), untouched);
}

static void compared_print(struct job *job, const struct asked *asked, const struct compared *c)
{
	printf("%s → %s\n\n", c->title, asked->new.name);
	if (c->count == 0)
		printf("%s\n", _("Nothing is other in it."));
	sentences_print(job, c->lines, c->count);
	if (asked->office == NULL)
		return;
	printf("\n");
	if (c->ncases == 0)
		printf("%s\n", _("No running case is on the old text."));
	cases_print(job, c);
}

/* --- for programs --- */

static json_t *compared_json(const struct compared *c)
{
	static const char *const words[] = {"nothing", "later", "here", "gone"};
	json_t *lines = json_array(), *cases = json_array();
	for (int i = 0; i < c->count; i++)
		json_array_append_new(lines, json_pack("{s:i, s:s}", "indent", c->lines[i].indent,
						       "text", c->lines[i].text));
	for (int i = 0; i < c->ncases; i++)
		json_array_append_new(
			cases,
			json_pack("{s:I, s:s, s:s}", "case", (json_int_t)c->cases[i]->casefile,
				  "states", c->cases[i]->states, "meets",
				  words[difference_meets(c->difference, c->cases[i]->states)]));
	return json_pack("{s:s, s:o, s:o}", "old", c->title, "changes", lines, "cases", cases);
}

static enum status json_print(struct job *job, const struct asked *asked)
{
	json_t *all = json_array();
	for (int i = 0; i < asked->nall; i++)
		json_array_append_new(all, compared_json(&asked->all[i]));
	int bad = json_dumpf(all, stdout, JSON_INDENT(2) | JSON_ENSURE_ASCII);
	json_decref(all);
	printf("\n");
	return bad == 0 ? OK : fail_errno(job, "stdout");
}

/* --- the whole --- */

/* Two files are compared without an office too, and by whoever is no administrator. */
static enum status office_find(struct job *job, const struct call *call, struct asked *asked)
{
	bool one = call->argc == 1;
	if (!one && !file_exists(TEXT_OF(job, "%s/office.xml", call->home)))
		return OK;
	TRY(workflow_office(job, call, &asked->office));
	enum status status = running_read(job, asked);
	if (one || status != E_REFUSED)
		return status;
	asked->office = NULL;
	fprintf(stderr, "%s\n",
		_("Which running cases it touches is told to an administrator (--as)."));
	return OK;
}

static enum status run(struct job *job, const struct call *call)
{
	struct asked asked = {.call = call};
	struct definition old;
	TRY(definition_file(job, call->argv[call->argc - 1], &asked.new));
	TRY(office_find(job, call, &asked));
	if (call->argc == 2) {
		TRY(definition_file(job, call->argv[0], &old));
		TRY(compare(job, &asked, &old));
	} else {
		TRY(compare_running(job, &asked));
	}
	if (call->json)
		return json_print(job, &asked);
	if (asked.nall == 0)
		printf("%s\n", asked.nrunning == 0 ? _("no case runs on this procedure")
						   : _("All running cases are on this text."));
	for (int i = 0; i < asked.nall; i++)
		compared_print(job, &asked, &asked.all[i]);
	return OK;
}

const struct command workflow_diff = {
	.name = "workflow diff",
	.needs = NEEDS_TERMS,
	.least = 1,
	.most = 2,
	.operands = N_("[OLD] NEW"),
	.summary = N_("tell what a new text of a procedure changes"),
	.help = N_("What has changed from the file OLD to the file NEW, state by state: who may do "
		   "what, terms, marks, letters, ways. Where there is an office, the cases that "
		   "run on the text OLD are listed with what they meet; a case stays on its text "
		   "until \"workflow migrate\" moves it. Without OLD: each text that running cases "
		   "of the procedure NEW are on is compared with NEW."),
	.run = run,
};
