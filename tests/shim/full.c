/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded: a disk that is full after SKRYNKA_TEST_FULL bytes written by this process (and by each
 * of its children) to regular files. */
#include <dlfcn.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int64_t left = -1;

__attribute__((constructor)) static void begin(void)
{
	const char *bytes = getenv("SKRYNKA_TEST_FULL");
	left = bytes == NULL ? -1 : atoll(bytes);
}

static int full(int fd, size_t n)
{
	struct stat st;
	if (left < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return 0;
	if ((int64_t)n <= left) {
		left -= (int64_t)n;
		return 0;
	}
	errno = ENOSPC;
	return 1;
}

ssize_t write(int fd, const void *bytes, size_t n)
{
	ssize_t (*real)(int, const void *,
			size_t) = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
	return full(fd, n) ? -1 : real(fd, bytes, n);
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at)
{
	ssize_t (*real)(int, const void *, size_t, off_t) = (ssize_t(*)(
		int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite");
	return full(fd, n) ? -1 : real(fd, bytes, n, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off_t at)
{
	ssize_t (*real)(int, const void *, size_t, off_t) = (ssize_t(*)(
		int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite64");
	return full(fd, n) ? -1 : real(fd, bytes, n, at);
}
