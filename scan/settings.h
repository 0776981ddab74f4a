/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scanner set as asked, by the settings it has. */
#ifndef SCAN_SETTINGS_H
#define SCAN_SETTINGS_H

#include "scan/device.h"
#include "scan/scan.h"

struct set {
	double dpi;
	bool flat; /* a sheet at a time: there is no feeder, or it is not wanted */
	bool both; /* front and back come one after the other */
};

/* E_USAGE when it cannot do what is asked; what it does otherwise is told by cage_say("note …"). */
enum status settings_make(struct job *job, struct device *device, const struct scanning *asked,
			  struct set *out);

#endif
