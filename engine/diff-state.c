/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/diff.h"

#include "engine/verb.h"

/* --- as it is written --- */

/* The tag of an action with its attributes; all of it when it holds what is no action. */
static const char *written(struct job *job, const struct action *a)
{
	const char *text = a->verb->name, *name;
	if (a->inner == NULL && node_first(a->node, NULL) != NULL)
		return node_essence(job, a->node);
	for (int i = 0; (name = node_attr_at(a->node, i)) != NULL; i++)
		text = TEXT_OF(job, "%s %s=\"%s\"", text, name, node_attr(a->node, name));
	const char *inside = a->inner == NULL ? node_text(job, a->node) : "";
	return *inside == '\0' ? text : TEXT_OF(job, "%s: %s", text, inside);
}

/* What the sentences pass over: it changes the data, or asks whether. */
static bool is_silent(const struct action *a)
{
	static const char *const silent[] = {"assign", "raise", "log",	  "if",
					     "elseif", "else",	"foreach"};
	for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
		if (strcmp(a->verb->name, silent[i]) == 0)
			return true;
	return false;
}

static const char **write_down(struct job *job, const struct action *first, bool all, int depth,
			       const char **list, int *count)
{
	for (const struct action *a = first; a != NULL; a = a->next) {
		if (all || is_silent(a)) {
			list = APPEND(job, list, count, const char *);
			list[*count - 1] = TEXT_OF(job, "%*s%s", 2 * depth, "", written(job, a));
		}
		list = write_down(job, a->inner, all, depth + 1, list, count);
	}
	return list;
}

/* Lines of WAS that are not in NOW and the other way round, by the longest common subsequence. */
static void say_lines(struct diffing *d, int indent, const char **was, int nwas, const char **now,
		      int nnow)
{
	int wide = nnow + 1;
	int *common = NEW_ARRAY(d->new.teller.job, int, (nwas + 1) * wide);
	for (int i = nwas - 1; i >= 0; i--)
		for (int n = nnow - 1; n >= 0; n--) {
			int skip = common[(i + 1) * wide + n], pass = common[i * wide + n + 1];
			common[i * wide + n] = strcmp(was[i], now[n]) == 0
						       ? common[(i + 1) * wide + n + 1] + 1
					       : skip > pass ? skip
							     : pass;
		}
	for (int i = 0, n = 0; i < nwas || n < nnow;) {
		if (i < nwas && n < nnow && strcmp(was[i], now[n]) == 0) {
			i++, n++;
		} else if (i < nwas &&
			   (n == nnow || common[(i + 1) * wide + n] >= common[i * wide + n + 1])) {
			SAY(&d->new, indent, "− %s", was[i++]);
		} else {
			SAY(&d->new, indent, "+ %s", now[n++]);
		}
	}
	talloc_free(common);
}

/* ALL: what the sentences tell is the same, so that whatever is other is shown as written. */
static void diff_silent(struct diffing *d, int indent, const struct action *old,
			const struct action *new, bool all)
{
	enum { MOST = 2000 };
	int nwas = 0, nnow = 0, before = d->new.nlines;
	struct job *job = d->new.teller.job;
	const char **was = write_down(job, old, all, 0, NULL, &nwas);
	const char **now = write_down(job, new, all, 0, NULL, &nnow);
	story_say(&d->new, indent, _("As it is written in the definition:"));
	if (nwas <= MOST && nnow <= MOST)
		say_lines(d, indent + 1, was, nwas, now, nnow);
	else
		story_say(&d->new, indent + 1, _("too long to be compared line by line"));
	if (d->new.nlines == before + 1)
		d->new.nlines = before;
}

void diff_content(struct diffing *d, int indent, const struct transition *told_old,
		  const struct action *old, const struct transition *told_new,
		  const struct action *new)
{
	const char **was = NULL, **now = NULL;
	int before = d->new.nlines;
	int nwas = explain_clauses(&d->old, told_old, old, &was);
	int nnow = explain_clauses(&d->new, told_new, new, &now);
	diff_clauses(d, indent, was, nwas, now, nnow);
	diff_silent(d, indent, old, new, d->new.nlines == before);
}

/* --- one transition --- */

static const struct input *input_of(const struct transition *t, const char *name)
{
	for (int i = 0; i < t->ninputs; i++)
		if (strcmp(t->inputs[i].name, name) == 0)
			return &t->inputs[i];
	return NULL;
}

static const char *input_title(const struct input *in)
{
	return in->title != NULL ? in->title : in->name;
}

