/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/given.h"

#include "register/index.h"
#include "register/settings.h"

enum { TRIES = 1000000 };

enum status index_of(struct job *job, const struct office *office, int64_t casefile,
		     const char **out)
{
	struct rows *rows;
	*out = NULL;
	enum status status = db_one(job, office->home->db, &rows,
				    SQL("SELECT words FROM index_given "
					"WHERE casefile = ?1 AND cancelled_at IS NULL"),
				    INT(casefile));
	if (status == E_ABSENT)
		return OK;
	TRY(status);
	*out = row_text(rows, 0);
	talloc_free(rows);
	return OK;
}

enum status index_case(struct job *job, const struct office *office, const char *words, int year,
		       int64_t *out)
{
	struct rows *rows;
	TRY(db_one(job, office->home->db, &rows,
		   SQL("SELECT casefile FROM index_given "
		       "WHERE words = ?1 AND year = ?2 AND cancelled_at IS NULL"),
		   TEXT(words), INT(year)));
	*out = row_int(rows, 0);
	talloc_free(rows);
	return OK;
}

static bool is(const char *value, const char *word)
{
	return value != NULL && strcmp(value, word) == 0;
}

/* What stands in place of the letter; "" when it cannot be known. */
static const char *letter_of(struct job *job, const struct office *office,
			     const struct series *series, const struct fields *fields)
{
	const char *surname = fields->value[F_SURNAME];
	if (is(fields->value[F_SUBJECT], "collective"))
		return series->collective;
	if (is(fields->value[F_SUBJECT], "anonymous"))
		return series->anonymous;
	return index_letter(job, surname == NULL ? "" : surname, office->settings->transliterate);
}

static enum status series_of(struct job *job, const struct office *office, int64_t casefile,
			     const struct series **out)
{
	struct rows *rows;
	TRY(db_one(job, office->home->db, &rows,
		   SQL("SELECT procedure FROM casefile WHERE id = ?1"), INT(casefile)));
	const char *procedure = row_text(rows, 0);
	talloc_free(rows);
	*out = settings_series(office->settings, procedure);
	if (*out == NULL)
		return fail(
			job, E_INPUT,
			"office.xml: no index is for the procedure \"%s\": add it to procedures "
			"of one, or add an index without procedures",
			procedure);
	return OK;
}

bool index_ready(struct job *job, const struct office *office, const struct fields *fields)
{
	const struct series none = {.collective = "x", .anonymous = "x"};
	return *letter_of(job, office, &none, fields) != '\0';
}

struct wanted {
	const struct series *series;
	const char *letter, *words;
	int number, copy, year;
};

static enum status taken(struct job *job, struct office *office, const struct wanted *w, bool *out)
{
	struct rows *rows;
	enum status status = db_one(
		job, office->home->db, &rows,
		SQL("SELECT id FROM index_given WHERE year = ?1 AND words = ?2"), INT(w->year),
		TEXT(w->words));
	*out = status == OK;
	if (status == OK)
		talloc_free(rows);
	return status == E_ABSENT ? OK : status;
}

static enum status count_up(struct job *job, struct office *office, struct wanted *w)
{
	struct rows *rows;
	TRY(db_one(
		job, office->home->db, &rows,
		SQL("INSERT INTO index_counter(series, year, letter, last) VALUES(?1, ?2, ?3, 1) "
		    "ON CONFLICT(series, year, letter) DO UPDATE SET last = index_counter.last + 1 "
		    "RETURNING last"),
		TEXT(w->series->name), INT(w->series->yearly ? w->year : 0),
		TEXT(w->series->per_letter ? w->letter : "")));
	w->number = (int)row_int(rows, 0);
	talloc_free(rows);
	return OK;
}

