/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases without paper. What was told is written down as a document and stored like a scan: the same
 * rows as those of a batch of one letter, but without pages. */
#include "register/given.h"
#include "register/register.h"
#include "register/settings.h"

#define TOLD_SPACE "urn:skrynka:told:1"

/* The number of the batch it will be: two callers who say the same are two documents. */
static enum status next_number(struct job *job, struct office *office, int64_t *out)
{
	struct rows *rows;
	TRY(db_one(job, office->home->db, &rows,
		   SQL("SELECT COALESCE(MAX(id), 0) + 1 FROM batch")));
	*out = row_int(rows, 0);
	talloc_free(rows);
	return OK;
}

static const char *document(struct job *job, const struct office *office,
			    const struct telling *telling, int64_t number)
{
	char day[DAY_TEXT];
	struct doc *doc = doc_new(job, TOLD_SPACE, "told");
	struct node *root = doc_root(doc);
	node_set(root, "program", "skrynka");
	node_set_int(root, "number", number);
	node_set(root, "procedure", telling->procedure);
	node_set(root, "channel", telling->channel);
	node_set(root, "arrived", day_iso(telling->arrived, day));
	node_set(root, "at", moment_iso(job, job_now(job)));
	node_set(root, "by", office->user->id);
	if (telling->key != NULL)
		node_set(root, "key", telling->key);
	if (telling->from != 0)
		node_set_int(root, "from", telling->from);
	for (int i = 0; i < telling->ndata; i++)
		node_set(node_add(root, "value", telling->data[i].value), "name",
			 telling->data[i].name);
	return doc_text(job, doc, true);
}

static enum status write_batch(struct job *job, struct office *office,
			       const struct telling *telling, int64_t number, const char *source)
{
	const char *user = office->user->id;
	return db_exec(job, office->home->db,
		       SQL("INSERT INTO batch(id, source, name, state, channel, arrived, "
			   "letters_expected, pages_per_letter, procedure, taken_at, taken_by) "
			   "VALUES(?1, ?2, ?3, 'done', ?4, ?5, 1, 0, ?6, ?7, ?8)"),
		       INT(number), TEXT(source),
		       TEXT(TEXT_OF(job, "told-%lld.xml", (long long)number)),
		       TEXT(telling->channel), DAY(telling->arrived), TEXT(telling->procedure),
		       INT(job_now(job)), TEXT(user));
}

static enum status write_case(struct job *job, struct office *office, const struct telling *telling,
			      int64_t number, const char *source, int64_t *casefile)
{
	struct rows *rows;
	TRY(db_one(job, office->home->db, &rows,
		   SQL("INSERT INTO casefile(batch, letter, procedure, sheet, original, opened_at, "
		       "opened_by) VALUES(?1, 1, ?2, "
		       "COALESCE((SELECT sheet FROM casefile WHERE id = ?6), ?3), "
		       "COALESCE((SELECT original FROM casefile WHERE id = ?6), ?3), ?4, ?5) "
		       "RETURNING id"),
		   INT(number), TEXT(telling->procedure), TEXT(source), INT(job_now(job)),
		   TEXT(office->user->id), INT(telling->from)));
	*casefile = row_int(rows, 0);
	talloc_free(rows);
	return OK;
}

/* What the other case was decided is not this one's. */
static void undecide(struct fields *fields)
{
	static const enum field decided[] = {F_RESOLUTION, F_AUTHOR, F_LEAD,	     F_CONTROL,
					     F_OUTCOME,	   F_REPLY,  F_REPLY_NUMBER, F_REPLIED_ON};
	fields->is_registered = false;
	for (size_t i = 0; i < sizeof decided / sizeof *decided; i++)
		fields->value[decided[i]] = NULL;
}

static enum status write_card(struct job *job, struct office *office, const struct telling *telling,
			      int64_t casefile)
{
	struct fields fields = {.arrived = telling->arrived};
	if (telling->from != 0)
		TRY(field_load(job, office, telling->from, &fields));
	undecide(&fields);
	TRY(field_set(job, office, &fields, "channel", telling->channel));
	if (fields.value[F_SIGN] == NULL)
		TRY(field_set(job, office, &fields, "sign", "primary"));
	TRY(field_store(job, office, casefile, &fields));
	TRY(db_exec(
		job, office->home->db,
		SQL("INSERT INTO page(casefile, number, original_page, image, kind, turn, skew, "
		    "doubt, document) SELECT ?1, number, original_page, image, kind, turn, skew, "
		    "doubt, document FROM page "
		    "WHERE casefile = ?2 ORDER BY number"),
		INT(casefile), INT(telling->from)));
	return db_exec(job, office->home->db,
		       SQL("INSERT INTO wording(casefile, words) VALUES(?1, "
			   "COALESCE((SELECT words FROM wording WHERE casefile = ?2), ''))"),
		       INT(casefile), INT(telling->from));
}

