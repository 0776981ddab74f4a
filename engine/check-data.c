/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What expressions ask of the event, and actions of what they are told: a name that nobody tells is
 * no error of XPath, only never there. */
#include "engine/check.h"
#include "engine/path.h"

/* Where an expression stands: in a transition, whose inputs are told; or in a state (NULL) or an
 * eventless transition, which any event may lead to. */
struct place_in {
	struct checker *c;
	const struct transition *t;
};

/* --- inputs --- */

static const struct input *input_named(const struct transition *t, const char *name)
{
	for (int i = 0; i < t->ninputs; i++)
		if (strcmp(t->inputs[i].name, name) == 0)
			return &t->inputs[i];
	return NULL;
}

static bool is_for_people(const struct transition *t)
{
	return t->by != NULL || t->by_user != NULL;
}

/* The input of that name which may be told here. */
static const struct input *input_told(const struct place_in *in, const char *name)
{
	const struct chart *chart = in->c->chart;
	const struct input *input = NULL;
	if (in->t != NULL && in->t->nevents > 0)
		return input_named(in->t, name);
	for (int i = 0; i < chart->ntransitions && input == NULL; i++)
		input = input_named(chart->transitions[i], name);
	return input;
}

/* A deadline tells which it is and its day; another case (w:tell) its index. */
static bool is_told(const struct place_in *in, const char *name)
{
	bool own = strcmp(name, "deadline") == 0 || strcmp(name, "due") == 0 ||
		   strcmp(name, "index") == 0;
	if (own && (in->t == NULL || !is_for_people(in->t)))
		return true;
	return input_told(in, name) != NULL;
}

static bool is_word_of(struct checker *c, const char *words, const char *word)
{
	const char **list;
	int count = split_words(c->job, words, &list);
	for (int i = 0; i < count; i++)
		if (strcmp(list[i], word) == 0)
			return true;
	return false;
}

static void check_input(struct checker *c, const struct input *input)
{
	bool choice = strcmp(input->type, "choice") == 0;
	bool user = strncmp(input->type, "user", 4) == 0;
	if (input->choices != NULL && !choice)
		finding(c, ERROR, input->node, "choices", _("write type=\"choice\""),
			_("choices are given, but the type is %s"), input->type);
	if (input->role != NULL && !user)
		finding(c, ERROR, input->node, "role", _("write type=\"user\" or type=\"users\""),
			_("a role is given, but the type is %s"), input->type);
}

static void check_inputs(struct checker *c, const struct transition *t)
{
	for (int i = 0; i < t->ninputs; i++) {
		check_input(c, &t->inputs[i]);
		if (input_named(t, t->inputs[i].name) != &t->inputs[i])
			finding(c, ERROR, t->inputs[i].node, "name",
				_("give each a name of its own"), _("the input %s is there twice"),
				t->inputs[i].name);
	}
	if (t->ninputs > 0 && !is_for_people(t))
		finding(c, ERROR, t->inputs[0].node, NULL,
			_("add w:by=\"role\", or remove the input"),
			_("the program tells no inputs"));
	if (t->nrefusals > 0 && !is_for_people(t))
		finding(c, ERROR, t->refusals[0].node, NULL,
			_("add w:by=\"role\", or write it into cond"),
			_("the program is told no words: nobody hears this refusal"));
}

struct card_field {
	struct checker *c;
	const char *name;
	bool found;
};

static void see_card(void *self, const struct action *action)
{
	struct card_field *field = self;
	const char *fields = action_argument(action, "fields")->text;
	if (fields != NULL && is_word_of(field->c, fields, field->name))
		field->found = true;
}

/* --- paths --- */

/* Whether what the event tells under that name goes to the card as it is. */
static bool is_card_field(struct checker *c, const struct transition *t, const char *name)
{
	struct card_field field = {c, name, false};
	content_each(t->content, see_card, &field);
	return field.found;
}

