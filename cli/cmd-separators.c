/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "stamps/stamps.h"
#include <stdio.h>

static enum status run(struct job *job, const struct call *call)
{
	const char *path = call_option(call, "output");
	bool patch = call_option(call, "patch") != NULL;
	const struct pair code = {"code", SEPARATOR_TEXT};
	struct piece piece = {.blanks = &code, .nblanks = 1};
	int count;
	TRY(call_number(job, call, "count", 1, 500, 20, &count));
	if (path == NULL)
		path = "separators.pdf";
	struct printed *sheets = NEW_ARRAY(job, struct printed, count);
	TRY(stamps_form(job, NULL, patch ? "patch" : "separator", &piece.file));
	for (int i = 0; i < count; i++)
		sheets[i] = (struct printed){&piece, 1};
	TRY(stamps_print(job, sheets, count, path));
	printf(_("%s: %d separator sheets. Print them, put one before each letter, scan.\n"), path,
	       count);
	return OK;
}

static const struct option options[] = {
	{"count", N_("N"), N_("how many sheets (20)")},
	{"patch", NULL, N_("with the patch code T of scanners instead of a QR code")},
	{"output", N_("FILE"), N_("the PDF to write (separators.pdf); also -o")},
	{NULL, NULL, NULL},
};

const struct command cmd_separators = {
	.name = "separators",
	.needs = NEEDS_NOTHING,
	.summary = N_("print separator sheets for scanning"),
	.help = N_("A separator sheet before each letter tells the program where a letter begins. "
		   "Sheets "
		   "can be used again and again."),
	.options = options,
	.run = run,
};
