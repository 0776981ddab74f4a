/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/mark.h"

#include "register/code.h"
#include "register/given.h"
#include "register/person.h"
#include "register/settings.h"

bool mark_known(struct job *job, const struct home *home, const char *name)
{
	const char *path;
	return data_file(job, home, "stamps/marks", TEXT_OF(job, "%s.svg", name), &path) == OK;
}

static enum status page_of(struct job *job, struct office *office, const struct mark_asked *asked,
			   int64_t *page)
{
	struct rows *rows;
	enum status status = db_one(job, office->home->db, &rows,
				    SQL("SELECT id FROM page WHERE casefile = ?1 AND number = ?2"),
				    INT(asked->casefile), INT(asked->page));
	if (status == E_ABSENT)
		return fail(job, E_ABSENT, "case %lld has no page %d", (long long)asked->casefile,
			    asked->page);
	TRY(status);
	*page = row_int(rows, 0);
	talloc_free(rows);
	return OK;
}

static enum status write_blank(struct job *job, struct office *office, int64_t mark,
			       const char *name, const char *value)
{
	return db_exec(job, office->home->db,
		       SQL("INSERT INTO mark_blank(mark, name, value) VALUES(?1, ?2, ?3)"),
		       INT(mark), TEXT(name), TEXT(value == NULL ? "" : value));
}

/* All blanks a mark may ask for, as they are on this day: a later change of office.xml or of the
 * card does not change paper that was stamped. */
static enum status write_blanks(struct job *job, struct office *office,
				const struct mark_asked *asked, int64_t mark)
{
	struct fields fields;
	struct user user = {.name = ""};
	const char *index;
	char arrived[DAY_TEXT], registered[DAY_TEXT] = "", today[DAY_TEXT];
	TRY(field_load(job, office, asked->casefile, &fields));
	TRY(index_of(job, office, asked->casefile, &index));
	if (asked->person != NULL)
		TRY(person_find(job, office->home, asked->person, &user));
	if (fields.is_registered)
		day_ua(fields.registered, registered);
	day_ua(job_today(job), today);
	const struct code code = {
		.kind = CODE_INDEX,
		.office = office->settings->edrpou,
		.year = day_year(fields.is_registered ? fields.registered : job_today(job)),
		.index = index};
	const struct pair blanks[] = {
		{"code", index == NULL ? NULL : code_write(job, &code)},
		{"office", office->settings->short_name},
		{"office-full", office->settings->name},
		{"edrpou", office->settings->edrpou},
		{"index", index},
		{"date", day_ua(fields.arrived, arrived)},
		{"registered", registered},
		{"today", today},
		{"person", user.name},
		{"why", asked->why},
	};
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
		TRY(write_blank(job, office, mark, blanks[i].name, blanks[i].value));
	return OK;
}

static enum status check(struct job *job, struct office *office, const struct mark_asked *asked)
{
	const char *index;
	TRY(index_of(job, office, asked->casefile, &index));
	if (!mark_known(job, office->home, asked->name))
		return fail(job, E_INPUT,
			    "there is no mark \"%s\" in stamps/marks: see \"skrynka mark --help\"",
			    asked->name);
	if (strcmp(asked->name, "registration") == 0 && index == NULL)
		return fail(job, E_REFUSED, "case %lld has no index yet: register it first",
			    (long long)asked->casefile);
	return OK;
}

enum status mark_note(struct job *job, struct office *office, const struct mark_asked *asked)
{
	struct rows *rows;
	int64_t page = 0;
	TRY(check(job, office, asked));
	TRY(page_of(job, office, asked, &page));
	enum status status = db_one(
		job, office->home->db, &rows,
		SQL("INSERT INTO mark(page, target, name, person, at, why) "
		    "VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(page, target, name) DO NOTHING "
		    "RETURNING id"),
		INT(page), TEXT(asked->target), TEXT(asked->name), TEXT(asked->person),
		INT(job_now(job)), TEXT(asked->why));
	if (status == E_ABSENT)
		return OK;
	TRY(status);
	int64_t mark = row_int(rows, 0);
	talloc_free(rows);
	return write_blanks(job, office, asked, mark);
}
