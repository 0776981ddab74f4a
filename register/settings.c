/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/settings.h"
#include "register/text.h"

enum status remarks_fault(struct job *job, const struct remarks *remarks)
{
	for (int i = 0; i < remarks->count; i++) {
		const struct remark *r = &remarks->list[i];
		if (r->severity == ERROR)
			return fail(job, E_INPUT, "%s:%d: %s: %s", remarks->file, r->line, r->text,
				    r->remedy == NULL ? _("mend this line") : r->remedy);
	}
	return OK;
}

/* A file of the law, valid against the schema of the same name. */
static enum status law_open(struct job *job, const struct home *home, const char *name,
			    struct doc **doc, struct remarks **remarks)
{
	const char *path, *schema;
	TRY(data_file(job, home, "workflows", TEXT_OF(job, "%s.xml", name), &path));
	TRY(data_file(job, NULL, "xsd", TEXT_OF(job, "%s.xsd", name), &schema));
	TRY(xml_read_file(job, path, doc));
	*remarks = remarks_new(job, path);
	enum status status = xml_valid(job, *doc, schema, *remarks);
	return status == E_INPUT ? remarks_fault(job, *remarks) : status;
}

static void put_pair(struct settings *settings, struct pair **list, int *count, const char *name,
		     const char *value)
{
	*list = APPEND(settings, *list, count, struct pair);
	(*list)[*count - 1] = (struct pair){name, value};
}

static void read_letters(struct settings *settings, const struct doc *doc)
{
	int titles = 0;
	struct node *n = node_first(doc_root(doc), "letter");
	for (; n != NULL; n = node_next(n, "letter")) {
		const char *name = COPY(settings, node_attr(n, "name"));
		put_pair(settings, &settings->letters, &settings->nletters, name,
			 node_text(settings, n));
		put_pair(settings, &settings->letter_titles, &titles, name,
			 node_copy(settings, n, "title", ""));
	}
}

enum status law_read(struct job *job, const struct home *home, struct settings **out)
{
	struct settings *settings = NEW(job, struct settings);
	struct doc *doc;
	struct remarks *remarks;
	TRY(law_open(job, home, "calendar", &doc, &remarks));
	TRY(calendar_read(job, doc, remarks, &settings->calendar));
	TRY(remarks_fault(job, remarks));
	TRY(law_open(job, home, "terms", &doc, &remarks));
	TRY(terms_read(job, doc, remarks, &settings->terms));
	TRY(remarks_fault(job, remarks));
	TRY(law_open(job, home, "classifier", &doc, &remarks));
	TRY(classifier_read(job, doc, remarks, &settings->classifier));
	TRY(remarks_fault(job, remarks));
	TRY(law_open(job, home, "services", &doc, &remarks));
	TRY(services_read(job, doc, remarks, &settings->services));
	TRY(remarks_fault(job, remarks));
	TRY(law_open(job, home, "letters", &doc, &remarks));
	read_letters(settings, doc);
	*out = settings;
	return parameters_ship(job, settings);
}

enum status settings_read(struct job *job, const struct home *home, struct settings **out)
{
	struct doc *doc;
	const char *path;
	TRY(law_read(job, home, out));
	if (home == NULL)
		TRY(data_file(job, NULL, "workflows", "office.xml", &path));
	else
		path = home_file(job, home, "office.xml");
	TRY(xml_read_file(job, path, &doc));
	return office_read(job, doc, path, *out);
}

const struct series *settings_series(const struct settings *settings, const char *procedure)
{
	for (int i = 0; i < settings->nseries; i++)
		if (settings->series[i].procedures == NULL ||
		    word_in(settings->series[i].procedures, procedure))
			return &settings->series[i];
	return NULL;
}
