/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/archive.h"
#include "cli/command.h"
#include "cli/findings.h"
#include "cli/progress.h"
#include <stdio.h>

static enum status told(struct findings *findings, const struct remarks *remarks,
			enum status status, const char *what)
{
	const char *fine = TEXT_OF(remarks->job, _("%s: whole and unaltered"), what);
	findings_tell(findings, remarks, status, fine);
	return status;
}

static enum status verify_home(struct job *job, const struct call *call, struct findings *findings)
{
	struct progress progress = PROGRESS(_("Checking files"));
	struct office *office;
	const char *home;
	TRY(home_find(job, call->home, &home));
	TRY(office_open(job, home, NULL, &office));
	struct remarks *remarks = remarks_new(job, home);
	return told(findings, remarks,
		    archive_verify_home(job, office, remarks, progress_show, &progress), home);
}

static enum status run(struct job *job, const struct call *call)
{
	struct findings *findings = findings_new(job, call->json);
	enum status worst = call->argc == 0 ? verify_home(job, call, findings) : OK;
	for (int i = 0; i < call->argc; i++) {
		struct remarks *remarks = remarks_new(job, call->argv[i]);
		enum status status = told(findings, remarks,
					  archive_verify(job, call->argv[i], remarks),
					  call->argv[i]);
		worst = status == OK ? worst : status;
	}
	findings_end(findings);
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
