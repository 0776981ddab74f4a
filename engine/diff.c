/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/diff.h"

#include "engine/reach.h"

static const struct state *old_state(const struct diffing *d, int state)
{
	return &d->old.teller.chart->states[state];
}

static const struct state *new_state(const struct diffing *d, int state)
{
	return &d->new.teller.chart->states[state];
}

/* --- which state is which --- */

static bool titled(const struct state *s, const char *title)
{
	return s->title != NULL && strcmp(s->title, title) == 0;
}

/* The only state of that title that has no other half yet; -1: none, or several. */
static int only_titled(const struct chart *chart, const int *half, const char *title)
{
	int found = -1;
	for (int i = 1; i < chart->nstates; i++) {
		if (half[i] >= 0 || !titled(&chart->states[i], title))
			continue;
		if (found >= 0)
			return -1;
		found = i;
	}
	return found;
}

static void pair_up(struct diffing *d, int old, int new)
{
	d->to[old] = new;
	d->from[new] = old;
}

/* By id; what is left by title: its id is another one now. */
static void match_states(struct diffing *d)
{
	const struct chart *old = d->old.teller.chart, *new = d->new.teller.chart;
	d->to = NEW_ARRAY(d->new.teller.job, int, old->nstates);
	d->from = NEW_ARRAY(d->new.teller.job, int, new->nstates);
	for (int i = 1; i < new->nstates; i++)
		d->from[i] = -1;
	for (int i = 1; i < old->nstates; i++) {
		d->to[i] = chart_state(new, old->states[i].id);
		if (d->to[i] >= 0)
			pair_up(d, i, d->to[i]);
	}
	for (int i = 1; i < old->nstates; i++) {
		const char *title = old->states[i].title;
		if (d->to[i] >= 0 || title == NULL || only_titled(old, d->to, title) != i)
			continue;
		int other = only_titled(new, d->from, title);
		if (other >= 0)
			pair_up(d, i, other);
	}
}

/* --- words --- */

void diff_words(struct diffing *d, int indent, const char *format, const char *was, const char *now)
{
	if (!texts_same(was, now))
		SAY(&d->new, indent, format, was == NULL ? "—" : was, now == NULL ? "—" : now);
}

static bool take_same(const char **list, int count, const char *clause)
{
	for (int i = 0; i < count; i++)
		if (list[i] != NULL && strcmp(list[i], clause) == 0) {
			list[i] = NULL;
			return true;
		}
	return false;
}

static int left(const char **list, int count)
{
	int n = 0;
	for (int i = 0; i < count; i++)
		n += list[i] != NULL;
	return n;
}

static void say_left(struct diffing *d, int indent, const char *format, const char **list,
		     int count)
{
	for (int i = 0; i < count; i++)
		if (list[i] != NULL)
			SAY(&d->new, indent, format, list[i]);
}

void diff_clauses(struct diffing *d, int indent, const char **was, int nwas, const char **now,
		  int nnow)
{
	for (int i = 0; i < nwas; i++)
		if (take_same(now, nnow, was[i]))
			was[i] = NULL;
	bool both = left(was, nwas) > 0 && left(now, nnow) > 0;
	say_left(d, indent, both ? _("Was: %s.") : _("No longer: %s."), was, nwas);
	say_left(d, indent, both ? _("Now: %s.") : _("Now also: %s."), now, nnow);
}

void diff_written(struct diffing *d, int indent, const char *was, const char *now)
{
	if (texts_same(was, now))
		return;
	story_say(&d->new, indent, _("As it is written in the definition:"));
	if (was != NULL)
		SAY(&d->new, indent + 1, "− %s", was);
	if (now != NULL)
		SAY(&d->new, indent + 1, "+ %s", now);
}

/* --- a state that both have --- */

static const char *kind_words(const struct state *s)
{
	switch (s->kind) {
	case ATOMIC:
		return _("a place where the case stands");
	case COMPOUND:
		return _("several places, in one of which the case stands");
	case PARALLEL:
		return _("parts that go on side by side");
	default:
		return _("an end");
	}
}

static const char *around(const struct story *story, int state)
{
	int parent = story->teller.chart->states[state].parent;
	return parent > 0 ? tell_state(&story->teller, parent) : _("the whole procedure");
}

