/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data.h"

static void lay_out_event(struct session *session);

/* Few charts ask for these. */
static void lay_out_self(struct session *session)
{
	struct node *system = doc_root(session->system);
	node_add(system, "_sessionid", session->id);
	struct node *processors = node_add(system, "_ioprocessors", NULL);
	struct node *processor = node_add(processors, "processor", NULL);
	node_set(processor, "name", SCXML_PROCESSOR);
	node_add(processor, "location", session->address);
}

static bool is_self(const char *name)
{
	return strcmp(name, "_sessionid") == 0 || strcmp(name, "_ioprocessors") == 0;
}

struct node *data_variable(struct session *session, const char *name)
{
	/* the program's own variables stand apart, so that no assignment reaches them */
	if (*name != '_')
		return node_first(doc_root(session->data), name);
	if (!session->told && strcmp(name, "_event") == 0)
		lay_out_event(session);
	struct node *node = node_first(doc_root(session->system), name);
	if (node != NULL || !is_self(name))
		return node;
	lay_out_self(session);
	return node_first(doc_root(session->system), name);
}

static bool is_variable(const struct session *session, const struct node *node)
{
	struct node *parent = node_parent(node);
	return parent != NULL &&
	       (parent == doc_root(session->data) || parent == doc_root(session->system));
}

/* $_event/data/NAME is as good as a variable. */
static bool is_told(const struct session *session, const struct node *node)
{
	struct node *data = node_parent(node);
	struct node *event = data == NULL ? NULL : node_parent(data);
	return event != NULL && node_parent(event) == doc_root(session->system) &&
	       strcmp(node_name(event), "_event") == 0;
}

/* Data that double at every round outgrow any memory long before the round is given up. */
static bool weigh(struct session *session, size_t bytes)
{
	enum { MOST = 64 << 20 };
	session->changed += bytes;
	if (session->changed > MOST && session->status == OK)
		session->status = fail(session->job, E_SYSTEM,
				       "procedure %s, line %d: its data grow without end",
				       session->chart->name, session->line);
	return session->changed <= MOST;
}

static void put_hit(struct session *session, struct node *to, const struct hit *hit)
{
	if (!weigh(session, hit->kind == HIT_ELEMENT ? node_weight(hit->node) : strlen(hit->value)))
		return;
	if (hit->kind == HIT_ELEMENT &&
	    (is_variable(session, hit->node) || is_told(session, hit->node)))
		node_absorb(to, hit->node);
	else if (hit->kind == HIT_ELEMENT)
		node_adopt(to, hit->node);
	else
		node_put(to, hit->value);
}

void data_put(struct session *session, struct node *to, const struct found *found)
{
	if (!found->nodes) {
		if (weigh(session, strlen(found->text)))
			node_put(to, found->text);
		return;
	}
	/* copied aside first: the value may be a part of the place that it replaces */
	struct node *aside = node_add(doc_root(session->system), "aside", NULL);
	for (int i = 0; i < found->nhits; i++)
		put_hit(session, aside, &found->hits[i]);
	node_empty(to);
	node_absorb(to, aside);
	node_cut(aside);
}

static void put_trimmed(struct session *session, struct node *to, const char *text)
{
	text += strspn(text, " \t\r\n");
	size_t n = strlen(text);
	while (n > 0 && strchr(" \t\r\n", text[n - 1]) != NULL)
		n--;
	node_put(to, must(talloc_strndup(session->scratch, text, n)));
}

void data_put_inline(struct session *session, struct node *to, const struct node *from)
{
	struct node *copy = node_adopt(doc_root(session->system), from);
	node_unset(copy, "id");
	node_unset(copy, "src");
	if (node_first(copy, NULL) != NULL)
		node_absorb(to, copy);
	else
		put_trimmed(session, to, node_text(session->scratch, copy));
	node_cut(copy);
}

static void give_value(struct session *session, const struct datum *datum, struct node *node)
{
	struct found found;
	session->line = datum->line;
	if (datum->expr == NULL)
		data_put_inline(session, node, datum->node);
	else if (xpath_find(session->job, datum->expr, session->scope, session->scratch, &found) !=
		 OK)
		raise_error(session, "error.execution", job_fault(session->job));
	else
		data_put(session, node, &found);
}

/* All are there from the start, those bound late without a value. */
void data_declare(struct session *session)
{
	for (int i = 0; i < session->chart->ndata; i++) {
		const struct datum *datum = &session->chart->data[i];
		struct node *node = node_add(doc_root(session->data), datum->id, NULL);
		if (!session->chart->late || datum->state == 0)
			give_value(session, datum, node);
	}
}

void data_declare_late(struct session *session, int state)
{
	if (!session->chart->late || bit_has(session->seen, state))
		return;
	bit_add(session->seen, state);
	for (int i = 0; i < session->chart->ndata; i++)
		if (session->chart->data[i].state == state)
			give_value(session, &session->chart->data[i],
				   data_variable(session, session->chart->data[i].id));
}

