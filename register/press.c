/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks that wait are drawn: a page with any is drawn again from the scan with all its marks, in
 * the order in which they were given, so the earlier ones keep their places. */
#include "base/file.h"
#include "base/plain.h"
#include "register/mark.h"
#include "stamps/stamps.h"

#include <fcntl.h>
#include <sys/file.h>

enum { CHUNK = 32 };

static const char *const sides[] = {
	[ON_FREE_PAPER] = "paper",
	[IN_MARGIN] = "margin",
	[ON_ADDED_STRIP] = "strip",
};

struct waiting {
	int64_t page;
	const char *target;
	const char *named; /* "case 3, page 1" */
	int64_t *marks;	   /* their ids, as many as the stamps */
	struct stamped stamped;
};

static enum status find_waiting(struct job *job, struct office *office, struct waiting **out,
				int *count)
{
	struct rows *rows;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT DISTINCT m.page, m.target, c.id, p.number, "
			 "coalesce(d.original, c.original), p.original_page, p.turn, p.skew "
			 "FROM mark_waits w "
			 "JOIN mark m ON m.id = w.mark JOIN page p ON p.id = m.page "
			 "JOIN casefile c ON c.id = p.casefile "
			 "LEFT JOIN document d ON d.id = p.document "
			 "ORDER BY m.page, m.target")));
	while (db_next(rows)) {
		*out = APPEND(job, *out, count, struct waiting);
		struct waiting *w = &(*out)[*count - 1];
		w->page = row_int(rows, 0);
		w->target = row_text(rows, 1);
		w->named = TEXT_OF(job, _("case %lld, page %lld"), (long long)row_int(rows, 2),
				   (long long)row_int(rows, 3));
		w->stamped = (struct stamped){
			.source = object_path(job, office->home, row_text(rows, 4)),
			.page = (int)row_int(rows, 5),
			.turn = (int)row_int(rows, 6),
			.skew = row_real(rows, 7),
		};
	}
	return db_end(rows);
}

enum status mark_blanks(struct job *job, struct office *office, int64_t mark,
			const struct pair **out, int *count)
{
	struct rows *rows;
	struct pair *blanks = NULL;
	*count = 0;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT name, value FROM mark_blank WHERE mark = ?1 ORDER BY name"),
		     INT(mark)));
	while (db_next(rows)) {
		blanks = APPEND(job, blanks, count, struct pair);
		blanks[*count - 1] = (struct pair){row_text(rows, 0), row_text(rows, 1)};
	}
	*out = blanks;
	return db_end(rows);
}

static enum status read_stamps(struct job *job, struct office *office, struct waiting *w)
{
	struct rows *rows;
	int count = 0;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT id, name FROM mark WHERE page = ?1 AND target = ?2 ORDER BY id"),
		     INT(w->page), TEXT(w->target)));
	while (db_next(rows)) {
		w->marks = APPEND(job, w->marks, &count, int64_t);
		w->marks[count - 1] = row_int(rows, 0);
		w->stamped.stamps = APPEND(job, w->stamped.stamps, &w->stamped.nstamps,
					   struct stamp);
		struct stamp *stamp = &w->stamped.stamps[w->stamped.nstamps - 1];
		const char *name = TEXT_OF(job, "%s.svg", row_text(rows, 1));
		TRY(data_file(job, office->home, "stamps/marks", name, &stamp->file));
		TRY(mark_blanks(job, office, w->marks[count - 1], &stamp->blanks, &stamp->nblanks));
	}
	return db_end(rows);
}

static enum status note_places(struct job *job, struct office *office, const struct waiting *w)
{
	for (int i = 0; i < w->stamped.nstamps; i++) {
		const struct stamp *s = &w->stamped.stamps[i];
		TRY(db_exec(job, office->home->db,
			    SQL("INSERT INTO mark_place(mark, x, y, w, h, side) "
				"VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(mark) DO UPDATE SET "
				"x = excluded.x, y = excluded.y, w = excluded.w, h = excluded.h, "
				"side = excluded.side"),
			    INT(w->marks[i]), INT(s->place.x), INT(s->place.y), INT(s->place.w),
			    INT(s->place.h), TEXT(sides[s->where])));
	}
	return OK;
}

static enum status keep(struct job *job, struct office *office, const struct waiting *w)
{
	struct tx *tx;
	char image[OBJECT_NAME];
	TRY(object_add_file(job, office->home, w->stamped.out, image));
	TRY(tx_begin(job, office->home->db, &tx));
	TRY(object_note(job, office->home, image, "derived", "image/tiff"));
	TRY(db_exec(job, office->home->db,
		    SQL("INSERT INTO pressed(page, target, image) VALUES(?1, ?2, ?3) "
			"ON CONFLICT(page, target) DO UPDATE SET image = excluded.image"),
		    INT(w->page), TEXT(w->target), TEXT(image)));
	TRY(note_places(job, office, w));
	return tx_commit(tx);
}

