/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cage.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define FAULT "fault "

static void limit(int resource, rlim_t value)
{
	struct rlimit both = {value, value};
	setrlimit(resource, &both);
}

/* After fork: only calls that are safe there. OMP_THREAD_LIMIT must be set before libgomp loads, so
 * the cage is a new image of the program (default threads cost Tesseract eight times the time). */
static void become_cage(const struct cage *cage, char **argv, int out, pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(status_exit(E_SYSTEM));
	dup2(out, STDOUT_FILENO);
	limit(RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__
	limit(RLIMIT_AS, (rlim_t)(cage->memory_mb == 0 ? 2048 : cage->memory_mb) << 20);
#else
	(void)cage;
#endif
	execv("/proc/self/exe", argv);
	_exit(status_exit(E_SYSTEM));
}

static char **arguments(struct job *job, const struct cage *cage)
{
	int count = 0, n = 0;
	while (cage->args != NULL && cage->args[count] != NULL)
		count++;
	char **argv = NEW_ARRAY(job, char *, count + 4);
	argv[n++] = must(talloc_strdup(argv, "skrynka"));
	argv[n++] = must(talloc_strdup(argv, "--cage"));
	argv[n++] = must(talloc_strdup(argv, cage->room));
	for (int i = 0; i < count; i++)
		argv[n++] = must(talloc_strdup(argv, cage->args[i]));
	return argv;
}

/* Lines from the cage; a fault line is kept. */
static void listen_to(struct job *job, const struct cage *cage, FILE *in, const char **fault)
{
	char *line = NULL;
	size_t room = 0;
	for (ssize_t n; (n = getline(&line, &room, in)) > 0;) {
		if (line[n - 1] == '\n')
			line[n - 1] = '\0';
		if (strncmp(line, FAULT, strlen(FAULT)) == 0)
			*fault = COPY(job, line + strlen(FAULT));
		else if (cage->line != NULL)
			cage->line(cage->self, line);
	}
	free(line);
}

static enum status ended(struct job *job, const struct cage *cage, int how, const char *fault)
{
	if (WIFSIGNALED(how))
		return fail(job, E_SYSTEM, "the process \"%s\" died of signal %d", cage->room,
			    WTERMSIG(how));
	for (enum status status = OK; status <= E_USAGE; status++)
		if (WEXITSTATUS(how) == status_exit(status))
			return status == OK ? OK : fail(job, status, "%s", fault);
	return fail(job, E_SYSTEM, "the process \"%s\" ended with code %d", cage->room,
		    WEXITSTATUS(how));
}

enum status cage_run(struct job *job, const struct cage *cage)
{
	int ends[2], how;
	const char *fault = "";
	char **argv = arguments(job, cage);
	pid_t parent = getpid();
	if (pipe(ends) != 0)
		return fail(job, E_BUSY, "no process can be started: %s", strerror(errno));
	setenv("OMP_THREAD_LIMIT", "1", 1);
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		become_cage(cage, argv, ends[1], parent);
	}
	close(ends[1]);
	FILE *in = must(fdopen(ends[0], "r"));
	if (child > 0)
		listen_to(job, cage, in, &fault);
	fclose(in);
	if (child < 0)
		return fail(job, E_BUSY, "no process can be started: %s", strerror(errno));
	while (waitpid(child, &how, 0) < 0)
		if (errno != EINTR)
			return fail(job, E_SYSTEM, "waitpid: %s", strerror(errno));
	return ended(job, cage, how, fault);
}

void cage_say(const char *format, ...)
{
	va_list list;
	va_start(list, format);
	vprintf(format, list);
	va_end(list);
	putchar('\n');
	fflush(stdout);
}

int cage_main(int argc, char **argv)
{
	struct job *job = job_new();
	enum status status = E_USAGE;
	for (const struct room *room = rooms; argc > 0 && room->name != NULL; room++)
		if (strcmp(room->name, argv[0]) == 0)
			status = room->run(job, argc, argv);
	if (status != OK)
		cage_say(FAULT "%s", job_fault(job));
	talloc_free(job);
	return status_exit(status);
}
