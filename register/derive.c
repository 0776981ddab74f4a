/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/terms.h"
#include "register/text.h"

#include <stdio.h>
#include <string.h>

enum { DAYS_NAMED = 40 };

static const char *weekday_word(void *owner, const struct terms *terms, struct day day)
{
	const char *word = pair_value(terms->phrases, terms->nphrases, "weekdays");
	for (int i = MONDAY; word != NULL && i < (int)day_weekday(day); i++) {
		word += strcspn(word, " ");
		word += strspn(word, " ");
	}
	return word == NULL ? "" : must(talloc_strndup(owner, word, strcspn(word, " ")));
}

static const char *day_word(void *owner, struct day day)
{
	char text[DAY_TEXT];
	return COPY(owner, day_ua(day, text));
}

const char *terms_count_word(void *owner, const struct terms *terms, struct span span)
{
	const struct unit_words *w = &terms->words[span.unit];
	int ten = span.number % 10, hundred = span.number % 100;
	const char *word = w->many;
	if (ten == 1 && hundred != 11)
		word = w->one;
	else if (ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14))
		word = w->few;
	return TEXT_OF(owner, "%d %s", span.number, word);
}

/* Days off of FROM … TILL, with their reasons: "16.12.2017 (сб), 08.03.2018 (чт, розпорядження …)".
 */
static const char *days_off(void *owner, const struct question *q, struct day from, struct day till)
{
	char *list = must(talloc_strdup(owner, ""));
	int count = 0;
	for (struct day d = from; day_cmp(d, till) <= 0; d = day_add(d, 1)) {
		if (calendar_working(q->calendar, d) || ++count > DAYS_NAMED)
			continue;
		const char *why = calendar_why(q->calendar, d);
		list = must(talloc_asprintf_append_buffer(
			list, "%s%s (%s%s%s)", count > 1 ? ", " : "", day_word(owner, d),
			weekday_word(owner, q->terms, d), why == NULL ? "" : ", ",
			why == NULL ? "" : why));
	}
	if (count > DAYS_NAMED)
		list = must(talloc_asprintf_append_buffer(list, " … (%d)", count));
	return list;
}

/* Holidays that martial law makes ordinary days. */
static const char *days_martial(void *owner, const struct question *q, struct day from,
				struct day till, const char **article)
{
	char *list = must(talloc_strdup(owner, ""));
	for (struct day d = from; day_cmp(d, till) <= 0; d = day_add(d, 1)) {
		const struct period *martial = calendar_martial(q->calendar, d);
		const struct feast *feast = calendar_feast(q->calendar, d);
		if (martial == NULL || feast == NULL || !calendar_working(q->calendar, d))
			continue;
		*article = martial->title;
		list = must(talloc_asprintf_append_buffer(list, "%s%s (%s)", *list ? ", " : "",
							  day_word(owner, d), feast->title));
	}
	return list;
}

/* A line of the derivation: the phrase NAME filled in; nothing when the file has no such phrase. */
struct lines {
	const struct terms *terms;
	char *text;
	struct pair blanks[16];
	int count;
};

static void set(struct lines *lines, const char *name, const char *value)
{
	lines->blanks[lines->count++] = (struct pair){name, value};
}

static void say(struct lines *lines, const char *name)
{
	const char *phrase = pair_value(lines->terms->phrases, lines->terms->nphrases, name);
	if (phrase == NULL)
		return;
	const char *line = text_fill(lines->text, phrase, lines->blanks, lines->count);
	lines->text = must(
		talloc_asprintf_append_buffer(lines->text, "%s%s", *lines->text ? "\n" : "", line));
}

static void say_start(struct lines *lines, const struct question *q)
{
	if (q->span.back)
		say(lines, "before");
	else if (q->terms->rules[q->span.unit].start == START_SAME_DAY || q->span.number == 0)
		say(lines, "start-same-day");
	else
		say(lines, "start-next-day");
	say(lines, "rule");
}

static void say_month(struct lines *lines, const struct question *q, const struct counted *c)
{
	if (!c->thirty)
		return;
	set(lines, "calendar-month",
	    day_word(lines->text, day_add_months(c->from, q->span.number)));
	say(lines, q->month == MONTH_EARLIER ? "thirty" : "thirty-only");
}

static void say_article(struct lines *lines, const struct question *q)
{
	struct lines own = *lines;
	set(&own, "article",
	    q->term == NULL ? q->terms->words[q->span.unit].article : q->term->article);
	set(&own, "title", q->term == NULL ? "" : q->term->title);
	say(&own, q->term == NULL ? "unit-article" : "article");
	lines->text = own.text;
}

/* Working days skip on the way, all units at the end. */
static void say_skipped(struct lines *lines, const struct question *q, const struct counted *c)
{
	struct lines own = *lines;
	int moved = day_cmp(c->due, c->raw);
	if (q->span.unit == UNIT_WORKING && !q->span.back)
		set(&own, "days", days_off(own.text, q, c->first, c->due));
	else if (moved > 0)
		set(&own, "days", days_off(own.text, q, c->raw, day_add(c->due, -1)));
	else
		set(&own, "days", days_off(own.text, q, day_add(c->due, 1), c->raw));
	bool any = *own.blanks[own.count - 1].value != '\0';
	if (moved != 0)
		say(&own, moved > 0 ? "shifted" : "shifted-back");
	else if (!calendar_working(q->calendar, c->due))
		say(&own, "not-shifted");
	else if (any)
		say(&own, "skipped");
	lines->text = own.text;
}

static void say_martial(struct lines *lines, const struct question *q, const struct counted *c)
{
	const char *article = "";
	bool whole = q->span.unit == UNIT_WORKING;
	struct day from = q->span.back ? c->due : whole ? c->first : c->raw;
	struct day till = q->span.back ? c->from : c->due;
	const char *days = days_martial(lines->text, q, from, till, &article);
	if (*days == '\0')
		return;
	set(lines, "article", article);
	set(lines, "days", days);
	say(lines, "martial");
}

const char *terms_derive(void *owner, const struct question *q, const struct counted *c)
{
	struct lines lines = {.terms = q->terms, .text = must(talloc_strdup(owner, ""))};
	void *words = lines.text;
	set(&lines, "from", day_word(words, c->from));
	set(&lines, "weekday", weekday_word(words, q->terms, c->from));
	set(&lines, "first", day_word(words, c->first));
	set(&lines, "raw", day_word(words, c->raw));
	set(&lines, "raw-weekday", weekday_word(words, q->terms, c->raw));
	set(&lines, "due", day_word(words, c->due));
	set(&lines, "due-weekday", weekday_word(words, q->terms, c->due));
	set(&lines, "count", terms_count_word(words, q->terms, q->span));
	say_start(&lines, q);
	say_month(&lines, q, c);
	say_article(&lines, q);
	say_skipped(&lines, q, c);
	say_martial(&lines, q, c);
	return lines.text;
}
