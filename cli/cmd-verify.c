/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/archive.h"
#include "base/cage.h"
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

/* An old kernel, or a container that refuses, is no fault of the office: it is told. */
static enum status tell_lock(struct job *job)
{
	struct locked locked;
	TRY(cage_locked(job, &locked));
	if (locked.calls && locked.landlock > 0)
		puts(_("Programs that open scans are locked in: system calls and files."));
	else if (locked.calls)
		puts(_("Programs that open scans are locked in, but by system calls alone: files "
		       "are "
		       "fenced by Linux 5.13 and newer, with Landlock."));
	else if (locked.landlock > 0)
		puts(_("Programs that open scans are locked in, but by files alone: this system "
		       "does "
		       "not let system calls be limited (seccomp)."));
	else
		puts(_("Programs that open scans are not locked in: this system offers neither "
		       "seccomp nor Landlock. A scan made to do harm can do it: take scans of your "
		       "own scanner only."));
	return OK;
}

static enum status verify_home(struct job *job, const struct call *call, struct findings *findings)
{
	struct progress progress = PROGRESS(_("Checking files"));
	struct office *office;
	const char *home;
	TRY(home_find(job, call->home, &home));
	TRY(office_open(job, home, NULL, &office));
	struct remarks *remarks = remarks_new(job, home);
	enum status status = archive_verify_home(job, office, remarks, progress_show, &progress);
	TRY(told(findings, remarks, status, home));
	return call->json ? OK : tell_lock(job);
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
		   "database of the office (--home) and every stored file against its check sum, "
		   "and tells how well the programs that open scans are locked in."),
	.run = run,
};
