/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/audit.h"
#include "register/given.h"
#include "register/index.h"
#include "register/mark.h"
#include "register/sight.h"
#include "register/text.h"
#include "stamps/stamps.h"

static enum status by_number(struct job *job, struct office *office, int64_t number, int64_t *out)
{
	struct rows *rows;
	TRY(db_one(job, office->home->db, &rows, SQL("SELECT id FROM casefile WHERE id = ?1"),
		   INT(number)));
	*out = row_int(rows, 0);
	talloc_free(rows);
	return OK;
}

/* As it stands, else with Latin letters as the Cyrillic ones that look alike. */
static enum status by_index(struct job *job, struct office *office, const char *whole,
			    const char *twin, int year, int64_t *out)
{
	enum status status = index_case(job, office, whole, year, out);
	return status == E_ABSENT ? index_case(job, office, twin, year, out) : status;
}

/* An index of another year is not taken silently, but named. */
static enum status not_found(struct job *job, struct office *office, const char *reference,
			     const struct reference *ref)
{
	struct rows *rows;
	enum status status = db_one(
		job, office->home->db, &rows,
		SQL("SELECT words, year FROM index_given WHERE words IN (?1, ?2) "
		    "AND cancelled_at IS NULL ORDER BY year DESC"),
		TEXT(ref->whole), TEXT(ref->twin));
	if (status == OK)
		return fail(job, E_ABSENT, "there is no case %s of this year: write %s/%lld",
			    reference, row_text(rows, 0), (long long)row_int(rows, 1));
	return fail(job, E_ABSENT,
		    "there is no case %s: give its number (12), its index (К-12) or index and year "
		    "(К-12/2025)",
		    reference);
}

enum status case_find(struct job *job, struct office *office, const char *reference, int64_t *out)
{
	struct reference ref = reference_of(job, reference);
	int year = day_year(job_today(job));
	enum status status = E_ABSENT;
	if (ref.number != 0)
		status = by_number(job, office, ref.number, out);
	if (status == E_ABSENT && *ref.whole != '\0')
		status = by_index(job, office, ref.whole, ref.twin, year, out);
	if (status == E_ABSENT && ref.year != 0)
		status = by_index(job, office, ref.cut, ref.cut_twin, ref.year, out);
	return status == E_ABSENT ? not_found(job, office, reference, &ref) : status;
}

static void keep_back(struct job *job, const char *surname, struct record *record)
{
	struct pair *told = NEW_ARRAY(job, struct pair, record->ndata + 1);
	int count = 0;
	for (int i = 0; i < record->ndata; i++)
		if (!withheld_is(record->data[i].name))
			told[count++] = (struct pair){
				record->data[i].name,
				withheld_text(job, surname, record->data[i].value)};
	record->data = told;
	record->ndata = count;
}

enum status case_history(struct job *job, struct office *office, int64_t casefile,
			 struct record **out, int *count)
{
	struct entry *entries;
	int found;
	*out = NULL;
	*count = 0;
	bool names;
	struct fields fields = {0};
	TRY(sight_names(job, office, casefile, &names));
	if (!names)
		TRY(field_load(job, office, casefile, &fields));
	TRY(engine_history(job, office->engine, casefile, &entries, &found));
	for (int i = 0; i < found; i++) {
		const struct entry *e = &entries[i];
		*out = APPEND(job, *out, count, struct record);
		(*out)[i] = (struct record){
			.at = e->at,
			.user = e->user,
			.event = e->event,
			.title = e->title,
			.taken = e->taken,
			.why = e->why,
			.states = e->after,
			.data = e->data,
			.ndata = e->ndata,
		};
		if (!names)
			keep_back(job, fields.value[F_SURNAME], &(*out)[i]);
	}
	return OK;
}

enum status case_pages(struct job *job, struct office *office, int64_t casefile, struct page **out,
		       int *count)
{
	struct rows *rows;
	*out = NULL;
	*count = 0;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT p.id, p.number, coalesce(d.original, c.original), "
			 "p.original_page, p.image, s.image, y.image, p.kind, p.turn, p.skew, "
			 "coalesce(d.sheet, (SELECT r.sheet FROM reading r "
			 "WHERE r.casefile = c.id ORDER BY r.id DESC LIMIT 1), c.sheet), "
			 "d.added_at, d.known_by, "
			 "CASE WHEN e.page IS NULL THEN p.doubt END FROM page p "
			 "JOIN casefile c ON c.id = p.casefile "
			 "LEFT JOIN document d ON d.id = p.document "
			 "LEFT JOIN page_seen e ON e.page = p.id "
			 "LEFT JOIN pressed s ON s.page = p.id AND s.target = 'letter' "
			 "LEFT JOIN pressed y ON y.page = p.id AND y.target = 'copy' "
			 "WHERE p.casefile = ?1 AND d.removed_at IS NULL ORDER BY p.number"),
		     INT(casefile)));
	while (db_next(rows)) {
		*out = APPEND(job, *out, count, struct page);
		(*out)[*count - 1] = (struct page){
			.id = row_int(rows, 0),
			.number = (int)row_int(rows, 1),
			.original = row_text(rows, 2),
			.original_page = (int)row_int(rows, 3),
			.image = row_text(rows, 4),
			.stamped = row_text(rows, 5),
			.copy = row_text(rows, 6),
			.kind = row_text(rows, 7),
			.turn = (int)row_int(rows, 8),
			.skew = row_real(rows, 9),
			.sheet = row_text(rows, 10),
			.added = row_int(rows, 11),
			.known_by = row_text(rows, 12),
			.doubt = row_text(rows, 13),
		};
	}
	return db_end(rows);
}

