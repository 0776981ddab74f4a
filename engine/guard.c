/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/guard.h"

/* What fails comes to FAILED. */
static bool asked(struct session *session, const struct transition *transition,
		  const struct xpath *expr, bool failed)
{
	bool truth = false;
	if (xpath_true(session->job, expr, session->scope, &truth) == OK)
		return truth;
	session->line = transition->line;
	raise_error(session, "error.execution", job_fault(session->job));
	return failed;
}

bool guard_true(struct session *session, const struct transition *transition)
{
	if (transition->cond != NULL && !asked(session, transition, transition->cond, false))
		return false;
	for (int i = 0; i < transition->nrefusals; i++)
		if (asked(session, transition, transition->refusals[i].cond, true))
			return false;
	return true;
}

static bool holds_one_of(struct session *session, const char *user, const char *roles)
{
	const char **words;
	bool held = session->holds == NULL;
	int count = held ? 0 : split_words(session->scratch, roles, &words);
	for (int i = 0; i < count && !held; i++)
		held = session->holds(session->office, user, words[i]);
	return held;
}

static bool named_in(void *scratch, const struct found *found, const char *user)
{
	const char **words;
	for (int i = 0; i < found->nhits; i++)
		if (strcmp(found->hits[i].value, user) == 0)
			return true;
	int count = found->nodes ? 0 : split_words(scratch, found->text, &words);
	for (int i = 0; i < count; i++)
		if (strcmp(words[i], user) == 0)
			return true;
	return false;
}

/* An expression that fails names nobody: the refusal is journalled, nothing is lost. */
static bool named_by_user(struct session *session, const struct xpath *by_user, const char *user)
{
	struct found found;
	return xpath_find(session->job, by_user, session->scope, session->scratch, &found) == OK &&
	       named_in(session->scratch, &found, user);
}

bool guard_names(struct session *session, const struct transition *transition, const char *user)
{
	if (transition->by != NULL && holds_one_of(session, user, transition->by))
		return true;
	return transition->by_user != NULL && named_by_user(session, transition->by_user, user);
}

static bool names_anyone(const struct transition *transition)
{
	return transition->by != NULL || transition->by_user != NULL;
}

bool guard_permits(struct session *session, const struct transition *transition,
		   const struct queued *event)
{
	if (session->chart->lenient || strcmp(event->type, "external") != 0)
		return true;
	if (event->user == NULL)
		return !names_anyone(transition);
	return names_anyone(transition) && guard_names(session, transition, event->user);
}

/* --- inputs --- */

/* The transitions that wait for EVENT in active states, those of USER only. */
static struct selection waiting(struct session *session, const char *event, const char *user)
{
	struct selection waiting = {NULL, 0};
	struct queued asked = {.name = event, .type = "external", .user = user};
	for (int i = 0; i < session->chart->ntransitions; i++) {
		const struct transition *t = session->chart->transitions[i];
		if (!bit_has(session->configuration, t->source) || !transition_matches(t, event) ||
		    !guard_permits(session, t, &asked))
			continue;
		waiting.list = APPEND(session->scratch, waiting.list, &waiting.count,
				      const struct transition *);
		waiting.list[waiting.count - 1] = t;
	}
	return waiting;
}

static const struct input *transition_input(const struct transition *t, const char *name)
{
	for (int i = 0; i < t->ninputs; i++)
		if (strcmp(t->inputs[i].name, name) == 0)
			return &t->inputs[i];
	return NULL;
}

static const struct input *input_find(const struct selection *waiting, const char *name)
{
	const struct input *input = NULL;
	for (int i = 0; i < waiting->count && input == NULL; i++)
		input = transition_input(waiting->list[i], name);
	return input;
}

static const char *input_called(const struct input *input)
{
	return input->title != NULL ? input->title : input->name;
}

static enum status read_day(struct session *session, const struct input *input, const char *value,
			    struct told *out)
{
	struct day day;
	char text[DAY_TEXT];
	if (!day_read(value, &day))
		return fail(session->job, E_INPUT, "%s (%s): \"%s\" is no day: write DD.MM.YYYY",
			    input->name, input_called(input), value);
	out->value = COPY(session->job, day_iso(day, text));
	return OK;
}

static enum status read_number(struct session *session, const struct input *input,
			       const char *value, struct told *out)
{
	size_t digits = strspn(value, "0123456789");
	if (digits == 0 || digits > 9 || value[digits] != '\0')
		return fail(session->job, E_INPUT, "%s (%s): \"%s\" is no whole number",
			    input->name, input_called(input), value);
	out->value = value;
	return OK;
}

