/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thousand broken variants of the shipped procedures: none crashes the check, and none passes
 * silently where the meaning changed.
 *
 * A variant is made by one slip at random: a letter changed, an element dropped, an attribute
 * dropped, an attribute or element renamed. It may pass without a remark only when
 *   1. its canonical form (all that the compiled chart holds but the words for people) is that of
 *      the original: a comment, a title, white space; or
 *   2. it is another procedure that is whole in itself, which nobody but its author can know to be
 *      a slip:
 *      - something was left out, and what is left lacks nothing: an effect, a guard, an input, a
 *        way that people may go, an attribute that may be left out; never a state, nor any of
 *        NEEDED;
 *      - a number, an operator, or a literal that nothing can be compared with, has another value;
 *      - a name was changed in what the office lends as it is ($_x/service): the engine does not
 *        know what stands in it;
 *      - a name was changed that only its own place speaks of (the event that people send, the id
 *        of something to which nothing refers);
 *      - a name of the office (role, mark, letter, term, field, code) became another one of its
 *        names.
 * All else (a name that something else refers to, what must be there, the spelling of elements and
 * attributes) must be remarked on. The seed is printed; SEED=N makes the same variants again. */
#include "base/file.h"
#include "base/home.h"
#include "engine/chart.h"
#include "engine/verb.h"
#include "register/register.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { VARIANTS = 1000, LARGEST = 1 << 20 };

static struct office *office;
static uint64_t seed;

static unsigned dice(unsigned sides)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % sides;
}

/* --- where things stand in the text of a definition --- */

struct span {
	const char *from, *to;
};

struct attribute_at {
	struct span name, value;
	int element;
};

struct text {
	struct job *job;
	const char *xml;
	struct element_at {
		struct span name, whole;
	} * elements;
	int nelements;
	struct attribute_at *attributes;
	int nattributes;
};

static bool span_is(struct span span, const char *word)
{
	return strlen(word) == (size_t)(span.to - span.from) &&
	       strncmp(word, span.from, strlen(word)) == 0;
}

static const char *tag_end(const char *at)
{
	for (char quote = 0; *at != '>' || quote != 0; at++)
		if (quote == 0 && (*at == '"' || *at == '\''))
			quote = *at;
		else if (*at == quote)
			quote = 0;
	return at;
}

static void attributes_find(struct text *text, const char *at, const char *end)
{
	const char *name;
	size_t length;
	while (tag_attribute(&at, end, &name, &length)) {
		const char *from = name + length + strcspn(name + length, "'\"") + 1;
		text->attributes = APPEND(text->job, text->attributes, &text->nattributes,
					  struct attribute_at);
		text->attributes[text->nattributes - 1] = (struct attribute_at){
			{name, name + length}, {from, at - 1}, text->nelements - 1};
	}
}

static const char *element_find(struct text *text, const char *at)
{
	const char *end = tag_end(at), *name = at + 1;
	int own = text->nelements;
	text->elements = APPEND(text->job, text->elements, &text->nelements, struct element_at);
	text->elements[own].name = (struct span){name, name + strcspn(name, " \t\r\n/>")};
	attributes_find(text, text->elements[own].name.to, end);
	const char *past = end + 1;
	while (end[-1] != '/' && strncmp(past += strcspn(past, "<"), "</", 2) != 0)
		past = strncmp(past, "<!--", 4) == 0 ? strstr(past, "-->") + 3
						     : element_find(text, past);
	if (end[-1] != '/')
		past = strchr(past, '>') + 1;
	text->elements[own].whole = (struct span){at, past};
	return past;
}

static struct text text_read(struct job *job, const char *xml)
{
	struct text text = {.job = job, .xml = xml};
	element_find(&text, strstr(xml, "<scxml"));
	return text;
}

/* --- the canonical form --- */

