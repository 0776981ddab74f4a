/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files and folders: what is no file, what is too large, what stays after a failure. */
#include "base/file.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/skrynka-file.XXXXXX";

static const char *in(struct job *job, const char *name)
{
	return TEXT_OF(job, "%s/%s", folder, name);
}

static void holds(struct job *job, const char *path, const char *text)
{
	char *bytes;
	size_t size;
	assert_int_equal(file_read(job, path, 1 << 20, &bytes, &size), OK);
	assert_int_equal(size, strlen(text));
	assert_string_equal(bytes, text);
}

static void written_and_read(void **state)
{
	struct job *job = *state;
	const char *path = in(job, "a.txt");
	assert_int_equal(file_write(job, path, "one", 3), OK);
	holds(job, path, "one");
	assert_int_equal(file_write(job, path, "", 0), OK);
	holds(job, path, "");
	assert_int_equal(file_write(job, path, "three", 5), OK);
	holds(job, path, "three");
	char *bytes;
	size_t size;
	assert_int_equal(file_read(job, path, 5, &bytes, &size), OK);
	assert_int_equal(file_read(job, path, 4, &bytes, &size), E_INPUT);
	assert_int_equal(file_read(job, in(job, "none"), 4, &bytes, &size), E_ABSENT);
	assert_int_equal(file_read(job, in(job, "a.txt/b"), 4, &bytes, &size), E_ABSENT);
	assert_int_equal(file_write(job, in(job, "none/b"), "x", 1), E_ABSENT);
}

/* A pipe without a writer would hold us, /dev/zero never ends. */
static void not_files(void **state)
{
	struct job *job = *state;
	char *bytes;
	size_t size;
	assert_int_equal(mkfifo(in(job, "pipe"), 0600), 0);
	const char *const paths[] = {in(job, "pipe"), folder, "/dev/zero", "/dev/null"};
	alarm(20);
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		assert_int_equal(file_read(job, paths[i], 1 << 20, &bytes, &size), E_INPUT);
		assert_non_null(strstr(job_fault(job), "not a regular file"));
	}
	alarm(0);
}

/* What a killed program left under the same temporary name does not stand in the way, and a link
 * put there is not followed. */
static void left_over_temp(void **state)
{
	struct job *job = *state;
	const char *path = in(job, "b.txt"), *victim = in(job, "victim");
	const char *temp = TEXT_OF(job, "%s.%d.tmp", path, (int)getpid());
	assert_int_equal(file_write(job, victim, "safe", 4), OK);
	assert_int_equal(symlink(victim, temp), 0);
	assert_int_equal(file_write(job, path, "new", 3), OK);
	holds(job, path, "new");
	holds(job, victim, "safe");
}

static void full_disk(void **state)
{
	struct job *job = *state;
	static char large[8192];
	struct rlimit before, small = {4096, 4096};
	const char *path = in(job, "c.txt"), **names;
	int count, more;
	assert_int_equal(file_write(job, path, "old", 3), OK);
	assert_int_equal(folder_list(job, folder, &names, &count), OK);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	small.rlim_max = before.rlim_max;
	setrlimit(RLIMIT_FSIZE, &small);
	enum status status = file_write(job, path, large, sizeof large);
	setrlimit(RLIMIT_FSIZE, &before);
	assert_int_equal(status, E_BUSY);
	assert_non_null(strstr(job_fault(job), "full"));
	holds(job, path, "old");
	assert_int_equal(folder_list(job, folder, &names, &more), OK);
	assert_int_equal(more, count);
}

static void folders(void **state)
{
	struct job *job = *state;
	const char **names;
	int count;
	assert_int_equal(folder_make(job, in(job, "x/y/z")), OK);
	assert_int_equal(folder_make(job, in(job, "x/y/z/")), OK);
	assert_int_equal(file_write(job, in(job, "x/я"), "1", 1), OK);
	assert_int_equal(file_write(job, in(job, "x/.hidden"), "1", 1), OK);
	assert_int_equal(file_write(job, in(job, "x/a b"), "1", 1), OK);
	assert_int_equal(folder_list(job, in(job, "x"), &names, &count), OK);
	assert_int_equal(count, 4);
	assert_string_equal(names[0], ".hidden");
	assert_string_equal(names[1], "a b");
	assert_string_equal(names[2], "y");
	assert_string_equal(names[3], "я");
	assert_int_equal(folder_list(job, in(job, "none"), &names, &count), E_ABSENT);
	assert_int_equal(folder_make(job, in(job, "x/я")), E_INPUT); /* a file is there */
	assert_int_equal(folder_make(job, in(job, "x/я/b")), E_INPUT);
	assert_int_equal(folder_make(job, ""), E_ABSENT);
	assert_true(file_exists(in(job, "x/a b")));
	assert_false(file_exists(in(job, "x/a")));
}

static void removal_follows_no_link(void **state)
{
	struct job *job = *state;
	assert_int_equal(folder_make(job, in(job, "kept/inner")), OK);
	assert_int_equal(file_write(job, in(job, "kept/inner/f"), "safe", 4), OK);
	assert_int_equal(folder_make(job, in(job, "gone/deep/er")), OK);
	assert_int_equal(symlink(in(job, "kept"), in(job, "gone/link")), 0);
	assert_int_equal(symlink("/nowhere", in(job, "gone/deep/dangling")), 0);
	assert_int_equal(symlink(in(job, "kept/inner/f"), in(job, "gone/deep/er/f")), 0);
	assert_int_equal(folder_remove(job, in(job, "gone")), OK);
	assert_false(file_exists(in(job, "gone")));
	holds(job, in(job, "kept/inner/f"), "safe");
	assert_int_equal(symlink(in(job, "kept"), in(job, "link")), 0);
	assert_int_equal(folder_remove(job, in(job, "link")), OK);
	holds(job, in(job, "kept/inner/f"), "safe");
	assert_int_equal(folder_remove(job, in(job, "gone")), OK);
}

static void words_of_errno(void **state)
{
	static const struct {
		int number;
		enum status status;
	} rows[] = {{ENOENT, E_ABSENT}, {ENOTDIR, E_ABSENT}, {EACCES, E_REFUSED},
		    {EROFS, E_REFUSED}, {ENOSPC, E_BUSY},    {EDQUOT, E_BUSY},
		    {EFBIG, E_BUSY},	{EIO, E_SYSTEM},     {ELOOP, E_SYSTEM}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		errno = rows[i].number;
		assert_int_equal(fail_errno(*state, "/a/b"), rows[i].status);
		assert_int_equal(strncmp(job_fault(*state), "/a/b: ", 6), 0);
	}
}

static int start(void **state)
{
	strcpy(folder + sizeof folder - 7, "XXXXXX");
	*state = job_new();
	return mkdtemp(folder) == NULL;
}

static int end(void **state)
{
	enum status status = folder_remove(*state, folder);
	return talloc_free(*state) != 0 || status != OK;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, start, end)

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(written_and_read), TEST(not_files),
					   TEST(left_over_temp),   TEST(full_disk),
					   TEST(folders),	   TEST(removal_follows_no_link),
					   TEST(words_of_errno)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
