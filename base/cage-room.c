/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside a cage. */
#include "base/cage.h"

#include <assert.h>
#include <string.h>

int cage_main(int argc, char **argv)
{
	struct job *job = job_new();
	const struct room *room = rooms;
	assert(argc > 0);
	while (room->name != NULL && strcmp(room->name, argv[0]) != 0)
		room++;
	enum status status = room->name != NULL ? room->run(job, argc, argv)
						: fail(job, E_USAGE, "no such name: %s", argv[0]);
	if (status != OK)
		cage_say(CAGE_FAULT "%s", job_fault(job));
	talloc_free(job);
	return status_exit(status);
}
