/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What executable content does, clause by clause. Bookkeeping (assign) is not for people. */
#include "engine/check.h"
#include "engine/explain.h"

struct clauses {
	struct story *story;
	const struct transition *t;
	const char *item; /* of the loop around, whose conditions the words for people tell */
	const char **list;
	int count;
};

static const char *word(const struct action *action, const char *name)
{
	return action_argument(action, name)->text;
}

static bool is(const struct action *action, const char *verb)
{
	return strcmp(action->verb->name, verb) == 0;
}

static void add(struct clauses *c, const char *clause)
{
	c->list = APPEND(c->story->teller.job, c->list, &c->count, const char *);
	c->list[c->count - 1] = clause;
}

#define ADD(c, ...) add((c), TEXT_OF((c)->story->teller.job, __VA_ARGS__))

struct title_of {
	const char *verb, *key, *value, *title;
};

static void see_title(void *self, const struct action *action)
{
	struct title_of *of = self;
	const char *key = is(action, of->verb) ? word(action, of->key) : NULL;
	if (key != NULL && strcmp(key, of->value) == 0 && word(action, "title") != NULL)
		of->title = word(action, "title");
}

static const char *title_of(const struct story *story, const char *verb, const char *key,
			    const char *value)
{
	struct title_of of = {verb, key, value, NULL};
	actions_each(story->teller.chart, see_title, &of);
	return of.title != NULL ? of.title : value;
}

const char *explain_deadline_title(const struct story *story, const char *id)
{
	return title_of(story, "deadline", "id", id);
}

/* --- deadlines --- */

/* The day that an expression names: of arrival, told by the event, or of the data. */
static const char *day_words(const struct clauses *c, const char *expr)
{
	struct path path;
	const struct teller *teller = &c->story->teller;
	if (!path_only(teller->job, expr, &path))
		return _("the day that is set");
	bool card = strcmp(path.variable, "_x") == 0 && path.nsteps == 2;
	if (card && strcmp(path.steps[1], "arrived") == 0)
		return _("the day of arrival");
	if (card && strcmp(path.steps[1], "registered") == 0)
		return _("the day of registration");
	if (strcmp(path.variable, "_event") == 0 && path.nsteps == 2)
		return TEXT_OF(teller->job, _("the day told as \"%s\""),
			       tell_field(teller, c->t, path.steps[1]));
	return _("the day that is set");
}

static const char *deadline_length(const struct clauses *c, const struct action *a)
{
	struct job *job = c->story->teller.job;
	const char *span = tell_span(&c->story->teller, a);
	const char *on = word(a, "on"), *from = word(a, "from"), *before = word(a, "before");
	if (before != NULL)
		return TEXT_OF(job, _("%s the term \"%s\""), span == NULL ? "" : span,
			       explain_deadline_title(c->story, before));
	const char *counted = from == NULL || span == NULL ? span
							   : TEXT_OF(job, _("%s, counted from %s"),
								     span, day_words(c, from));
	if (on == NULL)
		return counted == NULL ? _("as long as is laid down for it") : counted;
	if (counted == NULL)
		return TEXT_OF(job, _("until %s"), day_words(c, on));
	return TEXT_OF(job, _("until %s, but no longer than %s"), day_words(c, on), counted);
}

static void add_deadline(struct clauses *c, const struct action *a)
{
	const char *article = tell_article(&c->story->teller, a);
	const char *title = word(a, "title") != NULL ? word(a, "title") : word(a, "id");
	ADD(c, _("the term \"%s\" runs: %s%s%s%s"), title, deadline_length(c, a),
	    article == NULL ? "" : " (", article == NULL ? "" : article,
	    article == NULL ? "" : ")");
}

/* --- the card --- */

static void add_card(struct clauses *c, const struct action *a)
{
	const struct teller *teller = &c->story->teller;
	const char *field = word(a, "field"), *expr = word(a, "expr");
	const char *literal = expr == NULL ? NULL : path_literal(teller->job, expr);
	if (field == NULL) {
		add(c, _("what was told goes to the card"));
		return;
	}
	const char *title = tell_field(teller, c->t, field);
	const char *code = literal == NULL ? NULL : TEXT_OF(teller->job, "%s %s", field, literal);
	const char *said = code == NULL ? NULL : tell_name(teller, WORD_CODE, code);
	if (literal == NULL)
		ADD(c, _("the field \"%s\" of the card is filled in"), title);
	else if (*literal == '\0')
		ADD(c, _("the field \"%s\" of the card is emptied"), title);
	else
		ADD(c, _("the field \"%s\" of the card becomes \"%s\""), title,
		    said == code ? literal : said);
}

static void add_outcome(struct clauses *c, const struct action *a)
{
	const struct teller *teller = &c->story->teller;
	const char *code = word(a, "code");
	if (code == NULL) {
		add(c, _("the outcome is as told"));
		return;
	}
	const char *key = TEXT_OF(teller->job, "outcome %s", code);
	const char *title = tell_name(teller, WORD_CODE, key);
	ADD(c, _("the outcome is \"%s\""), title == key ? code : title);
}

/* --- conditions and loops --- */

static void add_list(struct clauses *c, const struct action *first, const struct action *end);

/* From one <elseif> or <else> to the next. */
static const struct action *branch_end(const struct action *a)
{
	while (a != NULL && !is(a, "elseif") && !is(a, "else"))
		a = a->next;
	return a;
}

