/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/tell.h"

#include "engine/check.h"

const char *tell_state(const struct teller *teller, int state)
{
	const struct state *s = &teller->chart->states[state];
	return s->title != NULL ? s->title : s->id;
}

const char *tell_name(const struct teller *teller, enum wording what, const char *name)
{
	const struct host *host = teller->host;
	const char *word = host == NULL || host->word == NULL
				   ? NULL
				   : host->word(host->self, teller->job, what, name);
	return word != NULL ? word : name;
}

static const char *tell_names(const struct teller *teller, enum wording what, const char *names)
{
	const char **list, *words = "";
	int count = split_words(teller->job, names, &list);
	for (int i = 0; i < count; i++)
		words = i == 0 ? tell_name(teller, what, list[i])
			       : TEXT_OF(teller->job, _("%s or %s"), words,
					 tell_name(teller, what, list[i]));
	return words;
}

/* --- people that an expression names --- */

struct origin {
	const struct teller *teller;
	const char *variable;
	const struct transition *t;
	const char *role;	   /* what those are who stand there */
	const struct input *input; /* that names them */
};

static void take_input(struct origin *origin, const char *name)
{
	for (int i = 0; origin->t != NULL && i < origin->t->ninputs; i++)
		if (strcmp(origin->t->inputs[i].name, name) == 0) {
			origin->input = &origin->t->inputs[i];
			origin->role = origin->input->role;
		}
}

static bool is_told(const struct path *path)
{
	return strcmp(path->variable, "_event") == 0 && path->nsteps >= 2 &&
	       strcmp(path->steps[0], "data") == 0;
}

/* Users come into a variable as an input of theirs: its role says who they are. */
static void see_origin(void *self, const struct action *action)
{
	struct origin *origin = self;
	struct path to, from;
	struct job *job = origin->teller->job;
	const char *expr = action_argument(action, "expr")->text;
	if (strcmp(action->verb->name, "assign") != 0 || expr == NULL || origin->role != NULL ||
	    !path_only(job, action_argument(action, "location")->text, &to) ||
	    strcmp(to.variable, origin->variable) != 0 || !path_only(job, expr, &from))
		return;
	bool self_named = strcmp(from.variable, "_x") == 0 && from.nsteps == 1 &&
			  strcmp(from.steps[0], "user") == 0;
	if (is_told(&from))
		take_input(origin, from.steps[1]);
	else if (self_named)
		origin->role = origin->t->by;
}

static const char *array_of(const struct chart *chart, const char *item);

/* The role that a condition on $_x/user asks for, in quotes; NULL: none. */
static const char *asked_role(const struct teller *teller, const char *expr)
{
	for (const char *p = strchr(expr, '\''); p != NULL; p = strchr(p, '\'')) {
		size_t length = strcspn(++p, "'"), blank = strspn(p, " ");
		const char *word = must(talloc_strndup(teller->job, p + blank, length - blank));
		const char **words;
		p += length + (p[length] != '\0');
		if (split_words(teller->job, word, &words) == 1 &&
		    tell_name(teller, WORD_ROLE, words[0]) != words[0])
			return words[0];
	}
	return NULL;
}

const char *tell_those(const struct teller *teller, const struct transition *t,
		       const struct path *path)
{
	struct origin origin = {teller, path->variable, t, NULL, NULL};
	if (is_told(path))
		take_input(&origin, path->steps[1]);
	for (int i = 0; !is_told(path) && i < teller->chart->ntransitions; i++) {
		origin.t = teller->chart->transitions[i];
		content_each(origin.t->content, see_origin, &origin);
	}
	if (origin.role != NULL)
		return tell_names(teller, WORD_ROLE, origin.role);
	return origin.input == NULL || origin.input->title == NULL
		       ? NULL
		       : TEXT_OF(teller->job, _("who is told as \"%s\""), origin.input->title);
}

/* T: the transition whose inputs EXPR may ask for, or NULL. */
static const char *tell_people(const struct teller *teller, const struct transition *t,
			       const char *expr)
{
	struct path path;
	if (!path_only(teller->job, expr, &path))
		return expr;
	if (strcmp(path.variable, "_x") == 0) {
		const char *role = asked_role(teller, expr);
		return role != NULL ? tell_name(teller, WORD_ROLE, role) : _("who did it");
	}
	const char *array = array_of(teller->chart, path.variable);
	if (array != NULL)
		return tell_people(teller, t, array);
	const char *words = tell_those(teller, t, &path);
	return words == NULL ? expr : words;
}

