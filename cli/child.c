/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/child.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SAID = 1 << 16 /* bytes of it that are kept */ };

static _Noreturn void become(const char *path, const char *const *argv, int fd, int err,
			     pid_t parent)
{
	sigset_t none;
	sigemptyset(&none);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(status_exit(E_SYSTEM));
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	dup2(err, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	if (fd >= 0)
		fcntl(fd, F_SETFD, 0);
	execv(path, (char *const *)(uintptr_t)argv);
	_exit(status_exit(E_SYSTEM));
}

/* «Читання сторінок: 3/12» */
static bool is_progress(const char *line, size_t n)
{
	size_t at = n;
	while (at > 0 && line[at - 1] >= '0' && line[at - 1] <= '9')
		at--;
	return at < n && at > 0 && line[at - 1] == '/';
}

static const char *without_progress(struct job *job, const char *text)
{
	const char *out = "";
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		if (n > 0 && !is_progress(text, n))
			out = TEXT_OF(job, "%s%.*s\n", out, (int)n, text);
		text += n + (text[n] == '\n');
	}
	return out;
}

/* A signal between the look at *STOP and the wait is waited for no longer than a second. */
static void listen_to(int from, pid_t child, const volatile sig_atomic_t *stop, char *said)
{
	size_t size = 0;
	bool asked = false;
	char spill[4096];
	for (ssize_t n = 1; n != 0;) {
		struct pollfd wait = {.fd = from, .events = POLLIN};
		if (*stop && !asked)
			kill(child, SIGTERM);
		asked = *stop;
		if (poll(&wait, 1, 1000) <= 0)
			continue;
		bool room = size < SAID - 1;
		n = read(from, room ? said + size : spill, room ? SAID - 1 - size : sizeof spill);
		size += room && n > 0 ? (size_t)n : 0;
		if (n < 0 && errno != EINTR)
			break;
	}
	said[size] = '\0';
}

enum status child_run(struct job *job, const char *path, const char *const *argv, int fd,
		      const volatile sig_atomic_t *stop, int *code, const char **said)
{
	int ends[2], how = 0;
	pid_t self = getpid();
	char *text = must(talloc_size(job, SAID));
	if (pipe2(ends, O_CLOEXEC) != 0)
		return fail(job, E_BUSY, "no process can be started: %s", strerror(errno));
	fflush(NULL);
	pid_t child = fork();
	int kept = errno;
	if (child == 0)
		become(path, argv, fd, ends[1], self);
	close(ends[1]);
	if (child > 0)
		listen_to(ends[0], child, stop, text);
	close(ends[0]);
	if (child < 0)
		return fail(job, E_BUSY, "no process can be started: %s", strerror(kept));
	while (waitpid(child, &how, 0) < 0)
		if (errno != EINTR)
			return fail(job, E_SYSTEM, "waitpid: %s", strerror(errno));
	*code = WIFSIGNALED(how) ? 128 + WTERMSIG(how) : WEXITSTATUS(how);
	*said = without_progress(job, text);
	return OK;
}
