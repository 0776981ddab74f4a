/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader under the lock: what it has to say of odd pictures costs no page. */
#include "ocr/reader.h"

#include "base/cage.h"

#include <dirent.h>
#include <leptonica/allheaders.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* A picture W by H with a black bar. */
static PIX *bar(struct job *job, int w, int h)
{
	PIX *pix = image_own(job, pixCreate(w, h, 8));
	pixSetAllGray(pix, 255);
	pixRasterop(pix, w / 4, h / 3, w / 2, h / 3, PIX_CLR, NULL, 0, 0);
	return pix;
}

static _Noreturn void look(struct job *job, struct reader *reader)
{
	static const int sides[][2] = {{40, 40}, {400, 60}, {2, 36}, {36, 2}, {900, 900}, {1, 1}};
	alarm(60); /* rather a failure than a test that hangs */
	lock_fence();
	lock_calls(0);
	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
		struct words words;
		double sure;
		PIX *pix = bar(job, sides[i][0], sides[i][1]);
		(void)reader_glance(job, reader, pix, 150, &sure);
		(void)reader_read(job, reader, pix, 150, &words);
		PIX *blank = image_own(job, pixCreate(sides[i][0], sides[i][1], 1));
		const struct box all = {0, 0, sides[i][0], sides[i][1]};
		(void)reader_line(job, reader, blank, 150, all, &words);
	}
	_exit(0);
}

static void odd_pictures(void **state)
{
	struct job *job = job_new();
	struct reader *reader;
	const char *blind;
	int how = 0;
	(void)state;
	assert_int_equal(reader_open(job, &reader, &blind), OK);
	if (blind != NULL) {
		print_message("# skipped: %s\n", blind);
		talloc_free(job);
		return;
	}
	pid_t child = fork();
	if (child == 0)
		look(job, reader);
	assert_int_equal(waitpid(child, &how, 0), child);
	assert_int_equal(how, 0);
	talloc_free(job);
}

/* A second one would wait for work for ever in a child that was forked after it began. */
static int threads(void)
{
	int count = 0;
	DIR *tasks = opendir("/proc/self/task");
	assert_non_null(tasks);
	for (struct dirent *one = readdir(tasks); one != NULL; one = readdir(tasks))
		count += one->d_name[0] != '.';
	closedir(tasks);
	return count;
}

static void one_thread(void **state)
{
	struct job *job = job_new();
	struct reader *reader;
	struct words words;
	const char *blind;
	(void)state;
	assert_int_equal(reader_open(job, &reader, &blind), OK);
	if (blind == NULL)
		assert_int_equal(reader_read(job, reader, bar(job, 400, 60), 150, &words), OK);
	assert_int_equal(threads(), 1);
	talloc_free(job);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {cmocka_unit_test(odd_pictures),
						  cmocka_unit_test(one_thread)};
	unsetenv("OMP_THREAD_LIMIT");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