static void put(char **form, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void put(char **form, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	*form = must(talloc_vasprintf_append_buffer(*form, format, list));
	va_end(list);
}

static const char *or_none(const char *text)
{
	return text == NULL ? "-" : text;
}

static void put_content(char **form, const struct action *first)
{
	for (const struct action *a = first; a != NULL; a = a->next) {
		put(form, "{%s", a->verb->name);
		for (int i = 0; a->verb->attributes[i].name != NULL; i++)
			if (strcmp(a->verb->attributes[i].name, "title") != 0)
				put(form, "|%s", or_none(a->args[i].text));
		if (strcmp(a->verb->name, "assign") == 0)
			put(form, "|%s", node_text(*form, a->node));
		put_content(form, a->inner);
		put(form, "}");
	}
}

static void put_transition(char **form, const struct transition *t)
{
	put(form, "t%d%s", t->source, t->internal ? "i" : "");
	for (int i = 0; i < t->ntargets; i++)
		put(form, ">%d", t->targets[i]);
	for (int i = 0; i < t->nevents; i++)
		put(form, " %s", t->events[i]);
	put(form, "|%s|%s|%s", or_none(t->by), t->by_user == NULL ? "-" : xpath_text(t->by_user),
	    t->cond == NULL ? "-" : xpath_text(t->cond));
	for (int i = 0; i < t->ninputs; i++)
		put(form, "(%s %s %s %s %d)", t->inputs[i].name, t->inputs[i].type,
		    or_none(t->inputs[i].choices), or_none(t->inputs[i].role),
		    t->inputs[i].required);
	for (int i = 0; i < t->nrefusals; i++)
		put(form, "!%s %s", xpath_text(t->refusals[i].cond),
		    t->refusals[i].what == NULL ? "-" : xpath_text(t->refusals[i].what));
	put_content(form, t->content);
	put(form, "\n");
}

static void put_state(char **form, const struct state *s)
{
	put(form, "s%s %d %d", s->id, (int)s->kind, s->parent);
	for (int i = 0; s->initial != NULL && i < s->initial->ntargets; i++)
		put(form, ">%d", s->initial->targets[i]);
	for (int i = 0; i < s->nonentry; i++)
		put_content(form, s->onentry[i].content);
	for (int i = 0; i < s->nonexit; i++)
		put_content(form, s->onexit[i].content);
	put(form, "\n");
}

static const char *canonical(struct job *job, const struct chart *chart)
{
	char *form = must(talloc_strdup(job, ""));
	for (int i = 0; i < chart->ndata; i++)
		put(&form, "d%s %s\n", chart->data[i].id,
		    chart->data[i].expr == NULL ? "-" : xpath_text(chart->data[i].expr));
	for (int i = 0; i < chart->nstates; i++)
		put_state(&form, &chart->states[i]);
	for (int i = 0; i < chart->ntransitions; i++)
		put_transition(&form, chart->transitions[i]);
	return form;
}

/* --- what a slip touches --- */

enum effect_of {
	MUST_SAY,
	MAY_PASS, /* by the second rule, unless the canonical form is the same anyway */
};

/* Attributes whose words are names, and what they name: a name is free when it stands nowhere else
 * among its own kind. */
static const struct {
	const char *element, *attribute;
	char kind;
} names[] = {
	{"state", "id", 's'},	      {"final", "id", 's'},
	{"parallel", "id", 's'},      {"transition", "target", 's'},
	{"state", "initial", 's'},    {"scxml", "initial", 's'},
	{"transition", "event", 'e'}, {"raise", "event", 'e'},
	{"w:deadline", "event", 'e'}, {"w:deadline", "warn-event", 'e'},
	{"w:deadline", "id", 'd'},    {"w:deadline", "before", 'd'},
	{"w:done", "deadline", 'd'},  {"w:task", "kind", 'k'},
	{"w:done", "kind", 'k'},      {"data", "id", 'v'},
	{"foreach", "item", 'v'},     {"foreach", "index", 'v'},
	{"w:input", "name", 'i'},     {"w:card", "fields", 'i'},
	{"assign", "attr", 'a'},      {"w:tell", "event", 'e'},
};

/* Names of the office: another that it knows is as good. */
static const struct {
	const char *element, *attribute;
	enum known known;
} offices[] = {
	{"transition", "w:by", KNOWN_ROLE}, {"w:task", "to", KNOWN_ROLE},
	{"w:notify", "to", KNOWN_ROLE},	    {"w:input", "role", KNOWN_ROLE},
	{"w:mark", "name", KNOWN_MARK},	    {"w:notify", "template", KNOWN_TEMPLATE},
	{"w:deadline", "term", KNOWN_TERM}, {"w:card", "field", KNOWN_FIELD},
	{"w:card", "fields", KNOWN_FIELD},  {"w:outcome", "code", KNOWN_CODE},
	{"w:input", "choices", KNOWN_CODE},
};

/* What may not be left out. */
static const struct {
	const char *element, *attribute;
} needed[] = {
	{"scxml", "version"},	  {"scxml", "datamodel"},
	{"scxml", "name"},	  {"state", "id"},
	{"final", "id"},	  {"parallel", "id"},
	{"data", "id"},		  {"if", "cond"},
	{"elseif", "cond"},	  {"foreach", "array"},
	{"foreach", "item"},	  {"raise", "event"},
	{"assign", "location"},	  {"w:input", "name"},
	{"w:task", "kind"},	  {"w:mark", "name"},
	{"w:notify", "template"}, {"w:deadline", "id"},
	{"transition", "w:by"},	  {"transition", "w:by-user"},
	{"w:refuse", "cond"},	  {"w:refuse", "why"},
};

/* Words for people, and numbers. */
static bool is_free(struct span element, struct span attribute)
{
	static const char *const free_ones[] = {"title",     "w:title", "w:why", "why",
						"w:untimed", "days",	"warn",	 "spec"};
	for (size_t i = 0; i < sizeof free_ones / sizeof *free_ones; i++)
		if (span_is(attribute, free_ones[i]))
			return true;
	return span_is(element, "scxml") && span_is(attribute, "name");
}

static bool in_word(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '_' || c == '.';
}

static struct span word_at(struct span value, const char *at)
{
	struct span word = {at, at};
	while (word.from > value.from && in_word(word.from[-1]))
		word.from--;
	while (word.to < value.to && in_word(*word.to))
		word.to++;
	return word;
}

/* BEFORE: what must stand before it, or NULL. */
static bool has_word(struct span value, struct span word, const char *before)
{
	size_t length = (size_t)(word.to - word.from);
	for (const char *p = value.from; p + length <= value.to; p++)
		if (p != word.from && strncmp(p, word.from, length) == 0 &&
		    (before == NULL || strncmp(p - strlen(before), before, strlen(before)) == 0) &&
		    (p == value.from || !in_word(p[-1])) &&
		    (p + length == value.to || !in_word(p[length])))
			return true;
	return false;
}

static char kind_of(const struct text *text, const struct attribute_at *a)
{
	struct span element = text->elements[a->element].name;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (span_is(element, names[i].element) && span_is(a->name, names[i].attribute))
			return names[i].kind;
	return 0;
}

static const struct attribute *verb_attribute(struct span element, struct span attribute)
{
	char name[64];
	bool ours = strncmp(element.from, "w:", 2) == 0;
	const char *from = element.from + (ours ? 2 : 0);
	snprintf(name, sizeof name, "%.*s", (int)(element.to - from), from);
	const struct verb *verb = verb_find(ours ? WORKFLOW_SPACE : SCXML_SPACE, name);
	for (int i = 0; verb != NULL && verb->attributes[i].name != NULL; i++)
		if (span_is(attribute, verb->attributes[i].name))
			return &verb->attributes[i];
	return NULL;
}

static bool is_expression(const struct text *text, const struct attribute_at *a)
{
	struct span element = text->elements[a->element].name;
	const struct attribute *row = verb_attribute(element, a->name);
	if (row != NULL)
		return row->kind != WORD;
	return span_is(a->name, "cond") || span_is(a->name, "what") ||
	       span_is(a->name, "w:by-user") ||
	       (span_is(element, "data") && span_is(a->name, "expr"));
}

/* The transition around, for inputs are its own; else the whole. */
static struct span realm(const struct text *text, const char *at)
{
	struct span found = text->elements[0].whole;
	for (int i = 0; i < text->nelements; i++) {
		const struct element_at *e = &text->elements[i];
		if (span_is(e->name, "transition") && e->whole.from < at && at < e->whole.to)
			found = e->whole;
	}
	return found;
}

/* How expressions write a name of that kind. */
static const char *written(char kind)
{
	static const char *const ways[] = {"s'", "d@id = '", "idata/", "v$", "a@"};
	for (int i = 0; i < 5; i++)
		if (ways[i][0] == kind)
			return ways[i] + 1;
	return "\n"; /* they do not */
}

/* Whether the word stands elsewhere among names of its kind, or in an expression. */
static bool is_spoken_of(const struct text *text, char kind, struct span word)
{
	struct span around = kind == 'i' ? realm(text, word.from) : text->elements[0].whole;
	for (int i = 0; i < text->nattributes; i++) {
		const struct attribute_at *a = &text->attributes[i];
		bool here = a->name.from > around.from && a->name.from < around.to;
		bool expression = is_expression(text, a);
		if (here && (kind_of(text, a) == kind || expression) &&
		    has_word(a->value, word, expression ? written(kind) : NULL))
			return true;
	}
	return false;
}

/* Whether another of the same attribute declares the same: then one of them may be lost. */
static bool is_declared_twice(const struct text *text, const struct attribute_at *a)
{
	for (int i = 0; i < text->nattributes; i++) {
		const struct attribute_at *b = &text->attributes[i];
		if (b != a && kind_of(text, b) == kind_of(text, a) &&
		    b->name.to - b->name.from == a->name.to - a->name.from &&
		    strncmp(b->name.from, a->name.from, (size_t)(a->name.to - a->name.from)) == 0 &&
		    b->value.to - b->value.from == a->value.to - a->value.from &&
		    strncmp(b->value.from, a->value.from, (size_t)(a->value.to - a->value.from)) ==
			    0)
			return true;
	}
	return false;
}

/* How many attributes say who may take a transition. */
static int takers(const struct text *text, int element)
{
	int count = 0;
	for (int i = 0; i < text->nattributes; i++)
		count += text->attributes[i].element == element &&
			 (span_is(text->attributes[i].name, "w:by") ||
			  span_is(text->attributes[i].name, "w:by-user"));
	return count;
}

/* Another deadline of that title: then ids that differ are remarked on. */
static bool has_twin(const struct text *text, const struct attribute_at *a)
{
	struct span title = {0}, element = text->elements[a->element].name;
	int same = 0;
	for (int i = 0; i < text->nattributes; i++)
		if (text->attributes[i].element == a->element &&
		    span_is(text->attributes[i].name, "title"))
			title = text->attributes[i].value;
	for (int i = 0; i < text->nattributes && title.from != NULL; i++)
		same += span_is(text->attributes[i].name, "title") &&
			span_is(text->elements[text->attributes[i].element].name, "w:deadline") &&
			title.to - title.from ==
				text->attributes[i].value.to - text->attributes[i].value.from &&
			strncmp(title.from, text->attributes[i].value.from,
				(size_t)(title.to - title.from)) == 0;
	return span_is(element, "w:deadline") && same > 1;
}

static bool office_has(enum known known, const char *name)
{
	const struct host *host = office_host(office);
	return host->known(host->self, known, name);
}

/* Whether NEW, which took WORD's place, is a name that the office knows as well. */
static bool is_as_good(const struct text *text, const struct attribute_at *a, const char *new)
{
	struct span element = text->elements[a->element].name;
	bool applicant = strcmp(new, "applicant") == 0;
	for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
		if (!span_is(element, offices[i].element) ||
		    !span_is(a->name, offices[i].attribute))
			continue;
		if (offices[i].known != KNOWN_CODE)
			return applicant || office_has(offices[i].known, new);
		return office_has(KNOWN_CODE, TEXT_OF(text->job, "outcome %s", new)) ||
		       !span_is(element, "w:outcome");
	}
	return false;
}

