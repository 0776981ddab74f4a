/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Acts of opening complaint boxes: written, found, cancelled. */
#include "register/act.h"

#include "base/plain.h"
#include "register/audit.h"
#include "register/person.h"
#include "register/settings.h"

#include <stdlib.h>

enum { LONGEST = 1000 };

/* --- writing --- */

static bool fits(const char *text)
{
	return text == NULL || (*text != '\0' && strlen(text) <= LONGEST && plain_is(text) &&
				strchr(text, '\n') == NULL);
}

/* HH:MM */
static bool is_time(const char *text)
{
	int hour, minute;
	char more;
	return strlen(text) == 5 && sscanf(text, "%2d:%2d%c", &hour, &minute, &more) == 2 &&
	       hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
}

static enum status check_members(struct job *job, struct office *office, struct act *act)
{
	if (act->nmembers == 0)
		return fail(job, E_INPUT,
			    "say who opened the box: --member 'NAME, POST', or a user");
	if (act->nmembers > ACT_MEMBERS)
		return fail(job, E_INPUT, "an act has room for %d signatures", ACT_MEMBERS);
	for (int i = 0; i < act->nmembers; i++) {
		struct act_member *m = &act->members[i];
		struct user user;
		if (!fits(m->name) || !fits(m->post))
			return fail(job, E_INPUT, "a name and a post are words on one line");
		if (m->post != NULL || person_find(job, office->home, m->name, &user) != OK)
			continue;
		m->user = m->name;
		m->name = user.name;
	}
	return OK;
}

static enum status check(struct job *job, struct office *office, struct act *act)
{
	const struct settings *s = office->settings;
	TRY(office_right(job, office, "registrar"));
	act->place = pair_value(s->boxes, s->nboxes, act->box);
	if (act->place == NULL)
		return fail(job, E_INPUT, "unknown box \"%s\": add it to <boxes> of office.xml",
			    act->box);
	if (day_cmp(act->opened, job_today(job)) > 0)
		return fail(job, E_INPUT, "the day of the opening cannot be in the future");
	if (act->time != NULL && !is_time(act->time))
		return fail(job, E_INPUT, "\"%s\" is no time: write it as 09:30", act->time);
	if (!fits(act->note))
		return fail(job, E_INPUT, "the note is a line of words");
	return check_members(job, office, act);
}

static enum status insert(struct job *job, struct office *office, struct act *act)
{
	struct rows *rows;
	TRY(db_one(job, office->home->db, &rows,
		   SQL("INSERT INTO box_act(year, number, box, place, opened_on, opened_time, "
		       "letters, note, at, person) SELECT ?1, coalesce(max(number), 0) + 1, ?2, "
		       "?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM box_act WHERE year = ?1 "
		       "RETURNING id, number"),
		   INT(act->year), TEXT(act->box), TEXT(act->place), DAY(act->opened),
		   TEXT(act->time), INT(act->letters), TEXT(act->note), INT(job_now(job)),
		   TEXT(office->user->id)));
	act->id = row_int(rows, 0);
	act->number = (int)row_int(rows, 1);
	talloc_free(rows);
	for (int i = 0; i < act->nmembers; i++)
		TRY(db_exec(job, office->home->db,
			    SQL("INSERT INTO box_act_member(act, number, name, post, person) "
				"VALUES(?1, ?2, ?3, ?4, ?5)"),
			    INT(act->id), INT(i + 1), TEXT(act->members[i].name),
			    TEXT(act->members[i].post), TEXT(act->members[i].user)));
	return OK;
}

static enum status write_act(struct job *job, struct office *office, struct act *act)
{
	struct tx *tx;
	TRY(tx_begin(job, office->home->db, &tx));
	TRY(insert(job, office, act));
	TRY(audit_note(job, office, "act", act_name(job, act), act->box));
	return tx_commit(tx);
}

