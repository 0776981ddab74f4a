/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scan/device.h"

#include <sane/sane.h>
#include <sane/saneopts.h>
#include <signal.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { MOMENT = 1000 /* us, when nothing has come yet */ };

struct device {
	SANE_Handle handle;
	const char *name, *maker, *model, *type;
};

static volatile sig_atomic_t interrupted;
static SANE_Handle volatile scanning; /* what an interrupt has to end */

/* What the driver says, in words that say what to do. */
static enum status fault(struct job *job, SANE_Status why)
{
	if (interrupted)
		return fail(job, E_BUSY, "the scanning was broken off");
	switch (why) {
	case SANE_STATUS_NO_DOCS:
		return fail(job, E_ABSENT, "the feeder is empty: put the paper in");
	case SANE_STATUS_JAMMED:
		return fail(job, E_BUSY, "paper is jammed in the scanner: take it out");
	case SANE_STATUS_COVER_OPEN:
		return fail(job, E_BUSY, "the cover of the scanner is open: close it");
	case SANE_STATUS_DEVICE_BUSY:
		return fail(job, E_BUSY,
			    "the scanner is busy: wait, or close the program that uses it");
	case SANE_STATUS_CANCELLED:
		return fail(job, E_BUSY, "the scanning was stopped at the scanner");
	case SANE_STATUS_ACCESS_DENIED:
		return fail(job, E_REFUSED,
			    "access to the scanner is not allowed: the administrator adds you to "
			    "the group \"scanner\", then you log in anew");
	case SANE_STATUS_IO_ERROR:
		return fail(job, E_BUSY,
			    "the scanner does not answer: look at its cable, turn it off and on");
	case SANE_STATUS_NO_MEM:
		return fail(job, E_BUSY,
			    "the scanner has too little memory: give a smaller --dpi or --paper");
	default:
		return fail(job, E_SYSTEM, "the driver of the scanner: %s", sane_strstatus(why));
	}
}

/* ---- which ones there are ---------------------------------------------------------- */

/* Lets the paper go, whatever the scanner is at. */
static int close_device(struct device *device)
{
	scanning = NULL;
	if (device->handle != NULL) {
		sane_cancel(device->handle);
		sane_close(device->handle);
	}
	sane_exit();
	return 0;
}

static enum status begin(struct job *job, struct device **out)
{
	SANE_Status status = sane_init(NULL, NULL);
	if (status != SANE_STATUS_GOOD)
		return fault(job, status);
	*out = NEW(job, struct device);
	(*out)->type = "";
	talloc_set_destructor(*out, close_device);
	return OK;
}

static enum status look(struct job *job, const SANE_Device *const **out)
{
	const SANE_Device **list;
	SANE_Status status = sane_get_devices(&list, SANE_FALSE);
	if (status != SANE_STATUS_GOOD)
		return fault(job, status);
	*out = (const SANE_Device *const *)list;
	return OK;
}

enum status devices_list(struct job *job, void (*tell)(const char *name, const char *maker,
						       const char *model, const char *type))
{
	struct device *none;
	const SANE_Device *const *list = NULL;
	TRY(begin(job, &none));
	TRY(look(job, &list));
	for (; *list != NULL; list++)
		tell((*list)->name, (*list)->vendor, (*list)->model, (*list)->type);
	return OK;
}

static bool is_camera(const SANE_Device *device)
{
	return strncmp(device->name, "v4l:", 4) == 0;
}

static enum status the_only_one(struct job *job, const SANE_Device *const *list,
				const SANE_Device **out)
{
	int count = 0;
	for (; *list != NULL; list++)
		if (!is_camera(*list)) {
			*out = *list;
			count++;
		}
	if (count == 0)
		return fail(
			job, E_ABSENT,
			"no scanner was found: turn it on, look at its cable; the driver of one "
			"in the network is in the Debian package sane-airscan");
	if (count > 1)
		return fail(job, E_USAGE,
			    "there are %d scanners: say which by --device; \"skrynka scan --list\" "
			    "shows them",
			    count);
	return OK;
}

static const char *word_of(struct job *job, const char *word)
{
	return word == NULL || word[0] == '\0' ? NULL : COPY(job, word);
}

