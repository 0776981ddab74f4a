/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/show.h"

#include "base/plain.h"
#include "cli/fold.h"
#include "cli/table.h"
#include "cli/words.h"
#include <stdio.h>
#include <string.h>

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
	c.requester = office_word(s->office, "requester", c.requester, day);
	c.subject = office_word(s->office, "subject", c.subject, day);
	c.sign = office_word(s->office, "sign", c.sign, day);
	c.category = office_word(s->office, "category", c.category, day);
	c.social = office_word(s->office, "social", c.social, day);
	c.channel = office_word(s->office, "channel", c.channel, day);
	c.outcome = office_word(s->office, "outcome", c.outcome, day);
	c.signed_on = words_date(s->job, c.signed_on);
	c.sent_on = words_date(s->job, c.sent_on);
	c.replied_on = words_date(s->job, c.replied_on);
	c.author = person(s, c.author);
	c.lead = person(s, c.lead);
	c.control = person(s, c.control);
	return c;
}

const struct field *card_fields(void *owner, const struct card *c)
{
	const char *signers = c->applicants > 0 ? TEXT_OF(owner, "%d", c->applicants) : NULL;
	const struct field fields[] = {
		{"index", _("Index"), c->index},
		{"arrived", _("Arrived"), words_day(owner, c->arrived, false)},
		{"applicant", _("Applicant"), c->applicant},
		{"co-applicants", _("Signed with"), c->co_applicants},
		{"applicants", _("How many signed"), signers},
		{"representative", _("Representative"), c->representative},
		{"authority", _("Acts by"), c->authority},
		{"address", _("Address"), c->address},
		{"phone", _("Telephone"), c->phone},
		{"email", _("E-mail"), c->email},
		{"work", _("Place of work"), c->work},
		{"kind", _("Kind"), c->kind},
		{"requester", _("Requester"), c->requester},
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
		{"sent-due", _("Their control date"), c->sent_due},
		{"summary", _("About"), c->summary},
		{"previous", _("First appeal"), c->previous},
		{"resolution", _("Resolution"), c->resolution},
		{"author", _("Laid by"), c->author},
		{"lead", _("Lead executor"), c->lead},
		{"control", _("On control by"), c->control},
		{"outcome", _("Outcome"), c->outcome},
		{"reply", _("Reply"), c->reply},
		{"reply-number", _("Reply index"), c->reply_number},
		{"replied-on", _("Reply sent"), c->replied_on},
		{NULL, NULL, NULL},
	};
	return must(talloc_memdup(owner, fields, sizeof fields));
}

void show_line(FILE *out, const struct shown *s, int after, const char *head, const char *text)
{
	fputs(head, out);
	fold_put(out, fold_width(), text_width(head), after, plain_line(s->job, text));
}

static void put_line(const struct shown *s, FILE *out, const char *title, const char *value)
{
	show_line(out, s, 24, words_head(s->job, TEXT_OF(s->job, "  %s:", title), 24), value);
}

static int pages_of(const struct shown *s, const char *kind)
{
	int count = 0;
	for (int i = 0; i < s->npages; i++)
		count += strcmp(s->pages[i].kind, kind) == 0;
	return count;
}

/* When it was read last, and by what; the first time it came, which its arrival tells. */
static void put_reading(const struct shown *s, FILE *out)
{
	const struct read *last = &s->readings[s->nreadings - 1];
	if (s->nreadings > 1)
		put_line(s, out, _("Read again"),
			 TEXT_OF(s->job, "%s, %s (%s)", words_moment(s->job, last->at),
				 last->engine, last->models));
}

/* The papers that were added to the letter, each with its pages; the pages to look at. */
static void put_papers(const struct shown *s, FILE *out)
{
	for (int i = 0; i < s->npages; i++) {
		const struct page *p = &s->pages[i];
		bool begins = p->added != 0 &&
			      (i == 0 || strcmp(p->original, s->pages[i - 1].original) != 0);
		if (begins)
			put_line(s, out, _("Added"),
				 TEXT_OF(s->job, _("%s, from page %d on%s%s"),
					 words_moment(s->job, p->added), p->number,
					 p->known_by == NULL ? ""
							     : _("; by the code with the index "),
					 p->known_by == NULL ? "" : p->known_by));
	}
	for (int i = 0; i < s->npages; i++)
		if (s->pages[i].doubt != NULL)
			put_line(s, out, _("Look at page"),
				 TEXT_OF(s->job, "%d: %s", s->pages[i].number,
					 words_doubt(s->job, s->pages[i].doubt)));
}