static void check_inside(struct checker *c, const struct input *input, const struct path *path,
			 const struct node *node, const char *attr)
{
	static const char *const inside[] = {"e", "id"};
	check_inner(c, path, inside, 2, node, attr);
	bool users = strncmp(input->type, "user", 4) == 0;
	for (int i = 2; i < path->nsteps; i++) {
		const char *step = path->steps[i];
		if (strcmp(step, "*") != 0 && (!users || i > 3 || strcmp(step, inside[i - 2]) != 0))
			finding(c, ERROR, node, attr,
				users ? _("write e/@id after it") : _("write nothing after it"),
				_("there is no \"%s\" in what is told as %s"), step, input->name);
	}
}

static void check_told(const struct place_in *in, const struct path *path, const struct node *node,
		       const char *attr)
{
	const char *name = path->steps[1];
	const struct input *input = input_told(in, name);
	if (strcmp(name, "*") == 0)
		return;
	if (!is_told(in, name))
		finding(in->c, ERROR, node, attr, _("add <w:input name=\"…\">, or mend the name"),
			_("the event is not told \"%s\""), name);
	if (input != NULL)
		check_inside(in->c, input, path, node, attr);
	if (input == NULL || path->equals == NULL || *path->equals == '\0' || in->t == NULL)
		return;
	if (input->choices == NULL && is_card_field(in->c, in->t, name))
		check_code(in->c, name, path->equals, node, attr);
	else if (input->choices != NULL && !is_word_of(in->c, input->choices, path->equals))
		finding(in->c, ERROR, node, attr,
			TEXT_OF(in->c->job, _("write one of: %s"), input->choices),
			_("\"%s\" is no choice of %s"), path->equals, name);
}

static void check_event(const struct place_in *in, const struct path *path, const struct node *node,
			const char *attr)
{
	static const char *const parts[] = {"name", "type", "user", "data", "*"};
	if (path->nsteps == 0)
		return;
	bool known = false;
	for (int i = 0; i < 5; i++)
		known = known || strcmp(parts[i], path->steps[0]) == 0;
	if (!known)
		finding(in->c, ERROR, node, attr, _("write name, type, user or data/NAME"),
			_("$_event has no \"%s\""), path->steps[0]);
	if (strcmp(path->steps[0], "data") == 0 && path->nsteps > 1)
		check_told(in, path, node, attr);
}

/* $_x/day[@name = '…']: a day that the event tells is called as its input is. */
static void check_day_told(const struct place_in *in, const struct path *path,
			   const struct node *node, const char *attr)
{
	bool day = path->nsteps > 0 && strcmp(path->steps[0], "day") == 0;
	for (int i = 0; i < path->ninner && day; i++) {
		const struct named *inner = &path->inner[i];
		if (strcmp(inner->name, "name") == 0 && inner->equals != NULL &&
		    input_told(in, inner->equals) == NULL)
			finding(in->c, ERROR, node, attr, _("write the name of a w:input"),
				_("no day is told as \"%s\""), inner->equals);
	}
}

static void check_paths(const struct place_in *in, const struct xpath *expr,
			const struct node *node, const char *attr)
{
	struct path *paths;
	int count = expr == NULL ? 0 : path_scan(in->c->job, xpath_text(expr), &paths);
	const char *stray = expr == NULL ? NULL : path_stray(in->c->job, xpath_text(expr));
	if (stray != NULL)
		finding(in->c, ERROR, node, attr,
			TEXT_OF(in->c->job, _("write $%s, or '%s' in quotes"), stray, stray),
			_("\"%s\" is neither a variable nor a text"), stray);
	for (int i = 0; i < count; i++) {
		if (strcmp(paths[i].variable, "_event") == 0)
			check_event(in, &paths[i], node, attr);
		else if (strcmp(paths[i].variable, "_x") != 0)
			check_variable(in->c, &paths[i], node, attr);
		else {
			check_fact(in->c, &paths[i], node, attr);
			check_day_told(in, &paths[i], node, attr);
		}
	}
}

/* --- content --- */

/* A day that somebody told is a day only by its type. */
static void check_day(const struct place_in *in, const struct action *action, const char *attr)
{
	struct path path;
	const struct argument *arg = action_argument(action, attr);
	if (arg->expr == NULL || in->t == NULL || !path_only(in->c->job, arg->text, &path) ||
	    strcmp(path.variable, "_event") != 0 || path.nsteps < 2)
		return;
	const struct input *input = input_named(in->t, path.steps[1]);
	if (input != NULL && strcmp(input->type, "day") != 0)
		finding(in->c, ERROR, input->node, NULL, _("write type=\"day\""),
			_("\"%s\" is used as a day, but its type is %s"), input->name, input->type);
}

