/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/take.h"

#include "register/settings.h"

static enum status find_document(struct job *job, struct office *office, const struct batch *batch,
				 int letter)
{
	struct rows *rows;
	enum status status = db_one(job, office->home->db, &rows,
				    SQL("SELECT id FROM document WHERE batch = ?1 AND letter = ?2"),
				    INT(batch->id), INT(letter));
	talloc_free(rows);
	return status;
}

static enum status write_document(struct job *job, struct office *office, const struct batch *batch,
				  const struct part *part, const struct stored *stored,
				  int64_t *document)
{
	struct rows *rows;
	TRY(db_one(job, office->home->db, &rows,
		   SQL("INSERT INTO document(casefile, batch, letter, sheet, original, known_by, "
		       "added_at, added_by) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id"),
		   INT(part->casefile), INT(batch->id), INT(part->number), TEXT(stored->sheet),
		   TEXT(stored->original), TEXT(part->index), INT(job_now(job)),
		   TEXT(office->user == NULL ? NULL : office->user->id)));
	*document = row_int(rows, 0);
	talloc_free(rows);
	return OK;
}

static enum status journal_document(struct job *job, struct office *office,
				    const struct batch *batch, const struct part *part,
				    const struct letter *letter)
{
	const struct pair data[] = {
		{"pages", TEXT_OF(job, "%d", letter->pages)},
		{"batch", TEXT_OF(job, "%lld", (long long)batch->id)},
		{"letter", TEXT_OF(job, "%d", part->number)},
		{"index", part->index},
	};
	struct event event = {
		.casefile = part->casefile,
		.name = "document-added",
		.user = office->user == NULL ? NULL : office->user->id,
		.data = data,
		.ndata = part->index == NULL ? 3 : 4,
		.key = TEXT_OF(job, "document:%lld:%d", (long long)batch->id, part->number),
	};
	return engine_note(job, office->engine, &event, FACT_("A paper was added"));
}

static enum status add_document(struct job *job, struct office *office, const struct batch *batch,
				const struct part *part, const struct letter *letter,
				const struct stored *stored)
{
	struct tx *tx;
	int64_t document;
	TRY(tx_begin(job, office->home->db, &tx));
	TRY(take_note(job, office, letter, stored));
	TRY(write_document(job, office, batch, part, stored, &document));
	TRY(take_pages(job, office, part->casefile, document, letter, stored));
	TRY(journal_document(job, office, batch, part, letter));
	return tx_commit(tx);
}

enum status take_paper(struct job *job, struct office *office, const struct batch *batch,
		       const char *work, const struct part *part, struct letter *letter,
		       bool *fresh)
{
	struct stored stored;
	enum status status = find_document(job, office, batch, letter->number);
	*fresh = status == E_ABSENT;
	if (status != E_ABSENT)
		return status;
	TRY(letter_read(job, work, office->settings->confidence, letter));
	TRY(take_files(job, office, letter, &stored));
	return add_document(job, office, batch, part, letter, &stored);
}
