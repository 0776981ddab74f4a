/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart stepped by hand: no office, no store; the clock stands still until it is told to move. */
#include "base/file.h"
#include "engine/guard.h"
#include "engine/pairs.h"
#include "engine/timer.h"

#include <stdlib.h>

struct alarm {
	struct dated date;
	const char *state;
	bool fired, warned, ended;
};

struct run {
	struct job *job;
	const struct chart *chart;
	struct session *session;
	struct day today;
	const char *as;
	struct pair *card;
	int ncard;
	struct alarm *alarms;
	int nalarms;
	bool trace;
	FILE *out;
};

static bool is_role(const struct chart *chart, const char *user)
{
	bool role = false;
	void *scratch = talloc_new(NULL);
	for (int i = 0; i < chart->ntransitions && !role; i++) {
		const char **words;
		int count = split_words(scratch, chart->transitions[i]->by, &words);
		for (int n = 0; n < count; n++)
			role = role || strcmp(words[n], user) == 0;
	}
	talloc_free(scratch);
	return role;
}

static bool run_holds(void *self, const char *user, const char *role)
{
	const struct run *run = self;
	return !is_role(run->chart, user) || strcmp(user, role) == 0;
}

static void tell_facts(struct run *run, const char *user)
{
	char day[DAY_TEXT];
	struct node *x = session_facts(run->session);
	node_empty(x);
	if (user != NULL)
		node_add(x, "user", user);
	node_add(x, "today", day_iso(run->today, day));
	struct node *card = node_add(x, "card", NULL);
	for (int i = 0; i < run->ncard; i++)
		node_add(card, run->card[i].name, run->card[i].value);
	for (int i = 0; i < run->nalarms; i++) {
		if (run->alarms[i].ended)
			continue;
		struct node *deadline = node_add(x, "deadline", NULL);
		node_set(deadline, "id", run->alarms[i].date.id);
		node_set(deadline, "due", day_iso(run->alarms[i].date.due, day));
	}
}

/* --- effects --- */

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

static struct alarm *alarm_find(struct run *run, const char *id)
{
	for (int i = 0; id != NULL && i < run->nalarms; i++)
		if (!run->alarms[i].ended && strcmp(run->alarms[i].date.id, id) == 0)
			return &run->alarms[i];
	return NULL;
}

static enum status alarm_set(struct run *run, const struct recorded *recorded)
{
	struct dated date;
	char day[DAY_TEXT];
	const struct effect *effect = &recorded->effect;
	const struct alarm *before = alarm_find(
		run, pair_value(effect->fields, effect->nfields, "before"));
	TRY(deadline_date(run->job, NULL, 0, run->today, effect,
			  before == NULL ? run->today : before->date.due, &date));
	struct alarm *alarm = alarm_find(run, date.id);
	if (alarm == NULL) {
		run->alarms = APPEND(run->job, run->alarms, &run->nalarms, struct alarm);
		alarm = &run->alarms[run->nalarms - 1];
	}
	*alarm = (struct alarm){.date = date, .state = run->chart->states[recorded->state].id};
	if (run->trace)
		fprintf(run->out, "  %s: %s (%s)\n", date.id, day_iso(date.due, day), date.why);
	return OK;
}

static void alarms_end(struct run *run, const char *state)
{
	for (int i = 0; i < run->nalarms; i++)
		if (state == NULL || strcmp(run->alarms[i].state, state) == 0)
			run->alarms[i].ended = true;
}

static void alarm_end(struct run *run, const char *id)
{
	struct alarm *alarm = alarm_find(run, id);
	if (alarm != NULL)
		alarm->ended = true;
}

static enum status apply(struct run *run, const struct recorded *recorded)
{
	const struct effect *effect = &recorded->effect;
	if (strcmp(effect->verb, "leave") == 0)
		alarms_end(run, run->chart->states[recorded->state].id);
	else if (strcmp(effect->verb, "deadline") == 0)
		return alarm_set(run, recorded);
	else if (strcmp(effect->verb, "done") == 0)
		alarm_end(run, pair_value(effect->fields, effect->nfields, "deadline"));
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
	if (!session->running)
		alarms_end(run, NULL);
	return status;
}

/* --- there and back: what the office would refuse changes nothing --- */

struct point {
	const char *states, *history, *data;
	struct alarm *alarms;
	int nalarms;
};

static void session_begin(struct run *run)
{
	run->session = session_new(run->job, run->chart);
	run->session->trace = run->trace ? run->out : NULL;
	run->session->holds = run_holds;
	run->session->office = run;
}

static struct point point_of(struct run *run)
{
	struct alarm *copy = NEW_ARRAY(run->job, struct alarm, run->nalarms + 1);
	for (int i = 0; i < run->nalarms; i++)
		copy[i] = run->alarms[i];
	return (struct point){session_states(run->job, run->session, false),
			      session_history(run->job, run->session),
			      doc_text(run->job, run->session->data, false), copy, run->nalarms};
}

static enum status go_back(struct run *run, const struct point *point)
{
	run->alarms = point->alarms;
	run->nalarms = point->nalarms;
	session_begin(run);
	return session_restore(run->session, point->states, point->history, point->data);
}

/* --- events --- */

