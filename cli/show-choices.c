/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for whom and what may be done: a head reads this in ten seconds, so what must be told
 * stands in the command, and the rest in one line (all of it: show CASE --event EVENT). */
#include "cli/fold.h"
#include "cli/show.h"
#include "cli/table.h"
#include "cli/words.h"
#include <string.h>

enum { MOST_CODES = 40 }; /* of a list of the classifier told whole */

void show_tasks(const struct shown *s, FILE *out)
{
	for (int i = 0; i < s->ntasks; i++) {
		const struct task *t = &s->tasks[i];
		const char *title = t->title == NULL ? "" : t->title;
		if (t->mine)
			show_line(out, s, 4, "  ", TEXT_OF(s->job, _("Waits for you: %s"), title));
		else
			show_line(out, s, 4, "  ",
				  TEXT_OF(s->job, _("Waits for: %s — %s"),
					  words_who(s->job, s->office,
						    t->person != NULL ? t->person : t->role),
					  title));
	}
}

static const char *command_of(const struct shown *s, const struct choice *c)
{
	const char *line = TEXT_OF(s->job, "skrynka do %lld %s", (long long)s->casefile, c->event);
	for (int i = 0; i < c->ninputs; i++)
		if (c->inputs[i].required)
			line = TEXT_OF(s->job, "%s %s=…", line, c->inputs[i].name);
	return line;
}

/* The inputs that must, or need not, be told: "name — title (choices); …" or only names. */
static const char *inputs_of(const struct shown *s, const struct choice *c, bool required)
{
	const char *line = "";
	for (int i = 0; i < c->ninputs; i++) {
		const struct input *in = &c->inputs[i];
		if (in->required != required)
			continue;
		const char *between = *line == '\0' ? "" : required ? "; " : ", ";
		if (!required)
			line = TEXT_OF(s->job, "%s%s%s", line, between, in->name);
		else if (in->choices == NULL)
			line = TEXT_OF(s->job, "%s%s%s — %s", line, between, in->name, in->title);
		else
			line = TEXT_OF(s->job, "%s%s%s — %s (%s)", line, between, in->name,
				       in->title, in->choices);
	}
	return line;
}

static void put_choice(const struct shown *s, const struct choice *c, FILE *out)
{
	const char *wanted = inputs_of(s, c, true), *others = inputs_of(s, c, false);
	show_line(out, s, 2, "  ", c->title);
	show_line(out, s, 8, "      ", command_of(s, c));
	if (*wanted != '\0')
		show_line(out, s, 8, "      ", wanted);
	else if (c->why != NULL)
		show_line(out, s, 8, "      ", c->why);
	if (*others != '\0')
		show_line(out, s, 8, "      ", TEXT_OF(s->job, _("if needed: %s"), others));
}

/* What belongs to an open task of this user comes first. */
static bool is_task(const struct shown *s, const struct choice *c)
{
	for (int i = 0; i < s->ntasks; i++)
		if (s->tasks[i].mine && s->tasks[i].state != NULL &&
		    strcmp(s->tasks[i].state, c->state) == 0)
			return true;
	return false;
}

static void put_mine(const struct shown *s, FILE *out)
{
	bool any = false, inputs = false;
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < s->nchoices; i++) {
			const struct choice *c = &s->choices[i];
			if (!c->mine || !c->now || is_task(s, c) != (round == 0))
				continue;
			if (!any)
				fprintf(out, "\n%s\n", _("You may now"));
			any = true;
			inputs = inputs || c->ninputs > 0;
			put_choice(s, c, out);
		}
	if (!any)
		fprintf(out, "\n%s\n", _("There is nothing for you to do on this case now."));
	if (inputs)
		show_line(out, s, 2, "  ",
			  TEXT_OF(s->job,
				  _("What each value means: skrynka show %lld --event EVENT"),
				  (long long)s->casefile));
}

static void put_not_yet(const struct shown *s, FILE *out)
{
	bool any = false;
	for (int i = 0; i < s->nchoices; i++) {
		const struct choice *c = &s->choices[i];
		if (!c->mine || c->now)
			continue;
		if (!any)
			fprintf(out, "\n%s\n", _("You may not yet"));
		any = true;
		show_line(out, s, 6, "  ",
			  c->why == NULL ? c->title : TEXT_OF(s->job, "%s: %s", c->title, c->why));
	}
}

