/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a definition: first all states, so that ids can be found, then what stands in them. */
#include "engine/chart.h"

#include "engine/payload.h"
#include "engine/transition.h"
#include "engine/verb.h"
#include <stdlib.h>

static const struct {
	const char *name;
	enum kind kind;
	bool strict;
} kinds[] = {
	{"state", ATOMIC, true},
	{"parallel", PARALLEL, true},
	{"final", FINAL, true},
	{"history", HISTORY_SHALLOW, false},
};

static bool is_scxml(const struct node *node, const char *name)
{
	return node_is(node, SCXML_SPACE, name);
}

static int kind_of(const struct node *node)
{
	for (int i = 0; i < 4; i++)
		if (is_scxml(node, kinds[i].name))
			return i;
	return -1;
}

static int state_sorted(const struct chart *chart, const char *id)
{
	int low = 0, high = chart->nstates;
	while (low < high) {
		int middle = (low + high) / 2;
		int order = strcmp(chart->states[chart->by_id[middle]].id, id);
		if (order == 0)
			return chart->by_id[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return -1;
}

int chart_state(const struct chart *chart, const char *id)
{
	if (chart->by_id != NULL)
		return state_sorted(chart, id);
	for (int i = 0; i < chart->nstates; i++)
		if (strcmp(chart->states[i].id, id) == 0)
			return i;
	return -1;
}

/* --- the states --- */

static const char *state_id(struct reader *reader, const struct node *node, int number)
{
	const char *id = node_attr(node, "id");
	if (id != NULL && *id != '\0')
		return id;
	if (number == 0)
		return "scxml";
	if (!reader->lenient && kind_of(node) != 3)
		complain(reader, node, NULL, _("add id=\"…\", a stable latin word"),
			 _("this <%s> has no id"), node_name(node));
	return TEXT_OF(reader->job, "_state%d", number);
}

static int state_add(struct reader *reader, const struct node *node, int parent, enum kind kind)
{
	struct chart *chart = reader->chart;
	int number = chart->nstates;
	const char *id = state_id(reader, node, number);
	if (number > 0 && chart_state(chart, id) > 0)
		complain(reader, node, "id", _("give each state an id of its own"),
			 _("the id %s is used twice"), id);
	chart->states = APPEND(reader->job, chart->states, &chart->nstates, struct state);
	struct state *state = &chart->states[number];
	*state = (struct state){.id = id, .kind = kind, .node = node, .parent = parent};
	state->title = node_attr_in(node, WORKFLOW_SPACE, "title");
	state->untimed = node_attr_in(node, WORKFLOW_SPACE, "untimed");
	const char *type = node_attr(node, "type");
	if (kind == HISTORY_SHALLOW && type != NULL && strcmp(type, "deep") == 0)
		state->kind = HISTORY_DEEP;
	return number;
}

static void link_parent(struct reader *reader, int parent, int number, bool history)
{
	struct state *above = &reader->chart->states[parent];
	int **list = history ? &above->histories : &above->children;
	int *count = history ? &above->nhistories : &above->nchildren;
	if (!history && above->kind == ATOMIC)
		above->kind = COMPOUND;
	*list = APPEND(reader->job, *list, count, int);
	(*list)[*count - 1] = number;
}

static void states_add(struct reader *reader, const struct node *node, int number)
{
	for (struct node *n = node_first(node, NULL); n != NULL; n = node_next(n, NULL)) {
		int kind = kind_of(n);
		if (kind < 0)
			continue;
		if (!kinds[kind].strict && !reader->lenient)
			complain(reader, n, NULL,
				 _("write a transition to each state that it may lead back to"),
				 _("<%s> may not be used in a procedure"), kinds[kind].name);
		int child = state_add(reader, n, number, kinds[kind].kind);
		link_parent(reader, number, child, kinds[kind].kind == HISTORY_SHALLOW);
		states_add(reader, n, child);
	}
}

/* Ancestors are known when their descendants come: document order. */
static void relate(struct reader *reader)
{
	struct chart *chart = reader->chart;
	for (int i = 0; i < chart->nstates; i++) {
		struct state *state = &chart->states[i];
		state->ancestors = bits_new(reader->job, chart->nstates);
		state->inside = bits_new(reader->job, chart->nstates);
		for (int p = state->parent; p >= 0; p = chart->states[p].parent) {
			bit_add(state->ancestors, p);
			bit_add(chart->states[p].inside, i);
		}
	}
}

/* --- what stands in a state --- */

static void transition_add(struct reader *reader, const struct node *node, int source)
{
	struct chart *chart = reader->chart;
	struct state *state = &chart->states[source];
	struct transition *t = transition_read(reader, node, source);
	t->number = chart->ntransitions;
	chart->transitions = APPEND(reader->job, chart->transitions, &chart->ntransitions,
				    struct transition *);
	chart->transitions[t->number] = t;
	state->transitions = APPEND(reader->job, state->transitions, &state->ntransitions,
				    struct transition *);
	state->transitions[state->ntransitions - 1] = t;
}

static void block_add(struct reader *reader, const struct node *node, int number,
		      struct block **blocks, int *count)
{
	*blocks = APPEND(reader->job, *blocks, count, struct block);
	(*blocks)[*count - 1].content = content_read(reader, node_first(node, NULL), number);
}

static void data_read(struct reader *reader, const struct node *node, int state)
{
	struct chart *chart = reader->chart;
	for (struct node *n = node_first(node, NULL); n != NULL; n = node_next(n, NULL)) {
		const char *id = node_attr(n, "id");
		if (!is_scxml(n, "data") || id == NULL || *id == '\0' || *id == '_') {
			complain(reader, n, "id",
				 _("write <data id=\"…\">; names with _ are the program's"),
				 _("this is no variable"));
			continue;
		}
		for (int i = 0; i < chart->ndata; i++)
			if (strcmp(chart->data[i].id, id) == 0)
				complain(reader, n, "id", _("keep one of them"),
					 _("the variable %s is declared twice"), id);
		chart->data = APPEND(reader->job, chart->data, &chart->ndata, struct datum);
		chart->data[chart->ndata - 1] = (struct datum){
			.id = id, .node = n, .line = node_line(n), .state = state};
		chart->data[chart->ndata - 1].expr = read_expr(reader, n, "expr",
							       node_attr(n, "expr"));
		if (node_attr(n, "src") != NULL)
			chart->data[chart->ndata - 1].node = source_read(reader, n);
	}
}

static void initial_check(struct reader *reader, const struct transition *t, int number)
{
	const struct state *state = &reader->chart->states[number];
	for (int i = 0; i < t->ntargets; i++)
		if (!bit_has(state->inside, t->targets[i]))
			complain(reader, t->node, "initial", _("name a state inside it"),
				 _("the initial state %s is not inside %s"),
				 reader->chart->states[t->targets[i]].id, state->id);
}

static void initial_element(struct reader *reader, const struct node *node, int number)
{
	struct node *inner = node_first(node, "transition");
	struct state *state = &reader->chart->states[number];
	if (inner == NULL || state->kind != COMPOUND || node_attr(inner, "target") == NULL) {
		complain(reader, node, NULL, _("write <initial><transition target=\"…\"/>"),
			 _("this initial leads nowhere"));
		return;
	}
	state->initial = transition_new(reader, inner, number, "target",
					node_attr(inner, "target"));
	state->initial->content = content_read(reader, node_first(inner, NULL), number);
	initial_check(reader, state->initial, number);
}

/* Without initial, the first child in document order (SCXML 3.3). */
static void initial_default(struct reader *reader, const struct node *node, int number)
{
	struct state *state = &reader->chart->states[number];
	const char *initial = node_attr(node, "initial");
	if (state->initial != NULL)
		return;
	if (state->kind != COMPOUND || state->nchildren == 0) {
		if (initial != NULL)
			complain(reader, node, "initial", _("remove initial"),
				 _("%s has no states to begin with"), state->id);
		return;
	}
	if (initial == NULL)
		initial = reader->chart->states[state->children[0]].id;
	state->initial = transition_new(reader, node, number, "initial", initial);
	initial_check(reader, state->initial, number);
}

static void part_unknown(struct reader *reader, const struct node *node, int number)
{
	complain(reader, node, NULL, _("remove it, or mend its name"),
		 _("<%s> may not stand in %s"), node_name(node), reader->chart->states[number].id);
}

static void part_read(struct reader *reader, const struct node *node, int number)
{
	struct state *state = &reader->chart->states[number];
	bool history = is_history(state);
	bool active = number > 0 && !history && state->kind != FINAL;
	if (history && is_scxml(node, "transition")) {
		state->initial = transition_new(reader, node, number, "target",
						node_attr(node, "target"));
		state->initial->content = content_read(reader, node_first(node, NULL),
						       state->parent);
	} else if (is_scxml(node, "transition") && active)
		transition_add(reader, node, number);
	else if (is_scxml(node, "onentry") && number > 0 && !history)
		block_add(reader, node, number, &state->onentry, &state->nonentry);
	else if (is_scxml(node, "onexit") && number > 0 && !history)
		block_add(reader, node, number, &state->onexit, &state->nonexit);
	else if (is_scxml(node, "datamodel") && (number == 0 || reader->lenient))
		data_read(reader, node, number);
	else if (is_scxml(node, "donedata") && state->kind == FINAL && reader->lenient)
		state->done = payload_read(reader, node);
	else if (is_scxml(node, "initial") && number > 0)
		initial_element(reader, node, number);
	else
		part_unknown(reader, node, number);
}

static void parts_read(struct reader *reader, const struct node *node, int *number)
{
	int own = (*number)++;
	for (struct node *n = node_first(node, NULL); n != NULL; n = node_next(n, NULL)) {
		if (kind_of(n) < 0)
			part_read(reader, n, own);
		else
			parts_read(reader, n, number);
	}
	initial_default(reader, node, own);
}

static void parallels_check(struct reader *reader)
{
	for (int i = 1; i < reader->chart->nstates; i++) {
		const struct state *state = &reader->chart->states[i];
		const struct state *parent = &reader->chart->states[state->parent];
		if (parent->kind == PARALLEL && state->kind == FINAL)
			complain(reader, state->node, NULL, _("put it into a state of its own"),
				 _("the region %s of a parallel may not be final"), state->id);
		if (parent->kind == FINAL)
			complain(reader, state->node, NULL, _("move it out"),
				 _("%s stands in a final state"), state->id);
	}
}

/* --- what is asked at every step, worked out once --- */

static int by_id(const void *a, const void *b, void *self)
{
	const struct chart *chart = self;
	return strcmp(chart->states[*(const int *)a].id, chart->states[*(const int *)b].id);
}

static void index_all(struct reader *reader)
{
	struct chart *chart = reader->chart;
	int *sorted = NEW_ARRAY(reader->job, int, chart->nstates);
	for (int i = 0; i < chart->nstates; i++) {
		struct state *state = &chart->states[i];
		sorted[i] = i;
		chart->nhistories += state->nhistories;
		state->done_event = TEXT_OF(reader->job, "done.state.%s", state->id);
	}
	qsort_r(sorted, (size_t)chart->nstates, sizeof *sorted, by_id, chart);
	chart->by_id = sorted;
	chart->eventless = bits_new(reader->job, chart->nstates);
	for (int i = 0; i < chart->ntransitions; i++)
		if (chart->transitions[i]->nevents == 0)
			bit_add(chart->eventless, chart->transitions[i]->source);
}

static void root_check(struct reader *reader, const struct node *root)
{
	const char *model = node_attr(root, "datamodel");
	if (!is_scxml(root, "scxml"))
		complain(reader, root, NULL,
			 TEXT_OF(reader->job, _("begin with <scxml xmlns=\"%s\">"), SCXML_SPACE),
			 _("this is no SCXML document"));
	else if (!reader->lenient && (model == NULL || strcmp(model, "xpath") != 0))
		complain(reader, root, "datamodel", _("write datamodel=\"xpath\""),
			 _("the data model of a procedure is xpath"));
}

static int states_in(const struct node *node)
{
	int count = 0;
	for (struct node *n = node_first(node, NULL); n != NULL; n = node_next(n, NULL))
		if (kind_of(n) >= 0)
			count += 1 + states_in(n);
	return count;
}

static void read_all(struct reader *reader, const struct node *root)
{
	int number = 0, states = states_in(root);
	root_check(reader, root);
	if (remarks_errors(reader->remarks) > 0)
		return;
	if (states < 1 || states > MAX_STATES) {
		complain(reader, root, NULL,
			 states < 1 ? _("write its states") : _("cut it into several procedures"),
			 _("a procedure has from 1 to %d states, this has %d"), MAX_STATES, states);
		return;
	}
	state_add(reader, root, -1, COMPOUND);
	states_add(reader, root, 0);
	relate(reader);
	parts_read(reader, root, &number);
	parallels_check(reader);
	index_all(reader);
}

static enum status first_fault(struct job *job, const struct remarks *remarks, int from)
{
	for (int i = from; i < remarks->count; i++) {
		const struct remark *r = &remarks->list[i];
		if (r->severity != ERROR)
			continue;
		return fail(job, E_INPUT, "%s:%d: %s%s%s", remarks->file, r->line, r->text,
			    r->remedy == NULL ? "" : ": ", r->remedy == NULL ? "" : r->remedy);
	}
	return OK;
}

enum status chart_read(struct job *job, const char *name, const char *xml, size_t size,
		       bool lenient, struct remarks *remarks, struct chart **out)
{
	struct doc *doc;
	struct reader reader = {job, NEW(job, struct chart), remarks, lenient};
	if (remarks == NULL)
		reader.remarks = remarks_new(job, name);
	int from = reader.remarks->count;
	TRY(xml_read(job, name, xml, size, &doc));
	const char *own = node_attr(doc_root(doc), "name");
	reader.chart->name = own != NULL ? own : COPY(job, name);
	reader.chart->title = node_attr_in(doc_root(doc), WORKFLOW_SPACE, "title");
	reader.chart->lenient = lenient;
	const char *binding = node_attr(doc_root(doc), "binding");
	reader.chart->late = lenient && binding != NULL && strcmp(binding, "late") == 0;
	read_all(&reader, doc_root(doc));
	*out = reader.chart;
	return first_fault(job, reader.remarks, from);
}
