/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of verbs and what each does. A new verb for definitions is a row here (and an element
 * in xsd/workflow-w.xsd). */
#include "engine/verb.h"

#include "base/plain.h"
#include "engine/data.h"
#include "engine/send.h"
#include <stdlib.h>

bool evaluate(struct session *session, const struct xpath *expr, struct found *found)
{
	if (xpath_find(session->job, expr, session->scope, session->scratch, found) == OK)
		return true;
	raise_error(session, "error.execution", job_fault(session->job));
	return false;
}

/* --- SCXML's own --- */

static bool run_raise(struct session *session, const struct action *action)
{
	raise_event(session, (struct queued){.name = action_argument(action, "event")->text,
					     .type = "internal"});
	return true;
}

/* A condition that fails counts as false (SCXML 5.9.1). */
static bool cond_true(struct session *session, const struct action *action)
{
	bool truth = true;
	const struct argument *cond = action_argument(action, "cond");
	session->line = action->line;
	if (cond->expr == NULL ||
	    xpath_true(session->job, cond->expr, session->scope, &truth) == OK)
		return truth;
	raise_error(session, "error.execution", job_fault(session->job));
	return false;
}

static bool is_verb(const struct action *action, const char *name)
{
	return strcmp(action->verb->name, name) == 0;
}

static bool run_list(struct session *session, const struct action *first);

/* The content of <if> is cut into branches by <elseif> and <else>, which stand between the actions.
 */
static bool run_if(struct session *session, const struct action *action)
{
	bool taken = false, truth = cond_true(session, action);
	for (const struct action *a = action->inner; a != NULL; a = a->next) {
		if (is_verb(a, "elseif") || is_verb(a, "else")) {
			taken = taken || truth;
			truth = !taken && cond_true(session, a);
			continue;
		}
		session->line = a->line;
		if (truth && !taken && !a->verb->run(session, a))
			return false;
	}
	return true;
}

static bool run_nothing(struct session *session, const struct action *action)
{
	(void)session;
	(void)action;
	return true;
}

static void bind_index(struct session *session, const char *name, int index)
{
	char text[16];
	snprintf(text, sizeof text, "%d", index);
	struct hit hit = {.kind = HIT_TEXT, .value = text};
	if (name != NULL)
		data_bind(session, name, &hit);
}

static bool is_declared(const struct session *session, const char *name)
{
	for (int i = 0; i < session->chart->ndata; i++)
		if (strcmp(session->chart->data[i].id, name) == 0)
			return true;
	return false;
}

/* A definition's item ends with the loop, so that no copy of it is stored. */
static void foreach_end(struct session *session, const char *item, const char *index)
{
	if (session->chart->lenient)
		return;
	if (!is_declared(session, item))
		data_drop(session, item);
	if (index != NULL && !is_declared(session, index))
		data_drop(session, index);
}

/* Items are copied before the first round: the loop goes over what was there when it began. */
static bool run_foreach(struct session *session, const struct action *action)
{
	struct found found;
	const char *item = action_argument(action, "item")->text;
	const char *index = action_argument(action, "index")->text;
	if (!evaluate(session, action_argument(action, "array")->expr, &found))
		return false;
	if (!found.nodes || !xml_name(item) || (index != NULL && !xml_name(index))) {
		raise_error(session, "error.execution",
			    !found.nodes ? _("foreach goes over nodes only")
					 : _("foreach: this is no name of a variable"));
		return false;
	}
	struct node *aside = node_add(doc_root(session->system), "items", NULL);
	for (int i = 0; i < found.nhits; i++) {
		struct hit *hit = &found.hits[i];
		if (hit->kind == HIT_ELEMENT)
			hit->node = node_adopt(aside, hit->node);
	}
	bool went = true;
	for (int i = 0; i < found.nhits && went; i++) {
		data_bind(session, item, &found.hits[i]);
		bind_index(session, index, i + 1);
		went = run_list(session, action->inner);
	}
	if (found.nhits == 0 && session->chart->lenient) {
		struct hit none = {.kind = HIT_TEXT, .value = ""};
		if (data_variable(session, item) == NULL)
			data_bind(session, item, &none);
		if (index != NULL && data_variable(session, index) == NULL)
			data_bind(session, index, &none);
	}
	node_cut(aside);
	foreach_end(session, item, index);
	return went;
}

