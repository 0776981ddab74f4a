/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads executable content by the rows of the verb table. */
#include "engine/payload.h"
#include "engine/verb.h"
#include <stdarg.h>

void complain(struct reader *reader, const struct node *node, const char *attr, const char *remedy,
	      const char *format, ...)
{
	struct locus locus = node_locus(node, attr);
	va_list list;
	va_start(list, format);
	const char *text = must(talloc_vasprintf(reader->job, format, list));
	va_end(list);
	remark(reader->remarks, ERROR, locus.line, locus.column, text, remedy);
}

struct xpath *read_expr(struct reader *reader, const struct node *node, const char *attr,
			const char *text)
{
	struct xpath *expr = NULL;
	if (text == NULL)
		return NULL;
	if (xpath_new(reader->job, reader->job, text, &expr) == OK)
		return expr;
	complain(reader, node, attr, _("mend the expression (XPath 1.0)"), "%s",
		 job_fault(reader->job));
	return NULL;
}

int split_words(void *owner, const char *text, const char ***out)
{
	int count = 0;
	char *copy = must(talloc_strdup(owner, text == NULL ? "" : text)), *rest = copy, *word;
	const char **words = NULL;
	while ((word = strsep(&rest, " \t\r\n")) != NULL) {
		if (*word == '\0')
			continue;
		words = APPEND(owner, words, &count, const char *);
		words[count - 1] = word;
	}
	*out = words;
	return count;
}

static bool has_attribute(const struct verb *verb, const char *name)
{
	for (int i = 0; verb->attributes[i].name != NULL; i++)
		if (strcmp(verb->attributes[i].name, name) == 0)
			return true;
	return false;
}

static int attribute_count(const struct verb *verb)
{
	int count = 0;
	while (verb->attributes[count].name != NULL)
		count++;
	return count;
}

/* As it is written. */
static const char *element_name(struct reader *reader, const struct action *action)
{
	bool ours = strcmp(action->verb->space, WORKFLOW_SPACE) == 0;
	return TEXT_OF(reader->job, "%s%s", ours ? "w:" : "", action->verb->name);
}

static void read_argument(struct reader *reader, struct action *action, int i)
{
	const struct attribute *row = &action->verb->attributes[i];
	struct argument *arg = &action->args[i];
	arg->text = node_attr(action->node, row->name);
	if (arg->text == NULL && row->required)
		complain(reader, action->node, NULL,
			 TEXT_OF(reader->job, _("add %s=\"…\""), row->name),
			 _("<%s> wants the attribute %s"), element_name(reader, action), row->name);
	if (arg->text != NULL && row->kind != WORD)
		arg->expr = read_expr(reader, action->node, row->name, arg->text);
}

/* Which attributes go together is more than a row can say. */
static void check_pairs(struct reader *reader, const struct action *action)
{
	static const struct {
		const char *verb, *one, *other;
	} either[] = {
		{"task", "to", "to-user"},
		{"notify", "to", "to-user"},
		{"outcome", "code", "expr"},
		{"card", "field", "fields"},
	};
	for (size_t i = 0; i < sizeof either / sizeof *either; i++) {
		if (strcmp(either[i].verb, action->verb->name) != 0)
			continue;
		bool one = action_argument(action, either[i].one)->text != NULL;
		bool other = action_argument(action, either[i].other)->text != NULL;
		if (one == other)
			complain(reader, action->node, NULL, _("write one of the two"),
				 _("<%s> wants either %s or %s"), element_name(reader, action),
				 either[i].one, either[i].other);
	}
}

/* Without any it would mean: all tasks of the case. */
static void check_done(struct reader *reader, const struct action *action)
{
	if (action_argument(action, "kind")->text == NULL &&
	    action_argument(action, "user")->text == NULL &&
	    action_argument(action, "deadline")->text == NULL)
		complain(reader, action->node, NULL, _("add kind=, user= or deadline="),
			 _("this <w:done> does not say what is done"));
}

static void check_deadline(struct reader *reader, const struct action *action)
{
	bool when = false;
	static const char *const words[] = {"term", "spec", "spec-expr", "days", "on"};
	for (int i = 0; i < 5; i++)
		when = when || action_argument(action, words[i])->text != NULL;
	if (!when)
		complain(reader, action->node, NULL, _("add term=, spec=, days= or on="),
			 _("this deadline has no term"));
}

static void check_assign(struct reader *reader, const struct action *action)
{
	const char *type = action_argument(action, "type")->text;
	const char *attribute = action_argument(action, "attr")->text;
	if (attribute != NULL && (type == NULL || strcmp(type, "addattribute") != 0))
		complain(reader, action->node, "attr", _("add type=\"addattribute\""),
			 _("an attribute's name is given, but the type adds none"));
	if (type == NULL || strcmp(type, "replacechildren") == 0 ||
	    strcmp(type, "lastchild") == 0 || strcmp(type, "delete") == 0)
		return;
	if (strcmp(type, "addattribute") != 0)
		complain(reader, action->node, "type",
			 _("write replacechildren, lastchild, delete or addattribute"),
			 _("there is no assign type \"%s\""), type);
	else if (attribute == NULL || *attribute == '\0')
		complain(reader, action->node, "type", _("add attr=\"…\""),
			 _("assign type addattribute wants the attribute's name"));
}

static struct action *action_read(struct reader *reader, const struct node *node,
				  const struct verb *verb, int holder)
{
	struct action *action = NEW(reader->job, struct action);
	*action = (struct action){
		.verb = verb, .node = node, .line = node_line(node), .holder = holder};
	action->args = NEW_ARRAY(reader->job, struct argument, attribute_count(verb) + 1);
	for (int i = 0; verb->attributes[i].name != NULL; i++)
		read_argument(reader, action, i);
	if (verb->body)
		action->inner = content_read(reader, node_first(node, NULL), holder);
	if (strcmp(verb->name, "send") == 0)
		action->payload = payload_read(reader, node);
	if (verb->holds)
		reader->chart->states[holder].holds = true;
	check_pairs(reader, action);
	if (strcmp(verb->name, "deadline") == 0)
		check_deadline(reader, action);
	if (strcmp(verb->name, "done") == 0)
		check_done(reader, action);
	if (strcmp(verb->name, "assign") == 0 && has_attribute(verb, "location"))
		check_assign(reader, action);
	return action;
}

static void complain_verb(struct reader *reader, const struct node *node)
{
	const char *space = node_space(node);
	bool ours = space != NULL && strcmp(space, WORKFLOW_SPACE) == 0;
	if (ours &&
	    (strcmp(node_name(node), "input") == 0 || strcmp(node_name(node), "refuse") == 0)) {
		complain(reader, node, NULL,
			 _("put it first in its transition: inputs, then refusals, then the rest"),
			 _("<w:%s> may not stand here"), node_name(node));
		return;
	}
	complain(reader, node, NULL,
		 _("look the name up in the list of verbs (man skrynka-workflow)"),
		 _("<%s%s> is no verb that a procedure may use here"), ours ? "w:" : "",
		 node_name(node));
}

struct action *content_read(struct reader *reader, const struct node *from, int holder)
{
	struct action *first = NULL, **end = &first;
	for (; from != NULL; from = node_next(from, NULL)) {
		const char *space = node_space(from) == NULL ? "" : node_space(from);
		const struct verb *verb = verb_find(space, node_name(from));
		if (verb == NULL || (!verb->strict && !reader->lenient)) {
			complain_verb(reader, from);
			continue;
		}
		*end = action_read(reader, from, verb, holder);
		end = &(*end)->next;
	}
	return first;
}