enum status act_write(struct job *job, struct office *office, struct act *act)
{
	TRY(check(job, office, act));
	act->year = day_year(act->opened);
	struct job *below = job_below(job); /* rolls back when it is freed */
	enum status status = write_act(below, office, act);
	talloc_free(below);
	return status;
}

/* --- finding --- */

const char *act_name(void *owner, const struct act *act)
{
	return TEXT_OF(owner, "%d/%d", act->number, act->year);
}

static struct act act_of(struct rows *rows)
{
	return (struct act){
		.id = row_int(rows, 0),
		.year = (int)row_int(rows, 1),
		.number = (int)row_int(rows, 2),
		.box = row_text(rows, 3),
		.place = row_text(rows, 4),
		.opened = row_day(rows, 5),
		.time = row_text(rows, 6),
		.letters = (int)row_int(rows, 7),
		.note = row_text(rows, 8),
		.person = row_text(rows, 9),
		.cancelled = row_text(rows, 10),
		.batch = row_int(rows, 11),
	};
}

static enum status read_members(struct job *job, struct office *office, struct act *act)
{
	struct rows *rows;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT name, post, person FROM box_act_member WHERE act = ?1 "
			 "ORDER BY number"),
		     INT(act->id)));
	while (db_next(rows)) {
		act->members = APPEND(job, act->members, &act->nmembers, struct act_member);
		act->members[act->nmembers - 1] = (struct act_member){
			row_text(rows, 0), row_text(rows, 1), row_text(rows, 2)};
	}
	return db_end(rows);
}

/* ID or YEAR and NUMBER, or 0 and all of them. */
static enum status find(struct job *job, struct office *office, int64_t id, int year, int number,
			struct act **out, int *count)
{
	struct rows *rows;
	*out = NULL;
	*count = 0;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT id, year, number, box, place, opened_on, opened_time, letters, "
			 "note, person, why, (SELECT b.id FROM batch b WHERE b.act = box_act.id "
			 "AND b.state <> 'cancelled' ORDER BY b.id LIMIT 1) FROM box_act "
			 "WHERE (?1 = 0 OR id = ?1) AND (?2 = 0 OR year = ?2) "
			 "AND (?3 = 0 OR number = ?3) ORDER BY id DESC"),
		     INT(id), INT(year), INT(number)));
	while (db_next(rows)) {
		*out = APPEND(job, *out, count, struct act);
		(*out)[*count - 1] = act_of(rows);
	}
	TRY(db_end(rows));
	for (int i = 0; i < *count; i++)
		TRY(read_members(job, office, &(*out)[i]));
	return OK;
}

enum status act_list(struct job *job, struct office *office, struct act **out, int *count)
{
	return find(job, office, 0, 0, 0, out, count);
}

enum status act_get(struct job *job, struct office *office, int64_t id, struct act *out)
{
	struct act *acts;
	int count;
	TRY(find(job, office, id, 0, 0, &acts, &count));
	if (count == 0)
		return fail(job, E_SYSTEM, "there is no act of that record");
	*out = acts[0];
	return OK;
}

enum status act_find(struct job *job, struct office *office, const char *reference, struct act *out)
{
	struct act *acts = NULL;
	int number = 0, year = day_year(job_today(job)), count = 0;
	char more;
	int fields = sscanf(reference, "%9d/%4d%c", &number, &year, &more);
	bool read = strspn(reference, "0123456789/") == strlen(reference) &&
		    (fields == 1 || fields == 2) && number > 0;
	if (read)
		TRY(find(job, office, 0, year, number, &acts, &count));
	if (count == 0)
		return fail(job, E_ABSENT,
			    "there is no act %s: give its number, of another year 3/2025; see "
			    "\"skrynka act list\"",
			    reference);
	*out = acts[0];
	return OK;
}

enum status act_of_case(struct job *job, struct office *office, int64_t casefile, bool *there,
			struct act *out)
{
	struct rows *rows;
	enum status status = db_one(
		job, office->home->db, &rows,
		SQL("SELECT b.act FROM casefile c JOIN batch b ON b.id = c.batch "
		    "WHERE c.id = ?1 AND b.act IS NOT NULL"),
		INT(casefile));
	*there = status == OK;
	if (status != OK)
		return status == E_ABSENT ? OK : status;
	int64_t id = row_int(rows, 0);
	talloc_free(rows);
	return act_get(job, office, id, out);
}