static void put_origin(const struct shown *s, FILE *out)
{
	if (s->card.sticker != 0)
		put_line(s, out, _("Sticker"), TEXT_OF(s->job, "%lld", (long long)s->card.sticker));
	if (s->has_act)
		put_line(s, out, _("Act"),
			 TEXT_OF(s->job, _("%s of %s, letters: %d"), act_name(s->job, &s->act),
				 words_day(s->job, s->act.opened, false), s->act.letters));
}

/* Where the paper can be looked at: what a registrar needs first. */
static void put_pages(const struct shown *s, FILE *out)
{
	int blank = pages_of(s, "blank"), unread = pages_of(s, "unread");
	const char *words = TEXT_OF(s->job, "%d", s->npages);
	if (s->card.sheets > 0)
		put_line(s, out, _("Sheets"), TEXT_OF(s->job, "%d", s->card.sheets));
	if (blank > 0)
		words = TEXT_OF(s->job, _("%s, blank: %d"), words, blank);
	if (unread > 0)
		words = TEXT_OF(s->job, _("%s, could not be read: %d"), words, unread);
	put_line(s, out, _("Pages"), words);
	put_reading(s, out);
	put_papers(s, out);
	put_line(s, out, _("Scans"),
		 TEXT_OF(s->job, _("skrynka fetch %lld -o DIR"), (long long)s->casefile));
}

static void put_card(const struct shown *s, FILE *out)
{
	const struct card words = in_words(s), *c = &words;
	show_line(out, s, 0, "", TEXT_OF(s->job, "%s — %s", words_case(s->job, c), c->states));
	show_tasks(s, out);
	fputc('\n', out);
	for (const struct field *f = card_fields(s->job, c); f->key != NULL; f++)
		if (f->value != NULL && *f->value != '\0')
			put_line(s, out, f->title, f->value);
	for (int i = 0; i < c->ntopics; i++)
		put_line(s, out, i == 0 ? _("Main topic") : _("Topic"),
			 TEXT_OF(s->job, "%s %s", c->topics[i].code, c->topics[i].text));
	put_origin(s, out);
	if (s->npages > 0)
		put_pages(s, out);
	const char *remark = words_request(s->job, s->office, &s->card);
	if (remark != NULL) {
		fputc('\n', out);
		show_line(out, s, 0, "", remark);
	}
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
		const struct timer *d = &s->deadlines[i];
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
		show_line(out, s, 6, "",
			  TEXT_OF(s->job, "  %s  %s: %s", words_moment(s->job, s->notices[i].at),
				  words_who(s->job, s->office, s->notices[i].to),
				  s->notices[i].text));
}

static void put_record(const struct shown *s, const struct record *r, FILE *out)
{
	show_line(out, s, 6, "",
		  TEXT_OF(s->job, "  %s  %s  %s%s%s", words_moment(s->job, r->at),
			  r->user == NULL ? _("program") : person(s, r->user),
			  r->title == NULL ? r->event : r->title, r->taken ? "" : _(" — refused: "),
			  r->taken ? "" : r->why));
	for (int k = 0; k < r->ndata; k++)
		show_line(out, s, 10, "",
			  TEXT_OF(s->job, "        %s=%s", r->data[k].name, r->data[k].value));
}

static void put_history(const struct shown *s, FILE *out)
{
	fprintf(out, "\n%s\n", _("History"));
	for (int i = 0; i < s->nrecords; i++)
		put_record(s, &s->records[i], out);
}

void show_people(const struct shown *s, FILE *out)
{
	put_card(s, out);
	put_deadlines(s, out);
	put_marks(s, out);
	show_choices(s, out);
	if (s->history)
		put_history(s, out);
}
