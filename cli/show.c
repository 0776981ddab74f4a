/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/show.h"

#include "cli/table.h"
#include "cli/words.h"
#include <stdio.h>

static const char *person(const struct shown *s, const char *id)
{
	const char *name = id;
	return office_person(s->job, s->office, id, &name) == OK ? name : id;
}

/* The card with names for ids, titles for codes, days as people write them. */
static struct card in_words(const struct shown *s)
{
	struct card c = s->card;
	struct day day = c.registered.number == 0 ? c.arrived : c.registered;
	c.kind = office_word(s->office, "kind", c.kind, day);
	c.subject = office_word(s->office, "subject", c.subject, day);
	c.sign = office_word(s->office, "sign", c.sign, day);
	c.category = office_word(s->office, "category", c.category, day);
	c.social = office_word(s->office, "social", c.social, day);
	c.channel = office_word(s->office, "channel", c.channel, day);
	c.outcome = office_word(s->office, "outcome", c.outcome, day);
	c.signed_on = words_date(s->job, c.signed_on);
	c.sent_on = words_date(s->job, c.sent_on);
	c.author = person(s, c.author);
	c.lead = person(s, c.lead);
	c.control = person(s, c.control);
	return c;
}

const struct field *card_fields(void *owner, const struct card *c)
{
	const struct field fields[] = {
		{"index", _("Index"), c->index},
		{"arrived", _("Arrived"), words_day(owner, c->arrived, false)},
		{"applicant", _("Applicant"), c->applicant},
		{"address", _("Address"), c->address},
		{"phone", _("Telephone"), c->phone},
		{"email", _("E-mail"), c->email},
		{"kind", _("Kind"), c->kind},
		{"subject", _("By"), c->subject},
		{"sign", _("Sign"), c->sign},
		{"category", _("Category"), c->category},
		{"social", _("Social state"), c->social},
		{"channel", _("Came by"), c->channel},
		{"box", _("Box"), c->box},
		{"signed-on", _("Signed on"), c->signed_on},
		{"sent-from", _("Sent from"), c->sent_from},
		{"sent-on", _("Sent on"), c->sent_on},
		{"sent-index", _("Their index"), c->sent_index},
		{"summary", _("About"), c->summary},
		{"previous", _("First appeal"), c->previous},
		{"resolution", _("Resolution"), c->resolution},
		{"author", _("Laid by"), c->author},
		{"lead", _("Lead executor"), c->lead},
		{"control", _("On control by"), c->control},
		{"outcome", _("Outcome"), c->outcome},
		{NULL, NULL, NULL},
	};
	return must(talloc_memdup(owner, fields, sizeof fields));
}

static void put_line(FILE *out, const char *title, const char *value)
{
	fprintf(out, "  %s:%*s ", title, 20 - text_width(title) > 0 ? 20 - text_width(title) : 0,
		"");
	for (; *value != '\0'; value++)
		fputc((unsigned char)*value < 32 ? ' ' : *value, out);
	fputc('\n', out);
}

static void put_card(const struct shown *s, FILE *out)
{
	const struct card words = in_words(s), *c = &words;
	fprintf(out, "%s — %s\n\n", words_case(s->job, c), c->states);
	for (const struct field *f = card_fields(s->job, c); f->key != NULL; f++)
		if (f->value != NULL && *f->value != '\0')
			put_line(out, f->title, f->value);
	for (int i = 0; i < c->ntopics; i++)
		put_line(out, i == 0 ? _("Main topic") : _("Topic"),
			 TEXT_OF(s->job, "%s %s", c->topics[i].code, c->topics[i].text));
	put_line(out, _("Sheets"), TEXT_OF(s->job, "%d", s->npages));
}

static void put_indented(FILE *out, const char *text)
{
	fputs("      ", out);
	for (; *text != '\0'; text++) {
		fputc(*text, out);
		if (*text == '\n')
			fputs("      ", out);
	}
	fputc('\n', out);
}