/* A number may be gone already when masks were changed within a year: the next one is taken. */
static enum status next_number(struct job *job, struct office *office, struct wanted *w,
			       struct day day)
{
	bool gone = true;
	for (int i = 0; gone && i < TRIES; i++) {
		TRY(count_up(job, office, w));
		struct blanks blanks = {w->letter, w->number, day};
		w->words = mask_text(job, w->series->mask, &blanks);
		TRY(taken(job, office, w, &gone));
	}
	return gone ? fail(job, E_SYSTEM, "no index is free for the mask %s", w->series->mask) : OK;
}

/* A duplicate keeps the number of the first: Д-401/1, Д-401/2 … */
static enum status next_copy(struct job *job, struct office *office, const char *first,
			     struct wanted *w)
{
	struct rows *rows;
	char number[16];
	bool gone = true;
	const char *slash = strrchr(first, '/');
	struct reference ref = reference_of(job, first);
	int year = ref.year != 0 ? ref.year : w->year;
	const char *words = ref.year != 0
				    ? must(talloc_strndup(job, first, (size_t)(slash - first)))
				    : first;
	enum status status = db_one(
		job, office->home->db, &rows,
		SQL("SELECT letter, number FROM index_given WHERE words = ?1 AND year = ?2"),
		TEXT(words), INT(year));
	if (status == E_ABSENT)
		return fail(job, E_INPUT, "previous: there is no index %s of %d", words, year);
	TRY(status);
	w->letter = row_text(rows, 0);
	w->number = (int)row_int(rows, 1);
	w->year = year;
	talloc_free(rows);
	for (w->copy = 1; gone && w->copy < TRIES; w->copy += gone) {
		snprintf(number, sizeof number, "%d", w->copy);
		struct pair n = {"n", number};
		w->words = TEXT_OF(job, "%s%s", words, text_fill(job, w->series->duplicate, &n, 1));
		TRY(taken(job, office, w, &gone));
	}
	return OK;
}

static enum status write_index(struct job *job, struct office *office, int64_t casefile,
			       const char *person, const struct wanted *w)
{
	return db_exec(
		job, office->home->db,
		SQL("INSERT INTO index_given(casefile, series, year, letter, number, copy, words, "
		    "given_at, given_by) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
		INT(casefile), TEXT(w->series->name), INT(w->year), TEXT(w->letter), INT(w->number),
		INT(w->copy), TEXT(w->words), INT(job_now(job)), TEXT(person));
}

static bool letter_needed(const struct series *series)
{
	return series->per_letter || strstr(series->mask, "{letter}") != NULL;
}

enum status index_give(struct job *job, struct office *office, int64_t casefile, const char *person)
{
	struct fields fields;
	struct wanted w = {0};
	const char *there;
	TRY(index_of(job, office, casefile, &there));
	if (there != NULL)
		return OK;
	TRY(field_load(job, office, casefile, &fields));
	TRY(series_of(job, office, casefile, &w.series));
	struct day today = job_today(job);
	w.year = day_year(today);
	w.letter = letter_of(job, office, w.series, &fields);
	if (*w.letter == '\0' && letter_needed(w.series))
		return fail(job, E_INPUT,
			    "surname: it is needed for the index (or subject=collective, "
			    "subject=anonymous)");
	if (is(fields.value[F_SIGN], "duplicate") && fields.value[F_PREVIOUS] != NULL)
		TRY(next_copy(job, office, fields.value[F_PREVIOUS], &w));
	else
		TRY(next_number(job, office, &w, today));
	TRY(write_index(job, office, casefile, person, &w));
	fields.registered = today;
	fields.is_registered = true;
	return field_store(job, office, casefile, &fields);
}

enum status index_cancel(struct job *job, struct office *office, int64_t casefile,
			 const char *person, const char *why)
{
	struct fields fields;
	TRY(field_load(job, office, casefile, &fields));
	fields.is_registered = false;
	TRY(field_store(job, office, casefile, &fields));
	return db_exec(job, office->home->db,
		       SQL("UPDATE index_given SET cancelled_at = ?2, cancelled_by = ?3, why = ?4 "
			   "WHERE casefile = ?1 AND cancelled_at IS NULL"),
		       INT(casefile), INT(job_now(job)), TEXT(person), TEXT(why));
}
