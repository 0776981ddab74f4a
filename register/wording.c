/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/host.h"
#include "register/settings.h"

/* The title of a mark stands in its picture. */
static const char *mark_title(struct job *job, const struct home *home, const char *name)
{
	const char *path;
	struct doc *doc;
	if (data_file(job, home, "stamps/marks", TEXT_OF(job, "%s.svg", name), &path) != OK ||
	    xml_read_file(job, path, &doc) != OK)
		return NULL;
	const struct node *title = node_first(doc_root(doc), "title");
	return title == NULL ? NULL : node_text(job, title);
}

static const char *span_word(struct job *job, const struct settings *s, struct span span)
{
	const char *count = terms_count_word(job, s->terms, span);
	if (span.number == 0)
		return _("the same day");
	return span.back ? TEXT_OF(job, _("%s before"), count) : count;
}

static const char *code_word(struct job *job, const struct office *office, const char *name)
{
	size_t length = strcspn(name, " ");
	const char *list = must(talloc_strndup(job, name, length));
	const char *code = name + length + (name[length] == ' ');
	const char *title = office_word(office, list, code, job_today(job));
	return title == code ? NULL : title;
}

const char *wording_of(struct job *job, const struct office *office, enum wording what,
		       const char *name)
{
	const struct settings *s = office->settings;
	const struct term *term = NULL;
	struct span span;
	const char *title;
	if (what == WORD_TERM || what == WORD_ARTICLE)
		term = terms_find(s->terms, name, job_today(job));
	switch (what) {
	case WORD_ROLE:
		title = office_word(office, "role", name, job_today(job));
		return title == name ? NULL : title;
	case WORD_MARK:
		return mark_title(job, office->home, name);
	case WORD_LETTER:
		return pair_value(s->letter_titles, s->nletters, name);
	case WORD_TERM:
		return term == NULL ? NULL : span_word(job, s, term->span);
	case WORD_ARTICLE:
		return term == NULL ? NULL : term->article;
	case WORD_SPEC:
		return span_read(name, &span) ? span_word(job, s, span) : NULL;
	case WORD_FIELD:
		return code_word(job, office, TEXT_OF(job, "field %s", name));
	case WORD_PERSON:
		return office_person(job, office, name, &title) != OK || strcmp(title, name) == 0
			       ? NULL
			       : title;
	default:
		return code_word(job, office, name);
	}
}