struct progress {
	void (*say)(void *self, int done, int count);
	void *self;
	int before, count;
};

static void say(void *self, int done, int count)
{
	struct progress *progress = self;
	(void)count;
	if (progress->say != NULL)
		progress->say(progress->self, progress->before + done, progress->count);
}

/* A page that cannot be stamped is told at the end and waits on: the others get their marks. */
static enum status press_chunk(struct job *job, struct office *office, const char *folder,
			       struct waiting *waiting, int count, struct progress *progress,
			       const char **fault)
{
	struct stamped *pages = NEW_ARRAY(job, struct stamped, count);
	for (int i = 0; i < count; i++) {
		TRY(read_stamps(job, office, &waiting[i]));
		waiting[i].stamped.out = TEXT_OF(job, "%s/%d.tif", folder, i);
		pages[i] = waiting[i].stamped;
	}
	TRY(stamps_press(job, pages, count, say, progress));
	for (int i = 0; i < count; i++) {
		waiting[i].stamped = pages[i];
		if (pages[i].fault != NULL && *fault == NULL)
			*fault = TEXT_OF(office, "%s: %s", waiting[i].named, pages[i].fault);
		if (pages[i].fault != NULL)
			continue;
		struct job *below = job_below(job); /* rolls back when it is freed */
		enum status status = keep(below, office, &waiting[i]);
		talloc_free(below);
		TRY(status);
	}
	return OK;
}

enum status press_folder(struct job *job, const struct home *home, const char **out)
{
	const char *spool = home_file(job, home, "spool");
	int fd = open(spool, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return fail_errno(job, spool);
	fd_own(job, fd);
	if (flock(fd, LOCK_EX) != 0)
		return fail_errno(job, spool);
	*out = home_file(job, home, "spool/press");
	TRY(folder_remove(job, *out));
	return folder_make(job, *out);
}

static enum status press_all(struct job *job, struct office *office, struct progress *progress)
{
	struct waiting *waiting = NULL;
	const char *folder = NULL, *fault = NULL;
	TRY(press_folder(job, office->home, &folder));
	TRY(find_waiting(job, office, &waiting, &progress->count));
	for (int i = 0; i < progress->count; i += CHUNK) {
		struct job *below = job_below(job);
		int left = progress->count - i, size = left < CHUNK ? left : CHUNK;
		progress->before = i;
		enum status status = press_chunk(below, office, folder, &waiting[i], size, progress,
						 &fault);
		talloc_free(below);
		TRY(status);
	}
	TRY(folder_remove(job, folder));
	return fault == NULL ? OK : fail(job, E_INPUT, "%s", fault);
}

/* Asked before the press is taken; mostly in vain. A folder that a killed press left is work too.
 */
static enum status any_waits(struct job *job, struct office *office)
{
	struct rows *rows;
	if (file_exists(home_file(job, office->home, "spool/press")))
		return OK;
	TRY(db_one(job, office->home->db, &rows, SQL("SELECT 1 FROM mark_waits LIMIT 1")));
	talloc_free(rows);
	return OK;
}

enum status marks_press(struct job *job, struct office *office,
			void (*progress)(void *self, int done, int count), void *self)
{
	struct job *below = job_below(job);
	struct progress all = {.say = progress, .self = self};
	enum status status = any_waits(below, office);
	status = status == OK ? press_all(below, office, &all) : status == E_ABSENT ? OK : status;
	talloc_free(below);
	return status;
}

static enum status give(struct job *job, struct office *office, const struct mark_asked *asked)
{
	struct tx *tx;
	TRY(tx_begin(job, office->home->db, &tx));
	TRY(mark_note(job, office, asked));
	return tx_commit(tx);
}

enum status mark_give(struct job *job, struct office *office, int64_t casefile, const char *mark,
		      int page, const char *why)
{
	struct job *below = job_below(job);
	const struct mark_asked asked = {
		.casefile = casefile,
		.page = page,
		.target = "letter",
		.name = mark,
		.person = office->user == NULL ? NULL : office->user->id,
		.why = why,
	};
	enum status status = office_right(below, office, "registrar");
	if (status == OK && why != NULL && (!plain_is(why) || strlen(why) > 2000))
		status = fail(below, E_INPUT,
			      "the reason is too long or holds a control character");
	if (status == OK)
		status = give(below, office, &asked);
	talloc_free(below);
	return status;
}