static void diff_place(struct diffing *d, int old, int new)
{
	const struct state *was = old_state(d, old), *now = new_state(d, new);
	int parent = was->parent == 0 ? 0 : d->to[was->parent];
	diff_words(d, 1, _("Its title was \"%s\", now it is \"%s\"."), was->title, now->title);
	diff_words(d, 1, _("Its id was %s, now it is %s: running cases are moved with --map."),
		   was->id, now->id);
	diff_words(d, 1, _("It was %s; now it is %s."), kind_words(was), kind_words(now));
	if (parent != now->parent)
		SAY(&d->new, 1, _("It was in \"%s\", now it is in \"%s\"."), around(&d->old, old),
		    around(&d->new, new));
	diff_words(d, 1, _("That there is no term was explained: %s; now: %s."), was->untimed,
		   now->untimed);
}

bool diff_same_way(const struct diffing *d, const struct transition *old,
		   const struct transition *new)
{
	bool same = old->ntargets == new->ntargets;
	for (int i = 0; same && i < old->ntargets; i++)
		same = d->to[old->targets[i]] == new->targets[i];
	return same;
}

static void diff_begin(struct diffing *d, int old, int new)
{
	const struct transition *was = old_state(d, old)->initial;
	const struct transition *now = new_state(d, new)->initial;
	if (was == NULL || now == NULL)
		return;
	diff_content(d, 1, NULL, was->content, NULL, now->content);
	if (!diff_same_way(d, was, now))
		SAY(&d->new, 1, _("It began at: %s; now: %s."), explain_way(&d->old, was),
		    explain_way(&d->new, now));
}

/* All blocks of a kind as one list. */
static void diff_blocks(struct diffing *d, const char *head, const struct block *old, int nold,
			const struct block *new, int nnew)
{
	int before = d->new.nlines;
	story_say(&d->new, 1, head);
	for (int i = 0; i < nold || i < nnew; i++)
		diff_content(d, 2, NULL, i < nold ? old[i].content : NULL, NULL,
			     i < nnew ? new[i].content : NULL);
	if (d->new.nlines == before + 1)
		d->new.nlines = before;
}

static void diff_state(struct diffing *d, int old, int new)
{
	const struct state *was = old_state(d, old), *now = new_state(d, new);
	diff_place(d, old, new);
	diff_begin(d, old, new);
	diff_blocks(d, _("At the start:"), was->onentry, was->nonentry, now->onentry,
		    now->nonentry);
	diff_blocks(d, _("At the end:"), was->onexit, was->nonexit, now->onexit, now->nonexit);
	diff_transitions(d, was, now);
}

/* --- all of it, in the order of the new text --- */

static void walk(struct diffing *d, int new, const char *number)
{
	const struct state *s = new_state(d, new);
	int before = d->new.nlines, old = d->from[new];
	story_say(&d->new, 0, "");
	SAY(&d->new, 0, "%s %s", number, explain_state_name(&d->new, new));
	int head = d->new.nlines;
	if (old >= 0) {
		diff_state(d, old, new);
	} else if (explain_is_told(s)) {
		story_say(&d->new, 1, _("A new state."));
		explain_state(&d->new, new);
	}
	if (d->new.nlines == head)
		d->new.nlines = before;
	else if (old >= 0)
		bit_add(d->touched, old);
	for (int i = 0; i < s->nchildren; i++)
		walk(d, s->children[i], TEXT_OF(d->new.teller.job, "%s%d.", number, i + 1));
}

static void say_gone(struct diffing *d)
{
	for (int i = 1; i < d->old.teller.chart->nstates; i++) {
		if (d->to[i] >= 0)
			continue;
		bit_add(d->touched, i);
		if (explain_is_told(old_state(d, i)))
			SAY(&d->new, 1, _("There is no state \"%s\" (%s) any more."),
			    explain_state_name(&d->old, i), old_state(d, i)->id);
	}
}

static const struct datum *datum_of(const struct chart *chart, const char *id)
{
	for (int i = 0; i < chart->ndata; i++)
		if (strcmp(chart->data[i].id, id) == 0)
			return &chart->data[i];
	return NULL;
}