static bool run_log(struct session *session, const struct action *action)
{
	struct found found = {.text = ""};
	const struct argument *expr = action_argument(action, "expr");
	const char *label = action_argument(action, "label")->text;
	if (expr->expr != NULL && !evaluate(session, expr->expr, &found))
		return false;
	if (session->log != NULL)
		fprintf(session->log, "%s%s%s\n", label == NULL ? "" : label,
			label == NULL ? "" : ": ", plain_line(session->scratch, found.text));
	return true;
}

/* What stands between the tags is the value when there is no expr: its elements, else its text. */
static void found_inline(struct session *session, const struct action *action, struct node **copy,
			 struct found *found)
{
	*copy = node_adopt(doc_root(session->system), action->node);
	found->text = node_text(session->scratch, *copy);
	for (struct node *n = node_first(*copy, NULL); n != NULL; n = node_next(n, NULL)) {
		found->nodes = true;
		found->hits = APPEND(session->scratch, found->hits, &found->nhits, struct hit);
		found->hits[found->nhits - 1] = (struct hit){.kind = HIT_ELEMENT, .node = n};
	}
}

static bool run_assign(struct session *session, const struct action *action)
{
	struct found place, value = {.text = ""};
	struct node *copy = NULL;
	const struct argument *expr = action_argument(action, "expr");
	enum assign type = assign_type(action_argument(action, "type")->text);
	if (!evaluate(session, action_argument(action, "location")->expr, &place))
		return false;
	if (expr->expr != NULL && !evaluate(session, expr->expr, &value))
		return false;
	if (expr->expr == NULL)
		found_inline(session, action, &copy, &value);
	bool done = data_assign(session, &place, type, action_argument(action, "attr")->text,
				&value);
	if (copy != NULL)
		node_cut(copy);
	return done;
}

/* --- effects --- */

void effect_field(struct session *session, struct effect *effect, const char *name,
		  const char *value)
{
	struct pair *fields = APPEND(session->job, (struct pair *)(uintptr_t)effect->fields,
				     &effect->nfields, struct pair);
	fields[effect->nfields - 1] = (struct pair){name, COPY(session->job, value)};
	effect->fields = fields;
}

void effect_record(struct session *session, const struct action *action, struct effect effect)
{
	session->effects = APPEND(session->job, session->effects, &session->neffects,
				  struct recorded);
	session->effects[session->neffects - 1] = (struct recorded){
		.effect = effect, .line = action->line, .state = action->holder};
	if (session->trace == NULL)
		return;
	fprintf(session->trace, "  %s", effect.verb);
	for (int i = 0; i < effect.nfields; i++)
		fprintf(session->trace, " %s=\"%s\"", effect.fields[i].name,
			effect.fields[i].value);
	fputc('\n', session->trace);
}

/* One effect for each user that the expression names. */
static void record_for(struct session *session, const struct action *action, struct effect effect,
		       const struct found *users)
{
	const char **words = NULL;
	int count = users->nodes ? users->nhits
				 : split_words(session->scratch, users->text, &words);
	for (int i = 0; i < count; i++) {
		struct effect one = {effect.verb, NULL, 0};
		for (int n = 0; n < effect.nfields; n++)
			effect_field(session, &one, effect.fields[n].name, effect.fields[n].value);
		effect_field(session, &one, "user", users->nodes ? users->hits[i].value : words[i]);
		effect_record(session, action, one);
	}
}

/* The words and values of an effect's attributes, by the row of its verb. */
static bool run_effect(struct session *session, const struct action *action)
{
	struct effect effect = {action->verb->name, NULL, 0};
	struct found found, users = {0};
	bool for_users = false;
	for (int i = 0; action->verb->attributes[i].name != NULL; i++) {
		const struct attribute *row = &action->verb->attributes[i];
		const struct argument *arg = &action->args[i];
		const char *name = row->field != NULL ? row->field : row->name;
		if (arg->text == NULL)
			continue;
		if (row->kind == WORD) {
			effect_field(session, &effect, name, arg->text);
			continue;
		}
		if (!evaluate(session, arg->expr, row->kind == USERS ? &users : &found))
			return false;
		if (row->kind == USERS)
			for_users = true;
		else
			effect_field(session, &effect, name, found.text);
	}
	if (action->verb->holds)
		effect_field(session, &effect, "state", session->chart->states[action->holder].id);
	if (for_users)
		record_for(session, action, effect, &users);
	else
		effect_record(session, action, effect);
	return true;
}