static bool told_before(const struct shown *s, int at)
{
	for (int i = 0; i < at; i++)
		if (!s->choices[i].mine && strcmp(s->choices[i].by, s->choices[at].by) == 0)
			return true;
	return false;
}

/* One line for each role or group of people. */
static void put_others(const struct shown *s, FILE *out)
{
	bool any = false;
	for (int i = 0; i < s->nchoices; i++) {
		const struct choice *c = &s->choices[i];
		if (c->mine || *c->by == '\0' || told_before(s, i))
			continue;
		const char *titles = c->title;
		for (int k = i + 1; k < s->nchoices; k++)
			if (!s->choices[k].mine && strcmp(s->choices[k].by, c->by) == 0)
				titles = TEXT_OF(s->job, "%s · %s", titles, s->choices[k].title);
		if (!any)
			fprintf(out, "\n%s\n", _("Others may now"));
		any = true;
		show_line(
			out, s, 6, "  ",
			TEXT_OF(s->job, "%s: %s", words_people(s->job, s->office, c->by), titles));
	}
}

void show_choices(const struct shown *s, FILE *out)
{
	put_mine(s, out);
	put_not_yet(s, out);
	put_others(s, out);
}

/* The words of a choice as the classifier calls them, the people of a role by name. */
static const char *values_of(const struct shown *s, const struct input *in)
{
	char *copy = must(talloc_strdup(s->job, in->choices == NULL ? "" : in->choices));
	char *rest = NULL;
	const char *line = "";
	struct user *users;
	struct pair *codes;
	int count;
	for (char *w = strtok_r(copy, " ", &rest); w != NULL; w = strtok_r(NULL, " ", &rest)) {
		const char *title = office_word(s->office, in->name, w, s->card.arrived);
		line = TEXT_OF(s->job, "%s%s%s%s%s", line, *line == '\0' ? "" : "; ", w,
			       title == w ? "" : " — ", title == w ? "" : title);
	}
	office_list(s->job, s->office, in->name, s->card.arrived, &codes, &count);
	for (int i = 0; in->choices == NULL && count <= MOST_CODES && i < count; i++)
		line = TEXT_OF(s->job, "%s%s%s — %s", line, *line == '\0' ? "" : "; ",
			       codes[i].name, codes[i].value);
	if (strncmp(in->type, "user", 4) != 0 || user_list(s->job, s->office, &users, &count) != OK)
		return line;
	for (int i = 0; i < count; i++)
		if (in->role == NULL || strstr(users[i].roles, in->role) != NULL)
			line = TEXT_OF(s->job, "%s%s%s — %s", line, *line == '\0' ? "" : "; ",
				       users[i].id, users[i].name);
	return line;
}

static void put_input(const struct shown *s, const struct input *in, FILE *out)
{
	const char *values = values_of(s, in);
	show_line(out, s, 18, words_head(s->job, TEXT_OF(s->job, "  %s", in->name), 18),
		  TEXT_OF(s->job, "%s%s%s%s%s", in->title, in->required ? _(" (required)") : "",
			  strcmp(in->type, "day") == 0 ? _(" (day: 2026-11-22 or 22.11.2026)") : "",
			  *values == '\0' ? "" : ": ", values));
}

enum status show_event(const struct shown *s, const char *event, FILE *out)
{
	for (int i = 0; i < s->nchoices; i++) {
		const struct choice *c = &s->choices[i];
		if (strcmp(c->event, event) != 0)
			continue;
		show_line(out, s, 0, "", c->title);
		show_line(out, s, 4, "", command_of(s, c));
		for (int k = 0; k < c->ninputs; k++)
			put_input(s, &c->inputs[k], out);
		if (!c->mine)
			show_line(out, s, 2, "",
				  TEXT_OF(s->job, _("This waits for: %s"),
					  words_people(s->job, s->office, c->by)));
		return OK;
	}
	return fail(s->job, E_ABSENT,
		    "%s: this case waits for no such event now: see \"skrynka show %lld\"", event,
		    (long long)s->casefile);
}