static void tell(struct node *data, const struct told *told)
{
	const char **words;
	if (!told->list) {
		node_add(data, told->name, told->value);
		return;
	}
	struct node *holder = node_add(data, told->name, NULL);
	void *scratch = talloc_new(NULL);
	int count = split_words(scratch, told->value, &words);
	for (int i = 0; i < count; i++)
		node_set(node_add(holder, "e", NULL), "id", words[i]);
	talloc_free(scratch);
}

static void add_field(struct node *event, const char *name, const char *value)
{
	node_add(event, name, value == NULL ? "" : value);
}

static void add_body(struct session *session, struct node *data, const char *body)
{
	struct doc *doc;
	if (xml_read(session->job, "data", body, strlen(body), &doc) == OK) {
		node_absorb(data, doc_root(doc));
		talloc_free(doc);
	}
}

/* $_event as the standard has it, every field there; unbound when there is none. */
static void lay_out_event(struct session *session)
{
	const struct queued *event = session->event;
	struct node *system = doc_root(session->system);
	struct node *old = node_first(system, "_event");
	session->told = true;
	if (old != NULL)
		node_cut(old);
	if (event == NULL)
		return;
	struct node *node = node_add(system, "_event", NULL);
	add_field(node, "name", event->name);
	add_field(node, "type", event->type);
	add_field(node, "sendid", event->sendid);
	add_field(node, "origin", event->origin);
	add_field(node, "origintype", event->origintype);
	add_field(node, "invokeid", NULL);
	if (event->user != NULL)
		node_add(node, "user", event->user);
	struct node *data = node_add(node, "data", NULL);
	for (int i = 0; i < event->ndata; i++)
		tell(data, &event->data[i]);
	if (event->body != NULL)
		add_body(session, data, event->body);
	if (event->words != NULL)
		node_add(data, "words", event->words);
}

void data_drop(struct session *session, const char *name)
{
	struct node *node = node_first(doc_root(session->data), name);
	if (node != NULL)
		node_cut(node);
}

void data_bind(struct session *session, const char *name, const struct hit *item)
{
	struct node *node = node_first(doc_root(session->data), name);
	if (node == NULL)
		node = node_add(doc_root(session->data), name, NULL);
	node_empty(node);
	if (item->kind == HIT_ELEMENT)
		node_absorb(node, item->node);
	else
		node_put(node, item->value);
}

enum assign assign_type(const char *word)
{
	static const char *const words[] = {"replacechildren", "lastchild", "delete",
					    "addattribute"};
	if (word == NULL)
		return REPLACE_CHILDREN;
	for (int i = 0; i < ASSIGN_UNKNOWN; i++)
		if (strcmp(words[i], word) == 0)
			return (enum assign)i;
	return ASSIGN_UNKNOWN;
}

static bool in_data(const struct session *session, const struct node *node)
{
	for (; node != NULL; node = node_parent(node))
		if (node == doc_root(session->data))
			return true;
	return false;
}

static bool change_attribute(const struct hit *hit, enum assign type, const struct found *value)
{
	if (type == DELETE)
		node_unset(hit->node, hit->attribute);
	else if (type == REPLACE_CHILDREN)
		node_set(hit->node, hit->attribute, value->text);
	return type == DELETE || type == REPLACE_CHILDREN;
}

static void change_element(struct session *session, const struct hit *hit, enum assign type,
			   const char *attribute, const struct found *value)
{
	if (type == ADD_ATTRIBUTE)
		node_set(hit->node, attribute, value->text);
	else if (type == REPLACE_CHILDREN)
		data_put(session, hit->node, value);
	else if (type == DELETE && is_variable(session, hit->node))
		node_empty(hit->node);
	else if (type == DELETE)
		node_cut(hit->node);
	else
		for (int i = 0; i < value->nhits; i++)
			put_hit(session, hit->node, &value->hits[i]);
}

static bool change(struct session *session, const struct hit *hit, enum assign type,
		   const char *attribute, const struct found *value)
{
	if (!in_data(session, hit->node) || hit->node == doc_root(session->data) ||
	    hit->kind == HIT_TEXT)
		return false;
	if (hit->kind == HIT_ATTRIBUTE)
		return change_attribute(hit, type, value);
	change_element(session, hit, type, attribute, value);
	return true;
}

bool data_assign(struct session *session, const struct found *location, enum assign type,
		 const char *attribute, const struct found *value)
{
	if (!location->nodes || location->nhits == 0) {
		raise_error(session, "error.execution", _("the place to assign to is not there"));
		return false;
	}
	/* backwards: what is deleted may hold places that come later */
	for (int i = location->nhits - 1; i >= 0; i--)
		if (!change(session, &location->hits[i], type, attribute, value)) {
			raise_error(session, "error.execution",
				    _("this place may not be assigned to"));
			return false;
		}
	return true;
}
