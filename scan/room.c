/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scanners · scan FOLDER SHEET DEVICE MODE PAPER DPI WAY: in a process of its own. */
#include "scan/page.h"
#include "scan/scan.h"
#include "scan/settings.h"

#include "base/cage.h"
#include "base/file.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SILENCE = 180 /* s: after so much of it the driver hangs */, GOODBYE = 20 };

/* ---- signals: the paper is let go, and what is on disk stays ----------------------- */

static void on_signal(int signal)
{
	(void)signal;
	device_interrupt();
}

static void alive(void)
{
	alarm(SILENCE);
}

static void obey_signals(void)
{
	struct sigaction action = {.sa_handler = on_signal};
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
}

/* ---- the end ------------------------------------------------------------------------ */

static int code;

static void give_up(int signal)
{
	(void)signal;
	_exit(code);
}

/* Drivers end threads of theirs by force, which may hold what a cancelling or a destructor of a
 * library waits for: what is to be said is said first, closing has its time, and no handler of exit
 * runs. */
static _Noreturn void leave(struct job *job, enum status status)
{
	struct sigaction action = {.sa_handler = give_up};
	if (status != OK)
		cage_say(CAGE_FAULT "%s", job_fault(job));
	code = status_exit(status);
	sigaction(SIGALRM, &action, NULL);
	alarm(GOODBYE);
	talloc_free(job);
	_exit(code);
}

/* ---- sheets ------------------------------------------------------------------------ */

struct feed {
	struct device *device;
	struct set set;
	const char *folder, *date;
	int sheet; /* the next */
};

/* TIFF 6.0, DateTime */
static const char *date_now(struct job *job)
{
	char *date = must(talloc_strndup(job, moment_iso(job, job_now(job)), 19));
	for (char *p = date; *p != '\0'; p++)
		*p = *p == '-' ? ':' : *p == 'T' ? ' ' : *p;
	return date;
}

static enum status take_page(struct job *job, struct feed *feed, struct tiff *out, int side)
{
	struct frame frame;
	alive();
	TRY(device_start(job, feed->device, &frame));
	struct tiff_coming page = {
		.lies = {feed->set.dpi, feed->set.dpi, 1},
		.make = device_maker(feed->device),
		.model = device_model(feed->device),
		.date = feed->date,
		.number = feed->set.both ? 2 * feed->sheet - 1 + side : feed->sheet,
	};
	return page_take(job, feed->device, &frame, out, page, alive);
}

/* A sheet without a back is one all the same: a feeder that ends in the middle lost no front. */
static enum status take_sheet(struct job *job, struct feed *feed)
{
	struct tiff *out;
	const char *draft = TEXT_OF(job, "%s/.sheet", feed->folder);
	TRY(tiff_begin(job, draft, &out));
	TRY(take_page(job, feed, out, 0));
	enum status back = feed->set.both ? take_page(job, feed, out, 1) : OK;
	if (back != OK && back != E_ABSENT)
		return back;
	TRY(tiff_end(job, out));
	TRY(file_move(job, draft, TEXT_OF(job, "%s/%05d.tif", feed->folder, feed->sheet)));
	cage_say("sheet %d", feed->sheet++);
	return OK;
}

static enum status take_all(struct job *job, struct feed *feed)
{
	enum status status = OK;
	int first = feed->sheet;
	while (status == OK) {
		struct job *below = job_below(job);
		status = take_sheet(below, feed);
		talloc_free(below);
		if (feed->set.flat)
			break;
	}
	const char *why = COPY(job, job_fault(job));
	unlink(TEXT_OF(job, "%s/.sheet", feed->folder));
	if (status == E_ABSENT && feed->sheet > first)
		return OK;
	return status == OK ? OK : fail(job, status, "%s", why);
}

static enum status scan(struct job *job, int argc, char **argv)
{
	struct feed feed = {0};
	struct scanning asked = {0};
	if (argc != 8)
		return fail(job, E_USAGE, "scan FOLDER SHEET DEVICE MODE PAPER DPI WAY");
	asked.mode = argv[4];
	asked.paper = argv[5];
	asked.dpi = atoi(argv[6]);
	asked.duplex = strcmp(argv[7], "duplex") == 0;
	asked.glass = strcmp(argv[7], "glass") == 0;
	feed.folder = argv[1];
	feed.sheet = atoi(argv[2]);
	feed.date = date_now(job);
	obey_signals();
	alive();
	TRY(device_open(job, argv[3][0] == '\0' ? NULL : argv[3], &feed.device));
	TRY(settings_make(job, feed.device, &asked, &feed.set));
	if (feed.set.flat)
		cage_say("flat");
	return take_all(job, &feed);
}

enum status scan_room(struct job *job, int argc, char **argv, void *self)
{
	(void)self;
	leave(job, scan(job, argc, argv));
}

/* ---- which there are --------------------------------------------------------------- */

static void tell(const char *name, const char *maker, const char *model, const char *type)
{
	const char *words[] = {name, maker, model, type};
	cage_say("scanner");
	for (int i = 0; i < 4; i++)
		cage_say("%s", words[i] == NULL ? "" : words[i]);
}

enum status scan_list_room(struct job *job, int argc, char **argv, void *self)
{
	(void)argc;
	(void)argv;
	(void)self;
	alive();
	leave(job, devices_list(job, tell));
}
