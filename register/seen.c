/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/audit.h"
#include "register/register.h"

static enum status seen(struct job *job, struct office *office, int64_t casefile, int *pages)
{
	struct tx *tx;
	struct rows *rows;
	const char *about = TEXT_OF(job, "%lld", (long long)casefile);
	TRY(office_right(job, office, "registrar"));
	TRY(tx_begin(job, office->home->db, &tx));
	TRY(db_query(job, office->home->db, &rows,
		     SQL("INSERT INTO page_seen(page, at, person) SELECT id, ?2, ?3 FROM page "
			 "WHERE casefile = ?1 AND doubt IS NOT NULL "
			 "ON CONFLICT(page) DO NOTHING RETURNING page"),
		     INT(casefile), INT(job_now(job)), TEXT(office->user->id)));
	*pages = 0;
	while (db_next(rows))
		++*pages;
	TRY(db_end(rows));
	TRY(audit_note(job, office, "seen", about, TEXT_OF(job, "%d", *pages)));
	return tx_commit(tx);
}

enum status pages_seen(struct job *job, struct office *office, int64_t casefile, int *pages)
{
	struct job *below = job_below(job); /* rolls back when it is freed */
	enum status status = seen(below, office, casefile, pages);
	talloc_free(below);
	return status;
}
