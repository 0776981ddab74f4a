/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/tally.h"

#include "base/plain.h"
#include "cli/fold.h"
#include "cli/words.h"
#include <string.h>

struct tally {
	int pages, blank, unread, registered, waiting;
	int64_t first; /* that waits */
	/* cases, with commas */
	const char *waits, *unread_in, *requests, *repeats, *crowded;
};

static void note(struct job *job, const char **list, const char *name)
{
	*list = *list == NULL ? name : TEXT_OF(job, "%s, %s", *list, name);
}

static enum status count_pages(struct job *job, struct office *office, int64_t casefile,
			       const char *name, struct tally *t)
{
	struct page *pages;
	int count, unread = 0;
	TRY(case_pages(job, office, casefile, &pages, &count));
	for (int i = 0; i < count; i++) {
		t->blank += strcmp(pages[i].kind, "blank") == 0;
		unread += strcmp(pages[i].kind, "unread") == 0;
	}
	t->pages += count;
	t->unread += unread;
	if (unread > 0)
		note(job, &t->unread_in, name);
	return OK;
}

static enum status count_marks(struct job *job, struct office *office, int64_t casefile,
			       const char *name, struct tally *t)
{
	struct given *marks;
	int count;
	bool crowded = false;
	TRY(case_marks(job, office, casefile, &marks, &count));
	for (int i = 0; i < count; i++)
		crowded = crowded || (marks[i].pressed && strcmp(marks[i].where, "paper") != 0);
	if (crowded)
		note(job, &t->crowded, name);
	return OK;
}

static enum status count_letter(struct job *job, struct office *office, const struct registered *r,
				struct tally *t)
{
	struct card card;
	const char *name = r->index != NULL ? r->index
					    : TEXT_OF(job, "%lld", (long long)r->casefile);
	TRY(card_read(job, office, r->casefile, &card));
	TRY(count_pages(job, office, r->casefile, name, t));
	TRY(count_marks(job, office, r->casefile, name, t));
	t->registered += r->index != NULL;
	if (r->index == NULL) {
		t->first = t->waiting++ == 0 ? r->casefile : t->first;
		note(job, &t->waits, name);
	}
	if (words_is_request(&card))
		note(job, &t->requests, name);
	if (card.sign != NULL && strcmp(card.sign, "repeat") == 0)
		note(job, &t->repeats, name);
	return OK;
}

static void say(struct job *job, FILE *out, const char *sentence)
{
	fold_put(out, fold_width(), 0, 2, plain_line(job, sentence));
}

static void tell_remarks(struct job *job, const struct tally *t, FILE *out)
{
	if (t->waits != NULL)
		say(job, out,
		    TEXT_OF(job,
			    _("No name could be read, so these wait for you: %s. Look at the page "
			      "(\"skrynka fetch %lld -o DIR\"), then write \"skrynka do %lld "
			      "register surname=…\"."),
			    t->waits, (long long)t->first, (long long)t->first));
	if (t->requests != NULL)
		say(job, out,
		    TEXT_OF(job,
			    _("Requests for public information, to be answered within 5 working "
			      "days: %s."),
			    t->requests));
	if (t->repeats != NULL)
		say(job, out, TEXT_OF(job, _("Repeated appeals: %s."), t->repeats));
	if (t->unread_in != NULL)
		say(job, out,
		    TEXT_OF(job, _("Pages that could not be read (the images are kept): in %s."),
			    t->unread_in));
	if (t->crowded != NULL)
		say(job, out,
		    TEXT_OF(job,
			    _("No free place for a mark, it is in the margin or on an added "
			      "strip: %s."),
			    t->crowded));
}

enum status tally_tell(struct job *job, struct office *office, const struct batch *batch,
		       const struct registered *found, int count, int seconds, FILE *out)
{
	struct tally t = {0};
	for (int i = 0; i < count; i++)
		TRY(count_letter(job, office, &found[i], &t));
	say(job, out,
	    TEXT_OF(job, _("Letters: %d; pages: %d, of them blank: %d, not read: %d. Came by: %s."),
		    count, t.pages, t.blank, t.unread,
		    office_word(office, "channel", batch->channel, batch->arrived)));
	say(job, out,
	    TEXT_OF(job, _("Registered: %d; wait for the registrar: %d. It took %d min %d s."),
		    t.registered, t.waiting, seconds / 60, seconds % 60));
	tell_remarks(job, &t, out);
	return OK;
}
