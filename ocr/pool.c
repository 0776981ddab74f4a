/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/pool.h"

#include "base/cage.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WORKERS = 64, FAULT = 480, GRACE = 10 };

struct order {
	int task, attempt;
};

struct answer {
	struct order order;
	enum status status;
	char fault[FAULT];
};

struct worker {
	pid_t pid; /* 0: none */
	int line;  /* socket to it */
	struct order order;
	bool busy;
	time_t until; /* it ends itself before; one that does not is ended */
	bool late;
};

struct crew {
	struct job *job;
	const struct pool *pool;
	struct worker workers[WORKERS];
	int next; /* task not given yet */
	struct order *again;
	int nagain;
};

/* --- in a worker --- */

/* The clock of the processor runs over all tasks of a worker, so the limit moves with it. */
static void limit_time(const struct pool *pool)
{
	struct rusage used;
	struct rlimit limit;
	getrusage(RUSAGE_SELF, &used);
	getrlimit(RLIMIT_CPU, &limit);
	limit.rlim_cur = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec + 2) +
			 (rlim_t)pool->cpu_seconds;
	if (limit.rlim_max != RLIM_INFINITY && limit.rlim_cur > limit.rlim_max)
		limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_CPU, &limit);
	alarm((unsigned)pool->wall_seconds);
}

static struct answer work(const struct pool *pool, struct job *job, struct order order,
			  enum status ready)
{
	struct answer answer = {.order = order, .status = ready};
	struct job *own = job_below(job);
	limit_time(pool);
	if (ready == OK)
		answer.status = pool->run(pool->self, own, order.task, order.attempt);
	alarm(0);
	if (answer.status != OK)
		snprintf(answer.fault, FAULT, "%s", job_fault(job));
	talloc_free(own);
	return answer;
}

static _Noreturn void worker_main(const struct pool *pool, int line, pid_t parent)
{
	struct job *job = job_new();
	struct order order;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGALRM, SIG_DFL);
	limit_time(pool);
	lock_calls(0); /* what it reads is foreign, from the first byte */
	enum status ready = pool->start(pool->self, job);
	while (recv(line, &order, sizeof order, 0) == (ssize_t)sizeof order) {
		struct answer answer = work(pool, job, order, ready);
		if (send(line, &answer, sizeof answer, MSG_NOSIGNAL) != (ssize_t)sizeof answer)
			break;
	}
	_exit(0);
}

/* --- in the parent --- */

static void worker_end(struct worker *worker, bool kill_it)
{
	if (worker->pid == 0)
		return;
	close(worker->line);
	if (kill_it)
		kill(worker->pid, SIGKILL);
	while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
		;
	worker->pid = 0;
}

static int crew_drop(struct crew *crew)
{
	for (int i = 0; i < WORKERS; i++)
		worker_end(&crew->workers[i], true);
	return 0;
}

/* The other workers' sockets are closed in the child: else it would keep them open past their end.
 */
static enum status worker_start(struct crew *crew, struct worker *worker)
{
	int pair[2];
	pid_t self = getpid();
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0)
		return fail(crew->job, E_BUSY, "no worker can be started: %s", strerror(errno));
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0) {
		for (int i = 0; i < WORKERS; i++)
			if (crew->workers[i].pid != 0)
				close(crew->workers[i].line);
		close(pair[0]);
		worker_main(crew->pool, pair[1], self);
	}
	close(pair[1]);
	if (pid < 0) {
		close(pair[0]);
		return fail(crew->job, E_BUSY, "no worker can be started: %s", strerror(errno));
	}
	worker->pid = pid;
	worker->line = pair[0];
	return OK;
}

static time_t now(void)
{
	struct timespec at;
	clock_gettime(CLOCK_MONOTONIC, &at);
	return at.tv_sec;
}

static bool order_next(struct crew *crew, struct order *order)
{
	if (crew->nagain > 0)
		*order = crew->again[--crew->nagain];
	else if (crew->next < crew->pool->tasks)
		*order = (struct order){crew->next++, 0};
	else
		return false;
	return true;
}

