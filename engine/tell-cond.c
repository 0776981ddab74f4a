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

/* --- what a variable is called --- */

struct source {
	const struct teller *teller;
	const char *variable;
	const struct transition *t;
	const struct input *input; /* that its value comes from */
};

static void see_source(void *self, const struct action *action)
{
	struct path to, from;
	struct source *source = self;
	struct job *job = source->teller->job;
	const char *expr = action_argument(action, "expr")->text;
	if (strcmp(action->verb->name, "assign") != 0 || expr == NULL || source->input != NULL ||
	    !path_only(job, action_argument(action, "location")->text, &to) || to.nsteps > 0 ||
	    strcmp(to.variable, source->variable) != 0 || !path_only(job, expr, &from) ||
	    strcmp(from.variable, "_event") != 0 || from.nsteps != 2)
		return;
	for (int i = 0; i < source->t->ninputs; i++)
		if (strcmp(source->t->inputs[i].name, from.steps[1]) == 0)
			source->input = &source->t->inputs[i];
}

/* By its author (w:title of <data>), else by the input that fills it or that is called like it. */
static const char *variable_title(const struct asked *asked, const char *name)
{
	const struct chart *chart = asked->teller->chart;
	struct source source = {asked->teller, name, NULL, NULL};
	for (int i = 0; i < chart->ndata; i++)
		if (strcmp(chart->data[i].id, name) == 0 &&
		    node_attr_in(chart->data[i].node, WORKFLOW_SPACE, "title") != NULL)
			return node_attr_in(chart->data[i].node, WORKFLOW_SPACE, "title");
	for (int i = 0; i < chart->ntransitions && source.input == NULL; i++) {
		source.t = chart->transitions[i];
		content_each(source.t->content, see_source, &source);
	}
	if (source.input == NULL)
		source.input = input_of(asked, name);
	return source.input == NULL ? NULL : source.input->title;
}

/* What is compared: "«Підстава»", or NULL. */
static const char *thing(const struct asked *asked, const struct path *path, const char **field)
{
	const struct teller *teller = asked->teller;
	bool told = strcmp(path->variable, "_event") == 0, card = strcmp(path->variable, "_x") == 0;
	*field = path->variable;
	if (path->nsteps == 0 && path->ninner == 0) {
		const char *title = variable_title(asked, path->variable);
		return title == NULL ? NULL : TEXT_OF(teller->job, _("the input \"%s\""), title);
	}
	if (card && path->nsteps == 2 && strcmp(path->steps[0], "office") == 0)
		return TEXT_OF(teller->job, _("the office's setting %s"), path->steps[1]);
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
	if (strcmp(value, "yes") == 0 || strcmp(value, "no") == 0)
		return *value == 'y' ? _("yes") : _("no");
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

/* $a/b[…]/@c from AT, which is moved past it. */
static bool take_path(struct asked *asked, struct path *path)
{
	int depth = 0;
	size_t length = 0;
	struct path *paths;
	skip_blank(asked);
	for (; asked->at[length] != '\0'; length++) {
		char sign = asked->at[length];
		depth += (sign == '[' || sign == '(') - (sign == ']' || sign == ')');
		if (depth < 0 || (depth == 0 && strchr(" =!<>", sign) != NULL))
			break;
	}
	const char *text = must(talloc_strndup(asked->teller->job, asked->at, length));
	if (*text != '$' || path_scan(asked->teller->job, text, &paths) < 1)
		return false;
	*path = paths[0];
	asked->at += length;
	return true;
}

/* count($people) > 0. */
static const char *counted(struct asked *asked)
{
	struct path path;
	if (!take_path(asked, &path) || path.ninner > 0 || !take(asked, ")") || !take(asked, ">") ||
	    !take(asked, "0"))
		return NULL;
	const char *who = tell_those(asked->teller, asked->t, &path);
	return who == NULL ? NULL
			   : TEXT_OF(asked->teller->job, _("there is at least one: %s"), who);
}

static const char *number(struct asked *asked)
{
	struct path path;
	const char *field;
	bool brackets = take(asked, "number(");
	if (!take_path(asked, &path) || (brackets && !take(asked, ")")))
		return NULL;
	return thing(asked, &path, &field);
}

static const char *ordered(struct asked *asked)
{
	static const struct {
		const char *sign, *words;
	} signs[] = {{">=", N_("%s is at least as much as %s")},
		     {"<=", N_("%s is at most as much as %s")},
		     {">", N_("%s is more than %s")},
		     {"<", N_("%s is less than %s")}};
	const char *a = number(asked);
	for (int i = 0; a != NULL && i < 4; i++) {
		if (!take(asked, signs[i].sign))
			continue;
		const char *b = number(asked);
		return b == NULL ? NULL : TEXT_OF(asked->teller->job, _(signs[i].words), a, b);
	}
	return NULL;
}

static const char *equals(struct asked *asked)
{
	struct path path;
	const char *field = NULL;
	if (!take_path(asked, &path))
		return NULL;
	const char *name = thing(asked, &path, &field);
	bool differs = take(asked, "!=");
	if (name == NULL || (!differs && !take(asked, "=")))
		return NULL;
	const char *value = quoted(asked);
	return value == NULL ? NULL : compare(asked, name, field, value, !differs);
}

static const char *comparison(struct asked *asked)
{
	if (take(asked, "In"))
		return state_asked(asked);
	if (take(asked, "count("))
		return counted(asked);
	skip_blank(asked);
	return strncmp(asked->at, "number(", 7) == 0 ? ordered(asked) : equals(asked);
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
