/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/explain.h"

#include "base/text.h"
#include "engine/check.h"

void story_say(struct story *story, int indent, const char *text)
{
	story->lines = APPEND(story->teller.job, story->lines, &story->nlines, struct sentence);
	story->lines[story->nlines - 1] = (struct sentence){indent, text};
}

const char *explain_begun(struct story *story, const char *text, bool large)
{
	char letter[LETTER_TEXT];
	const char *rest = text;
	uint32_t code = text_step(&rest);
	if (code == 0)
		return text;
	return TEXT_OF(story->teller.job, "%s%s",
		       text_put(large ? text_upper(code) : text_lower(code), letter), rest);
}

static const char *listed(struct story *story, const char *words, const char *title)
{
	const char *one = TEXT_OF(story->teller.job, _("\"%s\""), title);
	return *words == '\0' ? one : TEXT_OF(story->teller.job, "%s, %s", words, one);
}

/* --- what people do --- */

static const char *inputs(struct story *story, const struct transition *t, bool required)
{
	const char *words = "";
	for (int i = 0; i < t->ninputs; i++) {
		const struct input *in = &t->inputs[i];
		if (in->required == required)
			words = listed(story, words, in->title != NULL ? in->title : in->name);
	}
	return words;
}

static void say_inputs(struct story *story, const struct transition *t)
{
	const char *must_tell = inputs(story, t, true), *may = inputs(story, t, false);
	if (*must_tell != '\0' && *may != '\0')
		SAY(story, 3, _("It must be told: %s; it may be told: %s."), must_tell, may);
	else if (*must_tell != '\0')
		SAY(story, 3, _("It must be told: %s."), must_tell);
	else if (*may != '\0')
		SAY(story, 3, _("It may be told: %s."), may);
}

static bool is_fork(const struct state *s)
{
	return s->title == NULL && s->kind == ATOMIC;
}

/* A fork with but one way, which has no name of its own. */
static bool is_passage(const struct state *s)
{
	return is_fork(s) && s->ntransitions == 1 && s->transitions[0]->title == NULL &&
	       s->transitions[0]->ntargets == 1;
}

/* What a state is called where something leads to it: a fork, by its ways. Passages may lead round
 * in a circle: no more of them are followed than there are states. */
static const char *place(struct story *story, int state)
{
	const struct chart *chart = story->teller.chart;
	const struct state *s = &chart->states[state];
	const char *words = "";
	for (int i = 0; i < chart->nstates && is_passage(s); i++)
		s = &chart->states[s->transitions[0]->targets[0]];
	if (!is_fork(s))
		return tell_state(&story->teller, (int)(s - chart->states));
	for (int i = 0; i < s->ntransitions; i++)
		words = TEXT_OF(story->teller.job, "%s%s%s", words, *words == '\0' ? "" : " / ",
				s->transitions[i]->title != NULL ? s->transitions[i]->title
								 : s->id);
	return words;
}

/* The titles of where it leads. */
static const char *leads(struct story *story, const struct transition *t)
{
	const struct chart *chart = story->teller.chart;
	const char *words = "";
	for (int i = 0; i < t->ntargets; i++) {
		int state = tell_first(chart, t->targets[i]);
		if (is_fork(&chart->states[state])) /* inside: told where it stands */
			state = t->targets[i];
		words = listed(story, words, place(story, state));
	}
	return words;
}

static bool ends(const struct chart *chart, const struct transition *t)
{
	return t->ntargets == 1 && chart->states[t->targets[0]].kind == FINAL &&
	       chart->states[t->targets[0]].parent == 0;
}

/* The part of a parallel, or of a state, that T finishes; NULL: it goes on. */
static const char *part_done(struct story *story, const struct transition *t)
{
	const struct chart *chart = story->teller.chart;
	const struct state *s = t->ntargets == 1 ? &chart->states[t->targets[0]] : NULL;
	if (s == NULL || s->kind != FINAL || s->parent == 0 || s->title != NULL)
		return NULL;
	return tell_state(&story->teller, s->parent);
}

const char *explain_way(struct story *story, const struct transition *t)
{
	const char *part = part_done(story, t);
	if (t->ntargets == 0)
		return "";
	if (part != NULL)
		return TEXT_OF(story->teller.job, _("\"%s\" is done"), part);
	return TEXT_OF(story->teller.job, _("the case goes on to: %s"), leads(story, t));
}

static void say_follows(struct story *story, const struct transition *t)
{
	const char *done = explain_content(story, t, t->content);
	if (*done != '\0')
		SAY(story, 3, _("Then: %s."), done);
	if (t->ntargets == 0)
		story_say(story, 3, _("The case stays where it is."));
	else if (ends(story->teller.chart, t))
		SAY(story, 3, _("The case ends: %s."), leads(story, t));
	else
		SAY(story, 3, "%s.", explain_begun(story, explain_way(story, t), true));
}

static void say_act(struct story *story, const struct transition *t, const char *who)
{
	const char *title = t->title != NULL ? t->title : t->events[0];
	SAY(story, 2, _("\"%s\" may be done by: %s."), title, who);
	say_inputs(story, t);
	if (t->cond != NULL && t->why != NULL)
		SAY(story, 3, _("Else it is refused: \"%s\"."), t->why);
	else if (t->cond != NULL)
		SAY(story, 3, _("Only if %s."), tell_guard(&story->teller, t));
	for (int i = 0; i < t->nrefusals; i++)
		SAY(story, 3, _("It may be refused: \"%s\"."), t->refusals[i].why);
	say_follows(story, t);
}

