/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One at a time in a home: who takes batches in or undoes them. */
#ifndef CLI_LOCK_H
#define CLI_LOCK_H

#include "base/home.h"

/* Held while JOB lives; E_BUSY when another process has it. */
enum status intake_lock(struct job *job, const struct home *home);

#endif
