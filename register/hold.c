/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A held batch: what was read of it is kept, so that it need not be read again. */
#include "base/file.h"
#include "register/register.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

const char *batch_folder(void *owner, const struct office *office, const struct batch *batch)
{
	return TEXT_OF(owner, "%s/%lld", home_file(owner, office->home, "held"),
		       (long long)batch->id);
}

/* Thousands of small files: one call for all of them. */
static enum status sync_all(struct job *job, const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return fail_errno(job, folder);
	enum status status = syncfs(fd) == 0 ? OK : fail_errno(job, folder);
	close(fd);
	return status;
}

enum status batch_keep(struct job *job, struct office *office, const struct batch *batch,
		       const char *work)
{
	const char *folder = batch_folder(job, office, batch);
	TRY(folder_make(job, home_file(job, office->home, "held")));
	TRY(folder_remove(job, folder));
	TRY(sync_all(job, work));
	if (rename(work, folder) != 0)
		return fail_errno(job, folder);
	return folder_sync(job, home_file(job, office->home, "held"));
}
