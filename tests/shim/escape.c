/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded: a decoder that was taken over. Where the tag Software of a page says "escape:DEED",
 * the deed is tried when its pixels are unpacked; one that comes off is noted in the file
 * SKRYNKA_TEST_ESCAPED. SKRYNKA_TEST_UNLOCKED: the kernel knows neither seccomp nor Landlock. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void *next(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

/* ---- the deeds: whether each came off -------------------- */

static int open_it(void)
{
	return open("/etc/passwd", O_RDONLY) >= 0;
}

static int write_it(void)
{
	return open(getenv("SKRYNKA_TEST_ESCAPED"), O_WRONLY | O_CREAT | O_APPEND, 0600) >= 0;
}

/* By the one folder that may be worked in. */
static int out_of_folder(const char *path)
{
	struct stat st;
	for (int fd = 3; fd < 64; fd++)
		if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode) && openat(fd, path, O_RDONLY) >= 0)
			return 1;
	return 0;
}

static int climb(void)
{
	return out_of_folder("../../skrynka.db") || out_of_folder("/etc/passwd");
}

static int connect_it(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static int fork_it(void)
{
	pid_t child = fork();
	if (child == 0)
		_exit(0);
	return child > 0 && waitpid(child, NULL, 0) == child;
}

/* It does not come back when it comes off: the new program notes it. */
static int exec_it(void)
{
	execl("/bin/sh", "sh", "-c", "echo exec >>\"$SKRYNKA_TEST_ESCAPED\"", NULL);
	return 0;
}

static int kill_it(void)
{
	return kill(getppid(), SIGKILL) == 0;
}

static int trace_it(void)
{
	pid_t parent = getppid();
	return ptrace(PTRACE_ATTACH, parent, NULL, NULL) == 0 &&
	       waitpid(parent, NULL, __WALL) == parent &&
	       ptrace(PTRACE_DETACH, parent, NULL, NULL) == 0;
}

static int run_it(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return page != MAP_FAILED;
}

static int crash_it(void)
{
	raise(SIGSEGV);
	return 0;
}

static const struct deed {
	const char *name;
	int (*try)(void);
} deeds[] = {{"open", open_it}, {"write", write_it}, {"climb", climb},	{"connect", connect_it},
	     {"fork", fork_it}, {"exec", exec_it},   {"kill", kill_it}, {"trace", trace_it},
	     {"run", run_it},	{"crash", crash_it}, {NULL, NULL}};

static void note(const char *deed)
{
	FILE *out = fopen(getenv("SKRYNKA_TEST_ESCAPED"), "a");
	if (out == NULL)
		return;
	fprintf(out, "%s\n", deed);
	fclose(out);
}

int TIFFGetField(void *handle, unsigned tag, ...);

long TIFFReadEncodedStrip(void *handle, unsigned strip, void *bytes, long size)
{
	long (*real)(void *, unsigned, void *,
		     long) = (long (*)(void *, unsigned, void *, long))next("TIFFReadEncodedStrip");
	char *software = NULL;
	if (TIFFGetField(handle, 305, &software) != 1 || strncmp(software, "escape:", 7) != 0)
		return real(handle, strip, bytes, size);
	for (const struct deed *deed = deeds; deed->name != NULL; deed++)
		if (strcmp(deed->name, software + 7) == 0 && deed->try())
			note(deed->name);
	return real(handle, strip, bytes, size);
}

/* ---- an old kernel ---------------------------------------- */

int seccomp_load(void *filter)
{
	int (*real)(void *) = (int (*)(void *))next("seccomp_load");
	return getenv("SKRYNKA_TEST_UNLOCKED") != NULL ? -EINVAL : real(filter);
}

long syscall(long number, ...)
{
	long (*real)(long, ...) = (long (*)(long, ...))next("syscall");
	long a[6];
	va_list list;
	va_start(list, number);
	for (int i = 0; i < 6; i++)
		a[i] = va_arg(list, long);
	va_end(list);
	if (number == SYS_landlock_create_ruleset && getenv("SKRYNKA_TEST_UNLOCKED") != NULL) {
		errno = ENOSYS;
		return -1;
	}
	return real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
