/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small pictures of pages: made when they are wanted first, then kept; any of them may be lost. */
#include "base/file.h"
#include "register/mark.h"
#include "stamps/stamps.h"

#include <string.h>

static const struct {
	const char *size;
	int side; /* px at most */
} sizes[] = {{"screen", 1600}, {"thumb", 240}};

static int side_of(const char *size)
{
	for (int i = 0; i < (int)(sizeof sizes / sizeof *sizes); i++)
		if (strcmp(sizes[i].size, size) == 0)
			return sizes[i].side;
	return 0;
}

static enum status find(struct job *job, struct office *office, const char *image, const char *size,
			const char **object, const char **type)
{
	struct rows *rows;
	TRY(db_one(job, office->home->db, &rows,
		   SQL("SELECT v.small, o.type FROM view v JOIN object o ON o.name = v.small "
		       "WHERE v.image = ?1 AND v.size = ?2"),
		   TEXT(image), TEXT(size)));
	*object = row_text(rows, 0);
	*type = row_text(rows, 1);
	return file_exists(object_path(job, office->home, *object)) ? OK : E_ABSENT;
}

static enum status note(struct job *job, struct office *office, const char *image, const char *size,
			const char *object, const char *type)
{
	struct tx *tx;
	TRY(tx_begin(job, office->home->db, &tx));
	TRY(object_note(job, office->home, object, "derived", type));
	TRY(db_exec(job, office->home->db,
		    SQL("INSERT INTO view(image, size, small) VALUES(?1, ?2, ?3) "
			"ON CONFLICT(image, size) DO UPDATE SET small = excluded.small"),
		    TEXT(image), TEXT(size), TEXT(object)));
	return tx_commit(tx);
}

static enum status make(struct job *job, struct office *office, const char *image, const char *size,
			const char **object, const char **type)
{
	struct job *below = job_below(job); /* holds the press */
	const char *folder, *out;
	char *name = must(talloc_array(job, char, OBJECT_NAME));
	bool jpeg;
	TRY(press_folder(below, office->home, &folder));
	out = TEXT_OF(below, "%s/small", folder);
	TRY(stamps_small(below, object_path(below, office->home, image), side_of(size), out,
			 &jpeg));
	TRY(object_add_file(below, office->home, out, name));
	*object = name;
	*type = jpeg ? "image/jpeg" : "image/png";
	enum status status = note(below, office, image, size, *object, *type);
	TRY(folder_remove(below, folder));
	talloc_free(below);
	return status;
}

enum status view_find(struct job *job, struct office *office, const char *image, const char *size,
		      const char **object, const char **type)
{
	if (side_of(size) == 0)
		return fail(job, E_USAGE, "no such size: %s: write screen or thumb", size);
	enum status status = find(job, office, image, size, object, type);
	return status == E_ABSENT ? make(job, office, image, size, object, type) : status;
}
