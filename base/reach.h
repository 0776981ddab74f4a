/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a process in a cage can still reach by name once it is locked (base/lock.h): files that were
 * opened before, the files of one folder, and trees of the system to read. The calls below are for
 * paths that a room works on; where nothing was handed they are the plain system calls. */
#ifndef BASE_REACH_H
#define BASE_REACH_H

#include "base/job.h"
#include <stdbool.h>
#include <sys/types.h>

/* Opens a regular file and keeps it: from then on reach_open gives it by this PATH, to be read with
 * pread (all who have it share its place). The same path twice is one. */
enum status reach_file(struct job *job, const char *path);

/* The folder of work: its files, none in folders below it, are made, read, renamed and removed. One
 * in a process. */
enum status reach_folder(struct job *job, const char *path);

/* A file or a tree of the system that libraries read by themselves, fonts and the like; one that is
 * not there is no error. */
void reach_tree(const char *path);

/* As open, rename, unlink and access(F_OK). */
int reach_open(const char *path, int flags, mode_t mode);
int reach_rename(const char *from, const char *to);
int reach_unlink(const char *path);
bool reach_there(const char *path);

/* For the lock: the folder's descriptor, -1 when there is none; the trees, the last one NULL. */
int reach_folder_fd(void);
const char *const *reach_trees(void);

#endif
