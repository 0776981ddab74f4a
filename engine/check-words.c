/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/check.h"
#include "engine/scan.h"

static const char *const functions[] = {
	"last",
	"position",
	"count",
	"id",
	"local-name",
	"namespace-uri",
	"name",
	"string",
	"concat",
	"starts-with",
	"contains",
	"substring-before",
	"substring-after",
	"substring",
	"string-length",
	"normalize-space",
	"translate",
	"boolean",
	"not",
	"true",
	"false",
	"lang",
	"number",
	"sum",
	"floor",
	"ceiling",
	"round",
	"In",
};

static const char *const own_variables[] = {"_event", "_x", "_name", "_sessionid", "_ioprocessors"};

/* --- expressions --- */

struct loops {
	const char *name;
	bool found;
};

static void see_loop(void *self, const struct action *action)
{
	struct loops *loops = self;
	if (strcmp(action->verb->name, "foreach") != 0)
		return;
	const char *item = action_argument(action, "item")->text;
	const char *index = action_argument(action, "index")->text;
	if ((item != NULL && strcmp(item, loops->name) == 0) ||
	    (index != NULL && strcmp(index, loops->name) == 0))
		loops->found = true;
}

static bool variable_known(const struct chart *chart, const char *name)
{
	struct loops loops = {name, false};
	for (size_t i = 0; i < sizeof own_variables / sizeof *own_variables; i++)
		if (strcmp(own_variables[i], name) == 0)
			return true;
	for (int i = 0; i < chart->ndata; i++)
		if (strcmp(chart->data[i].id, name) == 0)
			return true;
	actions_each(chart, see_loop, &loops);
	return loops.found;
}

static bool function_known(const char *name)
{
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
		if (strcmp(functions[i], name) == 0)
			return true;
	return false;
}

static void check_names(struct checker *c, enum known kind, const char *words,
			const struct node *node, const char *attr);

static void check_expr(struct checker *c, const struct xpath *expr, const struct node *node,
		       const char *attr)
{
	const char **names;
	const char *text = xpath_text(expr);
	int count = scan_names(c->job, text, SCAN_VARIABLES, &names);
	for (int i = 0; i < count; i++)
		if (!variable_known(c->chart, names[i]))
			finding(c, ERROR, node, attr, _("declare it with <data>, or mend its name"),
				_("there is no variable $%s: %s"), names[i], text);
	count = scan_names(c->job, text, SCAN_FUNCTIONS, &names);
	for (int i = 0; i < count; i++)
		if (!function_known(names[i]))
			finding(c, ERROR, node, attr, _("use a function of XPath 1.0, or In()"),
				_("there is no function %s(): %s"), names[i], text);
	count = scan_names(c->job, text, SCAN_STATES, &names);
	for (int i = 0; i < count; i++)
		if (chart_state(c->chart, names[i]) < 0)
			finding(c, ERROR, node, attr,
				_("write the id of a state of this procedure"),
				_("there is no state \"%s\" to ask for: %s"), names[i], text);
	count = scan_names(c->job, text, SCAN_PARAMETERS, &names);
	for (int i = 0; i < count; i++)
		check_names(c, KNOWN_PARAMETER, names[i], node, attr);
	check_time(c, expr, node, attr);
}

static void check_cond(struct checker *c, const struct xpath *cond, const struct node *node)
{
	const char *text = xpath_text(cond);
	check_expr(c, cond, node, "cond");
	const char *bare = scan_bare_variable(c->job, text);
	if (bare != NULL)
		finding(c, ERROR, node, "cond", TEXT_OF(c->job, _("write %s != ''"), bare),
			_("%s alone is always true, whatever it holds"), bare);
	if (scan_existential(text))
		finding(c, WARNING, node, "cond", _("for \"none of them equals\" write not(… = …)"),
			_("%s is true as soon as one of the nodes differs"), text);
}

/* --- names that the office must know --- */

static const char *kind_word(enum known kind)
{
	switch (kind) {
	case KNOWN_ROLE:
		return _("role");
	case KNOWN_MARK:
		return _("mark");
	case KNOWN_TEMPLATE:
		return _("letter");
	case KNOWN_TERM:
		return _("term");
	case KNOWN_PARAMETER:
		return _("parameter of the office");
	default:
		return _("field of the card");
	}
}

