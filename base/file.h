/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files as a whole: read under a limit, written so that a crash leaves the old or the new. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/job.h"
#include <stdbool.h>

/* The bytes of a regular file, zero-terminated; E_ABSENT, or E_INPUT when larger than LIMIT. */
enum status file_read(struct job *job, const char *path, size_t limit, char **bytes, size_t *size);

/* Opens a regular file to read; pipes, devices and folders are E_INPUT. */
enum status file_open(struct job *job, const char *path, int *fd, uint64_t *size);

/* A new empty file to write, in place of one that may be left there. */
enum status file_fresh(struct job *job, const char *path, int mode, int *fd);
/* Writes all of it; PATH is for the words. */
enum status fd_write(struct job *job, const char *path, int fd, const void *bytes, size_t size);
/* The end of writing: fsync when STATUS is OK, and close in any case. */
enum status fd_finish(struct job *job, const char *path, int fd, enum status status);

/* Writes a temporary name beside PATH, fsync, rename, fsync of the folder; a device or a pipe at
 * PATH is written to as it is. */
enum status file_write(struct job *job, const char *path, const void *bytes, size_t size);

/* What was written to FROM gets the name TO beside it, synced: whole or not at all. */
enum status file_move(struct job *job, const char *from, const char *to);

/* Makes a folder and those above it. */
enum status folder_make(struct job *job, const char *path);
/* Removes a folder and all in it; a missing one is no error. Links are removed, not followed. */
enum status folder_remove(struct job *job, const char *path);
/* fsync of a folder, so that names in it stay. */
enum status folder_sync(struct job *job, const char *path);
/* Names in a folder but "." and "..", sorted by byte; owned by JOB. */
enum status folder_list(struct job *job, const char *path, const char ***names, int *count);

bool file_exists(const char *path);

/* Closes a file descriptor when OWNER is freed. Returns FD. */
int fd_own(void *owner, int fd);

/* The fault of a failed system call on PATH by errno: full disk and the like are E_BUSY, missing is
 * E_ABSENT, forbidden is E_REFUSED. */
enum status fail_errno(struct job *job, const char *path);

#endif
