/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in a variable is what the procedure puts there: a name or a word that nothing puts
 * there is a slip. What cannot be known from the text is let be. */
#include "base/text.h"
#include "engine/check.h"

/* What a variable may hold. */
struct content_of {
	struct checker *c;
	const char *variable;
	const struct transition *t; /* where the assign at hand stands, or NULL */
	int depth;
	bool declared;	    /* by <data>; a name that is not is told of elsewhere */
	bool given;	    /* something is put there */
	bool any_name;	    /* elements and attributes of any name */
	bool any_value;	    /* any text */
	const char **names; /* else these elements and attributes */
	int nnames;
	const char **values; /* and these texts, or none */
	int nvalues;
	const char **parameters; /* and what these parameters of the office may be */
	int nparameters;
};

static void put_word(struct content_of *of, const char ***list, int *count, const char *word)
{
	*list = APPEND(of->c->job, *list, count, const char *);
	(*list)[*count - 1] = word;
}

static void put_elements(struct content_of *of, const struct node *node)
{
	for (struct node *n = node_first(node, NULL); n != NULL; n = node_next(n, NULL)) {
		put_word(of, &of->names, &of->nnames, node_name(n));
		for (int i = 0; node_attr_at(n, i) != NULL; i++)
			put_word(of, &of->names, &of->nnames, node_attr_at(n, i));
		put_elements(of, n);
	}
}

static void put_inline(struct content_of *of, const struct node *node)
{
	const char *text = node_text(of->c->job, node);
	bool filled = text[strspn(text, " \t\r\n")] != '\0';
	put_elements(of, node);
	of->given = of->given || filled || node_first(node, NULL) != NULL;
	of->any_value = of->any_value || filled;
}

static void put_input(struct content_of *of, const char *name)
{
	const struct input *input = NULL;
	const char **words;
	for (int i = 0; of->t != NULL && i < of->t->ninputs; i++)
		if (strcmp(of->t->inputs[i].name, name) == 0)
			input = &of->t->inputs[i];
	int count = split_words(of->c->job, input == NULL ? NULL : input->choices, &words);
	for (int i = 0; i < count; i++)
		put_word(of, &of->values, &of->nvalues, words[i]);
	of->any_value = of->any_value || count == 0;
	if (input == NULL || strncmp(input->type, "user", 4) == 0) {
		put_word(of, &of->names, &of->nnames, "e");
		put_word(of, &of->names, &of->nnames, "id");
	}
}

static void gather(struct content_of *of);

/* Nodes of another variable bring what that one may hold. */
static void put_other(struct content_of *of, const char *variable)
{
	struct content_of other = {.c = of->c, .variable = variable, .depth = of->depth + 1};
	if (other.depth > 3) {
		of->any_name = of->any_value = true;
		return;
	}
	gather(&other);
	for (int i = 0; i < other.nnames; i++)
		put_word(of, &of->names, &of->nnames, other.names[i]);
	for (int i = 0; i < other.nvalues; i++)
		put_word(of, &of->values, &of->nvalues, other.values[i]);
	for (int i = 0; i < other.nparameters; i++)
		put_word(of, &of->parameters, &of->nparameters, other.parameters[i]);
	of->any_name = of->any_name || other.any_name;
	of->any_value = of->any_value || other.any_value;
}

static void put_expr(struct content_of *of, const char *expr)
{
	struct path path;
	const char *literal = path_literal(of->c->job, expr);
	of->given = true;
	if (literal != NULL) {
		put_word(of, &of->values, &of->nvalues, literal);
		return;
	}
	if (!path_only(of->c->job, expr, &path)) {
		of->any_value = of->any_name = true;
		return;
	}
	bool event = strcmp(path.variable, "_event") == 0 && path.nsteps >= 2;
	bool program = *path.variable == '_';
	bool parameter = strcmp(path.variable, "_x") == 0 && path.nsteps == 2 &&
			 strcmp(path.steps[0], "office") == 0;
	if (event)
		put_input(of, path.steps[1]);
	else if (parameter)
		put_word(of, &of->parameters, &of->nparameters, path.steps[1]);
	else if (program)
		of->any_value = of->any_name = true;
	else
		put_other(of, path.variable);
}

static void see_assign(struct content_of *of, const struct action *action)
{
	struct path path;
	const char *type = action_argument(action, "type")->text;
	const char *expr = action_argument(action, "expr")->text;
	const char *location = action_argument(action, "location")->text;
	if (strstr(location, of->variable) == NULL)
		return;
	if (!path_only(of->c->job, location, &path)) {
		of->any_name = of->any_value = of->given = true;
		return;
	}
	if (strcmp(path.variable, of->variable) != 0 ||
	    (type != NULL && strcmp(type, "delete") == 0))
		return;
	of->given = true;
	if (type != NULL && strcmp(type, "addattribute") == 0)
		put_word(of, &of->names, &of->nnames, action_argument(action, "attr")->text);
	else if (expr == NULL)
		put_inline(of, action->node);
	else
		put_expr(of, expr);
}

