/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the feeder to the register. A sheet is on disk before the next is drawn in, and the batch is
 * taken in as any other when the feeder is empty. */
#include "base/file.h"
#include "base/home.h"
#include "base/plain.h"
#include "cli/asked.h"
#include "cli/fold.h"
#include "cli/heap.h"
#include "cli/intake.h"
#include "cli/lock.h"
#include "cli/spool.h"
#include "cli/table.h"
#include "scan/scan.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DPI = 300 };

struct work {
	struct call *call; /* with what was asked before, while its sheets wait */
	const char *asked_before;
	struct spool spool;
	bool terminal; /* somebody can be asked */
};

static void say(void *self, const char *words)
{
	(void)self;
	fold_say(stderr, words);
}

/* ---- one batch --------------------------------------------------------------------- */

static bool in_two_passes(const struct work *work)
{
	return call_option(work->call, "collate") != NULL;
}

/* Fronts from the first sheet on, then backs from the last on: each back goes behind its front. */
static void collate(struct job *job, struct scans *scans)
{
	struct scan *list = NEW_ARRAY(job, struct scan, scans->count);
	for (int i = 0; i < scans->count; i++)
		list[i] = scans->list[i % 2 == 0 ? i / 2 : scans->count - 1 - i / 2];
	scans->list = list;
}

/* What a file of SCANS is called in lists. */
static const char *sheet_name(struct job *job, const struct work *work, int i)
{
	if (!in_two_passes(work))
		return TEXT_OF(job, FACT_("sheet %d"), i + 1);
	return i % 2 == 0 ? TEXT_OF(job, FACT_("sheet %d, front"), i / 2 + 1)
			  : TEXT_OF(job, FACT_("sheet %d, back"), i / 2 + 1);
}

static enum status intake(struct job *job, const struct work *work)
{
	const struct call *call = work->call;
	const char *now = moment_iso(job, job_now(job));
	struct scans scans;
	TRY(intake_lock(job, call->office->home));
	TRY(objects_sweep(job, call->office->home));
	TRY(heap_of(job, (const char *[]){work->spool.whole}, 1, NULL, &scans));
	scans.name = TEXT_OF(job, FACT_("scan %.10s %.5s"), now, now + strlen("2026-11-20T"));
	if (in_two_passes(work))
		collate(job, &scans);
	for (int i = 0; i < scans.count; i++)
		scans.list[i].name = scans.list[i].shown = scans.count == 1
								   ? scans.name
								   : sheet_name(job, work, i);
	return intake_take(job, call, &scans);
}

/* Whatever became of it: held, refused, registered. What may go better later stays here. */
static enum status take_in(struct job *job, struct work *work)
{
	enum status status = intake(job, work);
	const char *why = COPY(job, job_fault(job));
	if (status == E_BUSY || status == E_SYSTEM)
		return fail(job, status, "%s. The scan is kept: \"skrynka scan --finish\"", why);
	TRY(spool_taken(job, work->call->office, &work->spool));
	return status == OK ? OK : fail(job, status, "%s", why);
}

/* ---- the scanner ------------------------------------------------------------------- */

static void count_sheet(void *self, int sheet)
{
	struct work *work = self;
	work->spool.sheets++;
	work->spool.last = sheet;
	if (work->terminal)
		fprintf(stderr, "\r%s: %d ", _("Sheets"), work->spool.sheets);
}

/* True when the person pressed Enter, false at the end of what he types (Ctrl+D). */
static bool ask(const struct work *work, const char *words)
{
	int c;
	if (!work->terminal)
		return false;
	say(NULL, words);
	while ((c = getchar()) != EOF && c != '\n')
		;
	clearerr(stdin);
	return c == '\n';
}

static enum status scan_some(struct job *job, struct work *work, bool *flat)
{
	const struct call *call = work->call;
	struct scanning ask_for = {
		.device = call_option(call, "device"),
		.mode = call_option(call, "mode"),
		.paper = call_option(call, "paper"),
		.duplex = call_option(call, "duplex") != NULL,
		.glass = call_option(call, "glass") != NULL,
		.folder = work->spool.open,
		.sheet = work->spool.last + 1,
		.done = count_sheet,
		.say = say,
		.self = work,
	};
	if (ask_for.device == NULL)
		ask_for.device = getenv("SANE_DEFAULT_DEVICE");
	if (ask_for.mode == NULL)
		ask_for.mode = "gray";
	if (ask_for.paper == NULL)
		ask_for.paper = "A4";
	TRY(call_number(job, call, "dpi", 75, 1200, DPI, &ask_for.dpi));
	int before = work->spool.sheets;
	/* Ctrl+C is for the scanner, which lets the paper go */
	void (*interrupt)(int) = signal(SIGINT, SIG_IGN);
	enum status status = scan_sheets(job, &ask_for, flat);
	signal(SIGINT, interrupt);
	if (work->terminal && work->spool.sheets > before)
		fputc('\n', stderr);
	return status;
}

