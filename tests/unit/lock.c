/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lock: what is left to a locked process, and how it ends when it wants more. */
#include "base/lock.h"

#include "base/cage.h"
#include "base/file.h"
#include "base/reach.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

static char top[] = "/tmp/skrynka-lock.XXXXXX";

/* ---- what a locked process tries: 0 when it came off, else errno -------------------------------
 */

static int told(bool done)
{
	return done ? 0 : errno;
}

static int plain_work(void)
{
	char *block = malloc(64 << 20);
	struct job *job = job_new();
	(void)(fail)(job, E_INPUT, "no such name: %s", "x");
	talloc_free(job);
	int done = told(block != NULL);
	free(block);
	return done;
}

static int open_outside(void)
{
	return told(open("/etc/passwd", O_RDONLY) >= 0);
}

static int open_tree(void)
{
	return told(open("/usr/share/zoneinfo/UTC", O_RDONLY) >= 0);
}

static int write_tree(void)
{
	return told(open("/usr/share/zoneinfo/new", O_WRONLY | O_CREAT, 0600) >= 0);
}

static int climb(void)
{
	return told(openat(reach_folder_fd(), "../../../etc/passwd", O_RDONLY) >= 0);
}

static int work_in_folder(void)
{
	char path[64], other[64];
	snprintf(path, sizeof path, "%s/work/new", top);
	snprintf(other, sizeof other, "%s/work/other", top);
	int fd = reach_open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	return told(fd >= 0 && write(fd, "abc", 3) == 3 && ftruncate(fd, 1) == 0 &&
		    reach_rename(path, other) == 0 && !reach_there(path) && reach_there(other) &&
		    reach_unlink(other) == 0);
}

static int below_folder(void)
{
	char path[64];
	snprintf(path, sizeof path, "%s/work/deep/file", top);
	return told(reach_open(path, O_RDONLY, 0) >= 0);
}

static int read_handed(void)
{
	char path[64], *bytes = NULL;
	size_t size = 0;
	struct job *job = job_new();
	snprintf(path, sizeof path, "%s/handed", top);
	bool twice = file_read(job, path, 100, &bytes, &size) == OK &&
		     file_read(job, path, 100, &bytes, &size) == OK;
	return told(twice && size == 5 && strcmp(bytes, "hello") == 0);
}

static int write_handed(void)
{
	char path[64];
	snprintf(path, sizeof path, "%s/handed", top);
	return told(reach_open(path, O_WRONLY, 0) >= 0);
}

static int fork_it(void)
{
	int how = 1;
	pid_t child = fork();
	if (child == 0)
		_exit(0);
	return told(child > 0 && waitpid(child, &how, 0) == child && how == 0);
}

static int fork_narrowed(void)
{
	lock_calls(0);
	return fork_it();
}

static int exec_it(void)
{
	return told(execl("/bin/true", "true", NULL) == 0);
}

static int connect_it(void)
{
	return told(socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
}

static int signal_parent(void)
{
	return told(kill(getppid(), 0) == 0);
}

static int run_memory(void)
{
	return told(mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
		    MAP_FAILED);
}

static void *idle(void *self)
{
	return self;
}

static int thread_it(void)
{
	pthread_t thread;
	errno = pthread_create(&thread, NULL, idle, NULL);
	return errno == 0 ? pthread_join(thread, NULL) : errno;
}

static int alphabets(void)
{
	return iconv_open("UTF-8", "UTF-8") == (iconv_t)-1	 ? 1
	       : iconv_open("UTF-8", "ISO8859-1") != (iconv_t)-1 ? 2
								 : 0;
}

static int abort_it(void)
{
	abort();
}

/* ---- in a process of its own: 0, errno, or -SIGNAL ---------------------------------------------
 */

static int locked(int leaves, int (*try)(void))
{
	int how = 0;
	pid_t child = fork();
	if (child == 0) {
		struct job *job = job_new();
		char path[64];
		snprintf(path, sizeof path, "%s/work", top);
		if (reach_folder(job, path) != OK)
			_exit(200);
		snprintf(path, sizeof path, "%s/handed", top);
		if (reach_file(job, path) != OK)
			_exit(201);
		reach_tree(TEXT_OF(job, "%s/link", top));
		lock_fence();
		lock_calls(leaves);
		_exit(lock_state().calls ? try() : 202);
	}
	assert_int_equal(waitpid(child, &how, 0), child);
	return WIFSIGNALED(how) ? -WTERMSIG(how) : WEXITSTATUS(how);
}

static void what_is_left(void **state)
{
	(void)state;
	assert_int_equal(locked(0, plain_work), 0);
	assert_int_equal(locked(0, work_in_folder), 0);
	assert_int_equal(locked(0, read_handed), 0);
	assert_int_equal(locked(0, thread_it), 0);
	assert_int_equal(locked(0, alphabets), 0);
	assert_int_equal(locked(0, abort_it), -SIGABRT);
	assert_int_equal(locked(LOCK_FORKS, fork_it), 0);
	assert_int_equal(locked(LOCK_FORKS, work_in_folder), 0);
	assert_int_equal(locked(LOCK_TREES, open_tree), 0);
}

static void what_kills(void **state)
{
	(void)state;
	static int (*const always[])(void) = {exec_it, connect_it, write_tree, below_folder,
					      write_handed};
	static int (*const plainly[])(void) = {open_outside, open_tree, fork_it, signal_parent,
					       run_memory};
	for (int leaves = 0; leaves <= (LOCK_FORKS | LOCK_TREES); leaves++)
		for (size_t i = 0; i < 3; i++)
			assert_int_equal(locked(leaves, always[i]), -SIGSYS);
	for (size_t i = 3; i < 5; i++)
		assert_int_equal(locked(0, always[i]), -SIGSYS);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(locked(0, plainly[i]), -SIGSYS);
	assert_int_equal(locked(LOCK_FORKS, fork_narrowed), -SIGSYS);
	assert_int_equal(locked(LOCK_FORKS, open_outside), -SIGSYS);
	assert_int_equal(locked(LOCK_TREES, fork_it), -SIGSYS);
}

/* Where a name can be said, the fence says no. */
static void what_is_refused(void **state)
{
	struct job *job = job_new();
	struct locked here;
	(void)state;
	assert_int_equal(cage_locked(job, &here), OK);
	talloc_free(job);
	if (here.landlock == 0) {
		print_message("# skipped: this kernel has no Landlock\n");
		return;
	}
	assert_int_equal(locked(0, climb), EACCES);
	assert_int_equal(locked(LOCK_TREES, open_outside), EACCES);
	assert_int_equal(locked(LOCK_TREES, climb), EACCES);
}

static int start(void **state)
{
	struct job *job = job_new();
	(void)state;
	if (mkdtemp(top) == NULL || folder_make(job, TEXT_OF(job, "%s/work/deep", top)) != OK ||
	    file_write(job, TEXT_OF(job, "%s/work/deep/file", top), "", 0) != OK ||
	    file_write(job, TEXT_OF(job, "%s/handed", top), "hello", 5) != OK ||
	    symlink("/usr/share/zoneinfo", TEXT_OF(job, "%s/link", top)) != 0)
		return -1;
	return talloc_free(job);
}

static int end(void **state)
{
	struct job *job = job_new();
	(void)state;
	return folder_remove(job, top) == OK ? talloc_free(job) : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_left),
					   cmocka_unit_test(what_kills),
					   cmocka_unit_test(what_is_refused)};
#ifdef __SANITIZE_ADDRESS__
	puts("1..0 # SKIP the sanitizer needs what a locked process must not do");
	return 0;
#endif
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, start, end);
}
