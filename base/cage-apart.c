/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process of its own for one piece of work, and how processes that were locked in end. */
#include "base/cage.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FAULT = 480 };

struct answer {
	enum status status;
	char fault[FAULT];
	char result[];
};

static _Noreturn void stand_apart(const struct apart *apart, struct answer *answer, pid_t parent)
{
	struct job *job = job_new();
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	if (lock_state().landlock == 0)
		lock_fence(); /* its own, where the room is not locked yet */
	lock_calls(0);
	signal(SIGALRM, SIG_DFL);
	alarm(apart->seconds);
	answer->status = apart->work(job, apart->self, answer->result);
	snprintf(answer->fault, FAULT, "%s", job_fault(job));
	fflush(stdout);
	_exit(0);
}

const char *cage_death(void *owner, int how)
{
	if (WIFSIGNALED(how) && (WTERMSIG(how) == SIGXCPU || WTERMSIG(how) == SIGALRM))
		return _("it took too long");
	if (WIFSIGNALED(how) && WTERMSIG(how) == SIGSYS)
		return _("the program that read it tried to do what it must not, and was stopped: "
			 "the file may be made to do harm");
	if (WIFSIGNALED(how))
		return TEXT_OF(owner, _("the reader was ended by signal %d"), WTERMSIG(how));
	return TEXT_OF(owner, _("the reader ended by itself (%d)"), WEXITSTATUS(how));
}

static enum status hear_out(struct job *job, struct answer *answer, int how)
{
	answer->fault[FAULT - 1] = '\0';
	if (!WIFEXITED(how) || WEXITSTATUS(how) != 0)
		return fail(job, E_SYSTEM, "%s", cage_death(job, how));
	if (answer->status == OK)
		return OK;
	bool known = answer->status > OK && answer->status <= E_USAGE;
	return fail(job, known ? answer->status : E_SYSTEM, "%s", answer->fault);
}

static enum status wait_for(struct job *job, pid_t child, struct answer *answer)
{
	int how = 0;
	if (child < 0)
		return fail(job, E_BUSY, "no process can be started: %s", strerror(errno));
	while (waitpid(child, &how, 0) < 0)
		if (errno != EINTR)
			return fail(job, E_SYSTEM, "waitpid: %s", strerror(errno));
	return hear_out(job, answer, how);
}

enum status cage_apart(struct job *job, const struct apart *apart, void *result)
{
	size_t size = sizeof(struct answer) + apart->size;
	struct answer *answer = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
				     -1, 0);
	if (answer == MAP_FAILED)
		return fail(job, E_BUSY, "no process can be started: %s", strerror(errno));
	pid_t parent = getpid();
	fflush(NULL);
	pid_t child = fork();
	if (child == 0)
		stand_apart(apart, answer, parent);
	enum status status = wait_for(job, child, answer);
	if (apart->size > 0)
		memcpy(result, answer->result, apart->size);
	munmap(answer, size);
	return status;
}

/* ---- and how well it is locked -------------------------------------------------- */

static _Noreturn void lock_and_tell(void)
{
	lock_fence();
	lock_calls(0);
	_exit(lock_state().landlock << 1 | (lock_state().calls ? 1 : 0));
}

enum status cage_locked(struct job *job, struct locked *out)
{
	int how = 0;
	pid_t child = fork();
	if (child == 0)
		lock_and_tell();
	if (child < 0)
		return fail(job, E_BUSY, "no process can be started: %s", strerror(errno));
	while (waitpid(child, &how, 0) < 0)
		if (errno != EINTR)
			return fail(job, E_SYSTEM, "waitpid: %s", strerror(errno));
	if (!WIFEXITED(how))
		return fail(job, E_SYSTEM, "%s", cage_death(job, how));
	*out = (struct locked){WEXITSTATUS(how) & 1, WEXITSTATUS(how) >> 1};
	return OK;
}
