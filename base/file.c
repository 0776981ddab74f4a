/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include "base/reach.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum status fail_errno(struct job *job, const char *path)
{
	switch (errno) {
	case ENOENT:
	case ENOTDIR:
		return fail(job, E_ABSENT, "%s: there is no such file or folder", path);
	case EACCES:
	case EPERM:
	case EROFS:
		return fail(job, E_REFUSED, "%s: access is not allowed", path);
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return fail(job, E_BUSY, "%s: the disk is full: free some space and try again",
			    path);
	case EISDIR:
		return fail(job, E_INPUT, "%s: this is a folder, a file is wanted", path);
	default:
		return fail(job, E_SYSTEM, "%s: %s", path, strerror(errno));
	}
}

static int fd_close(int *held)
{
	close(*held);
	return 0;
}

int fd_own(void *owner, int fd)
{
	int *held = NEW(owner, int);
	*held = fd;
	talloc_set_destructor(held, fd_close);
	return fd;
}

bool file_exists(const char *path)
{
	return reach_there(path);
}

static enum status fill(struct job *job, const char *path, int fd, char *bytes, size_t size)
{
	for (size_t done = 0; done < size;) {
		ssize_t n = pread(fd, bytes + done, size - done, (off_t)done);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail_errno(job, path);
		if (n == 0)
			return fail(job, E_INPUT, "%s: the file changes while it is read", path);
		done += (size_t)n;
	}
	bytes[size] = '\0';
	return OK;
}

/* O_NONBLOCK: a pipe with no writer must not hold us before fstat can tell it is no file. */
enum status file_open(struct job *job, const char *path, int *fd, uint64_t *size)
{
	struct stat st;
	enum status status = OK;
	*fd = reach_open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
	if (*fd < 0)
		return fail_errno(job, path);
	if (fstat(*fd, &st) != 0)
		status = fail_errno(job, path);
	else if (!S_ISREG(st.st_mode))
		status = fail(job, E_INPUT, "%s: not a regular file", path);
	else
		*size = (uint64_t)st.st_size;
	if (status != OK)
		close(*fd);
	return status;
}

enum status file_read(struct job *job, const char *path, size_t limit, char **bytes, size_t *size)
{
	int fd;
	uint64_t there;
	enum status status;
	TRY(file_open(job, path, &fd, &there));
	if (there > limit) {
		status = fail(job, E_INPUT, "%s: larger than %zu MB", path, limit >> 20);
	} else {
		*size = (size_t)there;
		*bytes = must(talloc_size(job, *size + 1));
		status = fill(job, path, fd, *bytes, *size);
	}
	close(fd);
	return status;
}

enum status fd_write(struct job *job, const char *path, int fd, const void *bytes, size_t size)
{
	for (size_t done = 0; done < size;) {
		ssize_t n = write(fd, (const char *)bytes + done, size - done);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail_errno(job, path);
		done += (size_t)n;
	}
	return OK;
}

enum status fd_finish(struct job *job, const char *path, int fd, enum status status)
{
	if (status == OK && fsync(fd) != 0)
		status = fail_errno(job, path);
	if (close(fd) != 0 && status == OK)
		status = fail_errno(job, path);
	return status;
}

/* What a killed program of the same number left there may be read-only: it goes first. */
static int fresh(const char *path, int mode)
{
	if (reach_unlink(path) != 0 && errno != ENOENT)
		return -1;
	return reach_open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
}

enum status file_fresh(struct job *job, const char *path, int mode, int *fd)
{
	*fd = fresh(path, mode);
	return *fd < 0 ? fail_errno(job, path) : OK;
}

enum status folder_sync(struct job *job, const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return fail_errno(job, path);
	int rc = fsync(fd);
	int kept = errno;
	close(fd);
	errno = kept;
	return rc == 0 ? OK : fail_errno(job, path);
}

static enum status sync_above(struct job *job, const char *path)
{
	char *copy = must(talloc_strdup(job, path));
	enum status status = folder_sync(job, dirname(copy));
	talloc_free(copy);
	return status;
}

/* A device or a pipe is written to: a rename would put a file in its place. */
static bool is_special(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

static enum status write_special(struct job *job, const char *path, const void *bytes, size_t size)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return fail_errno(job, path);
	enum status status = fd_write(job, path, fd, bytes, size);
	if (close(fd) != 0 && status == OK)
		status = fail_errno(job, path);
	return status;
}

enum status file_write(struct job *job, const char *path, const void *bytes, size_t size)
{
	if (is_special(path))
		return write_special(job, path, bytes, size);
	const char *temp = TEXT_OF(job, "%s.%d.tmp", path, (int)getpid());
	int fd = fresh(temp, 0640);
	if (fd < 0)
		return fail_errno(job, path); /* the name that people know */
	enum status status = fd_finish(job, path, fd, fd_write(job, path, fd, bytes, size));
	if (status == OK && rename(temp, path) != 0)
		status = fail_errno(job, path);
	if (status != OK) {
		unlink(temp);
		return status;
	}
	return sync_above(job, path);
}

enum status file_move(struct job *job, const char *from, const char *to)
{
	int fd = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return fail_errno(job, from);
	TRY(fd_finish(job, from, fd, OK));
	if (rename(from, to) != 0)
		return fail_errno(job, to);
	return sync_above(job, to);
}

static enum status folder_one(struct job *job, const char *path)
{
	struct stat st;
	if (mkdir(path, 0750) == 0)
		return OK;
	int kept = errno;
	if (kept == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return OK;
	if (kept == EEXIST)
		return fail(job, E_INPUT, "%s: this is a file, a folder is wanted", path);
	errno = kept;
	return fail_errno(job, path);
}

enum status folder_make(struct job *job, const char *path)
{
	char *copy = must(talloc_strdup(job, path));
	for (char *p = copy; *p != '\0'; p++) {
		if (*p != '/' || p == copy)
			continue;
		*p = '\0';
		TRY(folder_one(job, copy));
		*p = '/';
	}
	talloc_free(copy);
	return folder_one(job, path);
}

enum status folder_list(struct job *job, const char *path, const char ***names, int *count)
{
	DIR *folder = opendir(path);
	const char **list = NEW_ARRAY(job, const char *, 1);
	int n = 0;
	if (folder == NULL)
		return fail_errno(job, path);
	errno = 0;
	for (struct dirent *entry; (entry = readdir(folder)) != NULL; errno = 0) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		list = APPEND(job, list, &n, const char *);
		list[n - 1] = COPY(list, entry->d_name);
	}
	enum status status = errno == 0 ? OK : fail_errno(job, path);
	closedir(folder);
	text_sort(list, n);
	*names = list;
	*count = n;
	return status;
}

enum status folder_remove(struct job *job, const char *path)
{
	struct stat st;
	if (lstat(path, &st) != 0)
		return errno == ENOENT ? OK : fail_errno(job, path);
	if (!S_ISDIR(st.st_mode))
		return unlink(path) == 0 ? OK : fail_errno(job, path);
	struct job *below = job_below(job);
	const char **names;
	int count;
	TRY(folder_list(below, path, &names, &count));
	for (int i = 0; i < count; i++)
		TRY(folder_remove(below, TEXT_OF(below, "%s/%s", path, names[i])));
	talloc_free(below);
	return rmdir(path) == 0 ? OK : fail_errno(job, path);
}
