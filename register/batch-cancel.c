/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A batch undone as a whole: each of its letters by the procedure's own event "cancel", all in one
 * transaction. The procedure knows how far that is possible. */
#include "base/plain.h"
#include "register/audit.h"
#include "register/given.h"
#include "register/register.h"

enum { LONGEST_WHY = 2000 };

struct undone {
	int64_t casefile;
	int letter;
	bool over; /* cancelled by itself before: ended, without outcome and index */
};

static enum status check(struct job *job, struct office *office, int64_t batch, const char *why)
{
	struct rows *rows;
	TRY(office_right(job, office, "registrar"));
	if (why == NULL || why[strspn(why, " \t\n")] == '\0' || !plain_is(why) ||
	    strlen(why) > LONGEST_WHY)
		return fail(job, E_INPUT, "write why the batch is cancelled, in a line or two");
	enum status status = db_one(job, office->home->db, &rows,
				    SQL("SELECT state FROM batch WHERE id = ?1"), INT(batch));
	if (status == E_ABSENT)
		return fail(job, E_ABSENT, "there is no batch %lld: see \"skrynka batch list\"",
			    (long long)batch);
	TRY(status);
	bool already = strcmp(row_text(rows, 0), "cancelled") == 0;
	talloc_free(rows);
	return already ? fail(job, E_REFUSED, "batch %lld is cancelled already", (long long)batch)
		       : OK;
}

static enum status find_letters(struct job *job, struct office *office, int64_t batch,
				struct undone **out, int *count)
{
	struct rows *rows;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT c.id, c.letter, i.ended IS NOT NULL AND k.outcome IS NULL "
			 "AND NOT EXISTS (SELECT 1 FROM index_given g WHERE g.casefile = c.id "
			 "AND g.cancelled_at IS NULL) FROM casefile c "
			 "JOIN card k ON k.casefile = c.id JOIN instance i ON i.id = c.id "
			 "WHERE c.batch = ?1 ORDER BY c.letter"),
		     INT(batch)));
	while (db_next(rows)) {
		*out = APPEND(job, *out, count, struct undone);
		(*out)[*count - 1] = (struct undone){row_int(rows, 0), (int)row_int(rows, 1),
						     row_int(rows, 2) != 0};
	}
	return db_end(rows);
}

static enum status undo(struct job *job, struct office *office, const struct undone *letter,
			const char *why)
{
	const struct pair data = {"reason", why};
	struct verdict verdict;
	const char *index;
	enum status status = case_do(job, office, letter->casefile, "cancel", &data, 1, NULL,
				     &verdict);
	if (status != OK)
		return fail_at(job, status, "letter %d, case %lld", letter->letter,
			       (long long)letter->casefile);
	TRY(index_of(job, office, letter->casefile, &index));
	return index == NULL ? OK
			     : fail(job, E_INPUT,
				    "case %lld: its procedure cancels without <w:index "
				    "cancel=\"…\"/>: mend it",
				    (long long)letter->casefile);
}

/* Papers that it brought to other cases. */
static enum status take_back(struct job *job, struct office *office, int64_t batch, const char *why)
{
	struct rows *rows;
	const struct pair data[] = {{"batch", TEXT_OF(job, "%lld", (long long)batch)},
				    {"reason", why}};
	TRY(db_query(job, office->home->db, &rows,
		     SQL("UPDATE document SET removed_at = ?2, removed_by = ?3, why = ?4 "
			 "WHERE batch = ?1 AND removed_at IS NULL RETURNING casefile"),
		     INT(batch), INT(job_now(job)), TEXT(office->user->id), TEXT(why)));
	int64_t *cases = NULL;
	int count = 0;
	while (db_next(rows)) {
		cases = APPEND(job, cases, &count, int64_t);
		cases[count - 1] = row_int(rows, 0);
	}
	TRY(db_end(rows));
	for (int i = 0; i < count; i++) {
		struct event event = {.casefile = cases[i],
				      .name = "document-removed",
				      .user = office->user->id,
				      .data = data,
				      .ndata = 2};
		TRY(engine_note(job, office->engine, &event, FACT_("A paper was taken back")));
	}
	return OK;
}

static enum status cancel(struct job *job, struct office *office, int64_t batch, const char *why,
			  int *letters)
{
	struct tx *tx;
	struct undone *list = NULL;
	int count = 0;
	TRY(check(job, office, batch, why));
	TRY(tx_begin(job, office->home->db, &tx));
	TRY(find_letters(job, office, batch, &list, &count));
	*letters = 0;
	for (int i = 0; i < count; i++) {
		if (list[i].over)
			continue;
		TRY(undo(job, office, &list[i], why));
		++*letters;
	}
	TRY(take_back(job, office, batch, why));
	TRY(db_exec(job, office->home->db,
		    SQL("UPDATE batch SET state = 'cancelled', note = ?2 WHERE id = ?1"),
		    INT(batch), TEXT(why)));
	TRY(audit_note(job, office, "batch-cancel", TEXT_OF(job, "%lld", (long long)batch), why));
	return tx_commit(tx);
}

enum status batch_cancel(struct job *job, struct office *office, int64_t batch, const char *why,
			 int *letters)
{
	struct job *below = job_below(job); /* rolls back when it is freed */
	enum status status = cancel(below, office, batch, why, letters);
	talloc_free(below);
	return status;
}