static void card_fields(struct session *session, struct effect *effect, const char *names)
{
	const char **words;
	int count = split_words(session->job, names, &words);
	for (int i = 0; i < count && session->event != NULL; i++)
		for (int n = 0; n < session->event->ndata; n++)
			if (strcmp(session->event->data[n].name, words[i]) == 0)
				effect_field(session, effect, words[i],
					     session->event->data[n].value);
}

/* <w:card field= expr=/>, or <w:card fields="…"/> for those of them that the event tells. */
static bool run_card(struct session *session, const struct action *action)
{
	struct effect effect = {"card", NULL, 0};
	struct found found;
	const struct argument *name = action_argument(action, "field");
	const struct argument *expr = action_argument(action, "expr");
	const struct argument *names = action_argument(action, "fields");
	if (names->text != NULL)
		card_fields(session, &effect, names->text);
	if (name->text != NULL && expr->expr != NULL) {
		if (!evaluate(session, expr->expr, &found))
			return false;
		effect_field(session, &effect, name->text, found.text);
	}
	if (effect.nfields > 0)
		effect_record(session, action, effect);
	return true;
}

/* --- the table --- */

#define NO_MORE                                                                                    \
	{                                                                                          \
		NULL, WORD, false, NAMES_FREE, NULL                                                \
	}

static const struct attribute raise_args[] = {{"event", WORD, true, NAMES_FREE, NULL}, NO_MORE};
static const struct attribute if_args[] = {{"cond", EXPR, true, NAMES_FREE, NULL}, NO_MORE};
static const struct attribute no_args[] = {NO_MORE};
static const struct attribute foreach_args[] = {{"array", EXPR, true, NAMES_FREE, NULL},
						{"item", WORD, true, NAMES_FREE, NULL},
						{"index", WORD, false, NAMES_FREE, NULL},
						NO_MORE};
static const struct attribute log_args[] = {
	{"label", WORD, false, NAMES_FREE, NULL}, {"expr", EXPR, false, NAMES_FREE, NULL}, NO_MORE};
static const struct attribute send_args[] = {
	{"event", WORD, false, NAMES_FREE, NULL},    {"eventexpr", EXPR, false, NAMES_FREE, NULL},
	{"target", WORD, false, NAMES_FREE, NULL},   {"targetexpr", EXPR, false, NAMES_FREE, NULL},
	{"type", WORD, false, NAMES_FREE, NULL},     {"typeexpr", EXPR, false, NAMES_FREE, NULL},
	{"id", WORD, false, NAMES_FREE, NULL},	     {"idlocation", EXPR, false, NAMES_FREE, NULL},
	{"delay", WORD, false, NAMES_FREE, NULL},    {"delayexpr", EXPR, false, NAMES_FREE, NULL},
	{"namelist", WORD, false, NAMES_FREE, NULL}, NO_MORE};
static const struct attribute cancel_args[] = {{"sendid", WORD, false, NAMES_FREE, NULL},
					       {"sendidexpr", EXPR, false, NAMES_FREE, NULL},
					       NO_MORE};
static const struct attribute assign_args[] = {{"location", EXPR, true, NAMES_FREE, NULL},
					       {"expr", EXPR, false, NAMES_FREE, NULL},
					       {"type", WORD, false, NAMES_FREE, NULL},
					       {"attr", WORD, false, NAMES_FREE, NULL},
					       NO_MORE};
static const struct attribute task_args[] = {{"kind", WORD, true, NAMES_FREE, NULL},
					     {"title", WORD, false, NAMES_FREE, NULL},
					     {"to", WORD, false, KNOWN_ROLE, NULL},
					     {"to-user", USERS, false, NAMES_FREE, "user"},
					     NO_MORE};
static const struct attribute done_args[] = {{"kind", WORD, false, NAMES_FREE, NULL},
					     {"user", EXPR, false, NAMES_FREE, NULL},
					     {"deadline", WORD, false, NAMES_FREE, NULL},
					     NO_MORE};
static const struct attribute mark_args[] = {
	{"name", WORD, true, KNOWN_MARK, NULL}, {"for", WORD, false, NAMES_FREE, NULL}, NO_MORE};
