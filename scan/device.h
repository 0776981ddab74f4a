/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scanner: the only face to SANE. Its driver is foreign code that needs the hardware: for use in
 * the room "scan" alone. The words of a fault say what to do. */
#ifndef SCAN_DEVICE_H
#define SCAN_DEVICE_H

#include "base/job.h"
#include "scan/knob.h"

struct device;

/* All that are there: TELL is called for each. */
enum status devices_list(struct job *job, void (*tell)(const char *name, const char *maker,
						       const char *model, const char *type));

/* Opens NAME; NULL: the only one that is there (cameras are none). E_ABSENT, E_BUSY, E_REFUSED,
 * E_USAGE when there are several. Closed with JOB. */
enum status device_open(struct job *job, const char *name, struct device **out);
const char *device_name(const struct device *device);
const char *device_maker(const struct device *device); /* NULL: not known */
const char *device_model(const struct device *device);
/* "flatbed scanner", "sheetfed scanner" …; "" when it is not known. */
const char *device_type(const struct device *device);

/* A setting that can be set now; false: it has none of this name. What KNOB points to belongs to
 * JOB. */
bool device_knob(struct job *job, const struct device *device, const char *name, struct knob *knob);
enum status device_set_word(struct job *job, struct device *device, const char *name,
			    const char *word);
enum status device_set_number(struct job *job, struct device *device, const char *name,
			      double number);
/* What it is set to; FALLBACK when it does not tell. */
double device_number(const struct device *device, const char *name, double fallback);

/* Pixels as they will come. */
struct frame {
	int width, height; /* height 0: not known */
	int samples, bits; /* 1 or 3; 1, 8 or 16 each */
	int stride;	   /* bytes of a row */
};
/* The next page. E_ABSENT: the feeder is empty; E_BUSY: a person has to put something right. */
enum status device_start(struct job *job, struct device *device, struct frame *frame);
/* At most SIZE bytes of it; *GOT 0: it is whole. */
enum status device_read(struct job *job, struct device *device, void *bytes, int size, int *got);
/* May be called by a handler of signals: what waits for the scanner ends. */
void device_interrupt(void);

#endif
