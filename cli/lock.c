/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/lock.h"

#include "base/file.h"
#include <fcntl.h>
#include <sys/file.h>

/* The lock goes with the process, even a killed one. What a killed
 * one left in the spool is remade from the stored source. */
enum status intake_lock(struct job *job, const struct home *home)
{
	const char *path = home_file(job, home, "spool/intake.lock");
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
	if (fd < 0)
		return fail_errno(job, path);
	fd_own(job, fd);
	if (flock(fd, LOCK_EX | LOCK_NB) != 0)
		return fail(job, E_BUSY,
			    "another intake is at work in this office: wait until it is done");
	return OK;
}