struct items {
	const char *item, *array;
};

static void see_foreach(void *self, const struct action *action)
{
	struct items *items = self;
	if (strcmp(action->verb->name, "foreach") == 0 &&
	    strcmp(action_argument(action, "item")->text, items->item) == 0)
		items->array = action_argument(action, "array")->text;
}

static const char *array_of(const struct chart *chart, const char *item)
{
	struct items items = {item, NULL};
	actions_each(chart, see_foreach, &items);
	return items.array;
}

const char *tell_who(const struct teller *teller, const struct transition *t)
{
	const char *own = node_attr_in(t->node, WORKFLOW_SPACE, "who");
	if (t->nevents == 0) /* what people would have to say is an event */
		return NULL;
	const char *roles = t->by == NULL ? "" : tell_names(teller, WORD_ROLE, t->by);
	if (t->by_user == NULL)
		return t->by == NULL ? NULL : roles;
	const char *people = own != NULL ? own : tell_people(teller, t, xpath_text(t->by_user));
	return t->by == NULL ? people : TEXT_OF(teller->job, _("%s or %s"), roles, people);
}

const char *tell_whom(const struct teller *teller, const struct transition *t,
		      const struct action *action)
{
	const char *own = node_attr(action->node, "who");
	const char *to = action_argument(action, "to")->text;
	const struct argument *users = action_argument(action, "to-user");
	if (own != NULL)
		return own;
	if (to != NULL && strcmp(to, "applicant") == 0)
		return _("the applicant");
	return to != NULL ? tell_name(teller, WORD_ROLE, to) : tell_people(teller, t, users->text);
}

/* --- terms --- */

const char *tell_days(const struct teller *teller, const char *days)
{
	size_t length = strspn(days, "0123456789");
	return tell_name(teller, WORD_SPEC, TEXT_OF(teller->job, "%.*sd", (int)length, days));
}

const char *tell_span(const struct teller *teller, const struct action *deadline)
{
	const char *term = action_argument(deadline, "term")->text;
	const char *spec = action_argument(deadline, "spec")->text;
	const char *days = action_argument(deadline, "days")->text;
	bool before = action_argument(deadline, "before")->text != NULL;
	if (term != NULL)
		return tell_name(teller, WORD_TERM, term);
	if (action_argument(deadline, "spec-expr")->text != NULL)
		return _("as long as is laid down for it");
	if (spec == NULL && days == NULL)
		return NULL;
	const char *span = spec != NULL ? tell_name(teller, WORD_SPEC, spec)
					: tell_days(teller, days);
	return before ? TEXT_OF(teller->job, _("%s before"), span) : span;
}

int tell_done(const struct chart *chart, const char *event)
{
	static const char done[] = "done.state.";
	return strncmp(event, done, sizeof done - 1) == 0
		       ? chart_state(chart, event + sizeof done - 1)
		       : -1;
}

struct sender {
	const struct transition *t;
	const struct action *deadline;
	bool own;
};

static bool sends(const struct action *deadline, const char *which, const struct transition *t)
{
	const char *event = action_argument(deadline, which)->text;
	return event != NULL && transition_matches(t, event);
}

static void see_sender(void *self, const struct action *action)
{
	struct sender *sender = self;
	if (strcmp(action->verb->name, "deadline") != 0 || sender->own ||
	    (!sends(action, "event", sender->t) && !sends(action, "warn-event", sender->t)))
		return;
	sender->deadline = action;
	sender->own = action->holder == sender->t->source;
}

const struct action *tell_sender(const struct teller *teller, const struct transition *t,
				 const char **warn)
{
	struct sender sender = {t, NULL, false};
	actions_each(teller->chart, see_sender, &sender);
	bool warns = sender.deadline != NULL && !sends(sender.deadline, "event", t);
	*warn = warns ? action_argument(sender.deadline, "warn")->text : NULL;
	return sender.deadline;
}

const char *tell_article(const struct teller *teller, const struct action *deadline)
{
	const char *term = action_argument(deadline, "term")->text;
	const char *article = term == NULL ? NULL : tell_name(teller, WORD_ARTICLE, term);
	return article == term ? NULL : article;
}

int tell_first(const struct chart *chart, int state)
{
	const struct state *s = &chart->states[state];
	while (s->kind == COMPOUND && s->initial != NULL && s->initial->ntargets == 1) {
		state = s->initial->targets[0];
		s = &chart->states[state];
	}
	return state;
}