static void know(struct job *job, struct device *device, const SANE_Device *one)
{
	device->name = COPY(job, one->name);
	device->maker = word_of(job, one->vendor);
	device->model = word_of(job, one->model);
	device->type = one->type == NULL ? "" : COPY(job, one->type);
}

/* A name that is not among those found may still be one: "test", "net:host:…". */
enum status device_open(struct job *job, const char *name, struct device **out)
{
	struct device *device;
	const SANE_Device *const *list = NULL, *only = NULL;
	TRY(begin(job, &device));
	TRY(look(job, &list));
	if (name == NULL) {
		TRY(the_only_one(job, list, &only));
		know(job, device, only);
	} else {
		device->name = COPY(job, name);
		for (; *list != NULL; list++)
			if (strcmp((*list)->name, name) == 0)
				know(job, device, *list);
	}
	SANE_Status status = sane_open(device->name, &device->handle);
	if (status == SANE_STATUS_INVAL)
		return fail(
			job, E_ABSENT,
			"%s: there is no such scanner: \"skrynka scan --list\" shows those there "
			"are",
			device->name);
	if (status != SANE_STATUS_GOOD)
		return fault(job, status);
	*out = device;
	return OK;
}

const char *device_name(const struct device *device)
{
	return device->name;
}

const char *device_maker(const struct device *device)
{
	return device->maker;
}

const char *device_model(const struct device *device)
{
	return device->model;
}

const char *device_type(const struct device *device)
{
	return device->type;
}

/* ---- settings ---------------------------------------------------------------------- */

/* Their numbers stay; which are active changes with what was set before. 0: none. */
static int find(const struct device *device, const char *name, const SANE_Option_Descriptor **out)
{
	const SANE_Option_Descriptor *option;
	for (int i = 1; (option = sane_get_option_descriptor(device->handle, i)) != NULL; i++)
		if (option->name != NULL && strcmp(option->name, name) == 0) {
			*out = option;
			return SANE_OPTION_IS_ACTIVE(option->cap) ? i : 0;
		}
	return 0;
}

static bool is_number(const SANE_Option_Descriptor *option)
{
	return (option->type == SANE_TYPE_INT || option->type == SANE_TYPE_FIXED) &&
	       option->size == (SANE_Int)sizeof(SANE_Word);
}

static double number_of(const SANE_Option_Descriptor *option, SANE_Word word)
{
	return option->type == SANE_TYPE_FIXED ? SANE_UNFIX(word) : word;
}

static void read_values(struct job *job, const SANE_Option_Descriptor *option, struct knob *knob)
{
	const SANE_Word *words = option->constraint.word_list;
	double *values = NEW_ARRAY(job, double, words[0]);
	for (int i = 0; i < words[0]; i++)
		values[i] = number_of(option, words[i + 1]);
	knob->values = values;
	knob->count = words[0];
}

static void read_range(const SANE_Option_Descriptor *option, struct knob *knob)
{
	const SANE_Range *range = option->constraint.range;
	knob->ranged = true;
	knob->least = number_of(option, range->min);
	knob->most = number_of(option, range->max);
	knob->step = number_of(option, range->quant);
}

bool device_knob(struct job *job, const struct device *device, const char *name, struct knob *knob)
{
	const SANE_Option_Descriptor *option;
	if (find(device, name, &option) == 0 || !SANE_OPTION_IS_SETTABLE(option->cap))
		return false;
	*knob = (struct knob){.kind = option->type == SANE_TYPE_BOOL	 ? KNOB_SWITCH
				      : option->type == SANE_TYPE_STRING ? KNOB_WORD
									 : KNOB_NUMBER,
			      .millimetres = option->unit == SANE_UNIT_MM};
	if (knob->kind == KNOB_NUMBER && !is_number(option))
		return false;
	if (option->constraint_type == SANE_CONSTRAINT_STRING_LIST)
		knob->words = option->constraint.string_list;
	else if (option->constraint_type == SANE_CONSTRAINT_WORD_LIST && knob->kind == KNOB_NUMBER)
		read_values(job, option, knob);
	else if (option->constraint_type == SANE_CONSTRAINT_RANGE)
		read_range(option, knob);
	return true;
}

