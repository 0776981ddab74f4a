/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is checked before anything of a batch, or of a case without paper, is stored. */
#ifndef REGISTER_BATCH_H
#define REGISTER_BATCH_H

#include "register/register.h"

/* Fills the channel and the procedure in as office.xml says where they are NULL, and checks every
 * word: channel, box, procedure. E_INPUT with what to do. */
enum status batch_check(struct job *job, const struct office *office, struct batch *asked);

#endif
