/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of an office, one after another: a question each would take minutes. */
#include "register/field.h"
#include "register/given.h"
#include "register/sight.h"
#include "register/text.h"

#include <string.h>

/* States as people call them, by definition and ids: of all cases there are few. */
struct called {
	const char *definition, *ids, *words;
};

struct listing {
	struct job *job;
	struct office *office;
	const struct card_filter *filter;
	const char *words, *state; /* asked for, folded */
	struct called *called;
	int ncalled;
	const char *seer; /* who sees only what was routed to him; NULL: all is seen */
};

enum column {
	C_CASE,
	C_DEFINITION,
	C_STATES,
	C_ARRIVED,
	C_INDEX,
	C_SURNAME,
	C_GIVEN_NAME,
	C_PATRONYMIC,
	C_SUMMARY,
	C_STICKER,
	C_DOUBTFUL,
	C_DUE,
	C_ADDRESS,
	C_WORDING,
	C_KEPT /* the surname that may not be told */
};

/* Ids of states are Latin words, their titles are not. */
static bool by_id(const char *state)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	return state != NULL && strcspn(state, letters) == 0 && strchr(state, '%') == NULL;
}

static enum status call_states(struct listing *l, const char *definition, const char *ids,
			       const char **out)
{
	struct place *places;
	int count;
	char *words = must(talloc_strdup(l->job, ""));
	TRY(engine_places_at(l->job, l->office->engine, definition, ids, &places, &count));
	for (int i = 0; i < count; i++)
		words = must(talloc_asprintf_append_buffer(words, "%s%s", i > 0 ? "; " : "",
							   places[i].title));
	l->called = APPEND(l->job, l->called, &l->ncalled, struct called);
	l->called[l->ncalled - 1] = (struct called){COPY(l->job, definition), COPY(l->job, ids),
						    words};
	*out = words;
	return OK;
}

static enum status states_of(struct listing *l, const char *definition, const char *ids,
			     const char **out)
{
	for (int i = 0; i < l->ncalled; i++)
		if (strcmp(l->called[i].ids, ids) == 0 &&
		    strcmp(l->called[i].definition, definition) == 0) {
			*out = l->called[i].words;
			return OK;
		}
	return call_states(l, definition, ids, out);
}

static enum status card_of(struct listing *l, struct job *job, struct rows *rows, struct card *card)
{
	struct fields name = {.value = {[F_SURNAME] = row_lent(rows, C_SURNAME),
					[F_GIVEN_NAME] = row_lent(rows, C_GIVEN_NAME),
					[F_PATRONYMIC] = row_lent(rows, C_PATRONYMIC)}};
	*card = (struct card){
		.casefile = row_int(rows, C_CASE),
		.index = row_lent(rows, C_INDEX),
		.arrived = row_day(rows, C_ARRIVED),
		.applicant = fields_applicant(job, &name),
		.surname = name.value[F_SURNAME],
		.given_name = name.value[F_GIVEN_NAME],
		.patronymic = name.value[F_PATRONYMIC],
		.summary = withheld_text(job, row_lent(rows, C_KEPT), row_lent(rows, C_SUMMARY)),
		.sticker = row_int(rows, C_STICKER),
		.doubtful = (int)row_int(rows, C_DOUBTFUL),
		.due_set = !row_none(rows, C_DUE),
		.due = row_day(rows, C_DUE),
	};
	return states_of(l, row_lent(rows, C_DEFINITION), row_lent(rows, C_STATES), &card->states);
}

/* All that the words of a question are looked for in; the names of those who signed with the
 * applicant come from rows of their own. */
static enum status words_of(struct listing *l, struct job *job, struct rows *found,
			    const struct card *card, const char **out)
{
	static const enum column in[] = {C_WORDING,    C_SURNAME, C_GIVEN_NAME,
					 C_PATRONYMIC, C_ADDRESS, C_INDEX};
	struct rows *rows;
	char *all = must(talloc_asprintf(job, "%s ", card->summary == NULL ? "" : card->summary));
	for (size_t i = 0; i < sizeof in / sizeof *in; i++)
		if (!row_none(found, in[i]))
			all = must(
				talloc_asprintf_append_buffer(all, "%s ", row_lent(found, in[i])));
	TRY(db_query(job, l->office->home->db, &rows,
		     SQL("SELECT surname, given_name, patronymic FROM applicant a "
			 "WHERE casefile = ?1 AND number > 1 AND NOT EXISTS (SELECT 1 "
			 "FROM withheld_now h WHERE h.casefile = a.casefile AND h.lead <> ?2)"),
		     INT(row_int(found, C_CASE)), TEXT(l->seer)));
	while (db_next(rows))
		for (int i = 0; i < 3; i++)
			if (!row_none(rows, i))
				all = must(talloc_asprintf_append_buffer(all, "%s ",
									 row_lent(rows, i)));
	*out = text_fold(job, all);
	return db_end(rows);
}