static void check_codes(struct checker *c, const char *list, const struct input *input)
{
	const char **codes;
	int count = split_words(c->job, input == NULL ? NULL : input->choices, &codes);
	for (int i = 0; i < count; i++)
		check_code(c, list, codes[i], input->node, "choices");
}

static void check_outcome(const struct place_in *in, const struct action *action)
{
	struct path path;
	const struct argument *code = action_argument(action, "code");
	const struct argument *expr = action_argument(action, "expr");
	if (code->text != NULL)
		check_code(in->c, "outcome", code->text, action->node, "code");
	if (in->t != NULL && expr->expr != NULL && path_only(in->c->job, expr->text, &path) &&
	    strcmp(path.variable, "_event") == 0 && path.nsteps == 2)
		check_codes(in->c, "outcome", input_named(in->t, path.steps[1]));
}

static void check_card(const struct place_in *in, const struct action *action)
{
	const char **names, *field = action_argument(action, "field")->text;
	const struct argument *expr = action_argument(action, "expr");
	const char *literal = expr->expr == NULL ? NULL : path_literal(in->c->job, expr->text);
	int count = split_words(in->c->job, action_argument(action, "fields")->text, &names);
	for (int i = 0; i < count; i++) {
		if (input_told(in, names[i]) == NULL)
			finding(in->c, ERROR, action->node, "fields",
				_("add <w:input name=\"…\">, or mend the name"),
				_("the event is not told \"%s\""), names[i]);
		check_codes(in->c, names[i], input_told(in, names[i]));
	}
	if (field != NULL && literal != NULL)
		check_code(in->c, field, literal, action->node, "expr");
}

static void check_done(struct checker *c, const struct action *action)
{
	const char *kind = action_argument(action, "kind")->text;
	const char *deadline = action_argument(action, "deadline")->text;
	if (kind != NULL && !check_made(c, "task", "kind", kind))
		finding(c, ERROR, action->node, "kind", _("write the kind of a <w:task>"),
			_("there is no task \"%s\" to be done"), kind);
	if (deadline != NULL && !check_made(c, "deadline", "id", deadline))
		finding(c, ERROR, action->node, "deadline", _("write the id of another deadline"),
			_("there is no deadline \"%s\""), deadline);
}

static void see_action(void *self, const struct action *action)
{
	const struct place_in *in = self;
	const char *verb = action->verb->name;
	for (int i = 0; action->verb->attributes[i].name != NULL; i++)
		check_paths(in, action->args[i].expr, action->node,
			    action->verb->attributes[i].name);
	if (strcmp(verb, "deadline") == 0) {
		check_day(in, action, "on");
		check_day(in, action, "from");
	} else if (strcmp(verb, "outcome") == 0)
		check_outcome(in, action);
	else if (strcmp(verb, "card") == 0)
		check_card(in, action);
	else if (strcmp(verb, "done") == 0)
		check_done(in->c, action);
}

void check_data(struct checker *checker)
{
	const struct chart *chart = checker->chart;
	struct place_in in = {checker, NULL};
	states_each(chart, see_action, &in);
	for (int i = 0; i < chart->ndata; i++)
		check_paths(&in, chart->data[i].expr, chart->data[i].node, "expr");
	for (int i = 0; i < chart->ntransitions; i++) {
		in.t = chart->transitions[i];
		check_inputs(checker, in.t);
		check_paths(&in, in.t->cond, in.t->node, "cond");
		for (int r = 0; r < in.t->nrefusals; r++) {
			const struct cause *refusal = &in.t->refusals[r];
			check_paths(&in, refusal->cond, refusal->node, "cond");
			check_paths(&in, refusal->what, refusal->node, "what");
		}
		check_paths(&in, in.t->by_user, in.t->node, "by-user");
		content_each(in.t->content, see_action, &in);
	}
}