static enum status set(struct job *job, struct device *device, const char *name, int number,
		       void *value)
{
	SANE_Int info = 0;
	SANE_Status status = sane_control_option(device->handle, number, SANE_ACTION_SET_VALUE,
						 value, &info);
	if (status == SANE_STATUS_INVAL || status == SANE_STATUS_UNSUPPORTED)
		return fail(job, E_SYSTEM, "the scanner does not take its own setting \"%s\"",
			    name);
	return status == SANE_STATUS_GOOD ? OK : fault(job, status);
}

enum status device_set_word(struct job *job, struct device *device, const char *name,
			    const char *word)
{
	const SANE_Option_Descriptor *option;
	int number = find(device, name, &option);
	if (number == 0 || option->type != SANE_TYPE_STRING || option->size < 1)
		return fail(job, E_SYSTEM, "the scanner does not take its own setting \"%s\"",
			    name);
	char *value = NEW_ARRAY(job, char, option->size);
	strncpy(value, word, (size_t)option->size - 1);
	return set(job, device, name, number, value);
}

enum status device_set_number(struct job *job, struct device *device, const char *name,
			      double number)
{
	const SANE_Option_Descriptor *option;
	int at = find(device, name, &option);
	if (at == 0 || (option->type != SANE_TYPE_BOOL && !is_number(option)))
		return fail(job, E_SYSTEM, "the scanner does not take its own setting \"%s\"",
			    name);
	SANE_Word value = option->type == SANE_TYPE_FIXED ? SANE_FIX(number) : (SANE_Word)number;
	return set(job, device, name, at, &value);
}

double device_number(const struct device *device, const char *name, double fallback)
{
	const SANE_Option_Descriptor *option;
	SANE_Word value;
	int at = find(device, name, &option);
	if (at == 0 || !is_number(option) ||
	    sane_control_option(device->handle, at, SANE_ACTION_GET_VALUE, &value, NULL) !=
		    SANE_STATUS_GOOD)
		return fallback;
	return number_of(option, value);
}

/* ---- pages ------------------------------------------------------------------------- */

static enum status frame_of(struct job *job, const SANE_Parameters *p, struct frame *out)
{
	if (p->format != SANE_FRAME_GRAY && p->format != SANE_FRAME_RGB)
		return fail(job, E_INPUT,
			    "the scanner gives its colours one after the other: give --mode gray");
	*out = (struct frame){.width = p->pixels_per_line,
			      .height = p->lines > 0 ? p->lines : 0,
			      .samples = p->format == SANE_FRAME_RGB ? 3 : 1,
			      .bits = p->depth,
			      .stride = p->bytes_per_line};
	return OK;
}

enum status device_start(struct job *job, struct device *device, struct frame *frame)
{
	SANE_Parameters parameters;
	scanning = device->handle;
	SANE_Status status = interrupted ? SANE_STATUS_CANCELLED : sane_start(device->handle);
	if (status != SANE_STATUS_GOOD)
		return fault(job, status);
	status = sane_get_parameters(device->handle, &parameters);
	if (status != SANE_STATUS_GOOD)
		return fault(job, status);
	return frame_of(job, &parameters, frame);
}

enum status device_read(struct job *job, struct device *device, void *bytes, int size, int *got)
{
	SANE_Int some = 0;
	SANE_Status status = SANE_STATUS_GOOD;
	while (status == SANE_STATUS_GOOD && some == 0) {
		status = interrupted ? SANE_STATUS_CANCELLED
				     : sane_read(device->handle, bytes, size, &some);
		if (status == SANE_STATUS_GOOD && some == 0)
			usleep(MOMENT);
	}
	*got = status == SANE_STATUS_GOOD ? some : 0;
	if (status == SANE_STATUS_NO_DOCS) /* in the middle of a page */
		status = SANE_STATUS_JAMMED;
	if (status == SANE_STATUS_GOOD || status == SANE_STATUS_EOF)
		return OK;
	return fault(job, status);
}

/* SANE 4.3.9: sane_cancel may be called at any time, by a handler too. */
void device_interrupt(void)
{
	SANE_Handle handle = scanning;
	interrupted = 1;
	if (handle != NULL)
		sane_cancel(handle);
}
