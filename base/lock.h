/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lock of a cage. Two walls, each where the kernel has it: a fence around files (Landlock, from
 * Linux 5.13) and a list of system calls (seccomp): any other call kills the process, so that it is
 * noticed. What can still be reached by name is what was handed before (base/reach.h). */
#ifndef BASE_LOCK_H
#define BASE_LOCK_H

#include "base/job.h"
#include <stdbool.h>

enum { /* what a list of calls leaves, besides work on what is open and in the folder */
       LOCK_FORKS = 1, /* workers: they are made, listened to, ended */
       LOCK_TREES = 2, /* trees are read (reach_tree), and libraries in them loaded */
};

/* Puts up the fence around this process, which has one thread, and those forked from it. Not to be
 * undone. */
void lock_fence(void);

/* From here on the calls of LEAVES alone, for all threads; may be narrowed by a second call. */
void lock_calls(int leaves);

/* What holds of this process. */
struct locked {
	bool calls;   /* the list of calls */
	int landlock; /* the version of Landlock, 0: there is no fence */
};
struct locked lock_state(void);

#endif
