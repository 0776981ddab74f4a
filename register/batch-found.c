/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of a batch that is done. */
#include "register/due.h"
#include "register/given.h"
#include "register/plan.h"

static enum status tell_doubts(struct job *job, struct job *below, struct office *office,
			       struct registered *found)
{
	struct rows *rows;
	TRY(db_query(below, office->home->db, &rows,
		     SQL("SELECT p.original_page, p.doubt FROM page p "
			 "LEFT JOIN document d ON d.id = p.document "
			 "LEFT JOIN page_seen e ON e.page = p.id "
			 "WHERE p.casefile = ?1 AND p.doubt IS NOT NULL AND e.page IS NULL "
			 "AND coalesce(d.letter, -1) = ?2 ORDER BY p.number"),
		     INT(found->casefile), INT(found->added ? found->letter : -1)));
	while (db_next(rows)) {
		found->doubts = APPEND(job, found->doubts, &found->ndoubts, struct doubtful);
		found->doubts[found->ndoubts - 1] = (struct doubtful){(int)row_int(rows, 0),
								      COPY(job, row_text(rows, 1))};
	}
	return db_end(rows);
}

static enum status tell(struct job *job, struct job *below, struct office *office,
			struct registered *found)
{
	struct fields fields;
	struct timer due;
	bool known;
	TRY(field_load(below, office, found->casefile, &fields));
	TRY(index_of(below, office, found->casefile, &found->index));
	TRY(due_main(below, office, found->casefile, &known, &due));
	found->index = copied(job, found->index);
	found->who = copied(job, fields_applicant(below, &fields));
	found->due = due.due;
	found->why_due = known ? copied(job, due.why) : NULL;
	return tell_doubts(job, below, office, found);
}

enum status found_tell(struct job *job, struct office *office, struct registered *found)
{
	struct job *below = job_below(job);
	enum status status = tell(job, below, office, found);
	talloc_free(below);
	return status;
}

enum status batch_found(struct job *job, struct office *office, const struct batch *batch,
			struct registered **found, int *count)
{
	struct rows *rows;
	*found = NULL;
	*count = 0;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT c.letter, c.id, 0, (SELECT count(*) FROM page p "
			 "WHERE p.casefile = c.id AND p.document IS NULL), c.sticker "
			 "FROM casefile c WHERE c.batch = ?1 UNION ALL "
			 "SELECT d.letter, d.casefile, 1, (SELECT count(*) FROM page p "
			 "WHERE p.document = d.id), 0 FROM document d "
			 "WHERE d.batch = ?1 AND d.removed_at IS NULL ORDER BY 1"),
		     INT(batch->id)));
	while (db_next(rows)) {
		*found = APPEND(job, *found, count, struct registered);
		(*found)[*count - 1] = (struct registered){
			.letter = (int)row_int(rows, 0),
			.casefile = row_int(rows, 1),
			.added = row_int(rows, 2) != 0,
			.pages = (int)row_int(rows, 3),
			.sticker = row_int(rows, 4),
		};
	}
	TRY(db_end(rows));
	for (int i = 0; i < *count; i++)
		TRY(found_tell(job, office, &(*found)[i]));
	return OK;
}