static enum status read_choice(struct session *session, const struct input *input,
			       const char *value, struct told *out)
{
	const char **words;
	int count = split_words(session->job, input->choices, &words);
	out->value = value;
	for (int i = 0; i < count; i++)
		if (strcmp(words[i], value) == 0)
			return OK;
	return fail(session->job, E_INPUT, "%s (%s): \"%s\" is not one of: %s", input->name,
		    input_called(input), value, input->choices);
}

static enum status check_user(struct session *session, const struct input *input, const char *user)
{
	if (input->role == NULL || holds_one_of(session, user, input->role))
		return OK;
	return fail(session->job, E_INPUT, "%s (%s): %s does not hold the role %s", input->name,
		    input_called(input), user, input->role);
}

static enum status read_users(struct session *session, const struct input *input, const char *value,
			      struct told *out)
{
	const char **words;
	char *spaced = must(talloc_strdup(session->job, value));
	for (char *p = spaced; *p != '\0'; p++)
		if (*p == ',')
			*p = ' ';
	int count = split_words(session->job, spaced, &words);
	bool one = strcmp(input->type, "user") == 0;
	if (count == 0 || (one && count > 1))
		return fail(session->job, E_INPUT, "%s (%s): name %s", input->name,
			    input_called(input), one ? _("one user") : _("users by their ids"));
	for (int i = 0; i < count; i++) {
		TRY(check_user(session, input, words[i]));
		for (int n = 0; n < i; n++)
			if (strcmp(words[n], words[i]) == 0)
				return fail(session->job, E_INPUT, "%s (%s): %s is named twice",
					    input->name, input_called(input), words[i]);
	}
	out->value = one ? words[0] : spaced;
	out->list = !one;
	return OK;
}

static enum status read_text(struct session *session, const struct input *input, const char *value,
			     struct told *out)
{
	enum { MOST = 20000 };
	if (strlen(value) > MOST)
		return fail(session->job, E_INPUT, "%s (%s): longer than %d bytes", input->name,
			    input_called(input), (int)MOST);
	out->value = value;
	return OK;
}

/* The types of inputs: a new one is a row. */
static const struct {
	const char *type;
	enum status (*read)(struct session *session, const struct input *input, const char *value,
			    struct told *out);
} types[] = {
	{"text", read_text},  {"day", read_day},     {"number", read_number},
	{"user", read_users}, {"users", read_users}, {"choice", read_choice},
};

static enum status read_one(struct session *session, const struct input *input,
			    const struct pair *pair, struct told *out)
{
	out->name = pair->name;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i].type, input->type) == 0)
			return types[i].read(session, input, pair->value, out);
	return fail(session->job, E_SYSTEM, "an input of unknown type %s", input->type);
}

static const char *known_names(struct session *session, const struct selection *waiting)
{
	const char *names = "";
	for (int i = 0; i < waiting->count; i++)
		for (int n = 0; n < waiting->list[i]->ninputs; n++)
			names = TEXT_OF(session->job, "%s%s%s", names, *names == '\0' ? "" : " ",
					waiting->list[i]->inputs[n].name);
	return *names == '\0' ? _("nothing") : names;
}

static bool blank(const char *value)
{
	return value[strspn(value, " \t\n")] == '\0';
}

/* Nothing is of every type: it empties what was there. */
static enum status read_or_empty(struct session *session, const struct input *input,
				 const struct pair *pair, struct told *out)
{
	if (!blank(pair->value))
		return read_one(session, input, pair, out);
	*out = (struct told){pair->name, "", strcmp(input->type, "users") == 0};
	return OK;
}

enum status inputs_read(struct session *session, const char *event, const char *user,
			const struct pair *data, int ndata, const struct told **out, int *count)
{
	struct told *told = NEW_ARRAY(session->job, struct told, ndata + 1);
	struct selection waits = waiting(session, event, user);
	*count = 0;
	*out = told;
	for (int i = 0; i < ndata; i++) {
		const struct input *input = input_find(&waits, data[i].name);
		if (data[i].value == NULL)
			continue;
		told[*count] = (struct told){data[i].name, data[i].value, false};
		/* what the program tells is its own matter; without a transition that waits, the
		 * event is refused for that, not for its words */
		if (input == NULL && user != NULL && waits.count > 0 && !session->chart->lenient)
			return fail(session->job, E_INPUT, "%s does not take \"%s\"; it takes: %s",
				    event, data[i].name, known_names(session, &waits));
		if (input != NULL)
			TRY(read_or_empty(session, input, &data[i], &told[*count]));
		++*count;
	}
	return OK;
}