/* Where the path begins that AT stands in, predicates passed over. */
static const char *path_start(const char *from, const char *at)
{
	int depth = 0;
	for (; at > from; at--) {
		depth += (at[-1] == ']') - (at[-1] == '[');
		if (depth < 0 ||
		    (depth == 0 && !in_word(at[-1]) && strchr("/@:$[]", at[-1]) == NULL))
			break;
	}
	return at;
}

/* Whether the office lends what stands at the path's begin. */
static bool is_lent(const struct text *text, const char *path)
{
	if (strncmp(path, "$_x/", 4) == 0)
		return strncmp(path + 4, "service", 7) == 0;
	const char *assigned = TEXT_OF(text->job, "location=\"%.*s\" expr=\"$_x/service",
				       (int)strcspn(path, "/[@ =)"), path);
	return *path == '$' && strstr(text->xml, assigned) != NULL;
}

/* The bracket of the predicate that AT stands in, or NULL. */
static const char *predicate_start(const char *from, const char *at)
{
	for (int depth = 0; at > from; at--) {
		depth += (at[-1] == ']') - (at[-1] == '[');
		if (depth < 0)
			return at - 1;
	}
	return NULL;
}

static bool is_in_lent(const struct text *text, const struct attribute_at *a, const char *at)
{
	for (const char *p = at; p != NULL; p = predicate_start(a->value.from, p)) {
		const char *start = path_start(a->value.from, p), *slash = strchr(start, '/');
		if (slash != NULL && strncmp(start, "$_x/", 4) == 0)
			slash = strchr(slash + 1, '/');
		if (slash != NULL && slash < at && is_lent(text, start))
			return true;
	}
	return false;
}