/* A worker that died while idle is noticed when its socket is read, with its order then still due.
 */
static enum status worker_feed(struct crew *crew, struct worker *worker)
{
	if (worker->busy || !order_next(crew, &worker->order))
		return OK;
	if (worker->pid == 0)
		TRY(worker_start(crew, worker));
	worker->busy = true;
	worker->late = false;
	worker->until = now() + (time_t)crew->pool->wall_seconds + GRACE;
	send(worker->line, &worker->order, sizeof worker->order, MSG_NOSIGNAL);
	return OK;
}

/* When the socket has ended the worker is at its end, or is made to be. */
static const char *worker_bury(struct job *job, struct worker *worker)
{
	int how = 0;
	close(worker->line);
	while (waitpid(worker->pid, &how, 0) < 0 && errno == EINTR)
		;
	worker->pid = 0;
	return cage_death(job, worker->late ? SIGALRM : how);
}

static enum status worker_hear(struct crew *crew, struct worker *worker)
{
	struct job *job = job_below(crew->job);
	struct answer answer;
	bool again = false;
	struct outcome outcome = {.task = worker->order.task, .attempt = worker->order.attempt};
	ssize_t got = recv(worker->line, &answer, sizeof answer, 0);
	if (got < 0 && errno == EINTR)
		return OK;
	worker->busy = false;
	if (got == (ssize_t)sizeof answer) {
		answer.fault[FAULT - 1] = '\0';
		bool known = answer.status >= OK && answer.status <= E_USAGE;
		outcome.status = known ? answer.status : E_SYSTEM;
		outcome.fault = answer.fault;
	} else {
		outcome.died = true;
		outcome.status = E_SYSTEM;
		outcome.fault = worker_bury(job, worker);
	}
	TRY(crew->pool->done(crew->pool->self, &outcome, &again));
	if (again) {
		crew->again = APPEND(crew, crew->again, &crew->nagain, struct order);
		crew->again[crew->nagain - 1] = (struct order){outcome.task, outcome.attempt + 1};
	}
	talloc_free(job);
	return OK;
}

/* A worker may have been made to forget its alarm. How long to wait for the next, in milliseconds.
 */
static int end_late(struct crew *crew, int count)
{
	time_t next = now() + 3600;
	for (int i = 0; i < count; i++) {
		struct worker *worker = &crew->workers[i];
		if (!worker->busy || worker->late)
			continue;
		worker->late = worker->until <= now();
		if (worker->late)
			kill(worker->pid, SIGKILL);
		else if (worker->until < next)
			next = worker->until;
	}
	return (int)(next - now() + 1) * 1000;
}

static enum status crew_wait(struct crew *crew, int count, bool *busy)
{
	struct pollfd waits[WORKERS];
	*busy = false;
	for (int i = 0; i < count; i++) {
		struct worker *worker = &crew->workers[i];
		waits[i] = (struct pollfd){.fd = worker->busy ? worker->line : -1,
					   .events = POLLIN};
		*busy = *busy || worker->busy;
	}
	if (!*busy)
		return OK;
	if (poll(waits, (nfds_t)count, end_late(crew, count)) < 0)
		return errno == EINTR ? OK : fail(crew->job, E_SYSTEM, "poll: %s", strerror(errno));
	for (int i = 0; i < count; i++)
		if (waits[i].fd >= 0 && waits[i].revents != 0)
			TRY(worker_hear(crew, &crew->workers[i]));
	return OK;
}

enum status pool_run(struct job *job, const struct pool *pool)
{
	struct crew *crew = NEW(job, struct crew);
	int count = pool->workers < 1 ? 1 : pool->workers > WORKERS ? WORKERS : pool->workers;
	bool busy = true;
	crew->job = job;
	crew->pool = pool;
	talloc_set_destructor(crew, crew_drop);
	while (busy) {
		for (int i = 0; i < count; i++)
			TRY(worker_feed(crew, &crew->workers[i]));
		TRY(crew_wait(crew, count, &busy));
	}
	for (int i = 0; i < count; i++)
		worker_end(&crew->workers[i], false);
	talloc_free(crew);
	return OK;
}
