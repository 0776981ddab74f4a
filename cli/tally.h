/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came of an intake, in sentences for the registrar. */
#ifndef CLI_TALLY_H
#define CLI_TALLY_H

#include "register/register.h"
#include <stdio.h>

/* FOUND: the letters of BATCH, all registered or waiting, their marks drawn; SECONDS it took. */
enum status tally_tell(struct job *job, struct office *office, const struct batch *batch,
		       const struct registered *found, int count, int seconds, FILE *out);

#endif
