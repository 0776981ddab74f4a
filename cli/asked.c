/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/asked.h"

#include "base/file.h"

#include <string.h>

enum { MOST = 16 * 1024 };

enum status asked_keep(struct job *job, const struct call *call, const char *path)
{
	struct job *below = job_below(job);
	const char *text = "";
	for (int i = 0; i < call->noptions; i++) {
		const struct pair *option = &call->options[i];
		if (strchr(option->value, '\n') == NULL)
			text = TEXT_OF(below, "%s%s=%s\n", text, option->name, option->value);
	}
	TRY(file_write(below, path, text, strlen(text)));
	talloc_free(below);
	return OK;
}

static void add(struct job *job, struct call *call, struct pair pair, const char **words)
{
	struct pair *all = NEW_ARRAY(job, struct pair, call->noptions + 1);
	for (int i = 0; i < call->noptions; i++)
		all[i] = call->options[i];
	all[call->noptions++] = pair;
	call->options = all;
	*words = TEXT_OF(job, "%s%s--%s%s%s", *words, **words == '\0' ? "" : " ", pair.name,
			 *pair.value == '\0' ? "" : " ", pair.value);
}

enum status asked_join(struct job *job, const char *path, struct call *call, const char **words)
{
	char *text, *rest = NULL;
	size_t size;
	*words = "";
	if (!file_exists(path))
		return OK;
	TRY(file_read(job, path, MOST, &text, &size));
	for (char *line = strtok_r(text, "\n", &rest); line != NULL;
	     line = strtok_r(NULL, "\n", &rest)) {
		char *equals = strchr(line, '=');
		if (equals == NULL)
			continue;
		*equals = '\0';
		if (call_option(call, line) == NULL)
			add(job, call, (struct pair){line, equals + 1}, words);
	}
	return OK;
}