static void see_giver(void *self, const struct action *action)
{
	struct content_of *of = self;
	const char *item = action_argument(action, "item")->text;
	const char *index = action_argument(action, "index")->text;
	if (strcmp(action->verb->name, "assign") == 0)
		see_assign(of, action);
	if (item != NULL && strcmp(item, of->variable) == 0)
		put_expr(of, action_argument(action, "array")->text);
	if (index != NULL && strcmp(index, of->variable) == 0)
		of->given = of->any_value = true;
}

static void gather(struct content_of *of)
{
	const struct chart *chart = of->c->chart;
	states_each(chart, see_giver, of);
	for (int i = 0; i < chart->ntransitions; i++) {
		of->t = chart->transitions[i];
		content_each(of->t->content, see_giver, of);
	}
	for (int i = 0; i < chart->ndata; i++) {
		if (strcmp(chart->data[i].id, of->variable) != 0)
			continue;
		of->declared = true;
		if (chart->data[i].expr != NULL)
			put_expr(of, xpath_text(chart->data[i].expr));
		put_inline(of, chart->data[i].node);
	}
}

static void check_name(const struct content_of *of, const char *name, const struct node *node,
		       const char *attr)
{
	if (strcmp(name, "*") != 0 && !text_within(name, of->names, of->nnames))
		finding(of->c, ERROR, node, attr,
			_("mend the name, or put it there with <data> or <assign>"),
			_("nothing puts \"%s\" into $%s"), name, of->variable);
}

/* Asked again and again of few variables. */
static const struct content_of *content_of(struct checker *c, const char *variable)
{
	for (int i = 0; i < c->ncontents; i++)
		if (strcmp(c->contents[i]->variable, variable) == 0)
			return c->contents[i];
	struct content_of *of = NEW(c->job, struct content_of);
	*of = (struct content_of){.c = c, .variable = variable};
	gather(of);
	c->contents = APPEND(c->job, c->contents, &c->ncontents, const struct content_of *);
	c->contents[c->ncontents - 1] = of;
	return of;
}

struct reader_of {
	struct checker *c;
	const char *name;
	bool found;
};

static void look(struct reader_of *of, const char *expr)
{
	struct path *paths;
	bool may = expr != NULL && strstr(expr, of->name) != NULL;
	int count = may ? path_scan(of->c->job, expr, &paths) : 0;
	for (int i = 0; i < count && !of->found; i++) {
		of->found = text_within(of->name, paths[i].steps, paths[i].nsteps);
		for (int k = 0; k < paths[i].ninner; k++)
			of->found = of->found || strcmp(paths[i].inner[k].name, of->name) == 0;
	}
}

static void see_reader(void *self, const struct action *action)
{
	for (int i = 0; action->verb->attributes[i].name != NULL; i++)
		if (action->verb->attributes[i].kind != WORD)
			look(self, action->args[i].text);
}

static void see_attribute(void *self, const struct action *action)
{
	struct checker *c = self;
	const char *name = strcmp(action->verb->name, "assign") == 0
				   ? action_argument(action, "attr")->text
				   : NULL;
	struct reader_of of = {c, name, false};
	if (name == NULL)
		return;
	actions_each(c->chart, see_reader, &of);
	for (int i = 0; i < c->chart->ntransitions && !of.found; i++) {
		const struct transition *t = c->chart->transitions[i];
		look(&of, t->cond == NULL ? NULL : xpath_text(t->cond));
		for (int r = 0; r < t->nrefusals; r++)
			look(&of, xpath_text(t->refusals[r].cond));
		look(&of, t->by_user == NULL ? NULL : xpath_text(t->by_user));
	}
	if (!of.found)
		finding(c, WARNING, action->node, "attr", _("mend the name, or remove it"),
			_("nothing asks for the attribute %s"), name);
}

void check_attributes(struct checker *checker)
{
	actions_each(checker->chart, see_attribute, checker);
}

/* Whether a parameter of the office, given to the variable, may be WORD. */
static bool is_parameters(const struct content_of *of, const char *word)
{
	for (int i = 0; i < of->nparameters; i++)
		if (office_knows(of->c, KNOWN_PARAMETER,
				 TEXT_OF(of->c->job, "%s %s", of->parameters[i], word)))
			return true;
	return false;
}

void check_variable(struct checker *checker, const struct path *path, const struct node *node,
		    const char *attr)
{
	const struct content_of *of = content_of(checker, path->variable);
	bool place = strcmp(attr, "location") == 0;
	if (!of->declared && !of->given)
		return;
	for (int i = 0; !of->any_name && i < path->nsteps; i++)
		check_name(of, path->steps[i], node, attr);
	for (int i = 0; !of->any_name && i < path->ninner; i++)
		check_name(of, path->inner[i].name, node, attr);
	if (!of->given && !place)
		finding(checker, WARNING, node, attr, _("give it one with <data> or <assign>"),
			_("nothing gives $%s a value"), path->variable);
	else if (of->given && !of->any_value && path->nsteps == 0 && path->equals != NULL &&
		 *path->equals != '\0' && !text_within(path->equals, of->values, of->nvalues) &&
		 !is_parameters(of, path->equals))
		finding(checker, ERROR, node, attr, _("mend the word, or assign it"),
			_("$%s is never \"%s\""), path->variable, path->equals);
}
