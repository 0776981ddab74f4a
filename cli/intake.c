/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/intake.h"

#include "base/file.h"
#include "base/plain.h"
#include "cli/bring.h"
#include <string.h>

/* The letters of a box, by the act of its opening. */
static enum status act_for(struct job *job, const struct call *call, struct batch *batch)
{
	struct act act;
	const char *reference = call_option(call, "act");
	if (reference == NULL)
		return OK;
	TRY(act_find(job, call->office, reference, &act));
	return act_apply(job, &act, batch);
}

static enum status asked_for(struct job *job, const struct call *call, struct batch *batch)
{
	const char *date = call_option(call, "date");
	*batch = (struct batch){
		.channel = call_option(call, "channel"),
		.box = call_option(call, "box"),
		.arrived = job_today(job),
		.procedure = call_option(call, "procedure"),
		.dated = date != NULL,
	};
	if (date != NULL && !day_read(date, &batch->arrived))
		return fail(job, E_USAGE, "\"%s\" is no day: write it as 2026-11-22 or 22.11.2026",
			    date);
	if (day_cmp(batch->arrived, job_today(job)) > 0)
		return fail(job, E_USAGE, "the day of arrival cannot be in the future");
	TRY(call_number(job, call, "letters", 1, 100000, 0, &batch->letters_expected));
	TRY(call_number(job, call, "sheets", 1, 100000, 0, &batch->sheets_expected));
	TRY(call_number(job, call, "pages", 1, 10000, 0, &batch->pages_per_letter));
	return act_for(job, call, batch);
}

enum status intake_check(struct job *job, const struct call *call)
{
	struct batch asked;
	int workers;
	TRY(asked_for(job, call, &asked));
	TRY(call_number(job, call, "workers", 1, 64, 0, &workers));
	return batch_check(job, call->office, &asked);
}

/* A file that cannot be read is put aside with a note; the batches after it go on. */
static enum status read_batch(struct job *job, const struct call *call, const struct scans *scans,
			      struct batch *batch, const struct batch *asked)
{
	struct bringing bringing = {.call = call, .batch = batch, .asked = asked, .scans = scans};
	TRY(call_number(job, call, "workers", 1, 64, 0, &bringing.workers));
	enum status status = bring(job, &bringing);
	if (!bringing.unreadable)
		return status;
	const char *why = COPY(job, job_fault(job));
	TRY(batch_fail(job, call->office, batch, why));
	return fail(job, status, "%s", why);
}

static const char *shown(const struct scans *scans)
{
	return scans->count == 1 ? scans->list[0].shown : scans->name;
}

static enum status tell_known(struct job *job, const struct call *call, const struct scans *scans,
			      const struct batch *batch)
{
	const char *cases;
	TRY(batch_cases(job, call->office, batch->id, &cases));
	fprintf(stderr, _("%s: taken in already as batch %lld (%s): nothing is doubled\n"),
		plain_line(job, shown(scans)), (long long)batch->id, cases);
	return marks_press(job, call->office, NULL, NULL);
}

static enum status take(struct job *job, const struct call *call, const struct scans *scans)
{
	struct batch asked, batch;
	bool known;
	TRY(asked_for(job, call, &asked));
	TRY(batch_take(job, call->office, scans, &asked, &batch, &known));
	if (known && strcmp(batch.state, "done") == 0)
		return tell_known(job, call, scans, &batch);
	if (known)
		fprintf(stderr, _("%s: goes on where it stopped (batch %lld)\n"),
			plain_line(job, shown(scans)), (long long)batch.id);
	return read_batch(job, call, scans, &batch, &asked);
}

/* Whatever became of it, no pages are left lying about; nor those of a run that was killed. */
enum status intake_take(struct job *job, const struct call *call, const struct scans *scans)
{
	enum status status = take(job, call, scans);
	const char *why = COPY(job, job_fault(job));
	TRY(folder_remove(job, home_file(job, call->office->home, "spool/work")));
	return status == OK ? OK : fail(job, status, "%s", why);
}