static const struct input *missing(const struct transition *t, const struct queued *event)
{
	for (int i = 0; i < t->ninputs; i++) {
		bool given = !t->inputs[i].required;
		for (int n = 0; n < event->ndata && !given; n++)
			given = strcmp(event->data[n].name, t->inputs[i].name) == 0 &&
				*event->data[n].value != '\0';
		if (!given)
			return &t->inputs[i];
	}
	return NULL;
}

enum status inputs_complete(struct session *session, const struct queued *event,
			    const struct selection *selection)
{
	const struct input *input = NULL;
	struct selection asked = *selection;
	if (asked.count == 0)
		asked = waiting(session, event->name, event->user);
	for (int i = 0; i < asked.count; i++) {
		const struct input *one = missing(asked.list[i], event);
		/* a guard may have failed for the very thing that was not told */
		if (one == NULL && selection->count == 0)
			return OK;
		if (input == NULL)
			input = one;
	}
	if (input == NULL)
		return OK;
	return fail(session->job, E_INPUT, "%s wants %s (%s): add %s=VALUE", event->name,
		    input->name, input_called(input), input->name);
}

/* --- refusals --- */

static bool holds(struct session *session, const struct xpath *expr)
{
	bool truth = false;
	return xpath_true(session->job, expr, session->scope, &truth) == OK && truth;
}

/* Days as people write them, persons as they are called. */
static const char *shown(struct session *session, const char *value)
{
	struct day day;
	char text[DAY_TEXT];
	if (strlen(value) == 10 && value[4] == '-' && day_read(value, &day))
		return COPY(session->scratch, day_ua(day, text));
	const char *name = session->person == NULL
				   ? NULL
				   : session->person(session->office, session->scratch, value);
	return name == NULL ? value : name;
}

/* "Ще не подали матеріалів: Петро ПЕТРЕНКО, Сидір СИДОРЕНКО" */
static const char *with_what(struct session *session, const struct cause *refusal)
{
	struct found found;
	const char *words = "";
	if (refusal->what == NULL ||
	    xpath_find(session->job, refusal->what, session->scope, session->scratch, &found) != OK)
		return refusal->why;
	for (int i = 0; i < found.nhits; i++)
		words = TEXT_OF(session->scratch, "%s%s%s", words, i == 0 ? "" : ", ",
				shown(session, found.hits[i].value));
	if (!found.nodes)
		words = shown(session, found.text);
	return *words == '\0' ? refusal->why : TEXT_OF(session->job, "%s: %s", refusal->why, words);
}

bool guard_refuses(struct session *session, const struct transition *transition, const char **why)
{
	*why = transition->why;
	if (transition->cond != NULL && !holds(session, transition->cond))
		return true;
	for (int i = 0; i < transition->nrefusals; i++) {
		*why = transition->refusals[i].why;
		if (!holds(session, transition->refusals[i].cond))
			continue;
		*why = with_what(session, &transition->refusals[i]);
		return true;
	}
	return false;
}

/* Of several that wait for one event, that one is meant whose cond holds: its refusals are the very
 * cause. */
static bool is_meant(struct session *session, const struct transition *transition)
{
	return transition->nrefusals > 0 &&
	       (transition->cond == NULL || holds(session, transition->cond));
}

const char *guard_refusal(struct session *session, const struct queued *event)
{
	struct selection anyone = {NULL, 0};
	const char *why = NULL, *own;
	for (int i = 0; i < session->chart->ntransitions; i++) {
		const struct transition *t = session->chart->transitions[i];
		if (!bit_has(session->configuration, t->source) ||
		    !transition_matches(t, event->name))
			continue;
		anyone.count++;
		if (!guard_permits(session, t, event))
			continue;
		if (!guard_refuses(session, t, &own) || own == NULL)
			own = "";
		if (is_meant(session, t) && *own != '\0')
			return own;
		if (why == NULL || *why == '\0')
			why = own;
	}
	if (anyone.count == 0)
		return N_("not now: nothing waits for this event");
	if (why == NULL)
		return N_("not your role");
	return *why != '\0' ? why : N_("not now: its condition does not hold");
}
