/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart stepped by hand: no store; what is asked for is shown, not done. */
#include "engine/run.h"

#include "base/file.h"
#include "engine/guard.h"

/* --- who and what --- */

static bool is_role(const struct run *run, const char *name)
{
	bool role = false;
	const struct host *host = run->trial->host;
	void *scratch = talloc_new(NULL);
	for (int i = 0; i < run->chart->ntransitions && !role; i++) {
		const char **words;
		int count = split_words(scratch, run->chart->transitions[i]->by, &words);
		for (int n = 0; n < count; n++)
			role = role || strcmp(words[n], name) == 0;
	}
	talloc_free(scratch);
	return role ||
	       (host != NULL && host->known != NULL && host->known(host->self, KNOWN_ROLE, name));
}

static bool holds(void *self, const char *user, const char *role)
{
	return !is_role(self, user) || strcmp(user, role) == 0;
}

static void tell_facts(struct run *run, const char *user)
{
	char day[DAY_TEXT];
	struct node *x = session_facts(run->session);
	node_empty(x);
	if (user != NULL)
		node_add(x, "user", user);
	node_add(x, "today", day_iso(job_today(run->job), day));
	struct node *card = node_add(x, "card", NULL);
	for (int i = 0; i < run->ncard; i++)
		node_add(card, run->card[i].name, run->card[i].value);
	alarms_tell(run, x);
}

static void card_set(struct run *run, const struct pair *field)
{
	for (int i = 0; i < run->ncard; i++)
		if (strcmp(run->card[i].name, field->name) == 0) {
			run->card[i].value = field->value;
			return;
		}
	run->card = APPEND(run->job, run->card, &run->ncard, struct pair);
	run->card[run->ncard - 1] = *field;
}

/* --- effects --- */

static enum status apply(struct run *run, const struct recorded *recorded)
{
	const struct effect *effect = &recorded->effect;
	if (strcmp(effect->verb, "leave") == 0)
		alarms_end(run, run->chart->states[recorded->state].id);
	else if (strcmp(effect->verb, "deadline") == 0)
		return alarm_set(run, recorded);
	else if (strcmp(effect->verb, "done") == 0)
		alarm_end(run, pair_value(effect->fields, effect->nfields, "deadline"));
	else if (strcmp(effect->verb, "send") == 0)
		return sent_add(run, effect);
	else if (strcmp(effect->verb, "cancel") == 0)
		sent_cancel(run, pair_value(effect->fields, effect->nfields, "id"));
	else if (strcmp(effect->verb, "card") == 0)
		for (int i = 0; i < effect->nfields; i++)
			card_set(run, &effect->fields[i]);
	return OK;
}

static enum status apply_all(struct run *run)
{
	enum status status = OK;
	struct session *session = run->session;
	for (int i = 0; i < session->neffects && status == OK; i++)
		status = apply(run, &session->effects[i]);
	session->effects = NULL;
	session->neffects = 0;
	if (!session->running) {
		alarms_end(run, NULL);
		sent_cancel(run, NULL);
	}
	return status;
}

/* --- there and back: what the office would refuse changes nothing --- */

struct point {
	const char *states, *history, *data;
	struct alarm *alarms;
	struct sent *sent;
	int nalarms, nsent;
};

static void session_begin(struct run *run)
{
	run->session = session_new(run->job, run->chart);
	run->session->trace = run->trial->trace ? run->trial->out : NULL;
	run->session->log = run->trial->log;
	run->session->holds = holds;
	run->session->office = run;
}

static struct point point_of(struct run *run)
{
	struct alarm *alarms = NEW_ARRAY(run->job, struct alarm, run->nalarms + 1);
	struct sent *sent = NEW_ARRAY(run->job, struct sent, run->nsent + 1);
	for (int i = 0; i < run->nalarms; i++)
		alarms[i] = run->alarms[i];
	for (int i = 0; i < run->nsent; i++)
		sent[i] = run->sent[i];
	return (struct point){session_states(run->job, run->session, false),
			      session_history(run->job, run->session),
			      doc_text(run->job, run->session->data, false),
			      alarms,
			      sent,
			      run->nalarms,
			      run->nsent};
}

static enum status go_back(struct run *run, const struct point *point)
{
	run->alarms = point->alarms;
	run->nalarms = point->nalarms;
	run->sent = point->sent;
	run->nsent = point->nsent;
	session_begin(run);
	return session_restore(run->session, point->states, point->history, point->data);
}

/* --- events --- */

/* Only a definition's effects can be refused by the office. */
static enum status take(struct run *run, const struct selection *selection)
{
	struct point before = point_of(run);
	TRY(session_take(run->session, selection));
	enum status status = apply_all(run);
	if (status != OK)
		TRY(go_back(run, &before));
	return status;
}

static enum status try_event(struct run *run, struct queued *event, const struct pair *data,
			     int ndata)
{
	struct session *session = run->session;
	tell_facts(run, event->user);
	TRY(inputs_read(session, event->name, event->user, data, ndata, &event->data,
			&event->ndata));
	session_present(session, event);
	struct selection selection = select_transitions(session, event);
	TRY(inputs_complete(session, event, &selection));
	if (selection.count == 0 && session->first == NULL)
		return fail(run->job, E_INPUT, "%s", _(guard_refusal(session, event)));
	return take(run, &selection);
}

enum status run_event(struct run *run, const struct queued *event, const struct pair *data,
		      int ndata)
{
	struct queued own = *event;
	if (!run->session->running)
		return fail(run->job, E_INPUT, "the case has ended");
	if (!run->chart->lenient)
		return try_event(run, &own, data, ndata);
	tell_facts(run, own.user);
	TRY(session_event(run->session, &own));
	TRY(apply_all(run));
	if (!run->session->taken && run->trial->trace)
		fprintf(run->trial->out, "  ! %s: %s\n", own.name,
			_("not now: nothing waits for this event"));
	return OK;
}

enum status run_told(struct run *run, enum status status)
{
	if (status != E_INPUT && status != E_REFUSED)
		return status;
	if (run->trial->trace)
		fprintf(run->trial->out, "! %s\n", job_fault(run->job));
	else
		fprintf(run->trial->log, "%d: %s\n", run->line, job_fault(run->job));
	return OK;
}

/* --- the whole --- */

static enum status card_begin(struct run *run)
{
	char day[DAY_TEXT];
	struct pair arrived = {"arrived", COPY(run->job, day_iso(job_today(run->job), day))};
	card_set(run, &arrived);
	for (int i = 0; i < run->trial->ncard; i++)
		card_set(run, &run->trial->card[i]);
	return OK;
}

static enum status begin(struct run *run)
{
	TRY(card_begin(run));
	session_begin(run);
	tell_facts(run, NULL);
	TRY(session_start(run->session));
	TRY(apply_all(run));
	return clock_settle(run);
}

enum status chart_run(struct job *job, const struct trial *trial)
{
	char *xml;
	size_t size;
	struct chart *chart;
	TRY(file_read(job, trial->path, DEFINITION_MOST, &xml, &size));
	TRY(chart_read(job, trial->path, xml, size, trial->lenient, NULL, &chart));
	struct run run = {.job = job, .trial = trial, .chart = chart};
	job_hold(job, job_now(job));
	TRY(begin(&run));
	return run_lines(&run);
}
