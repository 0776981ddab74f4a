/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/reach.h"

#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TREES = 64 };

/* One for a process, like its lock: whoever forks hands it on. */
static struct {
	struct handed {
		char *path;
		int fd;
		struct handed *next;
	} * files;
	char *folder;
	int fd;
	const char *trees[TREES + 1];
} reach = {.fd = -1};

static const struct handed *handed(const char *path)
{
	for (const struct handed *file = reach.files; file != NULL; file = file->next)
		if (strcmp(file->path, path) == 0)
			return file;
	return NULL;
}

enum status reach_file(struct job *job, const char *path)
{
	int fd;
	uint64_t size;
	if (handed(path) != NULL)
		return OK;
	TRY(file_open(job, path, &fd, &size));
	struct handed *file = NEW(NULL, struct handed);
	*file = (struct handed){must(talloc_strdup(file, path)), fd, reach.files};
	reach.files = file;
	return OK;
}

enum status reach_folder(struct job *job, const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return fail_errno(job, path);
	if (reach.fd >= 0)
		close(reach.fd);
	talloc_free(reach.folder);
	reach.folder = must(talloc_strdup(NULL, path));
	reach.fd = fd;
	return OK;
}

static bool below(const char *path, const char *tree)
{
	size_t size = strlen(tree);
	return strncmp(path, tree, size) == 0 && (path[size] == '/' || path[size] == '\0');
}

/* What lies in one of them already is left with it: folders of fonts come with those below them. A
 * link leads elsewhere, and that is what counts. */
void reach_tree(const char *path)
{
	int n = 0;
	char real[PATH_MAX];
	if (realpath(path, real) == NULL || access(real, R_OK) != 0)
		return;
	for (; n < TREES && reach.trees[n] != NULL; n++)
		if (below(real, reach.trees[n]))
			return;
	if (n < TREES)
		reach.trees[n] = COPY(NULL, real);
}

/* A path into the folder becomes a name in it: that is all a locked process may open. */
static int at(const char **path)
{
	size_t size = reach.folder == NULL ? 0 : strlen(reach.folder);
	if (size == 0 || strncmp(*path, reach.folder, size) != 0 || (*path)[size] != '/' ||
	    strchr(*path + size + 1, '/') != NULL)
		return AT_FDCWD;
	*path += size + 1;
	return reach.fd;
}

int reach_open(const char *path, int flags, mode_t mode)
{
	const struct handed *file = handed(path);
	if (file != NULL && (flags & O_ACCMODE) == O_RDONLY)
		return fcntl(file->fd, F_DUPFD_CLOEXEC, 3);
	int folder = at(&path);
	return openat(folder, path, flags, mode);
}

int reach_rename(const char *from, const char *to)
{
	int folder = at(&from), other = at(&to);
	return renameat(folder, from, other, to);
}

int reach_unlink(const char *path)
{
	int folder = at(&path);
	return unlinkat(folder, path, 0);
}

/* A handed file is there by its descriptor: to ask for its path would be noticed. */
bool reach_there(const char *path)
{
	if (handed(path) != NULL)
		return true;
	int folder = at(&path);
	return faccessat(folder, path, F_OK, 0) == 0;
}

int reach_folder_fd(void)
{
	return reach.fd;
}

const char *const *reach_trees(void)
{
	return reach.trees;
}
