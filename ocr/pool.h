/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worker processes over a row of tasks: each worker is forked from this process (so that it shares
 * what was loaded before), does one task at a time, and is replaced when it dies. A death costs its
 * task alone. In a cage each is locked before it starts, with no processes of its own. */
#ifndef OCR_POOL_H
#define OCR_POOL_H

#include "base/job.h"
#include <stdbool.h>

/* How an attempt at a task ended; told in the parent. */
struct outcome {
	int task;
	int attempt;	    /* from 0 */
	bool died;	    /* crashed, or ran out of its time or memory */
	enum status status; /* what run returned; E_SYSTEM when it died */
	const char *fault;  /* words for it, "" when OK; lent for the call */
};

struct pool {
	int workers;
	int tasks;
	int cpu_seconds;  /* a task may take, of processor time */
	int wall_seconds; /* and of all time */
	void *self;
	/* In a fresh worker, before its first task. */
	enum status (*start)(void *self, struct job *job);
	/* In a worker: does a task, its results go to files. JOB is the task's own. */
	enum status (*run)(void *self, struct job *job, int task, int attempt);
	/* In the parent, after each attempt. Sets *again to have it tried once more. What it
	 * returns, when not OK, ends the pool. */
	enum status (*done)(void *self, const struct outcome *outcome, bool *again);
};

/* Runs all tasks to their end, in order of number but side by side. */
enum status pool_run(struct job *job, const struct pool *pool);

#endif
