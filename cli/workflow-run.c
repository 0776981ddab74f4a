/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"
#include "cli/command.h"
#include <jansson.h>
#include <stdio.h>

enum { CARD_BYTES = 1 << 20, MORNING = 9 * 3600 * 1000 };

static enum status hold_clock(struct job *job, const char *today)
{
	struct day day;
	if (today == NULL)
		return OK;
	if (!day_read(today, &day))
		return fail(job, E_USAGE, "--today wants a day: YYYY-MM-DD or DD.MM.YYYY");
	job_hold(job, day_moment(day) + MORNING);
	return OK;
}

static enum status card_add(struct job *job, struct trial *trial, const char *name,
			    const char *value)
{
	const struct host *host = trial->host;
	static const char *const more[] = {"arrived", "registered", "index", "case"};
	bool known = trial->lenient || host->known(host->self, KNOWN_FIELD, name);
	for (int i = 0; i < 4; i++)
		known = known || strcmp(more[i], name) == 0;
	if (!known || !xml_name(name))
		return fail(job, E_INPUT, "the card has no field \"%s\"", name);
	struct pair *card = (struct pair *)(uintptr_t)trial->card;
	card = APPEND(job, card, &trial->ncard, struct pair);
	card[trial->ncard - 1] = (struct pair){COPY(job, name), COPY(job, value)};
	trial->card = card;
	return OK;
}

static enum status card_members(struct job *job, struct trial *trial, const char *path,
				json_t *object)
{
	const char *name;
	json_t *value;
	json_object_foreach(object, name, value)
	{
		if (!json_is_string(value))
			return fail(job, E_INPUT, "%s: the value of \"%s\" is no text", path, name);
		TRY(card_add(job, trial, name, json_string_value(value)));
	}
	return OK;
}

static enum status card_file(struct job *job, struct trial *trial, const char *path)
{
	char *bytes;
	size_t size;
	TRY(file_read(job, path, CARD_BYTES, &bytes, &size));
	json_t *object = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, NULL);
	enum status status = json_is_object(object)
				     ? card_members(job, trial, path, object)
				     : fail(job, E_INPUT,
					    "%s: write an object: {\"surname\": \"…\"}", path);
	json_decref(object);
	return status;
}

static enum status card_take(struct job *job, const struct call *call, struct trial *trial)
{
	for (int i = 0; i < call->noptions; i++) {
		const char *words = call->options[i].value, *equals = strchr(words, '=');
		if (strcmp(call->options[i].name, "card") != 0)
			continue;
		if (equals == NULL)
			TRY(card_file(job, trial, words));
		else
			TRY(card_add(job, trial,
				     must(talloc_strndup(job, words, (size_t)(equals - words))),
				     equals + 1));
	}
	return OK;
}

static enum status run(struct job *job, const struct call *call)
{
	struct trial trial = {.path = call->argv[0],
			      .lenient = call_option(call, "lenient") != NULL,
			      .trace = call_option(call, "trace") != NULL,
			      .as = call->as,
			      .host = office_host(call->office),
			      .in = stdin,
			      .out = stdout,
			      .log = stderr};
	TRY(hold_clock(job, call_option(call, "today")));
	TRY(card_take(job, call, &trial));
	return chart_run(job, &trial);
}

static const struct option options[] = {
	{"lenient", NULL, N_("allow all of SCXML, not only what definitions may say")},
	{"trace", NULL, N_("show transitions, effects and refusals")},
	{"today", N_("DAY"), N_("the day it begins")},
	{"card", N_("FILE|NAME=VALUE…"),
	 N_("what the card of the case says, or a JSON object of it; may be repeated")},
	{NULL, NULL, NULL},
};

const struct command workflow_run = {
	.name = "workflow run",
	.needs = NEEDS_TERMS,
	.least = 1,
	.most = 1,
	.operands = N_("FILE"),
	.summary = N_("step through a procedure by hand"),
	.help = N_("Reads one event a line from standard input (NAME, NAME {json}, or +30d, +2h, "
		   "+1500ms to move the clock) and prints after each where the case stands. --as "
		   "names the role or the user who acts, @WHO before an event another; without it, "
		   "whoever may. Terms are those of the office; nothing is stored."),
	.options = options,
	.run = run,
};
