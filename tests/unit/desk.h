/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A temporary folder to make bags in and to harm them. */
#ifndef TESTS_DESK_H
#define TESTS_DESK_H

#include "base/file.h"
#include "base/remark.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* after the first four */
#include <cmocka.h>
/* cmocka has a macro fail() too: ours is called (fail)(…) here */

struct desk {
	struct job *job;
	const char *folder, *dir; /* DIR: the bag */
};

/* DIR is NAME in the folder. */
static inline struct desk *desk_at(const char *folder, const char *name)
{
	struct desk *desk = calloc(1, sizeof *desk);
	desk->job = job_new();
	desk->folder = COPY(desk->job, folder);
	desk->dir = TEXT_OF(desk->job, "%s/%s", folder, name);
	return desk;
}

static inline struct desk *desk_new(const char *name)
{
	char folder[] = "/tmp/skrynka-desk-XXXXXX";
	assert_non_null(mkdtemp(folder));
	return desk_at(folder, name);
}

static inline int tear_down(void **state)
{
	struct desk *desk = *state;
	folder_remove(desk->job, desk->folder);
	talloc_free(desk->job);
	free(desk);
	return 0;
}

/* A command in the folder, which must end well. */
static inline void run(struct desk *desk, const char *command)
{
	const char *line = TEXT_OF(desk->job, "cd %s && { %s; }", desk->folder, command);
	if (system(line) != 0)
		fail_msg("%s", line);
}

/* Whether an error of REMARKS holds WORDS. */
static inline bool told(const struct remarks *remarks, const char *words)
{
	for (int i = 0; i < remarks->count; i++)
		if (remarks->list[i].severity == ERROR && strstr(remarks->list[i].text, words))
			return true;
	return false;
}

#endif
