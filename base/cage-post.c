/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document lies in memory and is gone with the processes that have it; the cage finds it by its
 * number. */
#include "base/cage.h"
#include "base/file.h"

#include <string.h>
#include <sys/mman.h>

enum status cage_post(struct job *job, const char *name, const char *text, const char **path)
{
	int fd = memfd_create(name, 0);
	if (fd < 0)
		return fail_errno(job, "memfd");
	fd_own(job, fd);
	*path = TEXT_OF(job, "/proc/self/fd/%d", fd);
	return fd_write(job, "memfd", fd, text, strlen(text));
}
