/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/words.h"
#include <stdio.h>

static enum status run(struct job *job, const struct call *call)
{
	int64_t casefile;
	int page;
	struct card card;
	TRY(case_find(job, call->office, call->argv[0], &casefile));
	TRY(call_number(job, call, "page", 1, 10000, 1, &page));
	TRY(mark_give(job, call->office, casefile, call->argv[1], page, call_option(call, "why")));
	TRY(marks_press(job, call->office, NULL, NULL));
	TRY(card_read(job, call->office, casefile, &card));
	printf(_("%s: the mark is put on page %d. See it with \"skrynka fetch %lld\".\n"),
	       words_case(job, &card), page, (long long)casefile);
	return OK;
}

static const struct option options[] = {
	{"page", N_("N"), N_("the page of the letter (1)")},
	{"why", N_("TEXT"), N_("the reason, for the record")},
	{NULL, NULL, NULL},
};

const struct command cmd_mark = {
	.name = "mark",
	.needs = NEEDS_USER,
	.rights = "registrar",
	.least = 2,
	.most = 2,
	.operands = N_("CASE MARK"),
	.summary = N_("put a mark on a page of a letter"),
	.help = N_(
		"MARK: copy КОПІЯ, repeat ПОВТОРНО, control КОНТРОЛЬ, in-person ПЕРЕДАНО ОСОБИСТО, "
		"by-proxy ПЕРЕДАНО ЧЕРЕЗ УПОВНОВАЖЕНУ ОСОБУ, registration; or the name of a file "
		"of "
		"the office's stamps/marks. The scan is not altered: the mark is drawn on a copy."),
	.options = options,
	.run = run,
};