static enum status trouble(struct job *job, const struct work *work, enum status status)
{
	const char *why = COPY(job, job_fault(job));
	if (work->spool.sheets == 0 || status == E_USAGE)
		return fail(job, status, "%s", why);
	return fail(job, status,
		    "%s. Sheets that are safe: %d. Put in the one that was not finished and those "
		    "after it, and give the same command again; or \"skrynka scan --finish\" if "
		    "there are no more",
		    why, work->spool.sheets);
}

/* Until the feeder is empty. What a person can put right is waited for, where there is one. */
static enum status scan_all(struct job *job, struct work *work)
{
	for (;;) {
		struct job *below = job_below(job);
		bool flat = false;
		enum status status = scan_some(below, work, &flat);
		talloc_free(below);
		if (status == OK && flat &&
		    ask(work, _("The next sheet: put it on the glass and press Enter. No more: "
				"Ctrl+D.")))
			continue;
		if (status == OK)
			return OK;
		status = trouble(job, work, status);
		if ((status == E_BUSY || status == E_ABSENT) &&
		    ask(work, TEXT_OF(job, _("%s. Press Enter to go on, Ctrl+D to leave it."),
				      job_fault(job))))
			continue;
		return status;
	}
}

/* ---- two passes of one pile ---------------------------------------------------------- */

static enum status turn(struct job *job, struct work *work)
{
	TRY(spool_turn(job, &work->spool));
	if (ask(work, _("Fronts are scanned. Turn the whole pile over, put it into the feeder and "
			"press Enter.")))
		return OK;
	return fail(job, E_BUSY,
		    "fronts that are safe: %d. Turn the whole pile over, put it into the feeder "
		    "and give the same command again",
		    work->spool.fronts);
}

static enum status check_backs(struct job *job, const struct work *work)
{
	int fronts = work->spool.fronts, backs = work->spool.sheets - fronts;
	if (fronts == backs)
		return OK;
	return fail(
		job, E_BUSY,
		"fronts: %d, backs: %d; the scans are kept. Put in the last backs, if they were "
		"not scanned, and give the same command again; if two sheets went through at "
		"once, begin anew: \"skrynka scan --drop\"",
		fronts, backs);
}

/* A pass is over: the first is followed by the second. */
static enum status end_pass(struct job *job, struct work *work)
{
	if (work->spool.fronts == 0) {
		TRY(turn(job, work));
		TRY(scan_all(job, work));
	}
	return check_backs(job, work);
}

static void tell_earlier(const struct work *work)
{
	const struct spool *spool = &work->spool;
	struct job *job = job_new();
	if (spool->sheets > 0)
		say(NULL, TEXT_OF(job,
				  _("The scanning goes on. Sheets scanned before: %d, the last is "
				    "%s/%05d.tif (\"skrynka scan --drop\" would begin anew)."),
				  spool->sheets, spool->open, spool->last));
	if (spool->sheets > 0 && *work->asked_before != '\0')
		say(NULL, TEXT_OF(job, _("As asked before: %s."), work->asked_before));
	talloc_free(job);
}

static enum status finish(struct job *job, struct work *work)
{
	TRY(spool_count(job, &work->spool));
	if (work->spool.sheets == 0)
		return fail(job, E_ABSENT, "no sheets are waiting");
	if (in_two_passes(work))
		TRY(end_pass(job, work));
	TRY(spool_close(job, &work->spool));
	return take_in(job, work);
}

/* A scan that was over and not taken in comes first, and alone: its letters are no part of what
 * lies in the feeder now. */
static enum status earlier(struct job *job, struct work *work)
{
	say(NULL, _("A scan from before is taken in first. For what is in the feeder give the "
		    "command again."));
	return take_in(job, work);
}

static enum status drop(struct job *job, struct work *work)
{
	TRY(spool_drop(job, &work->spool));
	printf(_("sheets dropped: %d\n"), work->spool.sheets);
	return OK;
}

/* ---- the command ------------------------------------------------------------------- */

