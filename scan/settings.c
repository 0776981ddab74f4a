/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scan/settings.h"

#include "base/cage.h"
#include "scan/size.h"
#include <math.h>
#include <string.h>
#include <strings.h>

static const char *const nothing[] = {NULL};

/* ---- where the paper comes from ---------------------------------------------------- */

/* Some say it in a setting of its own. */
static enum status choose_sides(struct job *job, struct device *device, bool duplex, bool *done)
{
	static const char *const both[] = {"duplex", "both", NULL}, *const one[] = {"simplex",
										    NULL};
	static const char *const names[] = {"adf-mode", "adf_mode", "duplex", "adf-duplex",
					    "scan-both-sides"};
	*done = false;
	for (size_t i = 0; i < sizeof names / sizeof *names && !*done; i++) {
		struct knob knob;
		if (!device_knob(job, device, names[i], &knob))
			continue;
		const char *word = knob_word(&knob, duplex ? both : one, nothing);
		*done = knob.kind == KNOB_SWITCH || word != NULL;
		if (knob.kind == KNOB_SWITCH)
			TRY(device_set_number(job, device, names[i], duplex));
		else if (word != NULL)
			TRY(device_set_word(job, device, names[i], word));
	}
	return OK;
}

static bool is_sheetfed(const struct device *device)
{
	return strcasestr(device_type(device), "sheetfed") != NULL ||
	       strcasestr(device_type(device), "feeder") != NULL;
}

static enum status no_feeder(struct job *job, const struct scanning *asked, struct set *out)
{
	if (asked->duplex)
		return fail(job, E_USAGE, "this scanner has no feeder: leave --duplex out");
	out->flat = true;
	return OK;
}

static enum status choose_feeder(struct job *job, struct device *device, const struct knob *source,
				 const struct scanning *asked, struct set *out)
{
	static const char *const feeder[] = {"adf front", "adf", "feeder", NULL};
	static const char *const one_side[] = {"duplex", "back", "both", NULL};
	static const char *const two_sides[] = {"adf duplex", "duplex", NULL};
	bool told;
	const char *word = asked->duplex ? knob_word(source, two_sides, nothing) : NULL;
	out->both = word != NULL;
	if (word == NULL)
		word = knob_word(source, feeder, one_side);
	if (word == NULL)
		return no_feeder(job, asked, out);
	TRY(device_set_word(job, device, "source", word));
	if (out->both)
		return OK;
	TRY(choose_sides(job, device, asked->duplex, &told));
	out->both = asked->duplex && told;
	return OK;
}

static enum status choose_source(struct job *job, struct device *device,
				 const struct scanning *asked, struct set *out)
{
	static const char *const glass[] = {"flatbed", "document table", "platen",
					    "glass",   "normal",	 NULL};
	struct knob source;
	bool known = device_knob(job, device, "source", &source);
	const char *word = known ? knob_word(&source, glass, nothing) : NULL;
	out->flat = asked->glass;
	if (asked->glass && is_sheetfed(device))
		return fail(job, E_USAGE, "this scanner has a feeder alone: leave --glass out");
	if (asked->glass)
		return word == NULL ? OK : device_set_word(job, device, "source", word);
	if (known)
		TRY(choose_feeder(job, device, &source, asked, out));
	else if (is_sheetfed(device))
		TRY(choose_sides(job, device, asked->duplex, &out->both));
	else
		TRY(no_feeder(job, asked, out));
	out->both = out->both && asked->duplex;
	if (asked->duplex && !out->both)
		return fail(job, E_USAGE,
			    "this scanner does not scan both sides by itself: give --collate "
			    "instead of --duplex, for two passes of the pile");
	return OK;
}

/* ---- how its dots look ------------------------------------------------------------- */

static enum status set_depth(struct job *job, struct device *device, double bits, double *got)
{
	struct knob depth;
	*got = 0;
	if (!device_knob(job, device, "depth", &depth) || depth.kind != KNOB_NUMBER)
		return OK;
	*got = knob_number(&depth, bits);
	return device_set_number(job, device, "depth", *got);
}

