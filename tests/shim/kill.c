/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded: kills the process just before its Nth step that makes something last: fsync, fdatasync
 * (a commit), rename, unlink. SKRYNKA_TEST_KILL=N; 0 or none: only counts. SKRYNKA_TEST_COUNT=FILE:
 * the count is written there at the end. The caged children are left alone; with
 * SKRYNKA_TEST_IN=COMMAND all that are not this command, or its room. */
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int steps, deadly;

static int has(const char *line, ssize_t n, const char *word)
{
	return n > 0 && memmem(line, (size_t)n, word, strlen(word) + 1) != NULL;
}

static int spared(void)
{
	char line[1024] = {0};
	const char *only = getenv("SKRYNKA_TEST_IN");
	int fd = open("/proc/self/cmdline", O_RDONLY);
	ssize_t n = read(fd, line, sizeof line - 1);
	close(fd);
	return only != NULL ? !has(line, n, only) : has(line, n, "--cage");
}

__attribute__((constructor)) static void begin(void)
{
	const char *at = getenv("SKRYNKA_TEST_KILL");
	deadly = spared() ? -1 : at == NULL ? 0 : atoi(at);
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("SKRYNKA_TEST_COUNT");
	if (deadly < 0 || path == NULL)
		return;
	FILE *out = fopen(path, "w");
	if (out == NULL)
		return;
	fprintf(out, "%d\n", steps);
	fclose(out);
}

static void step(void)
{
	if (deadly >= 0 && ++steps == deadly)
		kill(getpid(), SIGKILL);
}

static void *next(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

int fsync(int fd)
{
	int (*real)(int) = (int (*)(int))next("fsync");
	step();
	return real(fd);
}

int fdatasync(int fd)
{
	int (*real)(int) = (int (*)(int))next("fdatasync");
	step();
	return real(fd);
}

int rename(const char *from, const char *to)
{
	int (*real)(const char *,
		    const char *) = (int (*)(const char *, const char *))next("rename");
	step();
	return real(from, to);
}

int unlink(const char *path)
{
	int (*real)(const char *) = (int (*)(const char *))next("unlink");
	step();
	return real(path);
}
