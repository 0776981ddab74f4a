/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the pages of a case back to the files that people gave. */
#include "register/register.h"

/* A case that was opened anew with the paper of another (told, and no file of its own) has what
 * that one came in; that both are there makes it no paper of others. */
enum status case_sources(struct job *job, struct office *office, int64_t casefile,
			 struct source **out, int *count)
{
	struct rows *rows;
	*out = NULL;
	*count = 0;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("WITH mine(scan) AS (SELECT coalesce(d.original, c.original) FROM page p "
			 "JOIN casefile c ON c.id = p.casefile "
			 "LEFT JOIN document d ON d.id = p.document "
			 "WHERE p.casefile = ?1 AND d.removed_at IS NULL), "
			 "scan(batch, original) AS (SELECT batch, original FROM casefile "
			 "UNION SELECT batch, original FROM document WHERE removed_at IS NULL), "
			 "whence(batch) AS (SELECT batch FROM casefile WHERE id = ?1 UNION "
			 "SELECT batch FROM document WHERE casefile = ?1 AND removed_at IS NULL "
			 "UNION SELECT o.batch FROM casefile c JOIN casefile o "
			 "ON o.original = c.original WHERE c.id = ?1 AND NOT EXISTS "
			 "(SELECT 1 FROM batch_file f WHERE f.batch = c.batch)) "
			 "SELECT f.name, f.object, o.type, NOT EXISTS (SELECT 1 FROM scan s "
			 "WHERE s.batch = f.batch AND s.original NOT IN mine), "
			 "(SELECT count(*) FROM batch_file n WHERE n.batch = f.batch) "
			 "FROM batch_file f JOIN object o ON o.name = f.object "
			 "WHERE f.batch IN whence ORDER BY f.batch, f.number"),
		     INT(casefile)));
	while (db_next(rows)) {
		bool own = row_int(rows, 3) != 0;
		if (!own && row_int(rows, 4) > 1)
			continue; /* which of them it was is not known */
		*out = APPEND(job, *out, count, struct source);
		(*out)[*count - 1] = (struct source){row_text(rows, 0), row_text(rows, 1),
						     row_text(rows, 2), own};
	}
	return db_end(rows);
}