static const char *datum_written(void *owner, const struct datum *datum)
{
	if (datum->expr != NULL)
		return TEXT_OF(owner, "$%s = %s", datum->id, xpath_text(datum->expr));
	return TEXT_OF(owner, "$%s = %s", datum->id,
		       datum->node == NULL ? "" : node_essence(owner, datum->node));
}

/* What a running case holds in a variable it keeps: this is for cases to come. */
static void diff_data(struct diffing *d)
{
	const struct chart *old = d->old.teller.chart, *new = d->new.teller.chart;
	void *owner = d->new.teller.job;
	for (int i = 0; i < old->ndata; i++)
		if (datum_of(new, old->data[i].id) == NULL)
			SAY(&d->new, 1, _("There is no variable $%s any more."), old->data[i].id);
	for (int i = 0; i < new->ndata; i++) {
		const struct datum *was = datum_of(old, new->data[i].id);
		if (was == NULL)
			SAY(&d->new, 1, _("A new variable: $%s."), new->data[i].id);
		else
			diff_written(d, 1, datum_written(owner, was),
				     datum_written(owner, &new->data[i]));
	}
}

static void diff_whole(struct diffing *d)
{
	const struct chart *old = d->old.teller.chart, *new = d->new.teller.chart;
	SAY(&d->new, 0, "%s", new->title != NULL ? new->title : new->name);
	int before = d->new.nlines;
	diff_words(d, 1, _("Its title was \"%s\", now it is \"%s\"."), old->title, new->title);
	diff_begin(d, 0, 0);
	say_gone(d);
	diff_data(d);
	diff_transitions(d, &old->states[0], &new->states[0]);
	for (int i = 0; i < new->states[0].nchildren; i++)
		walk(d, new->states[0].children[i], TEXT_OF(d->new.teller.job, "%d.", i + 1));
	if (d->new.nlines == before)
		d->new.nlines = 0;
}

static enum status story_of(struct job *job, const struct definition *text, const struct host *host,
			    struct story *out)
{
	struct chart *chart;
	TRY(chart_read(job, text->name, text->xml, text->size, false, NULL, &chart));
	*out = (struct story){.teller = {job, chart, host}};
	return OK;
}

struct difference {
	const struct diffing *found;
};

enum status chart_diff(struct job *job, const struct definition *old, const struct definition *new,
		       const struct host *host, struct difference **out, struct sentence **lines,
		       int *count)
{
	struct diffing *d = NEW(job, struct diffing);
	TRY(story_of(job, old, host, &d->old));
	TRY(story_of(job, new, host, &d->new));
	d->touched = bits_new(job, d->old.teller.chart->nstates);
	match_states(d);
	diff_whole(d);
	*lines = d->new.lines;
	*count = d->new.nlines;
	*out = NEW(job, struct difference);
	(*out)->found = d;
	return OK;
}

/* --- a case --- */

enum meeting difference_meets(const struct difference *difference, const char *states)
{
	const struct diffing *d = difference->found;
	const struct chart *chart = d->old.teller.chart;
	void *scratch = talloc_new(NULL);
	uint64_t *here = bits_new(scratch, chart->nstates);
	const char **ids;
	bool gone = false;
	int count = split_words(scratch, states, &ids);
	for (int i = 0; i < count; i++) {
		int state = chart_state(chart, ids[i]);
		if (state <= 0)
			continue;
		bit_add(here, state);
		bits_join(here, chart->states[state].ancestors, chart->nstates);
		gone = gone || d->to[state] < 0 ||
		       strcmp(new_state(d, d->to[state])->id, ids[i]) != 0;
	}
	bool now = bits_meet(here, d->touched, chart->nstates);
	reach_on(chart, here);
	bool later = bits_meet(here, d->touched, chart->nstates);
	talloc_free(scratch);
	if (gone)
		return MEETS_GONE;
	return now ? MEETS_HERE : later ? MEETS_LATER : MEETS_NOTHING;
}

const char *difference_places(void *owner, const struct difference *difference, const char *states)
{
	const struct story *story = &difference->found->old;
	const char **ids, *words = "";
	int count = split_words(owner, states, &ids);
	for (int i = 0; i < count; i++) {
		int state = chart_state(story->teller.chart, ids[i]);
		words = TEXT_OF(owner, "%s%s%s", words, i > 0 ? ", " : "",
				state > 0 ? tell_state(&story->teller, state) : ids[i]);
	}
	return words;
}