static enum status list(struct job *job, const struct call *call)
{
	const struct column columns[] = {
		{"device", _("DEVICE"), false},
		{"maker", _("MAKER"), false},
		{"model", _("MODEL"), false},
		{"type", _("TYPE"), false},
		{NULL, NULL, false},
	};
	struct table *table = table_new(job, columns);
	struct scanner *scanners;
	int count;
	TRY(scan_list(job, &scanners, &count));
	for (int i = 0; i < count; i++)
		TABLE_ROW(table, plain_line(table, scanners[i].name),
			  plain_line(table, scanners[i].maker),
			  plain_line(table, scanners[i].model),
			  plain_line(table, scanners[i].type));
	table_print(table, call->json, _("no scanner was found"));
	return OK;
}

static enum status check(struct job *job, const struct call *call)
{
	int dpi;
	const char *mode = call_option(call, "mode"), *paper = call_option(call, "paper");
	TRY(call_number(job, call, "dpi", 75, 1200, DPI, &dpi));
	if (mode != NULL && !scan_mode_known(mode))
		return fail(job, E_USAGE, "no such mode: %s: lineart, gray or color", mode);
	if (paper != NULL && !scan_paper_known(paper))
		return fail(job, E_USAGE, "no such paper: %s: A3, A4 or A5", paper);
	if (call_option(call, "collate") != NULL &&
	    (call_option(call, "duplex") != NULL || call_option(call, "glass") != NULL))
		return fail(
			job, E_USAGE,
			"--collate is for a feeder that sees one side: without --duplex, --glass");
	return intake_check(job, call);
}

/* A scan without a sheet was none: what was asked of it is forgotten. */
static enum status scan_asked(struct job *job, struct work *work)
{
	tell_earlier(work);
	TRY(asked_keep(job, work->call, work->spool.asked));
	enum status status = scan_all(job, work);
	if (work->spool.sheets == 0)
		unlink(work->spool.asked);
	return status;
}

static enum status run(struct job *job, const struct call *call)
{
	struct call asked = *call;
	struct work work = {.call = &asked,
			    .terminal = isatty(STDIN_FILENO) && isatty(STDERR_FILENO)};
	struct spool *spool = &work.spool;
	if (call_option(call, "list") != NULL)
		return list(job, call);
	TRY(spool_hold(job, call->office, spool));
	if (call_option(call, "drop") != NULL)
		return drop(job, &work);
	if (spool_is_whole(spool) || spool->sheets > 0)
		TRY(asked_join(job, spool->asked, &asked, &work.asked_before));
	TRY(check(job, &asked));
	if (spool_is_whole(spool))
		return earlier(job, &work);
	if (call_option(call, "finish") == NULL)
		TRY(scan_asked(job, &work));
	return finish(job, &work);
}

static const struct option options[] = {
	{"list", NULL, N_("show the scanners that are there")},
	{"device", N_("DEVICE"),
	 N_("which scanner (else $SANE_DEFAULT_DEVICE, or the only one there is)")},
	{"duplex", NULL, N_("both sides of each sheet")},
	{"collate", NULL,
	 N_("both sides by two passes of the pile through a one-sided feeder: fronts, then, the "
	    "pile turned over, backs")},
	{"glass", NULL, N_("from the glass, sheet by sheet, not from the feeder")},
	{"dpi", N_("N"), N_("dots an inch (300); the nearest that the scanner has")},
	{"mode", N_("MODE"), N_("lineart, gray or color (gray)")},
	{"paper", N_("SIZE"), N_("A3, A4 or A5 (A4)")},
	{"finish", NULL, N_("scan no more: take in what was scanned before something went wrong")},
	{"drop", NULL, N_("take away what was scanned and is not taken in yet, to begin anew")},
	INTAKE_OPTIONS,
	{NULL, NULL, NULL},
};

const struct command cmd_scan = {
	.name = "scan",
	.needs = NEEDS_USER,
	.rights = "registrar",
	.summary = N_("scan a pile of letters and take it in"),
	.help = N_(
		"Scans until the feeder is empty, then takes the sheets in as one batch, as "
		"\"skrynka "
		"intake\" does, with the same options. Each sheet is on disk before the next is "
		"drawn "
		"in. After a jam, an open cover or a power failure put in the sheet that was not "
		"finished and those after it, and give the same command again, its options need "
		"not "
		"be repeated (on a terminal: press Enter): the batch goes on from there. Scanners "
		"are found by SANE."),
	.options = options,
	.run = run,
};
