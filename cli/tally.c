/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/tally.h"

#include "cli/fold.h"
#include "cli/words.h"
#include <string.h>

enum { NAMED = 40 }; /* of a list: more nobody reads */

/* Cases, with commas. */
struct names {
	char *words;
	int count;
};

struct tally {
	struct job *job; /* owns the names */
	int pages, blank, unread, registered, waiting;
	int64_t first; /* that waits */
	struct names waits, unread_in, requests, repeats, crowded;
};

static void note(struct tally *t, struct names *list, const char *name)
{
	if (list->count == 0)
		list->words = must(talloc_strdup(t->job, name));
	else if (list->count < NAMED)
		list->words = must(talloc_asprintf_append_buffer(list->words, ", %s", name));
	list->count++;
}

static const char *names_of(struct job *job, const struct names *list)
{
	return list->count <= NAMED ? list->words
				    : TEXT_OF(job, "%s, … (%d)", list->words, list->count);
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
		note(t, &t->unread_in, name);
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
		note(t, &t->crowded, name);
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
		note(t, &t->waits, name);
	}
	if (words_is_request(&card))
		note(t, &t->requests, name);
	if (card.sign != NULL && strcmp(card.sign, "repeat") == 0)
		note(t, &t->repeats, name);
	return OK;
}

static void tell_remarks(struct job *job, const struct tally *t, FILE *out)
{
	if (t->waits.count > 0)
		fold_say(out,
			 TEXT_OF(job,
				 _("No name could be read, so these wait for you: %s. Look at the "
				   "page "
				   "(\"skrynka fetch %lld -o DIR\"), then write \"skrynka do %lld "
				   "register surname=…\"."),
				 names_of(job, &t->waits), (long long)t->first,
				 (long long)t->first));
	if (t->requests.count > 0)
		fold_say(out, TEXT_OF(job,
				      _("Requests for public information, to be answered within 5 "
					"working "
					"days: %s."),
				      names_of(job, &t->requests)));
	if (t->repeats.count > 0)
		fold_say(out, TEXT_OF(job, _("Repeated appeals: %s."), names_of(job, &t->repeats)));
	if (t->unread_in.count > 0)
		fold_say(out,
			 TEXT_OF(job,
				 _("Pages that could not be read (the images are kept): in %s."),
				 names_of(job, &t->unread_in)));
	if (t->crowded.count > 0)
		fold_say(out,
			 TEXT_OF(job,
				 _("No free place for a mark, it is in the margin or on an added "
				   "strip: %s."),
				 names_of(job, &t->crowded)));
}

enum status tally_tell(struct job *job, struct office *office, const struct batch *batch,
		       const struct registered *found, int count, int seconds, FILE *out)
{
	struct tally t = {.job = job};
	for (int i = 0; i < count; i++) {
		struct job *below = job_below(job);
		enum status status = count_letter(below, office, &found[i], &t);
		talloc_free(below);
		TRY(status);
	}
	fold_say(out,
		 TEXT_OF(job,
			 _("Letters: %d; pages: %d, of them blank: %d, not read: %d. Came by: %s."),
			 count, t.pages, t.blank, t.unread,
			 office_word(office, "channel", batch->channel, batch->arrived)));
	fold_say(out,
		 TEXT_OF(job, _("Registered: %d; wait for the registrar: %d. It took %d min %d s."),
			 t.registered, t.waiting, seconds / 60, seconds % 60));
	tell_remarks(job, &t, out);
	return OK;
}