static enum status run_event(struct run *run, const char *name, const char *user,
			     const struct pair *data, int ndata)
{
	struct session *session = run->session;
	struct queued event = {.name = name, .type = "external", .user = user};
	tell_facts(run, user);
	if (!session->running)
		return fail(run->job, E_INPUT, "the case has ended");
	TRY(inputs_read(session, name, user, data, ndata, &event.data, &event.ndata));
	session_present(session, &event);
	struct selection selection = select_transitions(session, &event);
	if (!run->chart->lenient)
		TRY(inputs_complete(session, &event, &selection));
	if (selection.count == 0 && session->first == NULL && !run->chart->lenient)
		return fail(run->job, E_INPUT, "%s", _(guard_refusal(session, &event)));
	struct point before = point_of(run);
	TRY(session_event(session, &event));
	session_present(session, NULL);
	enum status status = apply_all(run);
	if (status != OK)
		TRY(go_back(run, &before));
	return status;
}

static void show(struct run *run)
{
	fprintf(run->out, "%s\n", session_states(run->job, run->session, true));
}

/* Refusals and wrong words are part of stepping by hand; only a broken definition ends it. */
static enum status told(struct run *run, enum status status)
{
	if (status == E_INPUT || status == E_REFUSED) {
		fprintf(run->out, "! %s\n", job_fault(run->job));
		return OK;
	}
	return status;
}

static bool sooner(struct day day, struct day until, struct day best, bool found)
{
	return day_cmp(day, until) <= 0 && (!found || day_cmp(day, best) < 0);
}

static struct alarm *next_alarm(struct run *run, struct day until, struct day *day, bool *warning)
{
	struct alarm *next = NULL;
	for (int i = 0; i < run->nalarms; i++) {
		struct alarm *a = &run->alarms[i];
		struct day passed = day_add(a->date.due, 1);
		if (a->ended)
			continue;
		if (a->date.has_warning && !a->warned &&
		    sooner(a->date.warns, until, *day, next != NULL)) {
			next = a;
			*day = a->date.warns;
			*warning = true;
		}
		if (a->date.event != NULL && !a->fired &&
		    sooner(passed, until, *day, next != NULL)) {
			next = a;
			*day = passed;
			*warning = false;
		}
	}
	return next;
}

static enum status ring(struct run *run, struct alarm *alarm, bool warning)
{
	char due[DAY_TEXT];
	struct pair data[] = {{"deadline", alarm->date.id}, {"due", NULL}};
	const char *event = warning ? alarm->date.warn_event : alarm->date.event;
	data[1].value = day_iso(alarm->date.due, due);
	if (warning)
		alarm->warned = true;
	else
		alarm->fired = true;
	if (run->trace)
		fprintf(run->out, "  %s (%s %s)\n", event, alarm->date.id, due);
	return told(run, run_event(run, event, NULL, data, 2));
}

static enum status move_clock(struct run *run, const char *duration)
{
	int days;
	bool warning;
	struct day day = run->today;
	struct alarm *alarm;
	if (!days_read(duration, &days))
		return fail(run->job, E_INPUT, "\"+%s\": write +DAYS, for example +30d", duration);
	struct day until = day_add(run->today, days);
	for (int i = 0; i < MAX_MICROSTEPS; i++) {
		alarm = next_alarm(run, until, &day, &warning);
		if (alarm == NULL)
			break;
		if (day_cmp(day, run->today) > 0)
			run->today = day;
		TRY(ring(run, alarm, warning));
	}
	run->today = until;
	return OK;
}

static char *word_cut(char **rest)
{
	char *word = *rest + strspn(*rest, " \t");
	char *end = word + strcspn(word, " \t");
	*rest = end;
	if (*end != '\0') {
		*end = '\0';
		*rest = end + 1 + strspn(end + 1, " \t");
	}
	return word;
}

static enum status run_line(struct run *run, char *line)
{
	struct pair *data = NULL;
	int ndata = 0;
	const char *user = run->as;
	char *word = word_cut(&line);
	if (*word == '+')
		return move_clock(run, word + 1);
	if (*word == '@') {
		user = word + 1;
		word = word_cut(&line);
	}
	if (*line != '\0')
		TRY(pairs_read(run->job, line, &data, &ndata));
	return run_event(run, word, user, data, ndata);
}

static enum status run_lines(struct run *run, FILE *in)
{
	char *line = NULL;
	size_t size = 0;
	enum status status = OK;
	while (status == OK && getline(&line, &size, in) >= 0) {
		line[strcspn(line, "\r\n")] = '\0';
		if (*line == '\0' || *line == '#')
			continue;
		status = told(run, run_line(run, line));
		if (status == OK)
			show(run);
		fflush(run->out);
	}
	free(line);
	return status;
}

enum status chart_run(struct job *job, const char *path, bool lenient, bool trace, const char *as,
		      FILE *in, FILE *out)
{
	enum { LIMIT = 16 << 20 };
	char *xml, day[DAY_TEXT];
	size_t size;
	struct chart *chart;
	struct run run = {.job = job,
			  .today = job_today(job),
			  .as = as != NULL ? as : "anyone",
			  .trace = trace,
			  .out = out};
	TRY(file_read(job, path, LIMIT, &xml, &size));
	TRY(chart_read(job, path, xml, size, lenient, NULL, &chart));
	run.chart = chart;
	struct pair arrived = {"arrived", day_iso(run.today, day)};
	card_set(&run, &arrived);
	session_begin(&run);
	tell_facts(&run, NULL);
	TRY(session_start(run.session));
	TRY(apply_all(&run));
	show(&run);
	return run_lines(&run, in);
}
