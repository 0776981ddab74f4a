/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a session is between steps: made, asked, written down and read back. */
#include "base/text.h"
#include "engine/data.h"
#include "engine/select.h"

static struct node *variable(void *self, const char *name)
{
	return data_variable(self, name);
}

bool session_in(const struct session *session, const char *id)
{
	int state = chart_state(session->chart, id);
	return state >= 0 && bit_has(session->configuration, state);
}

static bool in(void *self, const char *id)
{
	return session_in(self, id);
}

void session_name(struct session *session, const char *id)
{
	session->id = COPY(session, id);
	session->address = TEXT_OF(session, "#_scxml_%s", id);
}

struct session *session_new(struct job *job, const struct chart *chart)
{
	struct session *session = NEW(job, struct session);
	session->job = job;
	session->chart = chart;
	session->work = work_new(session, chart);
	session->scratch = must(scratch_new(session));
	session->configuration = bits_new(session, chart->nstates);
	session->history = NEW_ARRAY(session, uint64_t *, chart->nstates);
	session->data = doc_new(job, NULL, "datamodel");
	session->system = doc_new(job, NULL, "system");
	struct node *system = doc_root(session->system);
	node_add(system, "_x", NULL);
	node_add(system, "_name", chart->name);
	session->seen = bits_new(session, chart->nstates);
	session_name(session, chart->name);
	struct names names = {session, variable, in};
	session->scope = scope_new(job, doc_root(session->data), names);
	return session;
}

struct node *session_facts(struct session *session)
{
	return node_first(doc_root(session->system), "_x");
}

void session_present(struct session *session, const struct queued *event)
{
	session->event = event;
	session->told = false; /* it is laid out when first asked for */
	session->first = session->last = NULL;
	session->taken = false;
	session->changed = 0;
	talloc_free_children(session->scratch);
}

void raise_event(struct session *session, struct queued event)
{
	struct queued *queued = NEW(session->scratch, struct queued);
	*queued = event;
	queued->next = NULL;
	if (session->last != NULL)
		session->last->next = queued;
	else
		session->first = queued;
	session->last = queued;
}

void raise_error(struct session *session, const char *name, const char *words)
{
	raise_event(session, (struct queued){.name = name,
					     .type = "platform",
					     .sendid = session->sendid,
					     .words = COPY(session->scratch, words)});
	if (session->trace != NULL)
		fprintf(session->trace, "  %s: %s\n", name, words);
}

static const char *joined(void *owner, const char *const *ids, int count)
{
	const char *text = COPY(owner, count > 0 ? ids[0] : "");
	for (int i = 1; i < count; i++)
		text = TEXT_OF(owner, "%s %s", text, ids[i]);
	return text;
}

static const char *set_words(void *owner, const struct chart *chart, const uint64_t *set,
			     bool atomic, bool sorted)
{
	int count = 0;
	const char **ids = NEW_ARRAY(owner, const char *, chart->nstates);
	EACH_BIT(s, set, chart->nstates)
		if (!atomic || is_atomic(&chart->states[s]))
			ids[count++] = chart->states[s].id;
	if (sorted)
		text_sort(ids, count);
	return joined(owner, ids, count);
}

const char *session_states(void *owner, const struct session *session, bool sorted)
{
	return set_words(owner, session->chart, session->configuration, true, sorted);
}

/* With late binding also the states that were entered, under a name that no state has. */
const char *session_history(void *owner, const struct session *session)
{
	const char *text = COPY(owner, "");
	if (session->chart->late)
		text = TEXT_OF(owner, "*=%s",
			       set_words(owner, session->chart, session->seen, false, false));
	for (int s = 0; s < session->chart->nstates; s++) {
		if (session->history[s] == NULL)
			continue;
		text = TEXT_OF(owner, "%s%s%s=%s", text, *text == '\0' ? "" : ";",
			       session->chart->states[s].id,
			       set_words(owner, session->chart, session->history[s], false, false));
	}
	return text;
}

static enum status set_of(struct session *session, const char *words, uint64_t *set)
{
	const char **ids;
	int count = split_words(session->job, words, &ids);
	for (int i = 0; i < count; i++) {
		int state = chart_state(session->chart, ids[i]);
		if (state < 0)
			return fail(session->job, E_SYSTEM, "procedure %s has no state %s",
				    session->chart->name, ids[i]);
		bit_add(set, state);
	}
	return OK;
}

static enum status restore_history(struct session *session, char *words)
{
	char *rest = words, *one;
	while ((one = strsep(&rest, ";")) != NULL) {
		char *set = strchr(one, '=');
		if (set == NULL)
			continue;
		*set++ = '\0';
		if (strcmp(one, "*") == 0) {
			TRY(set_of(session, set, session->seen));
			continue;
		}
		int state = chart_state(session->chart, one);
		if (state < 0)
			return fail(session->job, E_SYSTEM, "procedure %s has no state %s",
				    session->chart->name, one);
		session->history[state] = bits_new(session, session->chart->nstates);
		TRY(set_of(session, set, session->history[state]));
	}
	return OK;
}

enum status session_restore(struct session *session, const char *states, const char *history,
			    const char *data)
{
	struct doc *doc;
	const struct chart *chart = session->chart;
	uint64_t *atomic = bits_new(session, chart->nstates);
	TRY(set_of(session, states, atomic));
	EACH_BIT(s, atomic, chart->nstates) {
		bits_join(session->configuration, chart->states[s].ancestors, chart->nstates);
		bit_add(session->configuration, s);
	}
	TRY(restore_history(session, must(talloc_strdup(session, history))));
	TRY(xml_read(session->job, _("case data"), data, strlen(data), &doc));
	for (struct node *n = node_first(doc_root(doc), NULL); n != NULL; n = node_next(n, NULL))
		node_graft(doc_root(session->data), n);
	session->running = true;
	return OK;
}
