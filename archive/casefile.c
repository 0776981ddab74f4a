/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/casefile.h"
#include "archive/origin.h"
#include "base/xml.h"

#include <string.h>

/* --- gathering --- */

static bool all_pressed(const struct casefile *casefile)
{
	for (int i = 0; i < casefile->nmarks; i++)
		if (!casefile->marks[i].pressed)
			return false;
	return true;
}

static enum status read_marks(struct job *job, struct office *office, int64_t number,
			      struct casefile *casefile)
{
	TRY(case_marks(job, office, number, &casefile->marks, &casefile->nmarks));
	if (all_pressed(casefile))
		return OK;
	TRY(marks_press(job, office, NULL, NULL));
	TRY(case_marks(job, office, number, &casefile->marks, &casefile->nmarks));
	return all_pressed(casefile) ? OK
				     : fail(job, E_BUSY, "a mark of the case is not on paper yet");
}

/* One file for each letter as scanned, and one sheet, however many pages it has. */
static void name_letter(struct job *job, const struct casefile *casefile, int n, int *letters)
{
	struct leaf *leaf = &casefile->leaves[n];
	for (int i = 0; i < n; i++)
		if (strcmp(casefile->leaves[i].page.original, leaf->page.original) == 0) {
			leaf->original = casefile->leaves[i].original;
			leaf->sheet = casefile->leaves[i].sheet;
			return;
		}
	leaf->original = TEXT_OF(job, "original/%03d.tif", ++*letters);
	if (leaf->page.sheet != NULL)
		leaf->sheet = TEXT_OF(job, "sheet/%03d.xml", *letters);
}

static enum status read_pages(struct job *job, struct office *office, int64_t number,
			      struct casefile *casefile)
{
	struct page *pages;
	int letters = 0;
	TRY(case_pages(job, office, number, &pages, &casefile->nleaves));
	casefile->leaves = NEW_ARRAY(job, struct leaf, casefile->nleaves + 1);
	for (int i = 0; i < casefile->nleaves; i++) {
		struct leaf *leaf = &casefile->leaves[i];
		leaf->page = pages[i];
		leaf->shown = pages[i].stamped != NULL ? pages[i].stamped : pages[i].image;
		name_letter(job, casefile, i, &letters);
		leaf->image = TEXT_OF(job, "pages/%03d.tif", pages[i].number);
		leaf->text = TEXT_OF(job, "text/%03d.txt", pages[i].number);
		leaf->alto = TEXT_OF(job, "alto/%03d.xml", pages[i].number);
	}
	return OK;
}

enum status casefile_read(struct job *job, struct office *office, int64_t number,
			  struct casefile **out)
{
	struct casefile *casefile = NEW(job, struct casefile);
	TRY(card_read(job, office, number, &casefile->card));
	TRY(case_history(job, office, number, &casefile->history, &casefile->nhistory));
	TRY(case_terms(job, office, number, &casefile->terms, &casefile->nterms));
	TRY(case_procedure(job, office, number, &casefile->procedure));
	TRY(read_marks(job, office, number, casefile));
	TRY(case_told(job, office, number, &casefile->told));
	TRY(act_of_case(job, office, number, &casefile->has_act, &casefile->act));
	TRY(case_notices(job, office, number, &casefile->notices, &casefile->nnotices));
	TRY(user_list(job, office, &casefile->people, &casefile->npeople));
	TRY(read_pages(job, office, number, casefile));
	TRY(origins_read(job, office, casefile));
	TRY(case_readings(job, office, number, &casefile->readings, &casefile->nreadings));
	*out = casefile;
	return OK;
}

enum status leaf_read(struct job *job, const struct office *office, const struct leaf *leaf,
		      struct reading *out)
{
	struct doc *sheet;
	*out = (struct reading){.count = 0};
	if (leaf->page.sheet == NULL)
		return OK;
	TRY(xml_read_file(job, object_path(job, office->home, leaf->page.sheet), &sheet));
	return reading_standing(job, sheet, leaf->page.original_page, leaf->page.turn, out);
}

const char *reading_path(void *owner, const struct casefile *casefile, int n)
{
	return n + 1 == casefile->nreadings ? casefile->leaves[0].sheet
					    : TEXT_OF(owner, "older/%03d.xml", n + 1);
}