static const struct attribute notify_args[] = {{"template", WORD, true, KNOWN_TEMPLATE, NULL},
					       {"to", WORD, false, NAMES_FREE, NULL},
					       {"to-user", USERS, false, NAMES_FREE, "user"},
					       NO_MORE};
static const struct attribute outcome_args[] = {{"code", WORD, false, NAMES_FREE, NULL},
						{"expr", EXPR, false, NAMES_FREE, "code"},
						NO_MORE};
static const struct attribute card_args[] = {{"field", WORD, false, KNOWN_FIELD, NULL},
					     {"fields", WORD, false, KNOWN_FIELD, NULL},
					     {"expr", EXPR, false, NAMES_FREE, NULL},
					     NO_MORE};
static const struct attribute index_args[] = {{"cancel", EXPR, false, NAMES_FREE, NULL}, NO_MORE};
static const struct attribute tell_args[] = {
	{"to", EXPR, true, NAMES_FREE, NULL}, {"event", WORD, true, NAMES_FREE, NULL}, NO_MORE};
static const struct attribute deadline_args[] = {{"id", WORD, true, NAMES_FREE, NULL},
						 {"title", WORD, false, NAMES_FREE, NULL},
						 {"term", WORD, false, KNOWN_TERM, NULL},
						 {"spec", WORD, false, NAMES_FREE, NULL},
						 {"days", WORD, false, NAMES_FREE, NULL},
						 {"from", EXPR, false, NAMES_FREE, NULL},
						 {"on", EXPR, false, NAMES_FREE, NULL},
						 {"before", WORD, false, NAMES_FREE, NULL},
						 {"event", WORD, false, NAMES_FREE, NULL},
						 {"warn", WORD, false, NAMES_FREE, NULL},
						 {"warn-event", WORD, false, NAMES_FREE, NULL},
						 {"spec-expr", EXPR, false, NAMES_FREE, "spec"},
						 NO_MORE};

static const struct verb verbs[] = {
	/* space, name, in definitions, held by a state, with content, attributes, what it does */
	{SCXML_SPACE, "raise", true, false, false, raise_args, run_raise},
	{SCXML_SPACE, "if", true, false, true, if_args, run_if},
	{SCXML_SPACE, "elseif", true, false, false, if_args, run_nothing},
	{SCXML_SPACE, "else", true, false, false, no_args, run_nothing},
	{SCXML_SPACE, "foreach", true, false, true, foreach_args, run_foreach},
	{SCXML_SPACE, "assign", true, false, false, assign_args, run_assign},
	{SCXML_SPACE, "log", false, false, false, log_args, run_log},
	{SCXML_SPACE, "send", false, false, false, send_args, run_send},
	{SCXML_SPACE, "cancel", false, false, false, cancel_args, run_cancel},
	{WORKFLOW_SPACE, "task", true, true, false, task_args, run_effect},
	{WORKFLOW_SPACE, "done", true, false, false, done_args, run_effect},
	{WORKFLOW_SPACE, "mark", true, false, false, mark_args, run_effect},
	{WORKFLOW_SPACE, "notify", true, false, false, notify_args, run_effect},
	{WORKFLOW_SPACE, "deadline", true, true, false, deadline_args, run_effect},
	{WORKFLOW_SPACE, "outcome", true, false, false, outcome_args, run_effect},
	{WORKFLOW_SPACE, "card", true, false, false, card_args, run_card},
	{WORKFLOW_SPACE, "index", true, false, false, index_args, run_effect},
	{WORKFLOW_SPACE, "tell", true, false, false, tell_args, run_effect},
};

const struct verb *verb_find(const char *space, const char *name)
{
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(verbs[i].space, space) == 0 && strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	return NULL;
}

const struct argument *action_argument(const struct action *action, const char *name)
{
	static const struct argument none = {NULL, NULL};
	for (int i = 0; action->verb->attributes[i].name != NULL; i++)
		if (strcmp(action->verb->attributes[i].name, name) == 0)
			return &action->args[i];
	return &none;
}

/* --- running --- */

static bool run_list(struct session *session, const struct action *first)
{
	for (const struct action *a = first; a != NULL; a = a->next) {
		session->line = a->line;
		if (!a->verb->run(session, a) || session->status != OK)
			return false;
	}
	return true;
}

void content_run(struct session *session, const struct action *first)
{
	run_list(session, first);
}
