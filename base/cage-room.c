/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside a cage. */
#include "base/cage.h"

#include <assert.h>
#include <string.h>

/* The file of words is opened by the first word that is looked for. */
static void load_words(void)
{
	(void)_("no such name: %s");
	(void)FACT_("no such name: %s");
}

static enum status enter(struct job *job, const struct room *room, int argc, char **argv)
{
	void *self = NULL;
	load_words();
	if (room->load != NULL)
		TRY(room->load(job, argc, argv, &self));
	if (!room->open) {
		lock_fence();
		lock_calls(room->leaves);
	}
	return room->run(job, argc, argv, self);
}

int cage_main(int argc, char **argv)
{
	struct job *job = job_new();
	const struct room *room = rooms;
	assert(argc > 0);
	while (room->name != NULL && strcmp(room->name, argv[0]) != 0)
		room++;
	enum status status = room->name != NULL ? enter(job, room, argc, argv)
						: fail(job, E_USAGE, "no such name: %s", argv[0]);
	if (status != OK)
		cage_say(CAGE_FAULT "%s", job_fault(job));
	talloc_free(job);
	return status_exit(status);
}
