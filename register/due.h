/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a case's dates is meant by "the term" of its card. */
#ifndef REGISTER_DUE_H
#define REGISTER_DUE_H

#include "register/register.h"

/* The open deadline with the id "consideration", else the soonest open one; KNOWN false: there is
 * none. */
enum status due_main(struct job *job, struct office *office, int64_t casefile, bool *known,
		     struct timer *out);

#endif
