/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What expressions ask of the office: $_x. */
#include "base/text.h"
#include "engine/check.h"
#include "engine/path.h"

void check_code(struct checker *c, const char *list, const char *code, const struct node *node,
		const char *attr)
{
	if (*code != '\0' && !office_knows(c, KNOWN_CODE, TEXT_OF(c->job, "%s %s", list, code)))
		finding(c, ERROR, node, attr, _("codes stand in classifier.xml"),
			_("\"%s\" is no code of the list %s"), code, list);
}

void check_inner(struct checker *c, const struct path *path, const char *const *names, int count,
		 const struct node *node, const char *attr)
{
	for (int i = 0; i < path->ninner; i++)
		if (!text_within(path->inner[i].name, names, count))
			finding(c, ERROR, node, attr, _("mend the name"), _("$%s has no \"%s\""),
				path->variable, path->inner[i].name);
}

/* Users are told as e elements with an id, other values as text. */
static void check_card_fact(struct checker *c, const struct path *path, const struct node *node,
			    const char *attr)
{
	const char *field = path->nsteps > 1 ? path->steps[1] : "*";
	if (strcmp(field, "*") == 0)
		return;
	if (!office_knows(c, KNOWN_FACT, field))
		finding(c, ERROR, node, attr,
			_("the fields are those of the registration and control card"),
			_("there is no field of the card \"%s\""), field);
	else if (path->equals != NULL)
		check_code(c, field, path->equals, node, attr);
}

struct id {
	const char *verb, *attr, *id;
	bool found;
};

static void see_id(void *self, const struct action *action)
{
	struct id *id = self;
	if (strcmp(action->verb->name, id->verb) != 0)
		return;
	const char *own = action_argument(action, id->attr)->text;
	id->found = id->found || (own != NULL && strcmp(own, id->id) == 0);
}

bool check_made(const struct checker *c, const char *verb, const char *attr, const char *value)
{
	struct id id = {verb, attr, value, false};
	actions_each(c->chart, see_id, &id);
	return id.found;
}

static void check_deadline_fact(struct checker *c, const struct path *path, const struct node *node,
				const char *attr)
{
	for (int i = 0; i < path->ninner; i++) {
		const struct named *n = &path->inner[i];
		bool attribute = strcmp(n->name, "id") == 0 || strcmp(n->name, "due") == 0 ||
				 strcmp(n->name, "state") == 0;
		if (!attribute)
			finding(c, ERROR, node, attr, _("write @id, @due or @state"),
				_("a deadline has no \"%s\""), n->name);
		if (strcmp(n->name, "id") == 0 && n->equals != NULL &&
		    !check_made(c, "deadline", "id", n->equals))
			finding(c, ERROR, node, attr, _("write the id of another deadline"),
				_("there is no deadline \"%s\""), n->equals);
	}
	const char *last = path->nsteps > 1 ? path->steps[1] : "*";
	if (strcmp(last, "*") != 0 && strcmp(last, "id") != 0 && strcmp(last, "due") != 0 &&
	    strcmp(last, "state") != 0)
		finding(c, ERROR, node, attr, _("write @id, @due or @state"),
			_("a deadline has no \"%s\""), last);
}

/* Its name is checked by check_words. */
static void check_parameter(struct checker *c, const struct path *path, const struct node *node,
			    const char *attr)
{
	if (path->nsteps != 2 || path->equals == NULL || *path->equals == '\0' ||
	    !office_knows(c, KNOWN_PARAMETER, path->steps[1]))
		return;
	if (!office_knows(c, KNOWN_PARAMETER,
			  TEXT_OF(c->job, "%s %s", path->steps[1], path->equals)))
		finding(c, ERROR, node, attr, _("look at its default in the shipped office.xml"),
			_("the parameter %s is never \"%s\""), path->steps[1], path->equals);
}

/* The user is the element's text. */
static void check_person(struct checker *c, const struct path *path, const struct node *node,
			 const char *attr)
{
	static const char *const person[] = {"name", "roles"};
	const char *last = path->nsteps > 1 ? path->steps[1] : "*";
	check_inner(c, path, person, 2, node, attr);
	if (strcmp(last, "*") != 0 && strcmp(last, person[0]) != 0 && strcmp(last, person[1]) != 0)
		finding(c, ERROR, node, attr, _("write @name or @roles"), _("a user has no \"%s\""),
			last);
}

static void check_part(struct checker *c, const struct path *path, const char *name,
		       const struct node *node, const char *attr)
{
	const char *fact = TEXT_OF(c->job, "/%s %s", path->steps[0], name);
	if (strcmp(name, "*") != 0 && !office_knows(c, KNOWN_FACT, fact))
		finding(c, ERROR, node, attr, _("mend the name"), _("$_x/%s has no \"%s\""),
			path->steps[0], name);
}

/* What the office lends besides: $_x/day, $_x/reception … */
static void check_lent(struct checker *c, const struct path *path, const struct node *node,
		       const char *attr)
{
	for (int i = 1; i < path->nsteps; i++)
		check_part(c, path, path->steps[i], node, attr);
	for (int i = 0; i < path->ninner; i++)
		check_part(c, path, path->inner[i].name, node, attr);
}

void check_fact(struct checker *c, const struct path *path, const struct node *node,
		const char *attr)
{
	const char *first = path->nsteps > 0 ? path->steps[0] : "*";
	if (strcmp(first, "user") == 0)
		check_person(c, path, node, attr);
	else if (strcmp(first, "card") == 0)
		check_card_fact(c, path, node, attr);
	else if (strcmp(first, "deadline") == 0)
		check_deadline_fact(c, path, node, attr);
	else if (strcmp(first, "office") == 0)
		check_parameter(c, path, node, attr);
	else if (strcmp(first, "today") == 0 || strcmp(first, "*") == 0)
		return;
	else if (office_knows(c, KNOWN_FACT, TEXT_OF(c->job, "/%s", first)))
		check_lent(c, path, node, attr);
	else
		finding(c, ERROR, node, attr,
			_("write user, today, card/FIELD, office/NAME or deadline[@id = '…']"),
			_("$_x has no \"%s\""), first);
}
