/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include <stdio.h>

static enum status asked_for(struct job *job, const struct call *call, struct header *out)
{
	const char *act = call_option(call, "act");
	*out = (struct header){.channel = call_option(call, "channel"),
			       .box = call_option(call, "box")};
	TRY(call_number(job, call, "letters", 1, 100000, 0, &out->letters));
	TRY(call_number(job, call, "sheets", 1, 100000, 0, &out->sheets));
	if (act != NULL) {
		out->act = NEW(job, struct act);
		TRY(act_find(job, call->office, act, out->act));
	}
	return OK;
}

static enum status run(struct job *job, const struct call *call)
{
	struct header header;
	const char *path = call_option(call, "output");
	if (path == NULL)
		path = "batch-sheet.pdf";
	TRY(asked_for(job, call, &header));
	TRY(header_print(job, call->office, &header, path));
	printf(_("%s: print it, lay it on top of the stack, scan.\n"), path);
	return OK;
}

static const struct option options[] = {
	{"channel", N_("WORD"), N_("how the letters came: box post counter reception …")},
	{"box", N_("WORD"), N_("out of which complaint box, as named in office.xml")},
	{"act", N_("ACT"), N_("the act of opening that box: says box, day and letters")},
	{"letters", N_("N"), N_("how many letters the stack holds")},
	{"sheets", N_("N"), N_("how many sheets of paper, without this one and separators")},
	{"output", N_("FILE"), N_("the PDF to write (batch-sheet.pdf); also -o")},
	{NULL, NULL, NULL},
};

const struct command cmd_batch_sheet = {
	.name = "batch-sheet",
	.needs = NEEDS_USER,
	.rights = "registrar",
	.summary = N_("print a header sheet for a stack of letters"),
	.help = N_("What it says need not be typed at the intake: how the letters came, how many "
		   "there are. Other counts hold the batch. What the command line says besides "
		   "holds, and that they differ is told. It is no page of any letter."),
	.options = options,
	.run = run,
};