const char *casefile_title(void *owner, const struct casefile *casefile)
{
	const struct card *card = &casefile->card;
	const char *index = card->index == NULL ? TEXT_OF(owner, "%lld", (long long)card->casefile)
						: card->index;
	return card->applicant == NULL ? index : TEXT_OF(owner, "%s, %s", index, card->applicant);
}

/* --- writing: what is not known is left out --- */

static bool blank(const char *text)
{
	return text == NULL || text[strspn(text, " \t\r\n")] == '\0';
}

static void put(struct node *in, const char *name, const char *text)
{
	if (!blank(text))
		node_add(in, name, text);
}

static void set(struct node *in, const char *name, const char *text)
{
	if (!blank(text))
		node_set(in, name, text);
}

static void put_day(struct node *in, const char *name, struct day day)
{
	char text[DAY_TEXT];
	node_add(in, name, day_iso(day, text));
}

static void put_count(struct job *job, struct node *in, const char *name, int count)
{
	if (count > 0)
		node_add(in, name, TEXT_OF(job, "%d", count));
}

static void set_moment(struct job *job, struct node *in, int64_t at)
{
	node_set(in, "at", moment_iso(job, at));
}

static void put_topics(struct node *in, const struct card *card)
{
	struct node *topics = card->ntopics > 0 ? node_add(in, "topics", NULL) : NULL;
	for (int i = 0; i < card->ntopics; i++) {
		const struct topic *topic = &card->topics[i];
		const char *text = blank(topic->text) ? topic->code : topic->text;
		set(node_add(topics, "topic", text), "code", topic->code);
	}
}

static void put_words(struct node *in, const struct pair *words, int count)
{
	for (int i = 0; i < count; i++)
		put(in, words[i].name, words[i].value);
}

#define PUT_WORDS(in, ...)                                                                         \
	put_words(in, (const struct pair[]){__VA_ARGS__},                                          \
		  (int)(sizeof((const struct pair[]){__VA_ARGS__}) / sizeof(struct pair)))

/* A resolved case has no open term: its own is the last that was set for the consideration. */
static const struct kept *last_term(const struct casefile *casefile)
{
	for (int i = casefile->nterms - 1; i >= 0; i--)
		if (strcmp(casefile->terms[i].id, "consideration") == 0)
			return &casefile->terms[i];
	return NULL;
}

/* In the order of the printed form (Instruction 348, annex 1). */
static void put_card(struct job *job, struct node *root, const struct casefile *casefile)
{
	const struct card *card = &casefile->card;
	const struct kept *term = last_term(casefile);
	struct node *in = node_add(root, "card", NULL);
	put(in, "index", card->index);
	put_day(in, "arrived", card->arrived);
	if (card->registered.number != 0)
		put_day(in, "registered", card->registered);
	PUT_WORDS(in, {"procedure", card->procedure}, {"states", card->states},
		  {"applicant", card->applicant}, {"surname", card->surname},
		  {"given-name", card->given_name}, {"patronymic", card->patronymic},
		  {"address", card->address}, {"phone", card->phone}, {"email", card->email},
		  {"work", card->work}, {"kind", card->kind}, {"category", card->category},
		  {"social", card->social}, {"subject", card->subject}, {"sign", card->sign},
		  {"channel", card->channel}, {"box", card->box}, {"signed-on", card->signed_on},
		  {"sent-from", card->sent_from}, {"sent-on", card->sent_on},
		  {"sent-index", card->sent_index}, {"sent-due", card->sent_due},
		  {"summary", card->summary});
	put_count(job, in, "applicants", card->applicants);
	PUT_WORDS(in, {"co-applicants", card->co_applicants},
		  {"representative", card->representative}, {"authority", card->authority});
	put_count(job, in, "sheets", card->sheets);
	PUT_WORDS(in, {"resolution", card->resolution}, {"author", card->author},
		  {"lead", card->lead}, {"control", card->control}, {"outcome", card->outcome},
		  {"previous", card->previous}, {"requester", card->requester},
		  {"reply", card->reply}, {"reply-number", card->reply_number},
		  {"replied-on", card->replied_on});
	if (card->sticker != 0)
		node_add(in, "sticker", TEXT_OF(job, "%lld", (long long)card->sticker));
	if (term != NULL)
		put_day(in, "due", term->due);
	put_topics(in, card);
}

