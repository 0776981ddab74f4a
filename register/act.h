/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An act of opening a complaint box, and the batch of its letters. */
#ifndef REGISTER_ACT_H
#define REGISTER_ACT_H

#include "register/register.h"

/* What letters out of a box run on, unless somebody says otherwise. */
#define ACT_PROCEDURE "box-appeal"

/* The act of a record; its members too. */
enum status act_get(struct job *job, struct office *office, int64_t id, struct act *out);

/* Whether a batch of this source may be of the act: E_REFUSED when it is cancelled, says that there
 * were no letters, or another batch is of it. */
enum status act_claim(struct job *job, struct office *office, const char *source,
		      const struct act *act);

/* Tells a case that was registered out of the box which act that was, when its procedure asks: the
 * event "act". In the transaction that is open. */
enum status act_tell(struct job *job, struct office *office, const struct batch *batch,
		     int64_t casefile, int letter);

#endif
