/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/due.h"
#include "register/field.h"
#include "register/given.h"
#include "register/settings.h"
#include "register/sight.h"
#include "register/text.h"

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
	return OK;
}

/* Ids of states are Latin words, their titles are not. */
static bool by_id(const char *state)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	return state != NULL && strcspn(state, letters) == 0 && strchr(state, '%') == NULL;
}

static bool stands_at(struct job *job, const struct card_filter *filter, const struct card *card)
{
	if (filter->state == NULL || by_id(filter->state))
		return true;
	const char *words = text_fold(job, filter->state);
	return *words != '\0' && text_has(text_fold(job, card->states), words);
}

/* All that the words of a question are looked for in; the names of those who signed with the
 * applicant come from rows of their own. */
static enum status words_of(struct job *job, struct office *office, struct rows *found,
			    const char **out)
{
	struct rows *rows;
	char *all = must(talloc_strdup(job, ""));
	for (int i = 1; i < 8; i++)
		if (!row_none(found, i))
			all = must(talloc_asprintf_append_buffer(all, "%s ", row_text(found, i)));
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT surname, given_name, patronymic FROM applicant "
			 "WHERE casefile = ?1 AND number > 1"),
		     INT(row_int(found, 0))));
	while (db_next(rows))
		for (int i = 0; i < 3; i++)
			if (!row_none(rows, i))
				all = must(talloc_asprintf_append_buffer(all, "%s ",
									 row_text(rows, i)));
	*out = text_fold(job, all);
	return db_end(rows);
}

/* Cheap questions are asked of the database, the words of the letter here. */
static enum status find_cases(struct job *job, struct office *office,
			      const struct card_filter *filter, int64_t **out, int *count)
{
	struct rows *rows;
	const char *words = filter->words == NULL ? "" : text_fold(job, filter->words);
	const char *roles = filter->user == NULL ? NULL : sight_roles(job, office, filter->user);
	const char *seer = sight_of_all(job, office) ? NULL
			   : office->user == NULL    ? ""
						     : office->user->id;
	const char *state = by_id(filter->state) ? TEXT_OF(job, "%% %s %%", filter->state) : NULL;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT c.id, w.words, a.surname, a.given_name, a.patronymic, a.address, "
			 "g.words, "
			 "k.summary FROM casefile c JOIN card k ON k.casefile = c.id "
			 "LEFT JOIN wording w ON w.casefile = c.id "
			 "LEFT JOIN applicant a ON a.casefile = c.id AND a.number = 1 "
			 "LEFT JOIN index_given g ON g.casefile = c.id AND g.cancelled_at IS NULL "
			 "JOIN instance i ON i.id = c.id "
			 "WHERE (?1 IS NULL OR ' ' || i.states || ' ' LIKE ?1) "
			 "AND (?2 IS NULL OR EXISTS (SELECT 1 FROM task t WHERE t.casefile = c.id "
			 "AND (t.person = ?2 OR ?4 LIKE '% ' || t.role || ' %') "
			 "AND t.done_at IS NULL)) "
			 "AND (?3 = 0 OR i.ended IS NULL) "
			 "AND (?5 IS NULL OR EXISTS (SELECT 1 FROM task t WHERE t.casefile = c.id "
			 "AND t.person = ?5)) ORDER BY c.id"),
		     TEXT(state), TEXT(filter->user), INT(filter->open), TEXT(roles), TEXT(seer)));
	while (db_next(rows)) {
		struct job *below = job_below(job);
		const char *all = "";
		if (*words != '\0')
			TRY(words_of(below, office, rows, &all));
		if (text_has(all, words)) {
			*out = APPEND(job, *out, count, int64_t);
			(*out)[*count - 1] = row_int(rows, 0);
		}
		talloc_free(below);
	}
	return db_end(rows);
}

enum status card_list(struct job *job, struct office *office, const struct card_filter *filter,
		      struct card **out, int *count)
{
	int64_t *cases = NULL;
	int found = 0;
	*out = NULL;
	*count = 0;
	TRY(find_cases(job, office, filter, &cases, &found));
	for (int i = 0; i < found; i++) {
		struct card card;
		TRY(card_read(job, office, cases[i], &card));
		if (!stands_at(job, filter, &card) || (filter->doubtful && card.doubtful == 0))
			continue;
		*out = APPEND(job, *out, count, struct card);
		(*out)[*count - 1] = card;
	}
	return OK;
}
