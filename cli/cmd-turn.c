/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/words.h"
#include <stdio.h>
#include <stdlib.h>

/* A whole number that is a word of its own; 0 when it is none. */
static int number_of(const char *word)
{
	char *end;
	long number = strtol(word, &end, 10);
	return *word != '\0' && *end == '\0' && number > 0 && number < 100000 ? (int)number : 0;
}

static enum status run(struct job *job, const struct call *call)
{
	struct card card;
	int64_t casefile;
	int page = number_of(call->argv[1]), degrees = number_of(call->argv[2]);
	TRY(case_find(job, call->office, call->argv[0], &casefile));
	TRY(page_turn(job, call->office, casefile, page, degrees));
	TRY(marks_press(job, call->office, NULL, NULL));
	TRY(card_read(job, call->office, casefile, &card));
	printf(_("%s: page %d is turned. See it with \"skrynka fetch %lld\".\n"),
	       words_case(job, &card), page, (long long)casefile);
	return OK;
}

const struct command cmd_turn = {
	.name = "turn",
	.needs = NEEDS_USER,
	.rights = "registrar",
	.least = 3,
	.most = 3,
	.operands = N_("CASE PAGE DEGREES"),
	.summary = N_("turn a page that lies on its side or upside down"),
	.help = N_("DEGREES: 90, 180 or 270, clockwise from how the page stands now. Its picture "
		   "is made again from the scan, which stays as it was, and its marks are pressed "
		   "again. Who turned it is noted. What the program read of it while it lay "
		   "wrongly is not put into the case file."),
	.run = run,
};
