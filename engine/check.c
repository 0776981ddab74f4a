/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/check.h"

#include "base/home.h"
#include <stdarg.h>

void finding(struct checker *checker, enum severity severity, const struct node *node,
	     const char *attr, const char *remedy, const char *format, ...)
{
	struct locus locus = node_locus(node, attr);
	va_list list;
	va_start(list, format);
	const char *text = must(talloc_vasprintf(checker->job, format, list));
	va_end(list);
	remark(checker->remarks, severity, locus.line, locus.column, text, remedy);
}

bool office_knows(const struct checker *checker, enum known kind, const char *name)
{
	const struct host *host = checker->host;
	return host == NULL || host->known == NULL || host->known(host->self, kind, name);
}

void content_each(const struct action *first, void (*see)(void *self, const struct action *action),
		  void *self)
{
	for (const struct action *a = first; a != NULL; a = a->next) {
		see(self, a);
		content_each(a->inner, see, self);
	}
}

void states_each(const struct chart *chart, void (*see)(void *self, const struct action *action),
		 void *self)
{
	for (int s = 0; s < chart->nstates; s++) {
		const struct state *state = &chart->states[s];
		for (int i = 0; i < state->nonentry; i++)
			content_each(state->onentry[i].content, see, self);
		for (int i = 0; i < state->nonexit; i++)
			content_each(state->onexit[i].content, see, self);
		if (state->initial != NULL)
			content_each(state->initial->content, see, self);
	}
}

void actions_each(const struct chart *chart, void (*see)(void *self, const struct action *action),
		  void *self)
{
	states_each(chart, see, self);
	for (int i = 0; i < chart->ntransitions; i++)
		content_each(chart->transitions[i]->content, see, self);
}

static bool line_known(const struct remarks *remarks, int line, int first, int last)
{
	for (int i = first; i < last; i++)
		if (remarks->list[i].line == line)
			return true;
	return false;
}

/* The schema is the contract for other tools, our own reader has the better words: what both find
 * is said once. */
static enum status check_schema(struct checker *checker, const char *name, const char *xml,
				size_t size, int first)
{
	const char *path;
	struct doc *doc;
	struct remarks *own = checker->remarks;
	struct remarks *more = remarks_new(checker->job, own->file);
	int last = own->count;
	TRY(data_file(checker->job, NULL, "xsd", "workflow.xsd", &path));
	TRY(xml_read(checker->job, name, xml, size, &doc));
	enum status status = xml_valid(checker->job, doc, path, more);
	if (status != OK && status != E_INPUT)
		return status;
	for (int i = 0; i < more->count; i++)
		if (!line_known(own, more->list[i].line, first, last))
			remark(own, ERROR, more->list[i].line, more->list[i].column,
			       more->list[i].text, _("compare with xsd/workflow.xsd"));
	return OK;
}

static bool after(const struct remark *a, const struct remark *b)
{
	return a->line != b->line ? a->line > b->line : a->column > b->column;
}

/* By insertion: findings of one place keep their order. */
static void sort_by_place(struct remarks *remarks, int first)
{
	for (int i = first + 1; i < remarks->count; i++) {
		struct remark one = remarks->list[i];
		int n = i;
		for (; n > first && after(&remarks->list[n - 1], &one); n--)
			remarks->list[n] = remarks->list[n - 1];
		remarks->list[n] = one;
	}
}

enum status chart_check(struct job *job, const char *name, const char *xml, size_t size,
			const struct host *host, struct remarks *remarks)
{
	struct chart *chart = NULL;
	struct checker checker = {.job = job, .host = host, .remarks = remarks};
	int first = remarks->count;
	enum status read = chart_read(job, name, xml, size, false, remarks, &chart);
	if (read == E_INPUT && chart == NULL)
		remark_fault(remarks, job_fault(job));
	if (chart == NULL)
		return read;
	checker.chart = chart;
	TRY(check_schema(&checker, name, xml, size, first));
	if (read == OK) {
		check_ways(&checker);
		check_words(&checker);
		check_data(&checker);
		check_attributes(&checker);
		check_use(&checker);
	}
	sort_by_place(remarks, first);
	for (int i = first; i < remarks->count; i++) {
		const struct remark *r = &remarks->list[i];
		if (r->severity == ERROR)
			return fail(job, E_INPUT, "%s:%d: %s", remarks->file, r->line, r->text);
	}
	return OK;
}
