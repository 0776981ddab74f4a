/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions in words: comparisons of what the event tells and of the card, joined by and, or, not.
 * What is not of that kind needs the author's words (w:title). */
#include "engine/check.h"
#include "engine/tell.h"

enum { DEEPEST = 20 };

struct asked {
	const struct teller *teller;
	const struct transition *t; /* whose inputs are told, or NULL */
	const char *at;
	int depth;
};

static void skip_blank(struct asked *asked)
{
	asked->at += strspn(asked->at, " \t\r\n");
}

static bool take(struct asked *asked, const char *word)
{
	size_t length = strlen(word);
	skip_blank(asked);
	if (strncmp(asked->at, word, length) != 0)
		return false;
	asked->at += length;
	return true;
}

static const struct input *input_of(const struct asked *asked, const char *name)
{
	const struct chart *chart = asked->teller->chart;
	for (int i = -1; i < chart->ntransitions; i++) {
		const struct transition *t = i < 0 ? asked->t : chart->transitions[i];
		for (int k = 0; t != NULL && k < t->ninputs; k++)
			if (strcmp(t->inputs[k].name, name) == 0)
				return &t->inputs[k];
	}
	return NULL;
}

const char *tell_field(const struct teller *teller, const struct transition *t, const char *name)
{
	struct asked asked = {teller, t, "", 0};
	const struct input *input = input_of(&asked, name);
	const char *field = tell_name(teller, WORD_FIELD, name);
	if (field != name && (input == NULL || input->choices != NULL))
		return field;
	return input != NULL && input->title != NULL ? input->title : name;
}

/* What is compared: "«Підстава»", or NULL. */
static const char *thing(const struct asked *asked, const struct path *path, const char **field)
{
	const struct teller *teller = asked->teller;
	bool told = strcmp(path->variable, "_event") == 0, card = strcmp(path->variable, "_x") == 0;
	if (path->nsteps != 2 || path->ninner > 0 || (!told && !card) ||
	    strcmp(path->steps[0], told ? "data" : "card") != 0)
		return NULL;
	*field = path->steps[1];
	const char *title = tell_field(teller, asked->t, *field);
	return TEXT_OF(teller->job, told ? _("the input \"%s\"") : _("the field \"%s\""), title);
}

static const char *value_word(const struct asked *asked, const char *field, const char *value)
{
	const struct teller *teller = asked->teller;
	const char *code = TEXT_OF(teller->job, "%s %s", field, value);
	const char *word = tell_name(teller, WORD_CODE, code);
	return word == code ? value : word;
}

static const char *compare(const struct asked *asked, const char *name, const char *field,
			   const char *value, bool equal)
{
	struct job *job = asked->teller->job;
	if (*value == '\0')
		return TEXT_OF(job, equal ? _("%s is not told") : _("%s is told"), name);
	const char *word = value_word(asked, field, value);
	return TEXT_OF(job, equal ? _("%s is \"%s\"") : _("%s is not \"%s\""), name, word);
}

/* The text between brackets or quotes that begins at AT, which is moved past them. */
static const char *quoted(struct asked *asked)
{
	skip_blank(asked);
	const char *open = asked->at;
	if (*open != '\'' && *open != '"')
		return NULL;
	const char *close = strchr(open + 1, *open);
	if (close == NULL)
		return NULL;
	asked->at = close + 1;
	return must(talloc_strndup(asked->teller->job, open + 1, (size_t)(close - open - 1)));
}

static const char *state_asked(struct asked *asked)
{
	if (!take(asked, "("))
		return NULL;
	const char *id = quoted(asked);
	int state = id == NULL ? -1 : chart_state(asked->teller->chart, id);
	if (state < 0 || !take(asked, ")"))
		return NULL;
	return TEXT_OF(asked->teller->job, _("the case is at \"%s\""),
		       tell_state(asked->teller, state));
}

static const char *comparison(struct asked *asked)
{
	struct path *path;
	const char *field = NULL;
	if (take(asked, "In"))
		return state_asked(asked);
	size_t length = strcspn(asked->at, " =!<>)");
	const char *text = must(talloc_strndup(asked->teller->job, asked->at, length));
	if (*text != '$' || path_scan(asked->teller->job, text, &path) != 1)
		return NULL;
	const char *name = thing(asked, &path[0], &field);
	asked->at += length;
	bool differs = take(asked, "!=");
	if (name == NULL || (!differs && !take(asked, "=")))
		return NULL;
	const char *value = quoted(asked);
	return value == NULL ? NULL : compare(asked, name, field, value, !differs);
}

static const char *either(struct asked *asked);

static const char *bracketed(struct asked *asked, const char *format)
{
	const char *inner = ++asked->depth > DEEPEST ? NULL : either(asked);
	asked->depth--;
	if (inner == NULL || !take(asked, ")"))
		return NULL;
	return format == NULL ? inner : TEXT_OF(asked->teller->job, format, inner);
}

static const char *one(struct asked *asked)
{
	if (take(asked, "not("))
		return bracketed(asked, _("it is not so that %s"));
	return take(asked, "(") ? bracketed(asked, "(%s)") : comparison(asked);
}

static const char *joined(struct asked *asked, const char *word, const char *between,
			  const char *(*part)(struct asked *asked))
{
	const char *words = part(asked);
	while (words != NULL && take(asked, word)) {
		const char *next = part(asked);
		words = next == NULL
				? NULL
				: TEXT_OF(asked->teller->job, "%s %s %s", words, between, next);
	}
	return words;
}

static const char *both(struct asked *asked)
{
	return joined(asked, "and ", _("and"), one);
}

static const char *either(struct asked *asked)
{
	return joined(asked, "or ", _("or"), both);
}

static const char *cond_words(const struct teller *teller, const struct transition *t,
			      const struct xpath *cond)
{
	struct asked asked = {teller, t, xpath_text(cond), 0};
	const char *words = either(&asked);
	skip_blank(&asked);
	return words != NULL && *asked.at == '\0' ? words : xpath_text(cond);
}

const char *tell_guard(const struct teller *teller, const struct transition *t)
{
	return cond_words(teller, t, t->cond);
}

const char *tell_cond(const struct teller *teller, const struct transition *t,
		      const struct node *node, const struct xpath *cond)
{
	const char *own = node_attr_in(node, WORKFLOW_SPACE, "title");
	return own != NULL ? own : cond_words(teller, t, cond);
}