static void put_deadlines(const struct shown *s, FILE *out)
{
	if (s->ndeadlines > 0)
		fprintf(out, "\n%s\n", _("Terms"));
	for (int i = 0; i < s->ndeadlines; i++) {
		const struct deadline *d = &s->deadlines[i];
		int left = day_cmp(d->due, job_today(s->job));
		const char *day = words_day(s->job, d->due, false);
		if (left < 0)
			fprintf(out, _("  %s  %s (late by %d days)\n"), day, d->title, -left);
		else
			fprintf(out, _("  %s  %s (%d days left)\n"), day, d->title, left);
		if (s->why)
			put_indented(out, d->why);
	}
}

static void put_inputs(const struct choice *c, FILE *out)
{
	for (int i = 0; i < c->ninputs; i++) {
		const struct input *in = &c->inputs[i];
		fprintf(out, "        %s%s%s — %s%s%s%s\n", in->required ? "" : "[", in->name,
			in->required ? "=…" : "=…]", in->title, in->choices == NULL ? "" : " (",
			in->choices == NULL ? "" : in->choices, in->choices == NULL ? "" : ")");
	}
}

/* "head deputy" in words: "керівник, заступник керівника". */
static const char *roles_of(const struct shown *s, const char *roles)
{
	char *copy = must(talloc_strdup(s->job, roles)), *rest = NULL;
	const char *words = "";
	for (char *role = strtok_r(copy, " ", &rest); role != NULL;
	     role = strtok_r(NULL, " ", &rest))
		words = TEXT_OF(s->job, "%s%s%s", words, *words == '\0' ? "" : ", ",
				office_word(s->office, "role", role, s->card.arrived));
	return words;
}

static void put_choices(const struct shown *s, FILE *out)
{
	bool any = false;
	for (int i = 0; i < s->nchoices; i++) {
		const struct choice *c = &s->choices[i];
		if (!c->mine || !c->now)
			continue;
		if (!any)
			fprintf(out, "\n%s\n", _("You may now"));
		any = true;
		fprintf(out, "  %s — skrynka do %lld %s\n", c->title, (long long)s->casefile,
			c->event);
		put_inputs(c, out);
	}
	if (!any)
		fprintf(out, "\n%s\n", _("There is nothing for you to do on this case now."));
	for (int i = 0; i < s->nchoices; i++)
		if (!s->choices[i].mine && *s->choices[i].by != '\0')
			fprintf(out, _("  %s — waits for: %s\n"), s->choices[i].title,
				roles_of(s, s->choices[i].by));
}

static void put_marks(const struct shown *s, FILE *out)
{
	if (s->nmarks > 0)
		fprintf(out, "\n%s\n", _("Marks"));
	for (int i = 0; i < s->nmarks; i++) {
		const struct given *m = &s->marks[i];
		fprintf(out, _("  %s, page %d, %s, %s\n"), m->title, m->page,
			words_moment(s->job, m->at),
			!m->pressed			  ? _("not drawn yet")
			: strcmp(m->where, "paper") == 0  ? _("on free paper")
			: strcmp(m->where, "margin") == 0 ? _("in the margin: no free place")
							  : _("on an added strip: no free place"));
	}
	if (s->nnotices > 0)
		fprintf(out, "\n%s\n", _("Notices"));
	for (int i = 0; i < s->nnotices; i++)
		fprintf(out, "  %s  %s: %s\n", words_moment(s->job, s->notices[i].at),
			s->notices[i].to, s->notices[i].text);
}

static void put_history(const struct shown *s, FILE *out)
{
	fprintf(out, "\n%s\n", _("History"));
	for (int i = 0; i < s->nrecords; i++) {
		const struct record *r = &s->records[i];
		fprintf(out, "  %s  %s  %s%s%s\n", words_moment(s->job, r->at),
			r->user == NULL ? _("program") : person(s, r->user), r->title,
			r->taken ? "" : _(" — refused: "), r->taken ? "" : r->why);
		for (int k = 0; k < r->ndata; k++)
			fprintf(out, "        %s=%s\n", r->data[k].name, r->data[k].value);
	}
}

void show_people(const struct shown *s, FILE *out)
{
	put_card(s, out);
	put_deadlines(s, out);
	put_marks(s, out);
	put_choices(s, out);
	if (s->history)
		put_history(s, out);
}
