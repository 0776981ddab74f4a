/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/spool.h"

#include "base/file.h"
#include "base/home.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static enum status hold(struct job *job, const char *folder)
{
	const char *path = TEXT_OF(job, "%s/lock", folder);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
	if (fd < 0)
		return fail_errno(job, path);
	fd_own(job, fd);
	if (flock(fd, LOCK_EX | LOCK_NB) != 0)
		return fail(job, E_BUSY, "you are scanning already, in another window");
	return OK;
}

/* The names of the folders are to stay as the sheets in them do. */
static enum status sync_all(struct job *job, const struct office *office, const struct spool *spool)
{
	TRY(folder_sync(job, home_file(job, office->home, "spool")));
	TRY(folder_sync(job, home_file(job, office->home, "spool/scan")));
	return folder_sync(job, spool->folder);
}

enum status spool_hold(struct job *job, const struct office *office, struct spool *out)
{
	const char *scans = home_file(job, office->home, "spool/scan");
	out->folder = TEXT_OF(job, "%s/%s", scans, office->user->id);
	out->open = TEXT_OF(job, "%s/open", out->folder);
	out->whole = TEXT_OF(job, "%s/whole", out->folder);
	out->gone = TEXT_OF(job, "%s/gone", out->folder);
	out->asked = TEXT_OF(job, "%s/.asked", spool_is_whole(out) ? out->whole : out->open);
	TRY(folder_make(job, out->folder));
	TRY(hold(job, out->folder));
	TRY(folder_remove(job, out->gone));
	TRY(folder_make(job, out->open));
	TRY(sync_all(job, office, out));
	return spool_count(job, out);
}

static const char *turned_file(void *owner, const struct spool *spool)
{
	return TEXT_OF(owner, "%s/.turned", spool->open);
}

enum status spool_turn(struct job *job, struct spool *spool)
{
	const char *count = TEXT_OF(job, "%d\n", spool->sheets);
	spool->fronts = spool->sheets;
	return file_write(job, turned_file(job, spool), count, strlen(count));
}

static enum status count_fronts(struct job *job, struct spool *spool)
{
	char *text;
	size_t size;
	const char *path = turned_file(job, spool);
	spool->fronts = 0;
	if (!file_exists(path))
		return OK;
	TRY(file_read(job, path, 64, &text, &size));
	spool->fronts = atoi(text);
	return OK;
}

enum status spool_count(struct job *job, struct spool *spool)
{
	struct job *below = job_below(job);
	const char **names;
	int count;
	TRY(folder_list(below, spool->open, &names, &count));
	spool->sheets = spool->last = 0;
	for (int i = 0; i < count; i++) {
		int number = 0, end = 0;
		if (sscanf(names[i], "%d.tif%n", &number, &end) < 1 || end == 0)
			continue;
		spool->sheets++;
		spool->last = number > spool->last ? number : spool->last;
	}
	TRY(count_fronts(below, spool));
	talloc_free(below);
	return OK;
}

static enum status move(struct job *job, const struct spool *spool, const char *from,
			const char *to)
{
	if (rename(from, to) != 0)
		return fail_errno(job, to);
	return folder_sync(job, spool->folder);
}

enum status spool_close(struct job *job, const struct spool *spool)
{
	/* what a killed driver left half written is no sheet */
	TRY(folder_remove(job, TEXT_OF(job, "%s/.sheet", spool->open)));
	return move(job, spool, spool->open, spool->whole);
}

bool spool_is_whole(const struct spool *spool)
{
	return file_exists(spool->whole);
}

enum status spool_drop(struct job *job, const struct spool *spool)
{
	TRY(move(job, spool, spool->open, spool->gone));
	return folder_remove(job, spool->gone);
}

static enum status check_safe(struct job *job, const struct office *office, const char *path)
{
	char name[OBJECT_NAME];
	TRY(file_hash(job, path, name, NULL, NULL));
	const char *failed = TEXT_OF(job, "%s/%.16s.tif", home_file(job, office->home, "failed"),
				     name);
	if (file_exists(object_path(job, office->home, name)) || file_exists(failed))
		return OK;
	return fail(job, E_SYSTEM, "%s: is not in the store: it stays where it is", path);
}

enum status spool_taken(struct job *job, const struct office *office, const struct spool *spool)
{
	struct job *below = job_below(job);
	const char **names;
	int count;
	TRY(folder_list(below, spool->whole, &names, &count));
	for (int i = 0; i < count; i++)
		if (*names[i] != '.') /* no sheet */
			TRY(check_safe(below, office,
				       TEXT_OF(below, "%s/%s", spool->whole, names[i])));
	talloc_free(below);
	TRY(move(job, spool, spool->whole, spool->gone));
	return folder_remove(job, spool->gone);
}
