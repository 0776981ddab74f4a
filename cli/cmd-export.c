/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/archive.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/words.h"
#include <stdio.h>

static enum status export_one(struct job *job, const struct call *call, const char *reference,
			      const char *output)
{
	int64_t casefile;
	struct card card;
	TRY(case_find(job, call->office, reference, &casefile));
	TRY(card_read(job, call->office, casefile, &card));
	const char *dir = TEXT_OF(job, "%s/casefile-%06lld", output, (long long)casefile);
	TRY(archive_export(job, call->office, casefile, dir));
	printf(_("%s: the case file is in %s\n"), words_case(job, &card), dir);
	return OK;
}

static enum status run(struct job *job, const struct call *call)
{
	const char *output = call_option(call, "output");
	enum status worst = OK;
	if (output == NULL)
		return fail(job, E_USAGE, "say where to: -o DIR");
	TRY(folder_make(job, output));
	for (int i = 0; i < call->argc; i++) {
		struct job *below = job_below(job);
		enum status status = export_one(below, call, call->argv[i], output);
		talloc_free(below);
		if (status != OK && call->argc > 1)
			fprintf(stderr, "skrynka: %s: %s\n", call->argv[i], job_fault(job));
		worst = status == OK ? worst : status;
	}
	/* of several, each was told where it happened */
	return worst != OK && call->argc > 1 ? fail(job, worst, "%s", "") : worst;
}

static const struct option options[] = {
	{"output", N_("DIR"), N_("the folder for the case files, one folder each; also -o")},
	{NULL, NULL, NULL},
};

const struct command cmd_export = {
	.name = "export",
	.needs = NEEDS_USER,
	.rights = "archivist",
	.least = 1,
	.most = -1,
	.operands = N_("CASE… -o DIR"),
	.summary = N_("write finished case files for the archive"),
	.help = N_(
		"Each case becomes a folder in the BagIt format with the scans, the stamped pages, "
		"a "
		"searchable PDF, the card with its history, and check sums. A case that is not "
		"resolved is "
		"refused. \"skrynka verify DIR\" checks one."),
	.options = options,
	.run = run,
};