/* What the database cannot be asked: words however they are written. */
static enum status asked_for(struct listing *l, struct job *job, struct rows *rows,
			     const struct card *card, bool *out)
{
	const char *all;
	*out = l->state == NULL ||
	       (*l->state != '\0' && text_has(text_fold(job, card->states), l->state));
	if (!*out || *l->words == '\0')
		return OK;
	TRY(words_of(l, job, rows, card, &all));
	*out = text_has(all, l->words);
	return OK;
}

static enum status look(struct listing *l, struct job *job, struct rows *rows, card_sink *put,
			void *self)
{
	struct card card;
	bool asked;
	TRY(card_of(l, job, rows, &card));
	TRY(asked_for(l, job, rows, &card, &asked));
	if (asked && (!l->filter->doubtful || card.doubtful > 0))
		put(self, job, &card);
	return OK;
}

static enum status ask(struct listing *l, struct rows **out)
{
	struct job *job = l->job;
	struct office *office = l->office;
	const struct card_filter *filter = l->filter;
	const char *roles = filter->user == NULL ? NULL : sight_roles(job, office, filter->user);
	l->seer = sight_seer(job, office);
	const char *state = by_id(filter->state) ? TEXT_OF(job, "%% %s %%", filter->state) : NULL;
	return db_query(
		job, office->home->db, out,
		SQL("SELECT c.id, i.definition, i.states, k.arrived, g.words, a.surname, "
		    "a.given_name, a.patronymic, k.summary, c.sticker, "
		    "(SELECT count(*) FROM page p LEFT JOIN page_seen e ON e.page = p.id "
		    "LEFT JOIN document d ON d.id = p.document WHERE p.casefile = c.id "
		    "AND p.doubt IS NOT NULL AND e.page IS NULL AND d.removed_at IS NULL), "
		    "(SELECT t.due FROM timer t WHERE t.instance = c.id "
		    "ORDER BY t.id <> 'consideration', t.due, t.id LIMIT 1), "
		    "a.address, w.words, (SELECT b.surname FROM applicant b "
		    "WHERE b.casefile = h.casefile AND b.number = 1) "
		    "FROM casefile c JOIN card k ON k.casefile = c.id "
		    "JOIN instance i ON i.id = c.id "
		    "LEFT JOIN withheld_now h ON h.casefile = c.id AND h.lead <> ?5 "
		    "LEFT JOIN wording w ON w.casefile = c.id AND ?6 <> '' AND h.casefile IS NULL "
		    "LEFT JOIN applicant a ON a.casefile = c.id AND a.number = 1 "
		    "AND h.casefile IS NULL "
		    "LEFT JOIN index_given g ON g.casefile = c.id AND g.cancelled_at IS NULL "
		    "WHERE (?1 IS NULL OR ' ' || i.states || ' ' LIKE ?1) "
		    "AND (?2 IS NULL OR EXISTS (SELECT 1 FROM task t WHERE t.casefile = c.id "
		    "AND (t.person = ?2 OR ?4 LIKE '% ' || t.role || ' %') AND t.done_at IS NULL)) "
		    "AND (?3 = 0 OR i.ended IS NULL) "
		    "AND (?5 IS NULL OR EXISTS (SELECT 1 FROM task t WHERE t.casefile = c.id "
		    "AND t.person = ?5)) ORDER BY c.id"),
		TEXT(state), TEXT(filter->user), INT(filter->open), TEXT(roles), TEXT(l->seer),
		TEXT(l->words));
}

enum status card_each(struct job *job, struct office *office, const struct card_filter *filter,
		      card_sink *put, void *self)
{
	struct rows *rows;
	struct listing l = {.job = job, .office = office, .filter = filter, .words = ""};
	enum status status = OK;
	if (filter->words != NULL)
		l.words = text_fold(job, filter->words);
	if (filter->state != NULL && !by_id(filter->state))
		l.state = text_fold(job, filter->state);
	TRY(ask(&l, &rows));
	while (status == OK && db_next(rows)) {
		struct job *below = job_below(job);
		status = look(&l, below, rows, put, self);
		talloc_free(below);
	}
	enum status ended = db_end(rows);
	return status != OK ? status : ended;
}