static bool same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* Only who had a hand in this case: the others' names are nobody's business in 2045. */
static bool took_part(const struct casefile *casefile, const char *id)
{
	const struct card *card = &casefile->card;
	if (same(card->author, id) || same(card->lead, id) || same(card->control, id))
		return true;
	for (int i = 0; i < casefile->nmarks; i++)
		if (same(casefile->marks[i].user, id))
			return true;
	for (int i = 0; i < casefile->nnotices; i++)
		if (same(casefile->notices[i].to, id))
			return true;
	for (int i = 0; i < casefile->nhistory; i++) {
		const struct record *record = &casefile->history[i];
		if (same(record->user, id))
			return true;
		for (int k = 0; k < record->ndata; k++)
			if (same(record->data[k].value, id))
				return true;
	}
	return false;
}

static void put_people(struct node *root, const struct casefile *casefile)
{
	struct node *in = NULL;
	for (int i = 0; i < casefile->npeople; i++) {
		const struct user *user = &casefile->people[i];
		if (!took_part(casefile, user->id) || blank(user->name))
			continue;
		in = in == NULL ? node_add(root, "people", NULL) : in;
		node_set(node_add(in, "person", user->name), "id", user->id);
	}
}

static void put_history(struct job *job, struct node *root, const struct casefile *casefile)
{
	struct node *in = node_add(root, "history", NULL);
	for (int i = 0; i < casefile->nhistory; i++) {
		const struct record *record = &casefile->history[i];
		struct node *event = node_add(in, "event", NULL);
		set_moment(job, event, record->at);
		set(event, "user", record->user);
		set(event, "name", record->event);
		set(event, "title", record->title);
		node_set(event, "taken", record->taken ? "true" : "false");
		put(event, "why", record->why);
		put(event, "states", record->states);
		for (int k = 0; k < record->ndata; k++) {
			const struct pair *datum = &record->data[k];
			const char *value = datum->value == NULL ? "" : datum->value;
			set(node_add(event, "datum", value), "name", datum->name);
		}
	}
}

static void put_terms(struct job *job, struct node *root, const struct casefile *casefile)
{
	struct node *in = casefile->nterms > 0 ? node_add(root, "terms", NULL) : NULL;
	for (int i = 0; i < casefile->nterms; i++) {
		const struct kept *kept = &casefile->terms[i];
		struct node *term = node_add(in, "term", NULL);
		char day[DAY_TEXT];
		set(term, "id", kept->id);
		set(term, "title", kept->title);
		set_moment(job, term, kept->at);
		node_set(term, "due", day_iso(kept->due, day));
		put(term, "why", kept->why);
	}
}

static void put_marks(struct job *job, struct node *root, const struct casefile *casefile)
{
	struct node *in = casefile->nmarks > 0 ? node_add(root, "marks", NULL) : NULL;
	for (int i = 0; i < casefile->nmarks; i++) {
		const struct given *given = &casefile->marks[i];
		struct node *mark = node_add(in, "mark", NULL);
		set(mark, "name", given->name);
		set(mark, "title", given->title);
		if (given->page > 0)
			node_set_int(mark, "page", given->page);
		set(mark, "user", given->user);
		set_moment(job, mark, given->at);
		node_set_int(mark, "x", given->x);
		node_set_int(mark, "y", given->y);
		node_set_int(mark, "w", given->w);
		node_set_int(mark, "h", given->h);
		set(mark, "where", given->where);
		put(mark, "why", given->why);
	}
}

static void put_notices(struct job *job, struct node *root, const struct casefile *casefile)
{
	struct node *in = casefile->nnotices > 0 ? node_add(root, "notices", NULL) : NULL;
	for (int i = 0; i < casefile->nnotices; i++) {
		const struct notice *notice = &casefile->notices[i];
		struct node *node = node_add(in, "notice", notice->text);
		set(node, "to", notice->to);
		set(node, "template", notice->template_name);
		set_moment(job, node, notice->at);
	}
}

