/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a call ended: what the caller should do next. What happened is told by the fault (job.h). */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

enum status {
	OK,	   /* done */
	E_INPUT,   /* what was given is wrong: mend it and try again */
	E_ABSENT,  /* what was asked for is not there */
	E_REFUSED, /* it is there, but not for this user or not now */
	E_BUSY,	   /* the same call may succeed later: locked, full, unreachable */
	E_SYSTEM,  /* the machine or the program is at fault */
	E_USAGE,   /* the command line is wrong */
};

/* The sysexits(3) code: 0, 65, 66, 77, 75, 70, 64. */
int status_exit(enum status status);

/* The HTTP status: 200, 400, 404, 403, 503, 500, 400. */
int status_http(enum status status);

#endif