/* A letter in an expression: of a number or operator, or of a literal that is not compared. */
static enum effect_of in_expression(const struct text *text, const struct attribute_at *a,
				    const char *at)
{
	if (is_in_lent(text, a, at))
		return MAY_PASS;
	char quote = 0;
	const char *open = NULL;
	for (const char *p = a->value.from; p < at; p++) {
		char sign = strncmp(p, "&quot;", 6) == 0 ? '"' : *p;
		if (quote == 0 && (sign == '"' || sign == '\'')) {
			quote = sign;
			open = p;
		} else if (sign == quote)
			quote = 0;
	}
	if (quote == 0)
		return isdigit((unsigned char)*at) || *at == '&' ||
				       strchr("<>=+*;-", *at) != NULL ||
				       strncmp(at - 1, "&gt;", 4) == 0 ||
				       strncmp(at - 1, "&lt;", 4) == 0
			       ? MAY_PASS
			       : MUST_SAY;
	while (open > a->value.from && open[-1] == ' ')
		open--;
	return open > a->value.from && open[-1] == '=' ? MUST_SAY : MAY_PASS;
}

static enum effect_of in_value(const struct text *text, const struct attribute_at *a,
			       const char *at, char letter)
{
	struct span element = text->elements[a->element].name, word = word_at(a->value, at);
	char kind = kind_of(text, a);
	char *new = must(talloc_strndup(text->job, word.from, (size_t)(word.to - word.from)));
	if (at < word.to)
		new[at - word.from] = letter;
	if (is_free(element, a->name) || is_as_good(text, a, new))
		return MAY_PASS;
	if (is_expression(text, a))
		return in_expression(text, a, at);
	if (kind == 'e' && (takers(text, a->element) > 0 || span_is(element, "w:tell")))
		return MAY_PASS;
	if (kind == 'd')
		return span_is(a->name, "id") && !has_twin(text, a) &&
				       (is_declared_twice(text, a) ||
					!is_spoken_of(text, kind, word))
			       ? MAY_PASS
			       : MUST_SAY;
	if (kind == 'k' && span_is(element, "w:task"))
		return MAY_PASS;
	return kind != 0 && !is_spoken_of(text, kind, word) ? MAY_PASS : MUST_SAY;
}

