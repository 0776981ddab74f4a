/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a transition: where to, on which events, by whom, told what, doing what. */
#include "engine/transition.h"

#include "engine/verb.h"

static bool descriptor_matches(const char *descriptor, const char *name)
{
	if (descriptor[0] == '*' && descriptor[1] == '\0')
		return true;
	for (; *descriptor != '\0'; descriptor++, name++)
		if (*descriptor != *name)
			return false;
	return *name == '\0' || *name == '.';
}

bool transition_matches(const struct transition *transition, const char *name)
{
	for (int i = 0; i < transition->nevents; i++)
		if (descriptor_matches(transition->events[i], name))
			return true;
	return false;
}

static void targets_read(struct reader *reader, struct transition *transition, const char *attr,
			 const char *text)
{
	const char **ids;
	int count = split_words(reader->job, text, &ids);
	transition->targets = NEW_ARRAY(reader->job, int, count + 1);
	for (int i = 0; i < count; i++) {
		int state = chart_state(reader->chart, ids[i]);
		if (state > 0)
			transition->targets[transition->ntargets++] = state;
		else
			complain(reader, transition->node, attr,
				 _("write the id of a state of this procedure"),
				 _("there is no state \"%s\" to go to"), ids[i]);
	}
}

static void events_read(struct reader *reader, struct transition *transition, const char *text)
{
	transition->nevents = split_words(reader->job, text, &transition->events);
	for (int i = 0; i < transition->nevents; i++) {
		char *event = (char *)(uintptr_t)transition->events[i];
		size_t length = strlen(event);
		if (length > 1 && event[length - 1] == '*' && event[length - 2] == '.')
			event[length -= 2] = '\0';
		else if (length > 1 && event[length - 1] == '.')
			event[--length] = '\0';
		if (!reader->lenient && strcmp(event, "*") == 0)
			complain(reader, transition->node, "event", _("name the events"),
				 _("a transition for any event may not be used in a procedure"));
	}
}

static bool input_type_ok(const char *type)
{
	static const char *const types[] = {"text", "day", "number", "user", "users", "choice"};
	for (int i = 0; i < 6; i++)
		if (strcmp(types[i], type) == 0)
			return true;
	return false;
}

static void input_read(struct reader *reader, struct transition *transition,
		       const struct node *node)
{
	const char *required = node_attr(node, "required");
	const char *type = node_attr(node, "type");
	transition->inputs = APPEND(reader->job, transition->inputs, &transition->ninputs,
				    struct input);
	struct input *input = &transition->inputs[transition->ninputs - 1];
	*input = (struct input){.node = node,
				.name = node_attr(node, "name"),
				.title = node_attr(node, "title"),
				.type = type == NULL ? "text" : type,
				.choices = node_attr(node, "choices"),
				.role = node_attr(node, "role"),
				.required = required != NULL && strcmp(required, "true") == 0};
	if (input->name == NULL) {
		complain(reader, node, NULL, _("add name=\"…\""), _("this input has no name"));
		input->name = "";
	}
	if (!input_type_ok(input->type))
		complain(reader, node, "type", _("write text, day, number, user, users or choice"),
			 _("there is no input type \"%s\""), input->type);
	if (strcmp(input->type, "choice") == 0 && input->choices == NULL) {
		complain(reader, node, NULL, _("add choices=\"…\""),
			 _("this choice has nothing to choose from"));
		input->choices = "";
	}
}

static void refusal_read(struct reader *reader, struct transition *transition,
			 const struct node *node)
{
	const char *cond = node_attr(node, "cond"), *why = node_attr(node, "why");
	if (cond == NULL || why == NULL)
		complain(reader, node, NULL, _("add cond=\"…\" and why=\"…\""),
			 _("<w:refuse> says when to refuse, and why"));
	transition->refusals = APPEND(reader->job, transition->refusals, &transition->nrefusals,
				      struct cause);
	transition->refusals[transition->nrefusals - 1] = (struct cause){
		.node = node,
		.cond = read_expr(reader, node, "cond", cond),
		.why = why,
		.what = read_expr(reader, node, "what", node_attr(node, "what"))};
}

static bool all_inside(const struct chart *chart, const struct transition *t, int state)
{
	bool all = true;
	for (int i = 0; i < t->ntargets && all; i++)
		all = bit_has(chart->states[state].inside, t->targets[i]);
	return all;
}

/* Histories count by where they stand. */
static int domain_of(const struct chart *chart, const struct transition *t)
{
	if (t->ntargets == 0)
		return -1;
	if (t->internal && chart->states[t->source].kind == COMPOUND &&
	    all_inside(chart, t, t->source))
		return t->source;
	int state = chart->states[t->source].parent;
	while (state > 0 && (chart->states[state].kind != COMPOUND || !all_inside(chart, t, state)))
		state = chart->states[state].parent;
	return state < 0 ? 0 : state;
}

struct transition *transition_new(struct reader *reader, const struct node *node, int source,
				  const char *attr, const char *target)
{
	struct transition *t = NEW(reader->job, struct transition);
	t->source = source;
	t->node = node;
	t->line = node_line(node);
	targets_read(reader, t, attr, target);
	return t;
}

static void who_read(struct reader *reader, struct transition *t, const struct node *node)
{
	t->title = node_attr_in(node, WORKFLOW_SPACE, "title");
	t->by = node_attr_in(node, WORKFLOW_SPACE, "by");
	t->why = node_attr_in(node, WORKFLOW_SPACE, "why");
	t->by_user = read_expr(reader, node, "by-user",
			       node_attr_in(node, WORKFLOW_SPACE, "by-user"));
	t->cond = read_expr(reader, node, "cond", node_attr(node, "cond"));
}

struct transition *transition_read(struct reader *reader, const struct node *node, int source)
{
	const char *type = node_attr(node, "type");
	struct transition *t = transition_new(reader, node, source, "target",
					      node_attr(node, "target"));
	t->internal = type != NULL && strcmp(type, "internal") == 0;
	events_read(reader, t, node_attr(node, "event"));
	who_read(reader, t, node);
	struct node *n = node_first(node, NULL);
	for (; n != NULL && node_is(n, WORKFLOW_SPACE, "input"); n = node_next(n, NULL))
		input_read(reader, t, n);
	for (; n != NULL && node_is(n, WORKFLOW_SPACE, "refuse"); n = node_next(n, NULL))
		refusal_read(reader, t, n);
	t->domain = domain_of(reader->chart, t);
	for (int i = 0; i < t->ntargets; i++)
		t->by_history = t->by_history || is_history(&reader->chart->states[t->targets[i]]);
	/* what its content makes is held by the state that stays active */
	t->content = content_read(reader, n, t->ntargets == 0 ? source : t->domain);
	return t;
}
