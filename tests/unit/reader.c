/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader under the lock: what it has to say of odd pictures costs no page. */
#include "ocr/reader.h"

#include "base/cage.h"

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

/* libgomp reads its limit when it is loaded, and its threads do not outlive a fork: a child would
 * wait for them for ever. So the program starts anew, as a cage does. */
int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {cmocka_unit_test(odd_pictures)};
	(void)argc;
	if (getenv("OMP_THREAD_LIMIT") == NULL) {
		setenv("OMP_THREAD_LIMIT", "1", 1);
		execv("/proc/self/exe", argv);
		return 1;
	}
	alarm(120); /* rather a failure than a test that hangs */
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
