/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/deed.h"

#include <string.h>

enum status deed_run(struct job *job, const struct call *call, const char *command,
		     const char *operands, const struct deed *deeds, int count)
{
	if (call->argc == 0)
		return deeds->run(job, call);
	for (int i = 0; i < count; i++)
		if (strcmp(call->argv[0], deeds[i].word) == 0 && call->argc == deeds[i].operands)
			return deeds[i].run(job, call);
	return fail(job, E_USAGE, "usage: skrynka %s %s", command, _(operands));
}
