/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/hot.h"

#include "base/file.h"
#include "base/plain.h"
#include "cli/heap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAMES = 10000 /* of one name in a folder */ };

int64_t hot_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Hidden ones, those that are still under way by their name, and what systems leave. */
static bool passed_over(const char *name)
{
	static const char *const ends[] = {".part", ".partial",	   ".filepart", ".tmp",
					   ".temp", ".crdownload", ".download", ".db",
					   ".ini",  ".lock"};
	size_t n = strlen(name);
	if (name[0] == '.' || name[0] == '~' || name[n - 1] == '~' || strcmp(name, "done") == 0 ||
	    strcmp(name, "failed") == 0)
		return true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (n > strlen(ends[i]) && strcasecmp(name + n - strlen(ends[i]), ends[i]) == 0)
			return true;
	return false;
}

static bool same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static struct hot_file *file_of(struct hot *hot, const char *name)
{
	for (int i = 0; i < hot->count; i++)
		if (strcmp(hot->files[i]->name, name) == 0)
			return hot->files[i];
	hot->files = APPEND(hot->owner, hot->files, &hot->count, struct hot_file *);
	struct hot_file *file = NEW(hot->owner, struct hot_file);
	file->name = COPY(file, name);
	hot->files[hot->count - 1] = file;
	return file;
}

static void look_at(struct hot_file *file, const struct stat *now)
{
	file->seen = true;
	if (same(&file->last, now))
		return;
	file->last = *now;
	file->changed = hot_clock();
	file->tries = 0;
	file->again = 0;
	file->doubted = false;
}

static void forget_unseen(struct hot *hot)
{
	int kept = 0;
	for (int i = 0; i < hot->count; i++)
		if (hot->files[i]->seen)
			hot->files[kept++] = hot->files[i];
		else
			talloc_free(hot->files[i]);
	hot->count = kept;
}

static int by_name(const void *a, const void *b)
{
	return heap_compare((*(struct hot_file *const *)a)->name,
			    (*(struct hot_file *const *)b)->name);
}

enum status hot_look(struct job *job, struct hot *hot, void (*say)(const char *line))
{
	struct job *below = job_below(job);
	const char **names;
	int count;
	TRY(folder_list(below, hot->path, &names, &count));
	for (int i = 0; i < hot->count; i++)
		hot->files[i]->seen = false;
	for (int i = 0; i < count; i++) {
		struct stat now;
		if (passed_over(names[i]) ||
		    lstat(TEXT_OF(below, "%s/%s", hot->path, names[i]), &now) != 0 ||
		    S_ISDIR(now.st_mode))
			continue;
		struct hot_file *file = file_of(hot, names[i]);
		look_at(file, &now);
		if (!S_ISREG(now.st_mode) && !file->told)
			say(TEXT_OF(below, _("%s: is no regular file, it is left alone"),
				    names[i]));
		file->told = file->told || !S_ISREG(now.st_mode);
	}
	forget_unseen(hot);
	if (hot->count > 0)
		qsort(hot->files, (size_t)hot->count, sizeof *hot->files, by_name);
	talloc_free(below);
	return OK;
}

static int64_t due(const struct hot *hot, const struct hot_file *file)
{
	int64_t quiet = file->changed + (int64_t)hot->settle * 1000;
	return quiet > file->again ? quiet : file->again;
}

struct hot_file *hot_next(struct hot *hot)
{
	for (int i = 0; i < hot->count; i++)
		if (S_ISREG(hot->files[i]->last.st_mode) && due(hot, hot->files[i]) <= hot_clock())
			return hot->files[i];
	return NULL;
}

int hot_wait(const struct hot *hot)
{
	int64_t soonest = -1, now = hot_clock();
	for (int i = 0; i < hot->count; i++) {
		if (!S_ISREG(hot->files[i]->last.st_mode))
			continue;
		int64_t at = due(hot, hot->files[i]);
		soonest = soonest < 0 || at < soonest ? at : soonest;
	}
	return soonest < 0 ? -1 : soonest <= now ? 0 : (int)(soonest - now);
}

/* A lease to read is not given while somebody has the file open to write; other file systems than
 * local ones, and files of others, give none at all. */
static bool is_written_to(int fd)
{
	if (fcntl(fd, F_SETLEASE, F_RDLCK) == 0) {
		fcntl(fd, F_SETLEASE, F_UNLCK);
		return false;
	}
	return errno == EAGAIN;
}

enum status hot_open(struct job *job, const struct hot *hot, const struct hot_file *file, int *fd)
{
	struct stat now;
	const char *path = TEXT_OF(job, "%s/%s", hot->path, file->name);
	*fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (*fd < 0)
		return fail_errno(job, path);
	fd_own(job, *fd);
	if (fstat(*fd, &now) != 0)
		return fail_errno(job, path);
	if (!S_ISREG(now.st_mode) || !same(&now, &file->last) || is_written_to(*fd))
		return fail(job, E_BUSY, "%s: is still being written", file->name);
	return OK;
}

/* NAME, or NAME-2 and so on, that no file there has. */
static const char *free_name(struct job *job, const char *folder, const char *name)
{
	const char *dot = strrchr(name, '.');
	int stem = dot == NULL || dot == name ? (int)strlen(name) : (int)(dot - name);
	for (int i = 1; i < NAMES; i++) {
		const char *one = i == 1 ? name
					 : TEXT_OF(job, "%.*s-%d%s", stem, name, i, name + stem);
		struct stat st;
		if (lstat(TEXT_OF(job, "%s/%s", folder, one), &st) != 0)
			return one;
	}
	return NULL;
}

/* Under the same name until it is whole: what a kill leaves is written over by the next. */
static enum status write_note(struct job *job, const char *folder, const char *path,
			      const char *words)
{
	int fd;
	const char *draft = TEXT_OF(job, "%s/.note", folder);
	TRY(file_fresh(job, draft, 0640, &fd));
	TRY(fd_finish(job, draft, fd, fd_write(job, draft, fd, words, strlen(words))));
	return rename(draft, path) == 0 ? OK : fail_errno(job, path);
}

enum status hot_move(struct job *job, const struct hot *hot, const struct hot_file *file,
		     const char *folder, const char *words, const char **name)
{
	struct stat now;
	const char *from = TEXT_OF(job, "%s/%s", hot->path, file->name);
	const char *into = TEXT_OF(job, "%s/%s", hot->path, folder);
	const char *note = TEXT_OF(job, "%s\n%s\n%s", moment_iso(job, job_now(job)),
				   plain_line(job, file->name), words);
	TRY(folder_make(job, into));
	*name = free_name(job, into, file->name);
	if (*name == NULL)
		return fail(job, E_BUSY, "%s: there are too many files of this name", into);
	const char *to = TEXT_OF(job, "%s/%s", into, *name);
	TRY(write_note(job, into, TEXT_OF(job, "%s.txt", to), note));
	if (lstat(from, &now) != 0)
		return fail_errno(job, from);
	if (!same(&now, &file->last))
		return fail(job, E_BUSY, "%s: is still being written", file->name);
	if (rename(from, to) != 0)
		return fail_errno(job, to);
	TRY(folder_sync(job, into));
	return folder_sync(job, hot->path);
}
