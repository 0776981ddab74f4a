/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder that a scanner writes to: which files in it are whole, and where they go. */
#ifndef CLI_HOT_H
#define CLI_HOT_H

#include "base/job.h"
#include <stdbool.h>
#include <sys/stat.h>
#include <time.h>

struct hot_file {
	const char *name;
	struct stat last; /* as it was last seen */
	int64_t changed;  /* ms by the clock that only goes on: when it was seen to change */
	int64_t again;	  /* not before then */
	int tries;
	bool seen, told, doubted;
	const char *why; /* what was last told of it */
};

struct hot {
	void *owner; /* of what is known of the files */
	const char *path;
	int settle; /* s that a file must not have changed */
	struct hot_file **files;
	int count;
};

int64_t hot_clock(void);

/* Looks what lies there. E_ABSENT and the like when the folder cannot be read (a share that is
 * away). FIRST: links, pipes and the like are told by SAY, each once. */
enum status hot_look(struct job *job, struct hot *hot, void (*say)(const char *line));
/* The next file that is whole, page2 before page10; NULL: none now. */
struct hot_file *hot_next(struct hot *hot);
/* When the next of those that are there may be looked at, ms from now; -1: nothing waits. */
int hot_wait(const struct hot *hot);

/* Opens it as a regular file, no link; E_BUSY when it is not what was seen, or somebody still
 * writes to it. */
enum status hot_open(struct job *job, const struct hot *hot, const struct hot_file *file, int *fd);

/* Moves it to FOLDER ("done", "failed") within, a note of WORDS beside it: first the note, then the
 * file, both on disk when this returns. *NAME: what it is called there. A file that is another by
 * now stays. */
enum status hot_move(struct job *job, const struct hot *hot, const struct hot_file *file,
		     const char *folder, const char *words, const char **name);

#endif
