/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another program of ours, run to its end: what it says is caught. */
#ifndef CLI_CHILD_H
#define CLI_CHILD_H

#include "base/job.h"
#include <signal.h>

/* Runs PATH with ARGV (ends with NULL), which inherits FD (-1: none), and gives its exit code (128
 * and the signal, when it was ended by one) and the lines it wrote, the progress left out. When
 * *STOP becomes true it is asked to end; it dies with
 * us. E_BUSY when it cannot be started. */
enum status child_run(struct job *job, const char *path, const char *const *argv, int fd,
		      const volatile sig_atomic_t *stop, int *code, const char **said);

#endif