static enum status note_key(struct job *job, struct office *office, const struct telling *telling,
			    int64_t casefile)
{
	if (telling->key == NULL)
		return OK;
	return db_exec(job, office->home->db,
		       SQL("INSERT INTO told_key(key, casefile) VALUES(?1, ?2)"),
		       TEXT(telling->key), INT(casefile));
}

static enum status write_rows(struct job *job, struct office *office, const struct telling *telling,
			      int64_t number, const char *source, int64_t *casefile)
{
	struct verdict verdict;
	TRY(object_note(job, office->home, source, "original", "application/xml"));
	TRY(write_batch(job, office, telling, number, source));
	TRY(write_case(job, office, telling, number, source, casefile));
	TRY(write_card(job, office, telling, *casefile));
	TRY(note_key(job, office, telling, *casefile));
	TRY(engine_start(job, office->engine, *casefile, telling->procedure));
	return case_do(job, office, *casefile, "register", telling->data, telling->ndata, NULL,
		       &verdict);
}

static enum status find_key(struct job *job, struct office *office, const char *key,
			    int64_t *casefile)
{
	struct rows *rows;
	if (key == NULL)
		return E_ABSENT;
	TRY(db_one(job, office->home->db, &rows,
		   SQL("SELECT casefile FROM told_key WHERE key = ?1"), TEXT(key)));
	*casefile = row_int(rows, 0);
	talloc_free(rows);
	return OK;
}

/* The document is synced before the commit that refers to it, and goes when nothing will. */
static enum status open_case(struct job *job, struct office *office, const struct telling *telling,
			     int64_t *casefile, bool *known)
{
	struct tx *tx;
	int64_t number;
	char source[OBJECT_NAME];
	TRY(tx_begin(job, office->home->db, &tx));
	enum status status = find_key(job, office, telling->key, casefile);
	*known = status == OK;
	if (status != E_ABSENT)
		return status;
	TRY(next_number(job, office, &number));
	const char *text = document(job, office, telling, number);
	TRY(object_add(job, office->home, text, strlen(text), source));
	status = write_rows(job, office, telling, number, source, casefile);
	if (status == OK)
		return tx_commit(tx);
	const char *why = COPY(job, job_fault(job));
	TRY(object_drop(job, office->home, source));
	return fail(job, status, "%s", why);
}

/* A case goes on in one place at a time: the other must have been closed, and not by a decision. */
static enum status check_from(struct job *job, struct office *office, struct telling *telling)
{
	struct rows *rows;
	if (telling->from == 0)
		return OK;
	enum status status = db_one(
		job, office->home->db, &rows,
		SQL("SELECT k.arrived, k.channel, i.ended IS NOT NULL AND k.outcome IS NULL AND "
		    "NOT EXISTS (SELECT 1 FROM index_given g WHERE g.casefile = k.casefile AND "
		    "g.cancelled_at IS NULL) FROM card k LEFT JOIN instance i ON i.id = k.casefile "
		    "WHERE k.casefile = ?1"),
		INT(telling->from));
	if (status == E_ABSENT)
		return fail(job, E_ABSENT, "there is no case %lld", (long long)telling->from);
	TRY(status);
	telling->arrived = row_day(rows, 0);
	telling->channel = COPY(job, row_text(rows, 1));
	bool closed = row_int(rows, 2) != 0;
	talloc_free(rows);
	return closed ? OK
		      : fail(job, E_REFUSED,
			     "case %lld is not cancelled: cancel it first (\"skrynka show %lld\" "
			     "says "
			     "by which event), then open it anew",
			     (long long)telling->from, (long long)telling->from);
}

enum status case_told(struct job *job, struct office *office, int64_t casefile, const char **out)
{
	struct rows *rows;
	TRY(db_one(job, office->home->db, &rows,
		   SQL("SELECT original, original = sheet FROM casefile WHERE id = ?1"),
		   INT(casefile)));
	*out = row_int(rows, 1) != 0 ? row_text(rows, 0) : NULL;
	talloc_free(rows);
	return OK;
}

enum status case_new(struct job *job, struct office *office, const struct telling *asked,
		     int64_t *casefile, bool *known)
{
	struct telling telling = *asked;
	if (office->user == NULL)
		return fail(job, E_REFUSED, "say who you are: --as USER or $SKRYNKA_USER");
	TRY(check_from(job, office, &telling));
	struct batch batch = {.procedure = telling.procedure,
			      .channel = telling.channel,
			      .arrived = telling.arrived};
	TRY(batch_check(job, office, &batch));
	telling.procedure = batch.procedure;
	telling.channel = batch.channel;
	struct job *below = job_below(job); /* rolls back when it is freed */
	enum status status = open_case(below, office, &telling, casefile, known);
	talloc_free(below);
	return status;
}
