/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of a batch that is done. */
#include "register/due.h"
#include "register/given.h"
#include "register/plan.h"

enum status doubts_read(struct job *job, struct office *office, struct registered *found)
{
	struct rows *rows;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT p.original_page, p.doubt FROM page p "
			 "LEFT JOIN document d ON d.id = p.document "
			 "LEFT JOIN page_seen e ON e.page = p.id "
			 "WHERE p.casefile = ?1 AND p.doubt IS NOT NULL AND e.page IS NULL "
			 "AND coalesce(d.letter, -1) = ?2 ORDER BY p.number"),
		     INT(found->casefile), INT(found->added ? found->letter : -1)));
	while (db_next(rows)) {
		found->doubts = APPEND(job, found->doubts, &found->ndoubts, struct doubtful);
		found->doubts[found->ndoubts - 1] = (struct doubtful){(int)row_int(rows, 0),
								      row_text(rows, 1)};
	}
	return db_end(rows);
}

static enum status tell(struct job *job, struct office *office, struct registered *found)
{
	struct card card;
	struct timer due;
	bool known;
	TRY(card_read(job, office, found->casefile, &card));
	TRY(due_main(job, office, found->casefile, &known, &due));
	found->index = card.index;
	found->who = card.applicant;
	found->sticker = found->added ? 0 : card.sticker;
	found->due = due.due;
	found->why_due = known ? due.why : NULL;
	return doubts_read(job, office, found);
}

enum status batch_found(struct job *job, struct office *office, const struct batch *batch,
			struct registered **found, int *count)
{
	struct rows *rows;
	*found = NULL;
	*count = 0;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT c.letter, c.id, 0, (SELECT count(*) FROM page p "
			 "WHERE p.casefile = c.id AND p.document IS NULL) "
			 "FROM casefile c WHERE c.batch = ?1 UNION ALL "
			 "SELECT d.letter, d.casefile, 1, (SELECT count(*) FROM page p "
			 "WHERE p.document = d.id) FROM document d "
			 "WHERE d.batch = ?1 AND d.removed_at IS NULL ORDER BY 1"),
		     INT(batch->id)));
	while (db_next(rows)) {
		*found = APPEND(job, *found, count, struct registered);
		(*found)[*count - 1] = (struct registered){
			.letter = (int)row_int(rows, 0),
			.casefile = row_int(rows, 1),
			.added = row_int(rows, 2) != 0,
			.pages = (int)row_int(rows, 3),
		};
	}
	TRY(db_end(rows));
	for (int i = 0; i < *count; i++)
		TRY(tell(job, office, &(*found)[i]));
	return OK;
}