static void put_told(struct node *root, const struct casefile *casefile)
{
	if (casefile->told == NULL)
		return;
	struct node *told = node_add(root, "told", NULL);
	node_set(told, "original", TOLD_FILE);
	node_set(told, "original-sha256", casefile->told);
}

static void put_act(struct job *job, struct node *root, const struct casefile *casefile)
{
	const struct act *act = &casefile->act;
	char day[DAY_TEXT];
	if (!casefile->has_act)
		return;
	struct node *in = node_add(root, "act", NULL);
	node_set(in, "number", act_name(job, act));
	node_set(in, "opened", day_iso(act->opened, day));
	set(in, "time", act->time);
	set(in, "box", act->box);
	set(in, "place", act->place);
	node_set_int(in, "letters", act->letters);
	for (int i = 0; i < act->nmembers; i++) {
		struct node *member = node_add(in, "member", act->members[i].name);
		set(member, "post", act->members[i].post);
		set(member, "user", act->members[i].user);
	}
	put(in, "note", act->note);
}

static void put_pages(struct job *job, struct node *root, const struct casefile *casefile)
{
	struct node *in = casefile->nleaves > 0 ? node_add(root, "pages", NULL) : NULL;
	if (in != NULL)
		node_set(in, "pdf", "casefile.pdf");
	for (int i = 0; i < casefile->nleaves; i++) {
		const struct leaf *leaf = &casefile->leaves[i];
		struct node *page = node_add(in, "page", NULL);
		node_set_int(page, "n", leaf->page.number);
		set(page, "kind", leaf->page.kind);
		node_set_int(page, "turn", leaf->page.turn);
		node_set_real(page, "skew", leaf->page.skew, 3);
		set(page, "original", leaf->original);
		node_set_int(page, "original-page", leaf->page.original_page);
		set(page, "original-sha256", leaf->page.original);
		set(page, "sheet", leaf->sheet);
		set(page, "sheet-sha256", leaf->sheet == NULL ? NULL : leaf->page.sheet);
		set(page, "image", leaf->image);
		set(page, "image-sha256", leaf->shown);
		set(page, "text", leaf->text);
		set(page, "alto", leaf->alto);
		if (leaf->page.added != 0)
			node_set(page, "added", moment_iso(job, leaf->page.added));
		set(page, "known-by", leaf->page.known_by);
	}
}

/* A letter read once tells all of it by its sheet. */
static void put_readings(struct job *job, struct node *root, const struct casefile *casefile)
{
	struct node *in = casefile->nreadings > 1 ? node_add(root, "readings", NULL) : NULL;
	for (int i = 0; in != NULL && i < casefile->nreadings; i++) {
		const struct read *read = &casefile->readings[i];
		struct node *reading = node_add(in, "reading", NULL);
		set_moment(job, reading, read->at);
		set(reading, "user", read->user);
		set(reading, "engine", read->engine);
		set(reading, "models", read->models);
		set(reading, "sheet", reading_path(job, casefile, i));
		set(reading, "sheet-sha256", read->sheet);
	}
}

enum status casefile_text(struct job *job, const struct office *office,
			  const struct casefile *casefile, const char *xsd, const char **text)
{
	struct doc *doc = doc_new(job, CASEFILE_SPACE, "casefile");
	struct node *root = doc_root(doc);
	node_set_int(root, "number", casefile->card.casefile);
	node_set(root, "exported", moment_iso(job, job_now(job)));
	node_set(root, "program", "Skrynka");
	set(node_add(root, "office", office->name), "edrpou", office->edrpou);
	put_card(job, root, casefile);
	put_people(root, casefile);
	put_history(job, root, casefile);
	put_terms(job, root, casefile);
	put_marks(job, root, casefile);
	put_notices(job, root, casefile);
	put_told(root, casefile);
	put_act(job, root, casefile);
	put_pages(job, root, casefile);
	put_readings(job, root, casefile);
	origins_put(root, casefile);
	*text = doc_text(job, doc, true);
	return xml_valid(job, doc, xsd, NULL) == OK
		       ? OK
		       : fail_at(job, E_SYSTEM, "the case file to be written is not valid");
}
