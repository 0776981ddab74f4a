/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/due.h"
#include "register/field.h"
#include "register/given.h"
#include "register/settings.h"
#include "register/sight.h"

#include <stdlib.h>

/* A question without words of its own is called as the classifier calls it. */
static enum status read_topics(struct job *job, struct office *office, const struct fields *fields,
			       struct card *card)
{
	struct rows *rows;
	struct day day = fields->is_registered ? fields->registered : job_today(job);
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT code, words FROM topic WHERE casefile = ?1 ORDER BY number"),
		     INT(card->casefile)));
	while (db_next(rows)) {
		const char *code = row_text(rows, 0), *text = row_text(rows, 1);
		const struct item *item = classifier_find(office->settings->classifier, "topic",
							  code, day);
		if (text == NULL)
			text = item == NULL ? "" : item->title;
		card->topics = APPEND(job, card->topics, &card->ntopics, struct topic);
		card->topics[card->ntopics - 1] = (struct topic){code, text};
	}
	return db_end(rows);
}

static enum status read_states(struct job *job, struct office *office, struct card *card)
{
	struct place *places;
	int count;
	char *states = must(talloc_strdup(job, ""));
	TRY(engine_places(job, office->engine, card->casefile, &places, &count));
	for (int i = 0; i < count; i++)
		states = must(talloc_asprintf_append_buffer(
			states, "%s%s", i > 0 ? "; " : "",
			places[i].title == NULL ? places[i].id : places[i].title));
	card->states = states;
	return OK;
}

static int count_of(const struct fields *fields, enum field field)
{
	return fields->value[field] == NULL ? 0 : atoi(fields->value[field]);
}

static void fill(struct job *job, const struct fields *f, struct card *card)
{
	card->arrived = f->arrived;
	card->registered = f->registered;
	card->applicant = fields_applicant(job, f);
	card->surname = f->value[F_SURNAME];
	card->given_name = f->value[F_GIVEN_NAME];
	card->patronymic = f->value[F_PATRONYMIC];
	card->address = f->value[F_ADDRESS];
	card->phone = f->value[F_PHONE];
	card->email = f->value[F_EMAIL];
	card->work = f->value[F_WORK];
	card->kind = f->value[F_KIND];
	card->category = f->value[F_CATEGORY];
	card->social = f->value[F_SOCIAL];
	card->subject = f->value[F_SUBJECT];
	card->sign = f->value[F_SIGN];
	card->channel = f->value[F_CHANNEL];
	card->box = f->value[F_BOX];
	card->signed_on = f->value[F_SIGNED_ON];
	card->sent_from = f->value[F_SENT_FROM];
	card->sent_on = f->value[F_SENT_ON];
	card->sent_index = f->value[F_SENT_INDEX];
	card->sent_due = f->value[F_SENT_DUE];
	card->summary = f->value[F_SUMMARY];
	card->applicants = count_of(f, F_APPLICANTS);
	card->sheets = count_of(f, F_SHEETS);
	card->co_applicants = f->value[F_CO_APPLICANTS];
	card->resolution = f->value[F_RESOLUTION];
	card->author = f->value[F_AUTHOR];
	card->lead = f->value[F_LEAD];
	card->control = f->value[F_CONTROL];
	card->outcome = f->value[F_OUTCOME];
	card->previous = f->value[F_PREVIOUS];
	card->requester = f->value[F_REQUESTER];
	card->representative = f->value[F_REPRESENTATIVE];
	card->authority = f->value[F_AUTHORITY];
	card->reply = f->value[F_REPLY];
	card->reply_number = f->value[F_REPLY_NUMBER];
	card->replied_on = f->value[F_REPLIED_ON];
}

static enum status read_procedure(struct job *job, struct office *office, struct card *card)
{
	struct rows *rows;
	TRY(db_one(job, office->home->db, &rows,
		   SQL("SELECT procedure, sticker, (SELECT count(*) FROM page p "
		       "LEFT JOIN page_seen e ON e.page = p.id "
		       "LEFT JOIN document d ON d.id = p.document "
		       "WHERE p.casefile = casefile.id AND p.doubt IS NOT NULL "
		       "AND e.page IS NULL AND d.removed_at IS NULL) "
		       "FROM casefile WHERE id = ?1"),
		   INT(card->casefile)));
	card->procedure = row_text(rows, 0);
	card->sticker = row_int(rows, 1);
	card->doubtful = (int)row_int(rows, 2);
	talloc_free(rows);
	return OK;
}

static enum status keep_back(struct job *job, struct office *office, struct card *card)
{
	bool names;
	TRY(sight_names(job, office, card->casefile, &names));
	if (names)
		return OK;
	card->summary = withheld_text(job, card->surname, card->summary);
	card->applicant = withheld_words();
	card->surname = card->given_name = card->patronymic = NULL;
	card->address = card->phone = card->email = card->work = NULL;
	card->co_applicants = card->representative = NULL;
	return OK;
}

enum status card_read(struct job *job, struct office *office, int64_t casefile, struct card *out)
{
	struct fields fields;
	*out = (struct card){.casefile = casefile};
	TRY(field_load(job, office, casefile, &fields));
	TRY(index_of(job, office, casefile, &out->index));
	fill(job, &fields, out);
	TRY(read_procedure(job, office, out));
	TRY(read_topics(job, office, &fields, out));
	TRY(read_states(job, office, out));
	struct timer due;
	TRY(due_main(job, office, casefile, &out->due_set, &due));
	out->due = due.due;
	return keep_back(job, office, out);
}
