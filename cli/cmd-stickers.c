/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include <stdio.h>

static enum status run(struct job *job, const struct call *call)
{
	const char *path = call_option(call, "output");
	int from, count;
	TRY(call_number(job, call, "from", 1, 900000000, 0, &from));
	TRY(call_number(job, call, "count", 1, 2400, 24, &count));
	if (from == 0)
		return fail(job, E_USAGE,
			    "say the first number: --from N, where the last sheet ended");
	if (path == NULL)
		path = "stickers.pdf";
	TRY(stickers_print(job, call->office, from, count, path));
	printf(_("%s: stickers %d to %d, 24 a sheet. Put one on the first page of each letter, "
		 "scan.\n"),
	       path, from, from + count - 1);
	return OK;
}

static const struct option options[] = {
	{"from", N_("N"), N_("the number of the first one")},
	{"count", N_("N"), N_("how many (24, a sheet)")},
	{"output", N_("FILE"), N_("the PDF to write (stickers.pdf); also -o")},
	{NULL, NULL, NULL},
};

const struct command cmd_stickers = {
	.name = "stickers",
	.needs = NEEDS_OFFICE,
	.summary = N_("print numbered stickers for the first pages of letters"),
	.help = N_("A sticker on its first page tells where a letter begins, so that no separator "
		   "sheets are needed; its number stands in the list of the batch and on the card. "
		   "The labels are 70 by 37 mm, 24 on a sheet of A4. A number that is on another "
		   "letter already holds the batch."),
	.options = options,
	.run = run,
};
