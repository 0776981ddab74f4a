/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/words.h"
#include <stdio.h>

static enum status run(struct job *job, const struct call *call)
{
	int64_t casefile;
	struct card card;
	int pages;
	TRY(case_find(job, call->office, call->argv[0], &casefile));
	TRY(pages_seen(job, call->office, casefile, &pages));
	TRY(card_read(job, call->office, casefile, &card));
	printf(_("%s: doubtful pages looked at: %d\n"), words_case(job, &card), pages);
	return OK;
}

const struct command cmd_seen = {
	.name = "seen",
	.needs = NEEDS_USER,
	.rights = "registrar",
	.least = 1,
	.most = 1,
	.operands = N_("CASE"),
	.summary = N_("the doubtful pages of a case were looked at"),
	.help = N_(
		"Pages that were scanned or read doubtfully (coarse, askew, cut off at the edge, "
		"not surely upright, read unsurely) are marked until a person says that they "
		"were looked at, or turns them. \"skrynka list --doubtful\" lists such cases. "
		"Why each was doubted stays in its sheet."),
	.run = run,
};
