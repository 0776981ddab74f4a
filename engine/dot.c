/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clerk reads the picture: what keeps a document where it is stands in the box of its state, only
 * what moves it on is an arrow. */
#include "engine/dot.h"

#include "base/day.h"
#include "base/text.h"
#include "engine/check.h"

enum { STATE_WIDTH = 34, ARROW_WIDTH = 24, MOST_LINES = 12 };

#define FONT   "Liberation Sans"
#define QUIET  "#555555"
#define TERM   "#8a4500"
#define GONE   "#1a6b2d"
#define PASSED "#e3f1e3"
#define HERE   "#ffdf80"

struct canvas {
	const struct teller *teller;
	const struct trail *trail;
	char *text;
};

static void put(struct canvas *canvas, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static void put(struct canvas *canvas, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	canvas->text = must(talloc_vasprintf_append_buffer(canvas->text, format, list));
	va_end(list);
}

/* --- words in labels --- */

static void put_letter(struct canvas *canvas, uint32_t code)
{
	char letter[LETTER_TEXT];
	if (code == '&' || code == '<' || code == '>' || code == '"')
		put(canvas, "&#%d;", (int)code);
	else if (code == '\\') /* \N would be the node's name */
		put(canvas, "\\\\");
	else
		put(canvas, "%s", text_put(code < ' ' ? ' ' : code, letter));
}

static int word_width(const char *at)
{
	int width = 0;
	for (uint32_t code = text_step(&at); code != 0 && code != ' '; code = text_step(&at))
		width++;
	return width;
}

/* Broken between words, for labels do not break by themselves. */
static void put_words(struct canvas *canvas, const char *words, int width, const char *line_end)
{
	int used = 0;
	const char *at = words;
	for (uint32_t code = text_step(&at); code != 0; code = text_step(&at)) {
		if (code == ' ' && used + 1 + word_width(at) > width) {
			put(canvas, "%s", line_end);
			used = 0;
			continue;
		}
		put_letter(canvas, code);
		used++;
	}
}

static void put_row(struct canvas *canvas, const char *words, const char *before, const char *after)
{
	put(canvas, "<TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\">%s", before);
	put_words(canvas, words, STATE_WIDTH, "<BR/>");
	put(canvas, "%s</TD></TR>", after);
}

/* --- what keeps it there --- */

struct listed {
	struct canvas *canvas;
	int state;
	const struct action **list; /* its deadlines */
	int count;
};

static void see_deadline(void *self, const struct action *action)
{
	struct listed *listed = self;
	if (strcmp(action->verb->name, "deadline") != 0 || action->holder != listed->state)
		return;
	struct job *job = listed->canvas->teller->job;
	listed->list = APPEND(job, listed->list, &listed->count, const struct action *);
	listed->list[listed->count - 1] = action;
}

static const char *id_of(const struct action *deadline)
{
	return action_argument(deadline, "id")->text;
}

/* The lengths that one deadline may have, each once: "1 місяць / 15 календарних днів". */
static const char *lengths(const struct listed *listed, const struct action *first)
{
	const struct teller *teller = listed->canvas->teller;
	const char *words = "";
	for (int i = 0; i < listed->count; i++) {
		const char *span = tell_span(teller, listed->list[i]);
		if (strcmp(id_of(listed->list[i]), id_of(first)) != 0 || span == NULL ||
		    strstr(words, span) != NULL)
			continue;
		words = TEXT_OF(teller->job, "%s%s%s", words, *words == '\0' ? "" : " / ", span);
	}
	return *words == '\0' ? _("a day that is set") : words;
}

static void put_terms(struct canvas *canvas, int state)
{
	struct listed listed = {.canvas = canvas, .state = state};
	actions_each(canvas->teller->chart, see_deadline, &listed);
	for (int i = 0; i < listed.count; i++) {
		bool before = false;
		for (int k = 0; k < i; k++)
			before = before ||
				 strcmp(id_of(listed.list[k]), id_of(listed.list[i])) == 0;
		if (before)
			continue;
		const char *title = action_argument(listed.list[i], "title")->text;
		put_row(canvas,
			TEXT_OF(canvas->teller->job, _("term: %s — %s"),
				title == NULL ? id_of(listed.list[i]) : title,
				lengths(&listed, listed.list[i])),
			"<FONT POINT-SIZE=\"9\" COLOR=\"" TERM "\">", "</FONT>");
	}
}

static void put_acts(struct canvas *canvas, const struct state *state)
{
	const struct teller *teller = canvas->teller;
	int lines = 0;
	for (int i = 0; i < state->ntransitions && lines < MOST_LINES; i++) {
		const struct transition *t = state->transitions[i];
		const char *who = tell_who(teller, t);
		if (t->ntargets > 0 || who == NULL)
			continue;
		bool taken = canvas->trail != NULL && canvas->trail->taken[t->number] > 0;
		put_row(canvas,
			TEXT_OF(teller->job, "• %s (%s)",
				t->title == NULL ? t->events[0] : t->title, who),
			taken ? "<FONT POINT-SIZE=\"9\" COLOR=\"" GONE "\"><B>"
			      : "<FONT POINT-SIZE=\"9\">",
			taken ? "</B></FONT>" : "</FONT>");
		lines++;
	}
}

static void put_label(struct canvas *canvas, int state)
{
	const struct state *s = &canvas->teller->chart->states[state];
	put(canvas, "<<TABLE BORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">");
	put_row(canvas, tell_state(canvas->teller, state), "<B>", "</B>");
	put_terms(canvas, state);
	put_acts(canvas, s);
	put(canvas, "</TABLE>>");
}

/* --- states --- */

/* A state of no title that is only passed through. */
static bool is_fork(const struct state *state)
{
	if (state->title != NULL || state->kind != ATOMIC || state->ntransitions == 0)
		return false;
	for (int i = 0; i < state->ntransitions; i++)
		if (state->transitions[i]->nevents > 0)
			return false;
	return true;
}

static const char *fill_of(const struct canvas *canvas, int state, const char *plain)
{
	const struct trail *trail = canvas->trail;
	if (trail == NULL)
		return plain;
	return bit_has(trail->now, state) ? HERE : bit_has(trail->visited, state) ? PASSED : plain;
}

static void put_node(struct canvas *canvas, int state)
{
	const struct state *s = &canvas->teller->chart->states[state];
	bool final = s->kind == FINAL;
	if (is_fork(s)) {
		put(canvas,
		    "n%d [shape=diamond, label=\"\", width=0.3, height=0.3, fillcolor=\"%s\"];\n",
		    state, fill_of(canvas, state, "white"));
		return;
	}
	if (final && s->title == NULL) {
		put(canvas, "n%d [shape=doublecircle, label=\"\", width=0.15, fillcolor=\"%s\"];\n",
		    state, fill_of(canvas, state, "#555555"));
		return;
	}
	put(canvas, "n%d [fillcolor=\"%s\", peripheries=%d, penwidth=%s, label=", state,
	    fill_of(canvas, state, final ? "#e8e8e8" : "white"), final ? 2 : 1,
	    canvas->trail != NULL && bit_has(canvas->trail->now, state) ? "3" : "1");
	put_label(canvas, state);
	put(canvas, "];\n");
}

static int first_atomic(const struct chart *chart, int state)
{
	state = tell_first(chart, state);
	while (chart->states[state].nchildren > 0)
		state = tell_first(chart, chart->states[state].children[0]);
	return state;
}

/* The words of a box stand above what is entered first in it. */
static void put_above(struct canvas *canvas, int state)
{
	const struct chart *chart = canvas->teller->chart;
	const struct state *s = &chart->states[state];
	int first = first_atomic(chart, state), within = first;
	for (int i = 0; i < s->nchildren; i++)
		if (bit_has(chart->states[s->children[i]].inside, first))
			within = s->children[i];
	put(canvas, "head%d -> %s%d [style=invis, weight=10];\n", state,
	    within == first ? "n" : "head", within);
}

static void put_state(struct canvas *canvas, int state)
{
	const struct state *s = &canvas->teller->chart->states[state];
	if (s->nchildren == 0) {
		put_node(canvas, state);
		return;
	}
	bool parallel = state > 0 && canvas->teller->chart->states[s->parent].kind == PARALLEL;
	put(canvas,
	    "subgraph cluster_%d {\nstyle=\"rounded%s\"; color=\"#999999\"; label=\"\";\n"
	    "head%d [shape=plain, style=\"\", label=",
	    state, parallel ? ",dashed" : "", state);
	put_label(canvas, state);
	put(canvas, "];\n");
	for (int i = 0; i < s->nchildren; i++)
		put_state(canvas, s->children[i]);
	put(canvas, "}\n");
	put_above(canvas, state);
}

/* --- arrows --- */

static const char *program_words(const struct teller *teller, const struct transition *t)
{
	const char *warn;
	const struct action *deadline = tell_sender(teller, t, &warn);
	int done = tell_done(teller->chart, t->events[0]);
	if (t->title != NULL)
		return t->title;
	if (done >= 0)
		return TEXT_OF(teller->job, _("done: %s"), tell_state(teller, done));
	if (deadline == NULL)
		return t->events[0];
	const char *title = action_argument(deadline, "title")->text;
	return TEXT_OF(teller->job, warn != NULL ? _("soon due: %s") : _("overdue: %s"),
		       title != NULL ? title : id_of(deadline));
}

static const char *arrow_words(const struct teller *teller, const struct transition *t,
			       const char *who)
{
	if (t->nevents == 0 && t->title != NULL)
		return t->title;
	if (t->nevents == 0)
		return t->cond != NULL ? xpath_text(t->cond) : "";
	if (who == NULL)
		return program_words(teller, t);
	return t->title != NULL ? t->title : t->events[0];
}

static void put_arrow_label(struct canvas *canvas, const struct transition *t)
{
	const char *who = tell_who(canvas->teller, t);
	const char *words = arrow_words(canvas->teller, t, who);
	int64_t at = canvas->trail == NULL ? 0 : canvas->trail->taken[t->number];
	char day[DAY_TEXT];
	if (*words == '\0')
		return;
	put(canvas, ", label=<<TABLE BORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\" "
		    "BGCOLOR=\"white\"><TR><TD>");
	put_words(canvas, words, ARROW_WIDTH, "<BR/>");
	if (who != NULL) {
		put(canvas, "<BR/><FONT POINT-SIZE=\"9\" COLOR=\"" QUIET "\"><I>");
		put_words(canvas, who, ARROW_WIDTH, "<BR/>");
		put(canvas, "</I></FONT>");
	}
	if (at > 0)
		put(canvas, "<BR/><FONT POINT-SIZE=\"9\" COLOR=\"" GONE "\"><B>%s</B></FONT>",
		    day_ua(moment_day(at), day));
	put(canvas, "</TD></TR></TABLE>>");
}

/* The border of a compound state, where an arrow ends though Graphviz joins only nodes; unless the
 * other end is within. */
static void put_border(struct canvas *canvas, int state, int other, const char *end)
{
	const struct state *s = &canvas->teller->chart->states[state];
	if (s->nchildren > 0 && other != state && !bit_has(s->inside, other))
		put(canvas, ", %s=cluster_%d", end, state);
}

/* A way back is told from its end, so that ranks follow the order of the definition. */
static void put_arrow(struct canvas *canvas, const struct transition *t, int target)
{
	const struct chart *chart = canvas->teller->chart;
	int from = first_atomic(chart, t->source), to = first_atomic(chart, target);
	bool taken = canvas->trail != NULL && canvas->trail->taken[t->number] > 0, back = to < from;
	put(canvas, "n%d -> n%d [color=\"%s\", penwidth=%s", back ? to : from, back ? from : to,
	    taken ? GONE : QUIET, taken ? "2.5" : "1");
	if (back)
		put(canvas, ", dir=back");
	put_border(canvas, t->source, to, back ? "lhead" : "ltail");
	put_border(canvas, tell_first(chart, target), from, back ? "ltail" : "lhead");
	put_arrow_label(canvas, t);
	put(canvas, "];\n");
}

static void put_arrows(struct canvas *canvas)
{
	const struct chart *chart = canvas->teller->chart;
	int first = tell_first(chart, 0);
	put(canvas,
	    "begin [shape=circle, style=filled, fillcolor=black, label=\"\", width=0.15];\n"
	    "begin -> n%d [color=\"" QUIET "\"",
	    first_atomic(chart, 0));
	put_border(canvas, first, 0, "lhead");
	put(canvas, "];\n");
	for (int i = 0; i < chart->ntransitions; i++)
		for (int n = 0; n < chart->transitions[i]->ntargets; n++)
			put_arrow(canvas, chart->transitions[i], chart->transitions[i]->targets[n]);
}

const char *dot_text(const struct teller *teller, const struct trail *trail, const char *note)
{
	const struct chart *chart = teller->chart;
	struct canvas canvas = {teller, trail, must(talloc_strdup(teller->job, ""))};
	put(&canvas, "digraph procedure {\n"
		     "compound=true; rankdir=TB; nodesep=0.3; ranksep=0.4; labelloc=t; pad=0.2;\n"
		     "fontname=\"" FONT "\"; fontsize=11;\n"
		     "node [shape=box, style=\"rounded,filled\", fontname=\"" FONT
		     "\", fontsize=11, margin=\"0.08,0.04\"];\n"
		     "edge [fontname=\"" FONT "\", fontsize=10, arrowsize=0.8];\nlabel=<<FONT "
		     "POINT-SIZE=\"16\"><B>");
	put_words(&canvas, chart->title != NULL ? chart->title : chart->name, 80, "<BR/>");
	put(&canvas, "</B></FONT>");
	if (note != NULL) {
		put(&canvas, "<BR/>");
		put_words(&canvas, note, 100, "<BR/>");
	}
	put(&canvas, "<BR/> >;\n");
	for (int i = 0; i < chart->states[0].nchildren; i++)
		put_state(&canvas, chart->states[0].children[i]);
	put_arrows(&canvas);
	put(&canvas, "}\n");
	return canvas.text;
}