/* --- cancelling --- */

static enum status cancel(struct job *job, struct office *office, const struct act *act,
			  const char *why)
{
	struct tx *tx;
	TRY(tx_begin(job, office->home->db, &tx));
	TRY(db_exec(job, office->home->db,
		    SQL("UPDATE box_act SET cancelled_at = ?2, cancelled_by = ?3, why = ?4 "
			"WHERE id = ?1 AND cancelled_at IS NULL"),
		    INT(act->id), INT(job_now(job)), TEXT(office->user->id), TEXT(why)));
	TRY(audit_note(job, office, "act-cancel", act_name(job, act), why));
	return tx_commit(tx);
}

enum status act_cancel(struct job *job, struct office *office, const struct act *act,
		       const char *why)
{
	TRY(office_right(job, office, "registrar"));
	if (why == NULL || !fits(why) || why[strspn(why, " \t")] == '\0')
		return fail(job, E_INPUT, "write why the act is cancelled: --why TEXT");
	if (act->cancelled != NULL)
		return fail(job, E_REFUSED, "act %s is cancelled already", act_name(job, act));
	if (act->batch != 0)
		return fail(job, E_REFUSED, "batch %lld was taken in by act %s: cancel it first",
			    (long long)act->batch, act_name(job, act));
	struct job *below = job_below(job); /* rolls back when it is freed */
	enum status status = cancel(below, office, act, why);
	talloc_free(below);
	return status;
}

/* --- a batch of its letters --- */

enum status act_claim(struct job *job, struct office *office, const char *source,
		      const struct act *act)
{
	struct rows *rows;
	if (act->cancelled != NULL)
		return fail(job, E_REFUSED, "act %s is cancelled", act_name(job, act));
	if (act->letters == 0)
		return fail(job, E_REFUSED, "act %s says that the box was empty",
			    act_name(job, act));
	enum status status = db_one(job, office->home->db, &rows,
				    SQL("SELECT id FROM batch WHERE act = ?1 AND source <> ?2 "
					"AND state <> 'cancelled'"),
				    INT(act->id), TEXT(source));
	if (status == OK)
		return fail(job, E_REFUSED, "the letters of act %s were taken in as batch %lld",
			    act_name(job, act), (long long)row_int(rows, 0));
	return status == E_ABSENT ? OK : status;
}

static enum status differs(struct job *job, const struct act *act, const char *what,
			   const char *said, const char *theirs)
{
	return fail(job, E_INPUT, "%s: you say %s, act %s says %s", what, said, act_name(job, act),
		    theirs);
}

enum status act_apply(struct job *job, const struct act *act, struct batch *asked)
{
	char said[DAY_TEXT], theirs[DAY_TEXT];
	if (asked->box != NULL && strcmp(asked->box, act->box) != 0)
		return differs(job, act, _("box"), asked->box, act->box);
	if (asked->channel != NULL && strcmp(asked->channel, "box") != 0)
		return differs(job, act, _("channel"), asked->channel, "box");
	if (asked->letters_expected != 0 && asked->letters_expected != act->letters)
		return differs(job, act, _("letters"), TEXT_OF(job, "%d", asked->letters_expected),
			       TEXT_OF(job, "%d", act->letters));
	if (asked->dated && day_cmp(asked->arrived, act->opened) != 0)
		return differs(job, act, _("day"), day_ua(asked->arrived, said),
			       day_ua(act->opened, theirs));
	asked->box = act->box;
	asked->channel = "box";
	asked->letters_expected = act->letters;
	asked->arrived = act->opened;
	asked->act = act->id;
	if (asked->procedure == NULL)
		asked->procedure = ACT_PROCEDURE;
	return OK;
}
