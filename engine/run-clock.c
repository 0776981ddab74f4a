/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for the clock while stepping by hand. The clock stands still until it is moved. */
#include "engine/run.h"

/* A chart that wakes itself every millisecond must not hold the program for ever. */
enum { MAX_FIRED = 100000, MAX_SENT = 10000 };

/* --- deadlines --- */

static struct alarm *alarm_find(struct run *run, const char *id)
{
	for (int i = 0; id != NULL && i < run->nalarms; i++)
		if (!run->alarms[i].ended && strcmp(run->alarms[i].date.id, id) == 0)
			return &run->alarms[i];
	return NULL;
}

enum status alarm_set(struct run *run, const struct recorded *recorded)
{
	struct dated date;
	char day[DAY_TEXT];
	const struct effect *effect = &recorded->effect;
	struct day today = job_today(run->job);
	const struct alarm *before = alarm_find(
		run, pair_value(effect->fields, effect->nfields, "before"));
	TRY(deadline_date(run->job, run->trial->host, 0, today, effect,
			  before == NULL ? today : before->date.due, &date));
	struct alarm *alarm = alarm_find(run, date.id);
	if (alarm == NULL) {
		run->alarms = APPEND(run->job, run->alarms, &run->nalarms, struct alarm);
		alarm = &run->alarms[run->nalarms - 1];
	}
	*alarm = (struct alarm){.date = date, .state = run->chart->states[recorded->state].id};
	if (run->trial->trace)
		fprintf(run->trial->out, "  %s: %s (%s)\n", date.id, day_iso(date.due, day),
			derivation_line(run->job, date.why));
	return OK;
}

void alarm_end(struct run *run, const char *id)
{
	struct alarm *alarm = alarm_find(run, id);
	if (alarm != NULL)
		alarm->ended = true;
}

void alarms_end(struct run *run, const char *state)
{
	for (int i = 0; i < run->nalarms; i++)
		if (state == NULL || strcmp(run->alarms[i].state, state) == 0)
			run->alarms[i].ended = true;
}

void alarms_tell(const struct run *run, struct node *x)
{
	char day[DAY_TEXT];
	for (int i = 0; i < run->nalarms; i++) {
		const struct alarm *alarm = &run->alarms[i];
		if (alarm->ended)
			continue;
		struct node *node = node_add(x, "deadline", NULL);
		node_set(node, "id", alarm->date.id);
		node_set(node, "due", day_iso(alarm->date.due, day));
		node_set(node, "state", alarm->state);
	}
}

/* --- events sent --- */

static struct sent *sent_room(struct run *run)
{
	for (int i = 0; i < run->nsent; i++)
		if (run->sent[i].ended) {
			for (int n = i + 1; n < run->nsent; n++)
				run->sent[n - 1] = run->sent[n];
			return &run->sent[run->nsent - 1];
		}
	run->sent = APPEND(run->job, run->sent, &run->nsent, struct sent);
	return &run->sent[run->nsent - 1];
}

enum status sent_add(struct run *run, const struct effect *effect)
{
	int64_t delay = 0;
	const char *after = pair_value(effect->fields, effect->nfields, "delay");
	if (run->nsent >= MAX_SENT)
		return fail(run->job, E_SYSTEM, "procedure %s sends more than %d events at once",
			    run->chart->name, (int)MAX_SENT);
	if (after != NULL)
		delay = strtoll(after, NULL, 10);
	*sent_room(run) = (struct sent){
		.at = job_now(run->job) + delay,
		.event = pair_value(effect->fields, effect->nfields, "event"),
		.id = pair_value(effect->fields, effect->nfields, "id"),
		.data = pair_value(effect->fields, effect->nfields, "data")};
	return OK;
}

void sent_cancel(struct run *run, const char *id)
{
	for (int i = 0; i < run->nsent; i++)
		if (id == NULL || (run->sent[i].id != NULL && strcmp(run->sent[i].id, id) == 0))
			run->sent[i].ended = true;
}

/* --- firing --- */

/* One of the two; of a deadline the warning or its end. */
struct due {
	int64_t at;
	struct alarm *alarm;
	bool warning;
	struct sent *sent;
};

static void sooner(struct due *best, struct due other)
{
	bool none = best->alarm == NULL && best->sent == NULL;
	if (none ? other.at <= best->at : other.at < best->at)
		*best = other;
}

static void alarm_due(struct due *best, struct alarm *alarm)
{
	const struct dated *date = &alarm->date;
	if (alarm->ended)
		return;
	if (date->has_warning && !alarm->warned)
		sooner(best, (struct due){day_moment(date->warns), alarm, true, NULL});
	if (date->event != NULL && !alarm->fired)
		sooner(best, (struct due){day_moment(day_add(date->due, 1)), alarm, false, NULL});
}

static bool next_due(struct run *run, int64_t until, bool alarms, struct due *out)
{
	*out = (struct due){.at = until};
	for (int i = 0; alarms && i < run->nalarms; i++)
		alarm_due(out, &run->alarms[i]);
	for (int i = 0; i < run->nsent; i++)
		if (!run->sent[i].ended)
			sooner(out, (struct due){run->sent[i].at, NULL, false, &run->sent[i]});
	return out->alarm != NULL || out->sent != NULL;
}

static enum status ring(struct run *run, struct alarm *alarm, bool warning)
{
	char due[DAY_TEXT];
	struct pair data[] = {{"deadline", alarm->date.id}, {"due", NULL}};
	struct queued event = {.name = warning ? alarm->date.warn_event : alarm->date.event,
			       .type = "external"};
	data[1].value = day_iso(alarm->date.due, due);
	if (warning)
		alarm->warned = true;
	else
		alarm->fired = true;
	if (run->trial->trace)
		fprintf(run->trial->out, "  %s (%s %s)\n", event.name, alarm->date.id, due);
	return run_told(run, run_event(run, &event, data, 2));
}

static enum status deliver(struct run *run, struct sent *sent)
{
	struct queued event = {.name = sent->event,
			       .type = "external",
			       .sendid = sent->id,
			       .origin = run->session->address,
			       .origintype = SCXML_PROCESSOR,
			       .body = sent->data};
	sent->ended = true;
	if (run->trial->trace)
		fprintf(run->trial->out, "  %s\n", event.name);
	return run_told(run, run_event(run, &event, NULL, 0));
}

static enum status fire(struct run *run, int64_t until, bool alarms)
{
	struct due due;
	for (int i = 0; next_due(run, until, alarms, &due); i++) {
		if (i >= MAX_FIRED)
			return fail(run->job, E_SYSTEM,
				    "procedure %s wakes itself more than %d times: mend what it "
				    "sends",
				    run->chart->name, (int)MAX_FIRED);
		if (due.at > job_now(run->job))
			job_hold(run->job, due.at);
		if (due.sent != NULL)
			TRY(deliver(run, due.sent));
		else
			TRY(ring(run, due.alarm, due.warning));
	}
	return OK;
}

enum status clock_settle(struct run *run)
{
	return fire(run, job_now(run->job), false);
}

enum status clock_move(struct run *run, int64_t by)
{
	struct day last = day_of(2199, 12, 1);
	int64_t until = job_now(run->job) + by;
	if (until > day_moment(last))
		return fail(run->job, E_INPUT, "the calendar ends with the year 2199");
	TRY(fire(run, until, true));
	job_hold(run->job, until);
	return OK;
}
