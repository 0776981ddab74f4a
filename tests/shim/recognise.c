/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded: adds up the processor time that Tesseract takes to recognise (layout and LSTM), in all
 * processes. SKRYNKA_TEST_RECOGNISED=FILE of 8 bytes and more: the nanoseconds, in the machine's
 * own order. The file is opened before a room is locked. */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static uint64_t *sum;

__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("SKRYNKA_TEST_RECOGNISED");
	int fd = path == NULL ? -1 : open(path, O_RDWR);
	if (fd < 0)
		return;
	void *at = mmap(NULL, sizeof *sum, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	sum = at == MAP_FAILED ? NULL : at;
	close(fd);
}

static uint64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

int TessBaseAPIRecognize(void *api, void *monitor)
{
	int (*real)(void *, void *) = (int (*)(void *, void *))dlsym(RTLD_NEXT, __func__);
	uint64_t from = now();
	int result = real(api, monitor);
	if (sum != NULL)
		__atomic_add_fetch(sum, now() - from, __ATOMIC_RELAXED);
	return result;
}
