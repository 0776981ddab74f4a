/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the clock and the post ask of an office, done once: for tick and serve. */
#ifndef CLI_PASS_H
#define CLI_PASS_H

#include "register/register.h"

struct pass {
	int fired, sent; /* terms that passed, notices sent on their way */
	bool more;	 /* MOST of either was done: there may be more */
};

/* Timers, then the outbox, then marks that wait. What fails in one does not stop the others; the
 * first fault is returned. */
enum status pass_make(struct job *job, struct office *office, int most, struct pass *out);

/* Says in a line what was done. */
void pass_print(const struct pass *pass);

#endif
