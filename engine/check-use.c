/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the way of another, does nothing, or goes only with another. */
#include "base/text.h"
#include "engine/check.h"

/* --- transitions that another stands before --- */

static bool same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static const char *by_user(const struct transition *t)
{
	return t->by_user == NULL ? NULL : xpath_text(t->by_user);
}

/* Whether whoever may take B may take A. */
static bool takes_all_of(struct checker *c, const struct transition *a, const struct transition *b)
{
	const char **first, **second;
	bool people = b->by != NULL || b->by_user != NULL;
	if (people != (a->by != NULL || a->by_user != NULL))
		return false;
	if (b->by_user != NULL && !same_text(by_user(a), by_user(b)))
		return false;
	int count = split_words(c->job, a->by, &first),
	    others = split_words(c->job, b->by, &second);
	for (int i = 0; i < others; i++)
		if (!text_within(second[i], first, count))
			return false;
	return true;
}

static bool waits_for_all_of(const struct transition *a, const struct transition *b)
{
	if (a->nevents == 0 || b->nevents == 0)
		return a->nevents == b->nevents;
	for (int i = 0; i < b->nevents; i++)
		if (!transition_matches(a, b->events[i]))
			return false;
	return true;
}

static void check_order(struct checker *c, const struct state *state)
{
	for (int k = 1; k < state->ntransitions; k++)
		for (int i = 0; i < k; i++) {
			const struct transition *a = state->transitions[i],
						*b = state->transitions[k];
			if (a->cond != NULL || a->nrefusals > 0 || !waits_for_all_of(a, b) ||
			    !takes_all_of(c, a, b))
				continue;
			finding(c, ERROR, b->node, NULL,
				_("give the one before it a cond, or remove one of them"),
				_("this transition is never taken: that of line %d stands before "
				  "it"),
				a->line);
			break;
		}
}

/* --- transitions --- */

static void check_transition(struct checker *c, const struct transition *t)
{
	if (t->why != NULL && t->cond == NULL)
		finding(c, WARNING, t->node, "why", _("add cond=\"…\", or remove w:why"),
			_("these words are never said: there is no cond that could refuse"));
	if (t->nevents == 0 && (t->by != NULL || t->by_user != NULL))
		finding(c, ERROR, t->node, t->by != NULL ? "by" : "by-user", _("add event=\"…\""),
			_("people cannot take this transition: it waits for no event"));
	if (t->ntargets == 0 && t->content == NULL && t->ninputs == 0)
		finding(c, WARNING, t->node, NULL, _("add a target or content, or remove it"),
			_("this transition does nothing"));
}

/* --- deadlines --- */

struct seen {
	struct checker *c;
	const struct action *with; /* the deadline that others are compared with */
	bool told;
};

static void see_same_title(void *self, const struct action *action)
{
	struct seen *seen = self;
	if (strcmp(action->verb->name, "deadline") != 0 || seen->told ||
	    action->line >= seen->with->line)
		return;
	const char *title = action_argument(action, "title")->text;
	const char *id = action_argument(action, "id")->text;
	if (title == NULL || !same_text(title, action_argument(seen->with, "title")->text) ||
	    same_text(id, action_argument(seen->with, "id")->text))
		return;
	seen->told = true;
	finding(seen->c, WARNING, seen->with->node, "id",
		_("give them one id, or titles of their own"),
		_("this deadline has another id than \"%s\", and the same title"), id);
}

static void check_assign(struct checker *c, const struct action *action)
{
	const char *type = action_argument(action, "type")->text;
	bool deletes = type != NULL && strcmp(type, "delete") == 0;
	if (!deletes && action_argument(action, "expr")->text == NULL &&
	    *node_text(c->job, action->node) == '\0' && node_first(action->node, NULL) == NULL)
		finding(c, WARNING, action->node, NULL, _("write expr=\"''\" to empty it"),
			_("this <assign> has no value"));
}

static void see_action(void *self, const struct action *action)
{
	struct checker *c = self;
	struct seen seen = {c, action, false};
	if (strcmp(action->verb->name, "if") == 0 && action->inner == NULL)
		finding(c, WARNING, action->node, NULL, _("add content, or remove it"),
			_("this <if> holds nothing"));
	if (strcmp(action->verb->name, "assign") == 0)
		check_assign(c, action);
	if (strcmp(action->verb->name, "deadline") != 0)
		return;
	bool warn = action_argument(action, "warn")->text != NULL;
	bool event = action_argument(action, "warn-event")->text != NULL;
	if (warn != event)
		finding(c, ERROR, action->node, warn ? "warn" : "warn-event",
			warn ? _("add warn-event=\"…\"") : _("add warn=\"…\""),
			_("warn and warn-event go together"));
	actions_each(c->chart, see_same_title, &seen);
}

void check_use(struct checker *checker)
{
	for (int i = 0; i < checker->chart->nstates; i++)
		check_order(checker, &checker->chart->states[i]);
	for (int i = 0; i < checker->chart->ntransitions; i++)
		check_transition(checker, checker->chart->transitions[i]);
	actions_each(checker->chart, see_action, checker);
}
