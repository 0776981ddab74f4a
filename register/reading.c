/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters read again. What is read is a layer: it is searched and shown, and never a fact of the
 * card. Pages are read as they stand now, so that the words stand on the pictures there are. */
#include "register/letter.h"

static enum status check_paper(struct job *job, struct office *office, int64_t casefile)
{
	struct page *pages;
	int count;
	TRY(case_pages(job, office, casefile, &pages, &count));
	return count > 0 ? OK
			 : fail(job, E_ABSENT, "case %lld has no paper: there is nothing to read",
				(long long)casefile);
}

static enum status newest_sheet(struct job *job, struct office *office, int64_t casefile,
				const char **original, const char **sheet)
{
	struct rows *rows;
	TRY(db_one(job, office->home->db, &rows,
		   SQL("SELECT c.original, COALESCE((SELECT r.sheet FROM reading r "
		       "WHERE r.casefile = c.id ORDER BY r.id DESC LIMIT 1), c.sheet) "
		       "FROM casefile c WHERE c.id = ?1"),
		   INT(casefile)));
	*original = row_text(rows, 0);
	*sheet = row_text(rows, 1);
	return OK;
}

/* The page of the former sheet that bears the number N. */
static const struct node *page_before(const struct doc *sheet, int n)
{
	struct node *page = node_first(doc_root(sheet), "page");
	while (page != NULL && node_int(page, "n", 0) != n)
		page = node_next(page, "page");
	return page;
}

static enum status read_pages(struct job *job, struct office *office, const struct doc *sheet,
			      struct unread *out)
{
	struct rows *rows;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT original_page, turn, skew FROM page WHERE casefile = ?1 "
			 "ORDER BY number"),
		     INT(out->casefile)));
	while (db_next(rows)) {
		int n = (int)row_int(rows, 0);
		const struct node *before = page_before(sheet, n);
		if (before == NULL)
			continue; /* it came from elsewhere than this letter */
		out->pages = APPEND(job, out->pages, &out->npages, struct unread_page);
		out->pages[out->npages - 1] = (struct unread_page){
			.n = n,
			.source = (int)node_int(before, "source", n),
			.image = COPY(job, node_attr(before, "image")),
			.turn = (int)row_int(rows, 1),
			.skew = row_real(rows, 2),
		};
	}
	return db_end(rows);
}

enum status reading_due(struct job *job, struct office *office, int64_t casefile,
			struct unread *out)
{
	const char *original, *name;
	struct doc *sheet;
	*out = (struct unread){.casefile = casefile};
	TRY(check_paper(job, office, casefile));
	TRY(newest_sheet(job, office, casefile, &original, &name));
	TRY(xml_read_file(job, object_path(job, office->home, name), &sheet));
	out->original = object_path(job, office->home, original);
	out->letter = (int)node_int(doc_root(sheet), "letter", 1);
	return read_pages(job, office, sheet, out);
}

enum status reading_list(struct job *job, struct office *office, struct day before, int64_t **out,
			 int *count)
{
	struct rows *rows;
	*out = NULL;
	*count = 0;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT c.id FROM casefile c WHERE EXISTS "
			 "(SELECT 1 FROM page p WHERE p.casefile = c.id) AND "
			 "COALESCE((SELECT max(r.at) FROM reading r WHERE r.casefile = c.id), "
			 "c.opened_at) < ?1 ORDER BY c.id"),
		     INT(before.number == 0 ? INT64_MAX : day_moment(before))));
	while (db_next(rows)) {
		*out = APPEND(job, *out, count, int64_t);
		(*out)[*count - 1] = row_int(rows, 0);
	}
	return db_end(rows);
}

/* --- the new sheet --- */

static enum status write_kinds(struct job *job, struct office *office, int64_t casefile,
			       const struct letter *letter)
{
	for (int i = 0; i < letter->pages; i++)
		TRY(db_exec(job, office->home->db,
			    SQL("UPDATE page SET kind = ?3 WHERE casefile = ?1 AND "
				"original_page = ?2"),
			    INT(casefile), INT(letter->page[i].number),
			    TEXT(letter->page[i].kind)));
	return OK;
}

static enum status write_reading(struct job *job, struct office *office, int64_t casefile,
				 const char *sheet, const struct node *root)
{
	return db_exec(job, office->home->db,
		       SQL("INSERT INTO reading(casefile, sheet, engine, models, at, person) "
			   "VALUES(?1, ?2, ?3, ?4, ?5, ?6)"),
		       INT(casefile), TEXT(sheet), TEXT(node_attr(root, "engine")),
		       TEXT(node_attr(root, "models")), INT(job_now(job)),
		       TEXT(office->user == NULL ? NULL : office->user->id));
}

enum status reading_take(struct job *job, struct office *office, int64_t casefile, const char *work,
			 const char *sheet)
{
	struct tx *tx;
	struct doc *doc;
	char name[OBJECT_NAME];
	struct letter letter = {.sheet = TEXT_OF(job, "%s/%s", work, sheet)};
	TRY(xml_read_file(job, letter.sheet, &doc));
	TRY(letter_read(job, work, 0, &letter));
	TRY(object_add_file(job, office->home, letter.sheet, name));
	TRY(tx_begin(job, office->home->db, &tx));
	TRY(object_note(job, office->home, name, "original", "application/xml"));
	TRY(write_reading(job, office, casefile, name, doc_root(doc)));
	TRY(write_kinds(job, office, casefile, &letter));
	TRY(db_exec(job, office->home->db, SQL("UPDATE wording SET words = ?2 WHERE casefile = ?1"),
		    INT(casefile), TEXT(letter.words)));
	return tx_commit(tx);
}

/* --- what there is --- */

/* The engine of the first reading stands in its sheet, which is older than the table. */
static enum status first_reading(struct job *job, struct office *office, int64_t casefile,
				 struct read *out)
{
	struct rows *rows;
	struct doc *sheet;
	TRY(db_one(job, office->home->db, &rows,
		   SQL("SELECT sheet, opened_at, opened_by FROM casefile WHERE id = ?1"),
		   INT(casefile)));
	*out = (struct read){
		.sheet = row_text(rows, 0), .at = row_int(rows, 1), .user = row_text(rows, 2)};
	TRY(xml_read_file(job, object_path(job, office->home, out->sheet), &sheet));
	out->engine = node_attr(doc_root(sheet), "engine");
	out->models = node_attr(doc_root(sheet), "models");
	return OK;
}

enum status case_readings(struct job *job, struct office *office, int64_t casefile,
			  struct read **out, int *count)
{
	struct rows *rows;
	struct page *pages;
	int npages;
	*out = NULL;
	*count = 0;
	TRY(case_pages(job, office, casefile, &pages, &npages));
	if (npages == 0)
		return OK;
	*out = APPEND(job, *out, count, struct read);
	TRY(first_reading(job, office, casefile, *out));
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT sheet, at, person, engine, models FROM reading "
			 "WHERE casefile = ?1 ORDER BY id"),
		     INT(casefile)));
	while (db_next(rows)) {
		*out = APPEND(job, *out, count, struct read);
		(*out)[*count - 1] = (struct read){row_text(rows, 0), row_text(rows, 3),
						   row_text(rows, 4), row_int(rows, 1),
						   row_text(rows, 2)};
	}
	return db_end(rows);
}
