/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/terms.h"

static const char *const unit_names[UNITS] = {
	[UNIT_DAY] = "day",
	[UNIT_WORKING] = "working-day",
	[UNIT_MONTH] = "month",
	[UNIT_HOUR] = "hour",
};

static enum shift shift_of(const char *word)
{
	if (strcmp(word, "next") == 0)
		return SHIFT_NEXT;
	return strcmp(word, "previous") == 0 ? SHIFT_PREVIOUS : SHIFT_NONE;
}

static void read_unit(const struct node *node, struct terms *terms)
{
	for (int unit = 0; unit < UNITS; unit++) {
		if (strcmp(node_attr(node, "name"), unit_names[unit]) != 0)
			continue;
		bool same = strcmp(node_attr(node, "start"), "same-day") == 0;
		terms->rules[unit] = (struct rule){same ? START_SAME_DAY : START_NEXT_DAY,
						   shift_of(node_attr(node, "shift"))};
		terms->words[unit] = (struct unit_words){
			.one = COPY(terms, node_attr(node, "one")),
			.few = COPY(terms, node_attr(node, "few")),
			.many = COPY(terms, node_attr(node, "many")),
			.article = COPY(terms, node_attr(node, "article")),
		};
	}
}

static bool read_span(const struct node *node, const char *name, struct span *out,
		      struct remarks *remarks)
{
	const char *text = node_attr(node, name);
	if (text == NULL)
		return false;
	if (!span_read(text, out))
		remark(remarks, ERROR, node_line(node), 0,
		       TEXT_OF(remarks->job, _("%s=\"%s\" is no term"), name, text),
		       _("write 15d, 5wd, 1m or 48h, ten years at most"));
	return true;
}

static void read_term(const struct node *node, struct terms *terms, struct remarks *remarks)
{
	const char *warn = node_attr(node, "warn"), *shift = node_attr(node, "shift");
	struct term *term;
	terms->list = APPEND(terms, terms->list, &terms->count, struct term);
	term = &terms->list[terms->count - 1];
	term->id = COPY(terms, node_attr(node, "id"));
	term->title = COPY(terms, node_attr(node, "title"));
	term->article = COPY(terms, node_attr(node, "article"));
	term->warn = copied(terms, warn);
	term->parameter = node_copy(terms, node, "parameter", NULL);
	term->has_shift = shift != NULL;
	term->shift = shift == NULL ? SHIFT_NONE : shift_of(shift);
	term->office_month = node_attr(node, "month") != NULL;
	term->from = node_day(node, "valid-from", ALWAYS_FROM);
	term->till = node_day(node, "valid-to", ALWAYS_TILL);
	read_span(node, "spec", &term->span, remarks);
	term->has_cap = read_span(node, "cap", &term->cap, remarks);
}

enum status terms_read(struct job *job, const struct doc *doc, struct remarks *remarks,
		       struct terms **out)
{
	struct terms *terms = NEW(job, struct terms);
	for (struct node *n = node_first(doc_root(doc), NULL); n != NULL; n = node_next(n, NULL)) {
		if (strcmp(node_name(n), "unit") == 0)
			read_unit(n, terms);
		if (strcmp(node_name(n), "term") == 0)
			read_term(n, terms, remarks);
		if (strcmp(node_name(n), "phrase") != 0)
			continue;
		terms->phrases = APPEND(terms, terms->phrases, &terms->nphrases, struct pair);
		terms->phrases[terms->nphrases - 1] = (struct pair){
			COPY(terms, node_attr(n, "name")), node_text(terms, n)};
	}
	*out = terms;
	return OK;
}

const struct term *terms_find(const struct terms *terms, const char *id, struct day day)
{
	for (int i = 0; i < terms->count; i++) {
		const struct term *t = &terms->list[i];
		if (strcmp(t->id, id) == 0 && day_cmp(t->from, day) <= 0 &&
		    day_cmp(day, t->till) <= 0)
			return t;
	}
	return NULL;
}

struct counted terms_count(const struct question *q, struct day from)
{
	struct rule rule = q->terms->rules[q->span.unit];
	bool office = q->term != NULL && q->term->office_month;
	if (q->term != NULL && q->term->has_shift)
		rule.shift = q->term->shift;
	return term_count(q->calendar, rule, q->span, office ? q->month : MONTH_CALENDAR, from);
}
