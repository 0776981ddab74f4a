/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paper from a scanner: each sheet becomes a TIFF of its one or two pages, on disk for good before
 * the next is drawn in. Done in a process of its own, which the lock of a cage would leave without
 * the hardware: what comes of it is counted bytes, held against limits, never parsed. */
#ifndef SCAN_SCAN_H
#define SCAN_SCAN_H

#include "base/job.h"
#include <stdbool.h>

struct scanner {
	const char *name, *maker, *model, *type;
};

/* All scanners that are there. */
enum status scan_list(struct job *job, struct scanner **out, int *count);

struct scanning {
	const char *device; /* NULL: the only one */
	const char *mode;   /* "lineart", "gray", "color" */
	const char *paper;  /* "A3", "A4", "A5" */
	int dpi;
	bool duplex;
	bool glass;				    /* not from the feeder */
	const char *folder;			    /* where the sheets go: 00001.tif … */
	int sheet;				    /* number of the next */
	void (*done)(void *self, int sheet);	    /* it is on disk */
	void (*say)(void *self, const char *words); /* what a person should know */
	void *self;
};

/* Scans until the feeder is empty; one sheet from the glass, or where there is no feeder: then
 * *FLAT. E_ABSENT when there was no sheet at all, or no such scanner; E_BUSY when a person has to
 * put something right (jam, cover, cable): the sheet that was on its way is not stored, those
 * before are. E_USAGE when the scanner cannot do what is asked. */
enum status scan_sheets(struct job *job, const struct scanning *scanning, bool *flat);

/* Whether MODE, PAPER are known words. */
bool scan_mode_known(const char *mode);
bool scan_paper_known(const char *paper);

/* The rooms "scanners" and "scan" of the cage; they end the process. */
enum status scan_list_room(struct job *job, int argc, char **argv, void *self);
enum status scan_room(struct job *job, int argc, char **argv, void *self);

#endif