/* --- what the program does --- */

/* "Коли мине строк «…»" and the like. */
static const char *occasion(struct story *story, const struct transition *t)
{
	struct job *job = story->teller.job;
	const char *warn, *event = t->events[0];
	const struct action *deadline = tell_sender(&story->teller, t, &warn);
	const char *title = deadline == NULL
				    ? NULL
				    : explain_deadline_title(story,
							     action_argument(deadline, "id")->text);
	if (warn != NULL)
		return TEXT_OF(job, _("%s before the end of the term \"%s\""),
			       tell_days(&story->teller, warn), title);
	if (deadline != NULL)
		return TEXT_OF(job, _("when the term \"%s\" has passed"), title);
	int state = tell_done(story->teller.chart, event);
	if (state >= 0)
		return TEXT_OF(job, _("when \"%s\" is done"), tell_state(&story->teller, state));
	return TEXT_OF(job, _("when %s happens"), event);
}

const char *explain_name(struct story *story, const struct transition *t)
{
	if (t->title != NULL || t->nevents == 0)
		return t->title != NULL ? t->title : _("at once");
	return tell_who(&story->teller, t) != NULL ? t->events[0] : occasion(story, t);
}

static void say_occasion(struct story *story, const struct transition *t)
{
	const char *done = explain_content(story, t, t->content);
	const char *first = explain_name(story, t);
	const char *where = explain_way(story, t);
	SAY(story, 2, "%s: %s%s%s.", explain_begun(story, first, true), done,
	    *done != '\0' && *where != '\0' ? "; " : "", where);
}

static void say_fork(struct story *story, const struct transition *t)
{
	const char *done = explain_content(story, t, t->content);
	const char *cond = t->cond != NULL || t->title != NULL
				   ? TEXT_OF(story->teller.job, _("If it is so: %s"),
					     explain_begun(story,
							   t->title != NULL
								   ? t->title
								   : tell_guard(&story->teller, t),
							   false))
				   : _("At once");
	SAY(story, 2, "%s, %s%s%s.", cond, explain_way(story, t), *done == '\0' ? "" : "; ", done);
}

/* --- states --- */

static void say_state(struct story *story, int state, const char *number);

static void say_children(struct story *story, int state, const char *number)
{
	const struct state *s = &story->teller.chart->states[state];
	for (int i = 0; i < s->nchildren; i++)
		say_state(story, s->children[i],
			  TEXT_OF(story->teller.job, "%s%d.", number, i + 1));
}

static void say_entry(struct story *story, const struct state *s)
{
	for (int i = 0; i < s->nonentry; i++) {
		const char *done = explain_content(story, NULL, s->onentry[i].content);
		if (*done != '\0')
			SAY(story, 1, _("At the start: %s."), done);
	}
	for (int i = 0; i < s->nonexit; i++) {
		const char *done = explain_content(story, NULL, s->onexit[i].content);
		if (*done != '\0')
			SAY(story, 1, _("At the end: %s."), done);
	}
	if (s->untimed != NULL)
		SAY(story, 1, _("There is no term: %s."), explain_begun(story, s->untimed, false));
}

void explain_transition(struct story *story, const struct transition *t)
{
	const char *who = tell_who(&story->teller, t);
	if (who != NULL)
		say_act(story, t, who);
	else if (t->nevents > 0)
		say_occasion(story, t);
	else
		say_fork(story, t);
}

static void say_inside(struct story *story, int state)
{
	const struct state *s = &story->teller.chart->states[state];
	const char *words = "";
	for (int i = 0; i < s->nchildren; i++) {
		const struct state *child = &story->teller.chart->states[s->children[i]];
		if (child->title != NULL)
			words = listed(story, words, child->title);
	}
	if (*words != '\0')
		SAY(story, 1, s->kind == PARALLEL ? _("Side by side: %s.") : _("In it: %s."),
		    words);
}

void explain_state(struct story *story, int state)
{
	const struct state *s = &story->teller.chart->states[state];
	say_inside(story, state);
	say_entry(story, s);
	for (int i = 0; i < s->ntransitions; i++)
		explain_transition(story, s->transitions[i]);
	if (s->kind == FINAL && s->parent == 0)
		story_say(story, 1, _("Here the case has ended."));
}

const char *explain_state_name(const struct story *story, int state)
{
	const struct state *s = &story->teller.chart->states[state];
	return is_fork(s) ? _("Which way it goes") : tell_state(&story->teller, state);
}

bool explain_is_told(const struct state *state)
{
	return state->title != NULL || state->kind != FINAL;
}

static void say_state(struct story *story, int state, const char *number)
{
	if (!explain_is_told(&story->teller.chart->states[state]))
		return;
	story_say(story, 0, "");
	SAY(story, 0, "%s %s", number, explain_state_name(story, state));
	explain_state(story, state);
	say_children(story, state, number);
}

enum status chart_explain(struct job *job, const char *name, const char *xml, size_t size,
			  const struct host *host, struct sentence **lines, int *count)
{
	struct chart *chart;
	TRY(chart_read(job, name, xml, size, false, NULL, &chart));
	struct story story = {.teller = {job, chart, host}};
	SAY(&story, 0, "%s", chart->title != NULL ? chart->title : chart->name);
	SAY(&story, 1, _("A case begins at: \"%s\"."),
	    tell_state(&story.teller, tell_first(chart, 0)));
	say_children(&story, 0, "");
	*lines = story.lines;
	*count = story.nlines;
	return OK;
}