static const char *kind_remedy(enum known kind)
{
	switch (kind) {
	case KNOWN_ROLE:
		return _("registrar head deputy executor controller archivist admin");
	case KNOWN_MARK:
		return _("a mark is a file of stamps/marks");
	case KNOWN_TEMPLATE:
		return _("letters stand in letters.xml");
	case KNOWN_TERM:
		return _("terms stand in terms.xml");
	case KNOWN_PARAMETER:
		return _("parameters and their defaults stand in the shipped office.xml");
	default:
		return _("the fields are those of the registration and control card");
	}
}

static void check_names(struct checker *c, enum known kind, const char *words,
			const struct node *node, const char *attr)
{
	const char **names;
	int count = split_words(c->job, words, &names);
	for (int i = 0; i < count; i++)
		if (!office_knows(c, kind, names[i]))
			finding(c, ERROR, node, attr, kind_remedy(kind), _("there is no %s \"%s\""),
				kind_word(kind), names[i]);
}

struct deadlines {
	const char *id;
	bool found;
};

static void see_deadline(void *self, const struct action *action)
{
	struct deadlines *deadlines = self;
	const char *id = strcmp(action->verb->name, "deadline") == 0
				 ? action_argument(action, "id")->text
				 : NULL;
	if (id != NULL && strcmp(id, deadlines->id) == 0)
		deadlines->found = true;
}

static void check_before(struct checker *c, const struct action *action)
{
	const char *before = action_argument(action, "before")->text;
	struct deadlines deadlines = {before, false};
	if (before == NULL)
		return;
	actions_each(c->chart, see_deadline, &deadlines);
	if (!deadlines.found)
		finding(c, ERROR, action->node, "before", _("write the id of another deadline"),
			_("there is no deadline \"%s\" to count from"), before);
}

static void see_action(void *self, const struct action *action)
{
	struct checker *c = self;
	const struct attribute *rows = action->verb->attributes;
	for (int i = 0; rows[i].name != NULL; i++) {
		const struct argument *arg = &action->args[i];
		bool cond = strcmp(rows[i].name, "cond") == 0;
		if (arg->expr != NULL && cond)
			check_cond(c, arg->expr, action->node);
		else if (arg->expr != NULL)
			check_expr(c, arg->expr, action->node, rows[i].name);
		if (arg->text != NULL && rows[i].known != NAMES_FREE)
			check_names(c, (enum known)rows[i].known, arg->text, action->node,
				    rows[i].name);
	}
	const char *to = action_argument(action, "to")->text;
	if (strcmp(action->verb->name, "notify") == 0 && to != NULL && strcmp(to, "applicant") != 0)
		check_names(c, KNOWN_ROLE, to, action->node, "to");
	check_before(c, action);
}

static void check_refusal(struct checker *c, const struct cause *refusal)
{
	check_cond(c, refusal->cond, refusal->node);
	if (refusal->what != NULL)
		check_expr(c, refusal->what, refusal->node, "what");
}

static void check_transition(struct checker *c, const struct transition *t)
{
	if (t->cond != NULL)
		check_cond(c, t->cond, t->node);
	for (int i = 0; i < t->nrefusals; i++)
		check_refusal(c, &t->refusals[i]);
	if (t->by_user != NULL)
		check_expr(c, t->by_user, t->node, "by-user");
	check_names(c, KNOWN_ROLE, t->by, t->node, "by");
	for (int i = 0; i < t->ninputs; i++)
		check_names(c, KNOWN_ROLE, t->inputs[i].role, t->inputs[i].node, "role");
	if (t->title == NULL && t->nevents > 0 && (t->by != NULL || t->by_user != NULL))
		finding(c, WARNING, t->node, NULL, _("add w:title=\"…\" in words for people"),
			_("the event %s has no title"), t->events[0]);
}

void check_words(struct checker *checker)
{
	for (int i = 0; i < checker->chart->ntransitions; i++)
		check_transition(checker, checker->chart->transitions[i]);
	for (int i = 0; i < checker->chart->ndata; i++)
		if (checker->chart->data[i].expr != NULL)
			check_expr(checker, checker->chart->data[i].expr,
				   checker->chart->data[i].node, "expr");
	actions_each(checker->chart, see_action, checker);
}
