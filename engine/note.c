/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "engine/chart.h"
#include "engine/engine.h"
#include "engine/store.h"

#include <string.h>

enum status engine_note(struct job *job, struct engine *engine, const struct event *event,
			const char *title)
{
	struct instance instance;
	const char **states;
	TRY(instance_read(job, engine->db, event->casefile, &instance));
	int count = split_words(job, instance.states, &states);
	char *sorted = must(talloc_strdup(job, ""));
	text_sort(states, count);
	for (int i = 0; i < count; i++)
		sorted = must(
			talloc_asprintf_append_buffer(sorted, "%s%s", i > 0 ? " " : "", states[i]));
	struct entry entry = {.at = job_now(job),
			      .step = instance.step,
			      .user = event->user,
			      .event = event->name,
			      .title = title,
			      .taken = true,
			      .before = sorted,
			      .after = sorted,
			      .data = event->data,
			      .ndata = event->ndata};
	return journal_add(job, engine->db, &entry, event->casefile, event->key);
}
