/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unfold/unfold.h"

#include <stdio.h>
#include <string.h>

struct hearing {
	struct job *job;
	const struct unfolding *unfolding;
	const char *at; /* the file that is being taken apart */
	int page;
};

static void hear(void *self, const char *line)
{
	struct hearing *hearing = self;
	const struct unfolding *u = hearing->unfolding;
	int done, from = 0;
	if (sscanf(line, "file %d", &done) == 1 && u->progress != NULL)
		u->progress(u->self, done, u->count);
	if (sscanf(line, "at %d %n", &hearing->page, &from) == 1 && from > 0)
		hearing->at = COPY(hearing->job, line + from);
	if (strncmp(line, "note ", 5) == 0 && u->say != NULL)
		u->say(u->self, line + 5);
}

/* A file that its own unpacking dies of is not the machine's fault. */
static enum status died(struct job *job, const struct hearing *at)
{
	if (at->at == NULL)
		return E_SYSTEM;
	return at->page > 0
		       ? fail(job, E_INPUT,
			      "%s: page %d: it cannot be unpacked, it takes too much memory or "
			      "time: print it, scan it and give the scan",
			      at->at, at->page)
		       : fail(job, E_INPUT,
			      "%s: it cannot be unpacked, it takes too much memory or time: print "
			      "it, scan it and give the scan",
			      at->at);
}

enum status unfold(struct job *job, const struct unfolding *unfolding, const char **out)
{
	struct job *below = job_below(job);
	struct hearing hearing = {.job = below, .unfolding = unfolding};
	const char **args = NEW_ARRAY(below, const char *, unfolding->count + 3);
	bool dead = false;
	args[0] = unfolding->way;
	args[1] = unfolding->work;
	for (int i = 0; i < unfolding->count; i++)
		args[2 + i] = unfolding->paths[i];
	struct cage cage = {
		.room = "unfold", .args = args, .line = hear, .self = &hearing, .died = &dead};
	enum status status = cage_run(job, &cage);
	if (status == E_SYSTEM && dead)
		status = died(job, &hearing);
	talloc_free(below);
	*out = TEXT_OF(job, "%s/" UNFOLDED, unfolding->work);
	return status;
}