static enum status choose_mode(struct job *job, struct device *device, const char *asked)
{
	static const char *const bits[] = {"lineart", "line art",  "black", "binary",
					   "mono",    "threshold", NULL};
	static const char *const grey[] = {"gray", "grey", NULL};
	static const char *const colour[] = {"color", "colour", "rgb", NULL};
	static const char *const dots[] = {"halftone", "diffusion", "dither", NULL};
	bool lineart = strcmp(asked, "lineart") == 0;
	const char *const *like = lineart ? bits : strcmp(asked, "color") == 0 ? colour : grey;
	struct knob mode;
	double depth;
	const char *word = NULL;
	if (device_knob(job, device, "mode", &mode)) {
		word = knob_word(&mode, like, dots);
		/* some have black and white as a grey of one bit */
		const char *fallback = word == NULL && lineart ? knob_word(&mode, grey, dots)
							       : word;
		if (fallback != NULL)
			TRY(device_set_word(job, device, "mode", fallback));
	}
	TRY(set_depth(job, device, lineart ? 1 : 8, &depth));
	if (word == NULL && !(lineart && depth == 1))
		cage_say("note %s", TEXT_OF(job,
					    _("This scanner has no \"--mode %s\": it scans as it "
					      "can."),
					    asked));
	return OK;
}

static enum status set_dpi(struct job *job, struct device *device, const char *name, int dpi,
			   double *got)
{
	struct knob knob;
	if (!device_knob(job, device, name, &knob) || knob.kind != KNOB_NUMBER)
		return OK;
	double value = knob_number(&knob, dpi);
	TRY(device_set_number(job, device, name, value));
	*got = device_number(device, name, value);
	return OK;
}

static enum status choose_dpi(struct job *job, struct device *device, int asked, double *got)
{
	*got = 0;
	TRY(set_dpi(job, device, "resolution", asked, got));
	if (*got == 0) {
		TRY(set_dpi(job, device, "y-resolution", asked, got));
		TRY(set_dpi(job, device, "x-resolution", asked, got));
	}
	if (!(*got >= 1 && *got <= 10000))
		return fail(job, E_SYSTEM, "the scanner does not take its own setting \"%s\"",
			    "resolution");
	if (lrint(*got) != asked)
		cage_say("note %s",
			 TEXT_OF(job, _("This scanner scans at %g dpi; %d was asked for."), *got,
				 asked));
	return OK;
}

/* ---- how large the paper is -------------------------------------------------------- */

/* As much of it as there is. */
static enum status set_length(struct job *job, struct device *device, const char *name, double mm,
			      double dpi)
{
	struct knob knob;
	if (!device_knob(job, device, name, &knob) || knob.kind != KNOB_NUMBER)
		return OK;
	double length = knob.millimetres ? mm : mm / 25.4 * dpi;
	if (mm == 0 && knob.ranged)
		length = knob.least;
	return device_set_number(job, device, name, knob_number(&knob, length));
}

static enum status choose_paper(struct job *job, struct device *device, const char *name,
				double dpi)
{
	const struct size *paper = size_named(name);
	if (paper == NULL)
		return fail(job, E_USAGE, "no such paper: %s", name);
	TRY(set_length(job, device, "page-width", paper->width, dpi));
	TRY(set_length(job, device, "page-height", paper->height, dpi));
	TRY(set_length(job, device, "tl-x", 0, dpi));
	TRY(set_length(job, device, "tl-y", 0, dpi));
	TRY(set_length(job, device, "br-x", paper->width, dpi));
	return set_length(job, device, "br-y", paper->height, dpi);
}

/* The source first: what else there is to set hangs on it. */
enum status settings_make(struct job *job, struct device *device, const struct scanning *asked,
			  struct set *out)
{
	*out = (struct set){0};
	TRY(choose_source(job, device, asked, out));
	TRY(choose_mode(job, device, asked->mode));
	TRY(choose_dpi(job, device, asked->dpi, &out->dpi));
	return choose_paper(job, device, asked->paper, out->dpi);
}