static const char *joined(const struct clauses *c)
{
	const char *text = "";
	for (int i = 0; i < c->count; i++)
		text = i == 0 ? c->list[0]
			      : TEXT_OF(c->story->teller.job, "%s; %s", text, c->list[i]);
	return text;
}

static const char *branch(struct clauses *c, const struct action *from, const struct action *end)
{
	struct clauses inner = {c->story, c->t, c->item, NULL, 0};
	add_list(&inner, from, end);
	const char *text = joined(&inner);
	/* so that it is seen how far it goes */
	return inner.count > 1 ? TEXT_OF(c->story->teller.job, "(%s)", text) : text;
}

static bool asks_item(const struct clauses *c, const struct argument *cond)
{
	struct path *paths;
	int count = cond->text == NULL || c->item == NULL
			    ? 0
			    : path_scan(c->story->teller.job, cond->text, &paths);
	return count > 0 && strcmp(paths[0].variable, c->item) == 0;
}

static void add_if(struct clauses *c, const struct action *a)
{
	const struct action *head = a, *from = a->inner;
	const char *otherwise = "";
	if (asks_item(c, action_argument(a, "cond"))) {
		add_list(c, a->inner, NULL);
		return;
	}
	for (;;) {
		const struct action *end = branch_end(from);
		const char *done = branch(c, from, end);
		const struct argument *cond = action_argument(head, "cond");
		if (*done != '\0' && cond->expr != NULL)
			ADD(c, _("%sif %s — %s"), otherwise,
			    tell_cond(&c->story->teller, c->t, head->node, cond->expr), done);
		else if (*done != '\0')
			ADD(c, _("otherwise %s"), done);
		if (end == NULL)
			return;
		otherwise = _("otherwise, ");
		head = end;
		from = end->next;
	}
}

static void add_loop(struct clauses *c, const struct action *a)
{
	const char *item = c->item;
	c->item = word(a, "item");
	add_list(c, a->inner, NULL);
	c->item = item;
}

/* --- all verbs --- */

static void add_done(struct clauses *c, const struct action *a)
{
	if (word(a, "kind") != NULL)
		ADD(c, _("the task \"%s\" is done"),
		    title_of(c->story, "task", "kind", word(a, "kind")));
	else if (word(a, "user") != NULL)
		add(c, _("that person's tasks are done"));
	if (word(a, "deadline") != NULL)
		ADD(c, _("the term \"%s\" ends"),
		    explain_deadline_title(c->story, word(a, "deadline")));
}

static void add_paper(struct clauses *c, const struct action *a)
{
	const char *copy = word(a, "for");
	if (is(a, "index"))
		add(c, word(a, "cancel") == NULL ? _("the index is given")
						 : _("the index is cancelled, with a record why"));
	else
		ADD(c,
		    copy != NULL && strcmp(copy, "copy") == 0
			    ? _("the copy gets the mark \"%s\"")
			    : _("the letter gets the mark \"%s\""),
		    tell_name(&c->story->teller, WORD_MARK, word(a, "name")));
}

static void add_one(struct clauses *c, const struct action *a)
{
	const struct teller *teller = &c->story->teller;
	if (is(a, "if"))
		add_if(c, a);
	else if (is(a, "foreach"))
		add_loop(c, a);
	else if (is(a, "deadline"))
		add_deadline(c, a);
	else if (is(a, "task"))
		ADD(c, _("the task \"%s\" waits (for: %s)"),
		    word(a, "title") != NULL ? word(a, "title") : word(a, "kind"),
		    tell_whom(teller, c->t, a));
	else if (is(a, "done"))
		add_done(c, a);
	else if (is(a, "mark") || is(a, "index"))
		add_paper(c, a);
	else if (is(a, "card"))
		add_card(c, a);
	else if (is(a, "outcome"))
		add_outcome(c, a);
	else if (is(a, "tell"))
		add(c, _("the other case is told of it"));
}

/* One letter to several, who stand in the definition one after the other. */
static const struct action *add_notices(struct clauses *c, const struct action *a,
					const struct action *end)
{
	const struct teller *teller = &c->story->teller;
	const char *letter = word(a, "template"), *whom = tell_whom(teller, c->t, a);
	for (; a->next != end && is(a->next, "notify") &&
	       strcmp(word(a->next, "template"), letter) == 0;
	     a = a->next)
		whom = TEXT_OF(teller->job, "%s; %s", whom, tell_whom(teller, c->t, a->next));
	ADD(c, _("the notice \"%s\" is sent (to: %s)"), tell_name(teller, WORD_LETTER, letter),
	    whom);
	return a;
}

static void add_list(struct clauses *c, const struct action *first, const struct action *end)
{
	for (const struct action *a = first; a != end; a = a->next) {
		if (is(a, "notify"))
			a = add_notices(c, a, end);
		else
			add_one(c, a);
	}
}

int explain_clauses(struct story *story, const struct transition *t, const struct action *content,
		    const char ***out)
{
	struct clauses clauses = {story, t, NULL, NULL, 0};
	add_list(&clauses, content, NULL);
	*out = clauses.list;
	return clauses.count;
}

const char *explain_content(struct story *story, const struct transition *t,
			    const struct action *content)
{
	struct clauses clauses = {story, t, NULL, NULL, 0};
	add_list(&clauses, content, NULL);
	return joined(&clauses);
}
