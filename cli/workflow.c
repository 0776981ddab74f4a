/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/workflow.h"

#include "base/file.h"
#include "base/plain.h"
#include "cli/fold.h"
#include <stdio.h>
#include <stdlib.h>

enum status workflow_read(struct job *job, const char *path, char **xml, size_t *size)
{
	return file_read(job, path, DEFINITION_MOST, xml, size);
}

enum status workflow_office(struct job *job, const struct call *call, struct office **out)
{
	const char *as = call->as != NULL ? call->as : getenv("SKRYNKA_USER");
	return office_open(job, call->home, as, out);
}

void sentences_print(struct job *job, const struct sentence *lines, int count)
{
	enum { STEP = 3 };
	for (int i = 0; i < count; i++) {
		int indent = lines[i].indent * STEP;
		printf("%*s", indent, "");
		fold_put(stdout, fold_width(), indent, indent, plain_line(job, lines[i].text));
	}
}
