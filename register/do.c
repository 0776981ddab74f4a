/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do with a case: an event with its inputs checked. */
#include "register/audit.h"
#include "register/person.h"
#include "register/text.h"

#include <stdlib.h>

enum { LONGEST = 20000 };

enum status case_choices(struct job *job, struct office *office, int64_t casefile,
			 struct choice **out, int *count)
{
	return engine_choices(job, office->engine, casefile,
			      office->user == NULL ? NULL : office->user->id, out, count);
}

static enum status check_user(struct job *job, struct office *office, const struct input *input,
			      const char *id)
{
	struct user user;
	if (person_find(job, office->home, id, &user) != OK)
		return fail(job, E_INPUT, "%s: no such user: %s: see \"skrynka user list\"",
			    input->name, id);
	if (input->role != NULL && !person_holds(job, office->home, id, input->role))
		return fail(job, E_INPUT, "%s: %s does not hold the role %s", input->name, id,
			    input->role);
	return OK;
}

static enum status check_users(struct job *job, struct office *office, const struct input *input,
			       const char *list)
{
	for (list += strspn(list, " ,"); *list != '\0'; list += strspn(list, " ,")) {
		const char *id = must(talloc_strndup(job, list, strcspn(list, " ,")));
		TRY(check_user(job, office, input, id));
		list += strlen(id);
	}
	return OK;
}

static enum status check_value(struct job *job, struct office *office, const struct input *input,
			       const char *value)
{
	struct day day;
	char *end = NULL;
	if (strlen(value) > LONGEST)
		return fail(job, E_INPUT, "%s: longer than %d bytes", input->name, LONGEST);
	if (strcmp(input->type, "user") == 0)
		return check_user(job, office, input, value);
	if (strcmp(input->type, "users") == 0)
		return check_users(job, office, input, value);
	if (strcmp(input->type, "day") == 0 && !day_read(value, &day))
		return fail(job, E_INPUT,
			    "%s: \"%s\" is no day: write it as 2026-11-22 or 22.11.2026",
			    input->name, value);
	if (strcmp(input->type, "number") == 0 && (strtoll(value, &end, 10), *end != '\0'))
		return fail(job, E_INPUT, "%s: \"%s\" is no whole number", input->name, value);
	if (strcmp(input->type, "choice") == 0 && input->choices != NULL &&
	    !word_in(input->choices, value))
		return fail(job, E_INPUT, "%s: \"%s\" is none of: %s", input->name, value,
			    input->choices);
	return OK;
}

static const struct input *input_named(const struct choice *choice, const char *name)
{
	for (int i = 0; i < choice->ninputs; i++)
		if (strcmp(choice->inputs[i].name, name) == 0)
			return &choice->inputs[i];
	return NULL;
}

static const char *input_names(void *owner, const struct choice *choice)
{
	char *names = must(talloc_strdup(owner, ""));
	for (int i = 0; i < choice->ninputs; i++)
		names = must(talloc_asprintf_append_buffer(names, "%s%s", i > 0 ? " " : "",
							   choice->inputs[i].name));
	return *names == '\0' ? _("none") : names;
}

/* Days are told to the definition as YYYY-MM-DD, lists of users with single spaces. */
static const char *plain_value(void *owner, const struct input *input, const char *value)
{
	struct day day;
	char text[DAY_TEXT];
	if (strcmp(input->type, "day") == 0 && day_read(value, &day))
		return COPY(owner, day_iso(day, text));
	if (strcmp(input->type, "users") != 0)
		return value;
	char *copy = must(talloc_strdup(owner, value));
	for (char *p = copy; *p != '\0'; p++)
		*p = *p == ',' ? ' ' : *p;
	return copy;
}

static enum status check_inputs(struct job *job, struct office *office, const struct choice *choice,
				struct pair *data, int ndata)
{
	for (int i = 0; i < ndata; i++) {
		const struct input *input = input_named(choice, data[i].name);
		if (input == NULL)
			return fail(job, E_INPUT, "%s takes no \"%s\": it takes: %s", choice->event,
				    data[i].name, input_names(job, choice));
		if (*data[i].value != '\0')
			TRY(check_value(job, office, input, data[i].value));
		data[i].value = plain_value(job, input, data[i].value);
	}
	for (int i = 0; i < choice->ninputs; i++) {
		const struct input *input = &choice->inputs[i];
		const char *value = pair_value(data, ndata, input->name);
		if (input->required && (value == NULL || *value == '\0'))
			return fail(job, E_INPUT, "%s needs %s=… (%s)", choice->event, input->name,
				    input->title == NULL ? input->type : input->title);
	}
	return OK;
}

/* The choice this user means; NULL when the engine shall refuse it, so that the refusal is
 * journalled. */
static const struct choice *choice_meant(const struct choice *choices, int count, const char *event)
{
	for (int i = 0; i < count; i++)
		if (strcmp(choices[i].event, event) == 0 && choices[i].mine && choices[i].now)
			return &choices[i];
	return NULL;
}

static enum status send(struct job *job, struct office *office, const struct event *event,
			struct verdict *out)
{
	TRY(engine_event(job, office->engine, event, out));
	if (out->taken)
		return OK;
	return fail(job, E_REFUSED, "%s: %s", event->name,
		    out->why == NULL ? _("not now") : out->why);
}

enum status case_do(struct job *job, struct office *office, int64_t casefile, const char *event,
		    const struct pair *data, int ndata, struct verdict *out)
{
	struct choice *choices;
	struct pair *told = NEW_ARRAY(job, struct pair, ndata + 1);
	int count;
	if (office->user == NULL)
		return fail(job, E_REFUSED, "say who you are: --as USER or $SKRYNKA_USER");
	for (int i = 0; i < ndata; i++)
		told[i] = data[i];
	TRY(case_choices(job, office, casefile, &choices, &count));
	const struct choice *choice = choice_meant(choices, count, event);
	if (choice != NULL)
		TRY(check_inputs(job, office, choice, told, ndata));
	struct event asked = {
		.casefile = casefile,
		.name = event,
		.user = office->user->id,
		.data = told,
		.ndata = ndata,
	};
	return send(job, office, &asked, out);
}