static void diff_input(struct diffing *d, const struct input *was, const struct input *now)
{
	const char *title = input_title(now);
	if (was->required && !now->required)
		SAY(&d->new, 3, _("\"%s\" need not be told any more."), title);
	else if (!was->required && now->required)
		SAY(&d->new, 3, _("\"%s\" must be told now."), title);
	diff_words(d, 3, _("What is told was called \"%s\", it is now called \"%s\"."),
		   input_title(was), title);
	if (!texts_same(was->type, now->type) || !texts_same(was->choices, now->choices) ||
	    !texts_same(was->role, now->role))
		diff_written(d, 3, node_essence(d->new.teller.job, was->node),
			     node_essence(d->new.teller.job, now->node));
}

static void diff_inputs(struct diffing *d, const struct transition *old,
			const struct transition *new)
{
	for (int i = 0; i < old->ninputs; i++)
		if (input_of(new, old->inputs[i].name) == NULL)
			SAY(&d->new, 3, _("\"%s\" is not told any more."),
			    input_title(&old->inputs[i]));
	for (int i = 0; i < new->ninputs; i++) {
		const struct input *was = input_of(old, new->inputs[i].name);
		if (was != NULL)
			diff_input(d, was, &new->inputs[i]);
		else
			SAY(&d->new, 3,
			    new->inputs[i].required ? _("\"%s\" must be told now.")
						    : _("\"%s\" may be told now."),
			    input_title(&new->inputs[i]));
	}
}

static const struct cause *refusal_of(const struct transition *t, const char *why)
{
	for (int i = 0; i < t->nrefusals; i++)
		if (strcmp(t->refusals[i].why, why) == 0)
			return &t->refusals[i];
	return NULL;
}

/* Known again by their words. */
static void diff_refusals(struct diffing *d, const struct transition *old,
			  const struct transition *new)
{
	struct job *job = d->new.teller.job;
	for (int i = 0; i < old->nrefusals; i++)
		if (refusal_of(new, old->refusals[i].why) == NULL)
			SAY(&d->new, 3, _("It is no more refused: \"%s\"."), old->refusals[i].why);
	for (int i = 0; i < new->nrefusals; i++) {
		const struct cause *was = refusal_of(old, new->refusals[i].why);
		if (was == NULL)
			SAY(&d->new, 3, _("It may be refused now: \"%s\"."), new->refusals[i].why);
		else
			diff_written(d, 3, node_essence(job, was->node),
				     node_essence(job, new->refusals[i].node));
	}
}

static const char *expr_text(const struct xpath *expr)
{
	return expr == NULL ? NULL : xpath_text(expr);
}

static void diff_who(struct diffing *d, const struct transition *old, const struct transition *new)
{
	int before = d->new.nlines;
	diff_words(d, 3, _("Who may: was %s; now %s."), tell_who(&d->old.teller, old),
		   tell_who(&d->new.teller, new));
	if (d->new.nlines == before) {
		diff_written(d, 3, old->by, new->by);
		diff_written(d, 3, expr_text(old->by_user), expr_text(new->by_user));
	}
}

static void diff_guard(struct diffing *d, const struct transition *old,
		       const struct transition *new)
{
	int before = d->new.nlines;
	diff_words(d, 3, _("The condition: was %s; now %s."),
		   old->cond == NULL ? NULL : tell_guard(&d->old.teller, old),
		   new->cond == NULL ? NULL : tell_guard(&d->new.teller, new));
	if (d->new.nlines == before)
		diff_written(d, 3, expr_text(old->cond), expr_text(new->cond));
	diff_words(d, 3, _("Words of the refusal: was \"%s\"; now \"%s\"."), old->why, new->why);
	diff_refusals(d, old, new);
}

static const char *events(struct diffing *d, const struct transition *t)
{
	const char *words = "";
	for (int i = 0; i < t->nevents; i++)
		words = TEXT_OF(d->new.teller.job, "%s%s%s", words, i > 0 ? " " : "", t->events[i]);
	return words;
}

static const char *way(struct story *story, const struct transition *t)
{
	return t->ntargets == 0 ? _("the case stays where it is") : explain_way(story, t);
}

