/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/archive.h"
#include "cli/command.h"
#include "cli/progress.h"
#include <stdio.h>

static enum status told(const struct remarks *remarks, enum status status, const char *what)
{
	remarks_print(remarks, stderr);
	if (status == OK)
		printf(_("%s: whole and unaltered\n"), what);
	return status;
}

static enum status verify_home(struct job *job, const struct call *call)
{
	struct progress progress = PROGRESS(_("Checking files"));
	struct office *office;
	const char *home;
	TRY(home_find(job, call->home, &home));
	TRY(office_open(job, home, NULL, &office));
	struct remarks *remarks = remarks_new(job, home);
	return told(remarks, archive_verify_home(job, office, remarks, progress_show, &progress),
		    home);
}

static enum status run(struct job *job, const struct call *call)
{
	enum status worst = OK;
	if (call->argc == 0)
		return verify_home(job, call);
	for (int i = 0; i < call->argc; i++) {
		struct remarks *remarks = remarks_new(job, call->argv[i]);
		enum status status = told(remarks, archive_verify(job, call->argv[i], remarks),
					  call->argv[i]);
		worst = status == OK ? worst : status;
	}
	return worst;
}

const struct command cmd_verify = {
	.name = "verify",
	.needs = NEEDS_NOTHING,
	.least = 0,
	.most = -1,
	.operands = N_("[DIR…]"),
	.summary = N_("check case files, or the whole office"),
	.help = N_("With DIR: checks exported case files, without any office. Without: checks the "
		   "database of "
		   "the office (--home) and every stored file against its check sum."),
	.run = run,
};