static bool is_needed(struct span element, struct span attribute)
{
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (span_is(element, needed[i].element) && span_is(attribute, needed[i].attribute))
			return true;
	return false;
}

/* --- slips --- */

struct variant {
	const char *xml, *what;
	enum effect_of effect;
};

static const char *spliced(const struct text *text, struct span out, const char *in)
{
	return TEXT_OF(text->job, "%.*s%s%s", (int)(out.from - text->xml), text->xml, in, out.to);
}

static struct variant drop_element(const struct text *text)
{
	const struct element_at *e = &text->elements[1 + dice((unsigned)text->nelements - 1)];
	bool state = span_is(e->name, "state") || span_is(e->name, "final") ||
		     span_is(e->name, "parallel") || span_is(e->name, "datamodel");
	return (struct variant){spliced(text, e->whole, ""),
				TEXT_OF(text->job, "dropped: %.80s", e->whole.from),
				state ? MUST_SAY : MAY_PASS};
}

static struct variant drop_attribute(const struct text *text)
{
	const struct attribute_at *a = &text->attributes[dice((unsigned)text->nattributes)];
	struct span whole = {a->name.from, a->value.to + 1};
	bool must_say = is_needed(text->elements[a->element].name, a->name) &&
			!(strncmp(a->name.from, "w:by", 4) == 0 && takers(text, a->element) > 1);
	return (struct variant){spliced(text, whole, ""),
				TEXT_OF(text->job, "dropped: %.80s", a->name.from),
				must_say ? MUST_SAY : MAY_PASS};
}

