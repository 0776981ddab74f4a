/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scan/scan.h"

#include "base/cage.h"
#include <stdio.h>
#include <string.h>

/* ---- which there are --------------------------------------------------------------- */

enum { FIELDS = 4 };

struct roll {
	struct job *job;
	struct scanner *list;
	int count, field; /* of the last one, which comes next */
};

static void hear_scanner(void *self, const char *line)
{
	struct roll *roll = self;
	if (roll->field == FIELDS) {
		if (strcmp(line, "scanner") != 0)
			return;
		roll->list = APPEND(roll->job, roll->list, &roll->count, struct scanner);
		roll->field = 0;
		return;
	}
	struct scanner *last = &roll->list[roll->count - 1];
	const char **fields[FIELDS] = {&last->name, &last->maker, &last->model, &last->type};
	*fields[roll->field++] = COPY(roll->job, line);
}

static enum status hung(struct job *job, enum status status, bool dead)
{
	return dead && status == E_SYSTEM
		       ? fail(job, E_BUSY,
			      "the driver of the scanner broke down: turn the scanner off and on")
		       : status;
}

enum status scan_list(struct job *job, struct scanner **out, int *count)
{
	bool dead = false;
	struct roll roll = {.job = job, .field = FIELDS};
	struct cage cage = {.room = "scanners", .line = hear_scanner, .self = &roll, .died = &dead};
	enum status status = cage_run(job, &cage);
	TRY(hung(job, status, dead));
	*out = roll.list;
	*count = roll.field == FIELDS ? roll.count : roll.count - 1;
	return OK;
}

/* ---- sheets ------------------------------------------------------------------------ */

struct hearing {
	const struct scanning *scanning;
	bool flat;
};

static void hear_sheet(void *self, const char *line)
{
	struct hearing *hearing = self;
	const struct scanning *s = hearing->scanning;
	int sheet;
	if (sscanf(line, "sheet %d", &sheet) == 1)
		s->done(s->self, sheet);
	else if (strncmp(line, "note ", 5) == 0)
		s->say(s->self, line + 5);
	else if (strcmp(line, "flat") == 0)
		hearing->flat = true;
}

enum status scan_sheets(struct job *job, const struct scanning *scanning, bool *flat)
{
	struct job *below = job_below(job);
	struct hearing hearing = {.scanning = scanning};
	bool dead = false;
	const char *args[] = {
		scanning->folder,
		TEXT_OF(below, "%d", scanning->sheet),
		scanning->device == NULL ? "" : scanning->device,
		scanning->mode,
		scanning->paper,
		TEXT_OF(below, "%d", scanning->dpi),
		scanning->duplex  ? "duplex"
		: scanning->glass ? "glass"
				  : "feeder",
		NULL,
	};
	struct cage cage = {
		.room = "scan", .args = args, .line = hear_sheet, .self = &hearing, .died = &dead};
	enum status status = cage_run(job, &cage);
	*flat = hearing.flat;
	talloc_free(below);
	return hung(job, status, dead);
}