/* A mark whose file is gone is called by its name. */
static enum status mark_of(struct job *job, struct office *office, int64_t id, struct given *out)
{
	const char *svg = TEXT_OF(job, "%s.svg", out->name);
	out->title = out->name;
	if (data_file(job, office->home, "stamps/marks", svg, &out->file) != OK)
		out->file = NULL;
	if (out->file != NULL && stamps_title(job, out->file, &out->title) != OK)
		out->title = out->name;
	return mark_blanks(job, office, id, &out->blanks, &out->nblanks);
}

enum status case_marks(struct job *job, struct office *office, int64_t casefile, struct given **out,
		       int *count)
{
	struct rows *rows;
	*out = NULL;
	*count = 0;
	TRY(db_query(
		job, office->home->db, &rows,
		SQL("SELECT m.name, p.number, m.person, m.at, m.why, s.x, s.y, s.w, s.h, s.side, "
		    "m.id, m.target FROM mark m JOIN page p ON p.id = m.page "
		    "LEFT JOIN mark_place s ON s.mark = m.id "
		    "WHERE p.casefile = ?1 ORDER BY m.id"),
		INT(casefile)));
	while (db_next(rows)) {
		*out = APPEND(job, *out, count, struct given);
		(*out)[*count - 1] = (struct given){
			.name = row_text(rows, 0),
			.page = (int)row_int(rows, 1),
			.user = row_text(rows, 2),
			.at = row_int(rows, 3),
			.why = row_text(rows, 4),
			.pressed = !row_none(rows, 9),
			.x = (int)row_int(rows, 5),
			.y = (int)row_int(rows, 6),
			.w = (int)row_int(rows, 7),
			.h = (int)row_int(rows, 8),
			.where = row_text(rows, 9),
			.copy = strcmp(row_text(rows, 11), "copy") == 0,
		};
		TRY(mark_of(job, office, row_int(rows, 10), &(*out)[*count - 1]));
	}
	return db_end(rows);
}

enum status case_notices(struct job *job, struct office *office, int64_t casefile,
			 struct notice **out, int *count)
{
	struct rows *rows;
	bool names;
	*out = NULL;
	*count = 0;
	TRY(sight_names(job, office, casefile, &names));
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT recipient, template, words, at FROM notice WHERE casefile = ?1 "
			 "ORDER BY id"),
		     INT(casefile)));
	while (db_next(rows)) {
		*out = APPEND(job, *out, count, struct notice);
		/* those from before the applicant asked may name him */
		(*out)[*count - 1] = (struct notice){row_text(rows, 0), row_text(rows, 1),
						     names ? row_text(rows, 2) : withheld_words(),
						     row_int(rows, 3)};
	}
	return db_end(rows);
}

enum status case_tasks(struct job *job, struct office *office, int64_t casefile, struct task **out,
		       int *count)
{
	struct rows *rows;
	const char *id = office->user == NULL ? "" : office->user->id;
	const char *roles = sight_roles(job, office, id);
	*out = NULL;
	*count = 0;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT person, role, title, state FROM task "
			 "WHERE casefile = ?1 AND done_at IS NULL ORDER BY id"),
		     INT(casefile)));
	while (db_next(rows)) {
		*out = APPEND(job, *out, count, struct task);
		struct task *task = &(*out)[*count - 1];
		*task = (struct task){row_text(rows, 0), row_text(rows, 1), row_text(rows, 2),
				      row_text(rows, 3), false};
		task->mine = task->person != NULL
				     ? strcmp(task->person, id) == 0
				     : task->role != NULL && word_in(roles, task->role);
	}
	return db_end(rows);
}

enum status case_open(struct job *job, struct office *office, int64_t casefile)
{
	const char *about = TEXT_OF(job, "%lld", (long long)casefile);
	bool may = false;
	if (office->user == NULL)
		return fail(job, E_REFUSED, "say who you are: --as USER or $SKRYNKA_USER");
	TRY(sight_of(job, office, casefile, &may));
	if (!may) {
		fail(job, E_REFUSED, "case %s was not routed to %s", about, office->user->id);
		return audit_refused(job, office, "fetch", about);
	}
	return audit_note(job, office, "fetch", about, "");
}

/* Resolved: its procedure has ended and says how. */
enum status case_resolved(struct job *job, struct office *office, int64_t casefile)
{
	struct rows *rows;
	enum status status = db_one(job, office->home->db, &rows,
				    SQL("SELECT i.ended, k.outcome FROM card k "
					"LEFT JOIN instance i ON i.id = k.casefile "
					"WHERE k.casefile = ?1"),
				    INT(casefile));
	if (status == E_ABSENT)
		return fail(job, E_ABSENT, "there is no case %lld", (long long)casefile);
	TRY(status);
	bool ended = !row_none(rows, 0), outcome = !row_none(rows, 1);
	talloc_free(rows);
	if (!ended)
		return fail(
			job, E_REFUSED,
			"case %lld is not resolved: see what is left with \"skrynka show %lld\"",
			(long long)casefile, (long long)casefile);
	return outcome ? OK
		       : fail(job, E_REFUSED, "case %lld ended without an outcome",
			      (long long)casefile);
}
