/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do with a case. Rights, guards and the form of inputs are the engine's; that a person
 * who is named exists, or a code of the classifier, only the office can say. */
#include "base/plain.h"
#include "register/field.h"
#include "register/person.h"
#include "register/text.h"

enum { LONGEST_NAME = 64, LONGEST_VALUE = 20000 }; /* bytes; the longest field of a card */

enum status case_choices(struct job *job, struct office *office, int64_t casefile,
			 struct choice **out, int *count)
{
	return engine_choices(job, office->engine, casefile,
			      office->user == NULL ? NULL : office->user->id, out, count);
}

static enum status check_people(struct job *job, struct office *office, const char *name,
				const char *list)
{
	struct user user;
	for (list += strspn(list, " ,"); *list != '\0'; list += strspn(list, " ,")) {
		const char *id = must(talloc_strndup(job, list, strcspn(list, " ,")));
		if (person_find(job, office->home, id, &user) != OK)
			return fail(job, E_INPUT, "%s: no such user: %s: see \"skrynka user list\"",
				    name, id);
		list += strlen(id);
	}
	return OK;
}

static enum status check_choice(struct job *job, struct office *office, const struct choice *choice,
				const struct pair *data, int ndata)
{
	for (int i = 0; i < choice->ninputs; i++) {
		const struct input *input = &choice->inputs[i];
		const char *value = pair_value(data, ndata, input->name);
		if (value != NULL && strncmp(input->type, "user", 4) == 0)
			TRY(check_people(job, office, input->name, value));
		if (value != NULL && strcmp(input->type, "text") == 0)
			TRY(field_check(job, office, input->name, value));
	}
	return OK;
}

/* An event that is not for this user now is not looked into: the engine refuses and journals it. */
static enum status check_told(struct job *job, struct office *office, int64_t casefile,
			      const char *event, const struct pair *data, int ndata)
{
	struct choice *choices;
	int count;
	TRY(case_choices(job, office, casefile, &choices, &count));
	for (int i = 0; i < count; i++)
		if (choices[i].mine && strcmp(choices[i].event, event) == 0)
			TRY(check_choice(job, office, &choices[i], data, ndata));
	return OK;
}

static const char *names(struct job *job, struct office *office, const char *ids)
{
	char *copy = must(talloc_strdup(job, ids)), *rest = NULL;
	const char *words = "", *name;
	for (char *id = strtok_r(copy, " ", &rest); id != NULL; id = strtok_r(NULL, " ", &rest)) {
		name = office_word(office, "role", id, job_today(job));
		if (name == id && office_person(job, office, id, &name) != OK)
			name = id;
		words = TEXT_OF(job, "%s%s%s", words, *words == '\0' ? "" : ", ", name);
	}
	return words;
}

/* The engine says in a word why not; what to do about it is said here. */
static enum status refused(struct job *job, struct office *office, int64_t casefile,
			   const char *event, const char *why)
{
	struct choice *choices;
	int count;
	TRY(case_choices(job, office, casefile, &choices, &count));
	for (int i = 0; i < count; i++) {
		if (strcmp(choices[i].event, event) != 0)
			continue;
		if (choices[i].mine || *choices[i].by == '\0')
			return fail(job, E_REFUSED, "%s: %s", event, why);
		return fail(job, E_REFUSED, "%s: %s: it waits for %s", event, why,
			    names(job, office, choices[i].by));
	}
	return fail(job, E_REFUSED, "%s: %s: see \"skrynka show %lld\"", event, why,
		    (long long)casefile);
}

static enum status check_plain(struct job *job, const char *event, const struct pair *data,
			       int ndata)
{
	if (strlen(event) > LONGEST_NAME || !plain_is(event))
		return fail(job, E_INPUT, "\"%.*s\" cannot be the name of an event", LONGEST_NAME,
			    event);
	for (int i = 0; i < ndata; i++) {
		const char *name = data[i].name, *value = data[i].value;
		if (*name == '\0' || strlen(name) > LONGEST_NAME || !plain_is(name))
			return fail(job, E_INPUT, "\"%.*s\" cannot be the name of a value",
				    LONGEST_NAME, name);
		if (strlen(value) > LONGEST_VALUE)
			return fail(job, E_INPUT, "%s: longer than %d bytes", name, LONGEST_VALUE);
		if (!plain_is(value))
			return fail(job, E_INPUT,
				    "%s: holds a control character: write it again without", name);
	}
	return OK;
}

enum status case_do(struct job *job, struct office *office, int64_t casefile, const char *event,
		    const struct pair *data, int ndata, const char *key, struct verdict *out)
{
	struct event asked = {
		.casefile = casefile, .name = event, .data = data, .ndata = ndata, .key = key};
	enum status done = E_ABSENT;
	if (office->user == NULL)
		return fail(job, E_REFUSED, "say who you are: --as USER or $SKRYNKA_USER");
	asked.user = office->user->id;
	enum status status = check_plain(job, event, data, ndata);
	if (key != NULL && status == OK)
		done = engine_done(job, office->engine, key, out);
	if (done == E_ABSENT && status == OK) /* what was asked for before was checked then */
		status = check_told(job, office, casefile, event, data, ndata);
	if (status == E_INPUT)
		TRY(engine_refuse(job, office->engine, &asked));
	TRY(status);
	TRY(engine_event(job, office->engine, &asked, out));
	if (out->taken)
		return OK;
	return refused(job, office, casefile, event, out->why == NULL ? _("not now") : out->why);
}