static char other_letter(char old)
{
	static const char letters[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	char letter = old;
	while (letter == old)
		letter = letters[dice(sizeof letters - 1)];
	return letter;
}

/* One byte of the span; of a Ukrainian letter, both of its bytes. */
static struct variant change_letter(const struct text *text, struct span span, const char **at,
				    char *letter)
{
	const char *p = span.from + dice((unsigned)(span.to - span.from)), *end = p + 1;
	while ((*p & 0xc0) == 0x80)
		p--;
	while ((*end & 0xc0) == 0x80)
		end++;
	*at = p;
	*letter = other_letter(*p);
	char in[] = {*letter, '\0'};
	return (struct variant){
		spliced(text, (struct span){p, end}, in),
		TEXT_OF(text->job, "%c for %.*s in: %.*s", *letter, (int)(end - p), p,
			(int)(span.to - span.from > 120 ? 120 : span.to - span.from), span.from),
		MUST_SAY};
}

static struct variant slip(const struct text *text)
{
	const char *at;
	char letter;
	const struct attribute_at *a = &text->attributes[dice((unsigned)text->nattributes)];
	switch (dice(8)) {
	case 0:
	case 1:
		return drop_element(text);
	case 2:
		return drop_attribute(text);
	case 3:
		return change_letter(text, a->name, &at, &letter);
	case 4:
		return change_letter(text, text->elements[dice((unsigned)text->nelements)].name,
				     &at, &letter);
	default:
		while (a->value.from == a->value.to)
			a = &text->attributes[dice((unsigned)text->nattributes)];
		struct variant variant = change_letter(text, a->value, &at, &letter);
		variant.effect = in_value(text, a, at, letter);
		variant.what = TEXT_OF(text->job, "%s (%.*s of %.*s)", variant.what,
				       (int)(a->name.to - a->name.from), a->name.from,
				       (int)(text->elements[a->element].name.to -
					     text->elements[a->element].name.from),
				       text->elements[a->element].name.from);
		return variant;
	}
}

/* --- the property --- */

struct tally {
	int said, same, passed;
};

static void try_one(const struct text *original, const char *form, struct tally *tally)
{
	struct job *job = job_below(original->job);
	struct text text = *original;
	text.job = job;
	struct variant v = slip(&text);
	struct remarks *remarks = remarks_new(job, "variant.scxml");
	struct chart *chart;
	enum status status = chart_check(job, "variant.scxml", v.xml, strlen(v.xml),
					 office_host(office), remarks);
	if (status != OK && status != E_INPUT)
		fail_msg("%s: %s", v.what, job_fault(job));
	for (int i = 0; i < remarks->count; i++)
		if (remarks->list[i].severity == ERROR && *remarks->list[i].text == '\0')
			fail_msg("%s: a remark without words", v.what);
	if (remarks->count > 0) {
		tally->said++;
	} else {
		assert_int_equal(status, OK);
		assert_int_equal(
			chart_read(job, "variant.scxml", v.xml, strlen(v.xml), false, NULL, &chart),
			OK);
		bool same = strcmp(canonical(job, chart), form) == 0;
		if (!same && v.effect == MUST_SAY) {
			print_error("passed silently: %s\n", v.what);
			fail();
		}
		tally->same += same;
		tally->passed += !same;
		if (getenv("SHOW") != NULL && !same)
			print_message("# %s\n", v.what);
	}
	talloc_free(job);
}

static void vary(struct job *job, const char *path, int count, struct tally *tally)
{
	char *xml;
	size_t size;
	struct chart *chart;
	assert_int_equal(file_read(job, path, LARGEST, &xml, &size), OK);
	assert_int_equal(chart_read(job, path, xml, size, false, NULL, &chart), OK);
	struct text text = text_read(job, xml);
	const char *form = canonical(job, chart);
	for (int i = 0; i < count; i++)
		try_one(&text, form, tally);
}

static bool is_procedure(const char *name)
{
	size_t length = strlen(name);
	return length > 6 && strcmp(name + length - 6, ".scxml") == 0;
}

static void no_variant_passes_silently(void **state)
{
	(void)state;
	struct job *job = job_new();
	const char **files, *folder = TEXT_OF(job, "%s/workflows", data_folder(job));
	int count, procedures = 0;
	struct tally tally = {0};
	seed = getenv("SEED") == NULL ? 20261122 : strtoull(getenv("SEED"), NULL, 10);
	print_message("# SEED=%llu\n", (unsigned long long)seed);
	assert_int_equal(office_law(job, NULL, &office), OK);
	assert_int_equal(folder_list(job, folder, &files, &count), OK);
	for (int i = 0; i < count; i++)
		procedures += is_procedure(files[i]);
	assert_true(procedures > 0);
	for (int i = 0; i < count; i++)
		if (is_procedure(files[i]))
			vary(job, TEXT_OF(job, "%s/%s", folder, files[i]),
			     (VARIANTS + procedures - 1) / procedures, &tally);
	print_message("# %d variants remarked on, %d of the same meaning, %d another procedure\n",
		      tally.said, tally.same, tally.passed);
	talloc_free(job);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(no_variant_passes_silently)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