static void diff_rest(struct diffing *d, const struct transition *old, const struct transition *new)
{
	diff_words(d, 3, _("Its title was \"%s\", now it is \"%s\"."), old->title, new->title);
	diff_words(d, 3, _("The event was %s, now it is %s."), events(d, old), events(d, new));
	diff_who(d, old, new);
	diff_inputs(d, old, new);
	diff_guard(d, old, new);
	diff_content(d, 3, old, old->content, new, new->content);
	if (!diff_same_way(d, old, new))
		SAY(&d->new, 3, _("Where it leads: was: %s; now: %s."), way(&d->old, old),
		    way(&d->new, new));
	if (old->internal != new->internal)
		diff_written(d, 3, old->internal ? "type=\"internal\"" : "type=\"external\"",
			     new->internal ? "type=\"internal\"" : "type=\"external\"");
}

/* Without its target, which may be called otherwise and be the same. */
static const char *essence(struct diffing *d, const struct transition *t)
{
	const char *text = node_essence(d->new.teller.job, t->node);
	const char *target = t->ntargets > 0 ? strstr(text, " target=\"") : NULL;
	if (target == NULL)
		return text;
	const char *end = strchr(target + strlen(" target=\""), '"');
	return TEXT_OF(d->new.teller.job, "%.*s%s", (int)(target - text), text, end + 1);
}

static void diff_transition(struct diffing *d, const struct transition *old,
			    const struct transition *new)
{
	int before = d->new.nlines;
	SAY(&d->new, 2, "%s:", explain_begun(&d->new, explain_name(&d->new, new), true));
	diff_rest(d, old, new);
	if (d->new.nlines == before + 1 && strcmp(essence(d, old), essence(d, new)) == 0)
		d->new.nlines = before;
	else if (d->new.nlines == before + 1)
		diff_written(d, 3, essence(d, old), essence(d, new));
}

/* --- which is which --- */

/* A transition with what it is known by. */
struct known_by {
	const struct transition *t;
	const char *essence, *events;
	int half; /* its number in the other text, or -1 */
};

static struct known_by *known_of(struct diffing *d, const struct state *state)
{
	struct known_by *list = NEW_ARRAY(d->new.teller.job, struct known_by,
					  state->ntransitions + 1);
	for (int i = 0; i < state->ntransitions; i++) {
		const struct transition *t = state->transitions[i];
		list[i] = (struct known_by){t, essence(d, t), events(d, t), -1};
	}
	return list;
}

/* The closer two are, the more; 0: they are not the same one. */
static int likeness(struct diffing *d, const struct known_by *old, const struct known_by *new)
{
	bool event = strcmp(old->events, new->events) == 0;
	bool title = old->t->title != NULL && texts_same(old->t->title, new->t->title);
	if (!event && !title)
		return 0;
	return 1 + 8 * (strcmp(old->essence, new->essence) == 0) + 4 * event + 2 * title +
	       diff_same_way(d, old->t, new->t);
}

/* The likest find each other first. */
static void match(struct diffing *d, struct known_by *old, int nold, struct known_by *new, int nnew)
{
	enum { LIKEST = 16 };
	for (int least = LIKEST; least > 0; least--)
		for (int i = 0; i < nold; i++)
			for (int n = 0; n < nnew && old[i].half < 0; n++)
				if (new[n].half < 0 && likeness(d, &old[i], &new[n]) >= least) {
					old[i].half = n;
					new[n].half = i;
				}
}

/* Of two that wait for one event the first that holds is taken. */
static void say_order(struct diffing *d, const struct known_by *old, int count)
{
	for (int i = 0; i < count; i++)
		for (int n = i + 1; n < count; n++)
			if (old[i].half >= 0 && old[n].half >= 0 && old[i].half > old[n].half &&
			    strcmp(old[i].events, old[n].events) == 0) {
				const char *name = explain_name(&d->old, old[i].t);
				SAY(&d->new, 2, _("%s: in what order it is tried is other now."),
				    explain_begun(&d->new, name, true));
				return;
			}
}

void diff_transitions(struct diffing *d, const struct state *old, const struct state *new)
{
	struct known_by *was = known_of(d, old), *now = known_of(d, new);
	match(d, was, old->ntransitions, now, new->ntransitions);
	for (int i = 0; i < old->ntransitions; i++)
		if (was[i].half < 0)
			SAY(&d->new, 2, _("No longer: %s."), explain_name(&d->old, was[i].t));
	for (int n = 0; n < new->ntransitions; n++)
		if (now[n].half >= 0) {
			diff_transition(d, was[now[n].half].t, now[n].t);
		} else {
			story_say(&d->new, 2, _("New:"));
			explain_transition(&d->new, now[n].t);
		}
	say_order(d, was, old->ntransitions);
}
