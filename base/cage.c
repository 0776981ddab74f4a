/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cage.h"

#include "base/file.h"
#include "base/home.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LINE = 1 << 16 };
enum { OPEN_FILES = 512, FILE_MB = 4096, CPU_SECONDS = 600 };

/* The sanitizer wants terabytes of addresses. */
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

static void limit(int resource, rlim_t value)
{
	struct rlimit both = {value, value};
	setrlimit(resource, &both);
}

/* Workers that go on for hours move it. */
static void limit_cpu(void)
{
	struct rlimit both;
	getrlimit(RLIMIT_CPU, &both);
	if (both.rlim_max == RLIM_INFINITY || both.rlim_max > CPU_SECONDS)
		both.rlim_cur = CPU_SECONDS;
	setrlimit(RLIMIT_CPU, &both);
}

/* After fork: only calls that are safe there. */
static void become_cage(const struct cage *cage, const char *path, char **argv, int out,
			pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(status_exit(E_SYSTEM));
	dup2(out, STDOUT_FILENO);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, OPEN_FILES);
	limit(RLIMIT_FSIZE, (rlim_t)FILE_MB << 20);
	limit_cpu();
#ifndef __SANITIZE_ADDRESS__
	limit(RLIMIT_AS, (rlim_t)(cage->memory_mb == 0 ? 2048 : cage->memory_mb) << 20);
#else
	(void)cage;
#endif
	execv(path, argv);
	_exit(status_exit(E_SYSTEM));
}

/* Beside this program, or where `make install` puts it; a test that has rooms of its own is its own
 * cage. */
static const char *program(void *owner, const char *room)
{
	const char *folder = program_folder(owner);
	const char *places[] = {TEXT_OF(owner, "%s/skrynka-%s", folder, room),
				TEXT_OF(owner, "%s/../libexec/skrynka/skrynka-%s", folder, room)};
	for (int i = 0; i < 2; i++)
		if (file_exists(places[i]))
			return places[i];
	return "/proc/self/exe";
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

/* Lines from the cage; a fault line is kept. What is longer than a line can be is cut: a process
 * that went mad must not fill our memory. */
static void listen_to(struct job *job, const struct cage *cage, FILE *in, const char **fault)
{
	char *line = NEW_ARRAY(job, char, LINE);
	while (fgets(line, LINE, in) != NULL) {
		size_t n = strcspn(line, "\n");
		for (int c = line[n]; c != '\n' && c != EOF;)
			c = getc(in);
		line[n] = '\0';
		if (strncmp(line, CAGE_FAULT, strlen(CAGE_FAULT)) == 0)
			*fault = COPY(job, line + strlen(CAGE_FAULT));
		else if (cage->line != NULL)
			cage->line(cage->self, line);
	}
	talloc_free(line);
}

static enum status ended(struct job *job, const struct cage *cage, int how, const char *fault)
{
	if (cage->died != NULL)
		*cage->died = how != 0 && *fault == '\0';
	if (WIFSIGNALED(how) && WTERMSIG(how) == SIGSYS)
		return fail(job, E_SYSTEM, "%s", cage_death(job, how));
	if (WIFSIGNALED(how))
		return fail(job, E_SYSTEM, "the process \"%s\" died of signal %d", cage->room,
			    WTERMSIG(how));
	if (WEXITSTATUS(how) == status_exit(OK))
		return OK;
	for (enum status status = OK; *fault != '\0' && status <= E_USAGE; status++)
		if (WEXITSTATUS(how) == status_exit(status))
			return fail(job, status, "%s", fault);
	return fail(job, E_SYSTEM, "the process \"%s\" ended with code %d", cage->room,
		    WEXITSTATUS(how));
}

static enum status cannot_start(struct job *job, int number)
{
	return fail(job, E_BUSY, "no process can be started: %s", strerror(number));
}

/* What is started for a room and does not know it (a main without cage_main) would do all that it
 * does again, and ask for a cage again, without end. */
static const char inside[] = "SKRYNKA_CAGED";

enum status cage_run(struct job *job, const struct cage *cage)
{
	int ends[2], how;
	if (getenv(inside) != NULL)
		return fail(job, E_SYSTEM,
			    "the process \"%s\" was asked for inside such a process ($%s is set)",
			    cage->room, inside);
	struct job *below = job_below(job);
	const char *fault = "";
	char **argv = arguments(below, cage);
	const char *path = program(below, cage->room);
	pid_t parent = getpid();
	if (pipe2(ends, O_CLOEXEC) != 0)
		return cannot_start(job, errno);
	FILE *in = must(fdopen(ends[0], "r"));
	/* models and pages come by megabytes: huge pages take fewer faults */
	setenv("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1", 0);
	setenv("SKRYNKA_DATA", data_folder(below), 1);
	setenv(inside, cage->room, 1);
	fflush(NULL);
	pid_t child = fork();
	int kept = errno;
	if (child == 0)
		become_cage(cage, path, argv, ends[1], parent);
	unsetenv(inside);
	close(ends[1]);
	if (child > 0)
		listen_to(below, cage, in, &fault);
	fclose(in);
	if (child < 0)
		return cannot_start(job, kept);
	while (waitpid(child, &how, 0) < 0)
		if (errno != EINTR)
			return fail(job, E_SYSTEM, "waitpid: %s", strerror(errno));
	enum status status = ended(job, cage, how, fault);
	talloc_free(below);
	return status;
}

/* One line whatever the words hold. */
void cage_say(const char *format, ...)
{
	va_list list;
	va_start(list, format);
	char *line = must(talloc_vasprintf(NULL, format, list));
	va_end(list);
	for (char *p = line; (p = strchr(p, '\n')) != NULL;)
		*p = ' ';
	puts(line);
	fflush(stdout);
	talloc_free(line);
}
