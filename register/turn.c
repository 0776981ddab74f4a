/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page that was read lying on its side is turned by a person. Its picture is made again from the
 * original before anything is written; its marks wait then to be pressed again. */
#include "base/file.h"
#include "register/audit.h"
#include "register/mark.h"
#include "stamps/stamps.h"

struct turning {
	int64_t page;
	int was;	      /* turn before */
	struct stamped drawn; /* without a mark */
	char image[OBJECT_NAME];
};

static enum status read_page(struct job *job, struct office *office, int64_t casefile, int page,
			     int degrees, struct turning *out)
{
	struct rows *rows;
	enum status status = db_one(
		job, office->home->db, &rows,
		SQL("SELECT p.id, coalesce(d.original, c.original), p.original_page, p.turn, "
		    "p.skew FROM page p JOIN casefile c ON c.id = p.casefile "
		    "LEFT JOIN document d ON d.id = p.document "
		    "WHERE p.casefile = ?1 AND p.number = ?2"),
		INT(casefile), INT(page));
	if (status == E_ABSENT)
		return fail(job, E_ABSENT, "case %lld has no page %d", (long long)casefile, page);
	TRY(status);
	out->page = row_int(rows, 0);
	out->was = (int)row_int(rows, 3);
	out->drawn = (struct stamped){
		.source = object_path(job, office->home, row_text(rows, 1)),
		.page = (int)row_int(rows, 2),
		.turn = (out->was + degrees) % 360,
		.skew = row_real(rows, 4),
	};
	return OK;
}

static enum status draw(struct job *job, struct office *office, struct turning *t)
{
	struct job *below = job_below(job); /* holds the press */
	const char *folder;
	TRY(press_folder(below, office->home, &folder));
	t->drawn.out = TEXT_OF(job, "%s/turned.tif", folder);
	TRY(stamps_press(job, &t->drawn, 1, NULL, NULL));
	enum status status = t->drawn.fault != NULL
				     ? fail(job, E_INPUT, "%s", t->drawn.fault)
				     : object_add_file(job, office->home, t->drawn.out, t->image);
	TRY(folder_remove(job, folder));
	talloc_free(below);
	return status;
}

/* A mark without a place waits to be pressed. */
static enum status lift_marks(struct job *job, struct office *office, int64_t page)
{
	TRY(db_exec(job, office->home->db, SQL("DELETE FROM pressed WHERE page = ?1"), INT(page)));
	return db_exec(job, office->home->db,
		       SQL("DELETE FROM mark_place WHERE mark IN "
			   "(SELECT id FROM mark WHERE page = ?1)"),
		       INT(page));
}

/* Two may turn the same page at once: the second would turn what he has not seen. */
static enum status write_page(struct job *job, struct office *office, const struct turning *t)
{
	struct rows *rows;
	enum status status = db_one(job, office->home->db, &rows,
				    SQL("UPDATE page SET turn = ?2, image = ?3 "
					"WHERE id = ?1 AND turn = ?4 RETURNING id"),
				    INT(t->page), INT(t->drawn.turn), TEXT(t->image), INT(t->was));
	if (status == E_ABSENT)
		return fail(job, E_BUSY, "somebody else has just turned this page: look at it");
	TRY(status);
	talloc_free(rows);
	return OK;
}

static enum status write_turn(struct job *job, struct office *office, const struct turning *t,
			      int degrees, const char *about)
{
	struct tx *tx;
	TRY(tx_begin(job, office->home->db, &tx));
	TRY(object_note(job, office->home, t->image, "derived", "image/tiff"));
	TRY(write_page(job, office, t));
	TRY(db_exec(job, office->home->db,
		    SQL("INSERT INTO turned(page, degrees, at, person) VALUES(?1, ?2, ?3, ?4)"),
		    INT(t->page), INT(degrees), INT(job_now(job)), TEXT(office->user->id)));
	TRY(db_exec(job, office->home->db,
		    SQL("INSERT INTO page_seen(page, at, person) SELECT ?1, ?2, ?3 WHERE EXISTS "
			"(SELECT 1 FROM page WHERE id = ?1 AND doubt IS NOT NULL) "
			"ON CONFLICT(page) DO NOTHING"),
		    INT(t->page), INT(job_now(job)), TEXT(office->user->id)));
	TRY(lift_marks(job, office, t->page));
	TRY(audit_note(job, office, "turn", about, TEXT_OF(job, "%d", degrees)));
	return tx_commit(tx);
}

static enum status turn(struct job *job, struct office *office, int64_t casefile, int page,
			int degrees)
{
	struct turning t;
	TRY(office_right(job, office, "registrar"));
	if (degrees != 90 && degrees != 180 && degrees != 270)
		return fail(job, E_INPUT, "a page is turned by 90, 180 or 270 degrees clockwise");
	TRY(read_page(job, office, casefile, page, degrees, &t));
	TRY(draw(job, office, &t));
	const char *about = TEXT_OF(job, "%lld/%d", (long long)casefile, page);
	return write_turn(job, office, &t, degrees, about);
}

enum status page_turn(struct job *job, struct office *office, int64_t casefile, int page,
		      int degrees)
{
	struct job *below = job_below(job); /* rolls back when it is freed */
	enum status status = turn(below, office, casefile, page, degrees);
	talloc_free(below);
	return status;
}
