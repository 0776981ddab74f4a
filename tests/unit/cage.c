/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wall: what crosses it, and what happens when the process behind it dies. */
#include "base/cage.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- rooms -------------------------------------------------------------------------------------
 */

static enum status say_room(struct job *job, int argc, char **argv, void *self)
{
	(void)self;
	(void)job;
	for (int i = 1; i < argc; i++)
		cage_say("%d %s", i, argv[i]);
	return OK;
}

static enum status fail_room(struct job *job, int argc, char **argv, void *self)
{
	(void)self;
	cage_say("before");
	return argc > 2 ? (fail)(job, (enum status)atoi(argv[1]), "%s", argv[2]) : E_INPUT;
}

static enum status die_room(struct job *job, int argc, char **argv, void *self)
{
	(void)self;
	(void)job;
	cage_say("last words of %d", argc);
	raise(atoi(argv[1]));
	return OK;
}

static enum status exit_room(struct job *job, int argc, char **argv, void *self)
{
	(void)self;
	(void)job;
	exit(argc > 1 ? atoi(argv[1]) : 0);
}

static enum status eat_room(struct job *job, int argc, char **argv, void *self)
{
	(void)self;
	size_t megabytes = argc > 1 ? (size_t)atoi(argv[1]) : 0;
	volatile char *memory = malloc(megabytes << 20);
	if (memory == NULL)
		return (fail)(job, E_REFUSED, "no %zu MB", megabytes);
	memory[1] = 1;
	free((void *)memory);
	return OK;
}

static enum status look_room(struct job *job, int argc, char **argv, void *self)
{
	(void)self;
	struct rlimit core;
	getrlimit(RLIMIT_CORE, &core);
	cage_say("%s %d %d %s", getenv("GLIBC_TUNABLES"), (int)core.rlim_cur, argc, argv[0]);
	(void)job;
	return OK;
}

static enum status wait_room(struct job *job, int argc, char **argv, void *self)
{
	(void)self;
	(void)job;
	cage_say("%d", (int)getpid());
	sleep(argc > 1 ? (unsigned)atoi(argv[1]) : 60);
	return OK;
}

/* A line without end. */
static enum status flood_room(struct job *job, int argc, char **argv, void *self)
{
	(void)self;
	static char block[1 << 16];
	(void)job, (void)argv;
	memset(block, 'x', sizeof block);
	for (int i = 0; i < 1600; i++)
		if (fwrite(block, 1, sizeof block, stdout) != sizeof block)
			return E_SYSTEM;
	puts("");
	cage_say("after %d", argc);
	return OK;
}

/* Before the lock, where nothing else stops it. */
static enum status nest_load(struct job *job, int argc, char **argv, void **self)
{
	(void)argc, (void)argv, (void)self;
	return cage_run(job, &(struct cage){.room = "say"});
}

#define ROOM(word)                                                                                 \
	{                                                                                          \
		.name = #word, .run = word##_room                                                  \
	}
const struct room rooms[] = {
	ROOM(say),     ROOM(fail),  ROOM(die),
	ROOM(exit),    ROOM(eat),   ROOM(look),
	ROOM(wait),    ROOM(flood), {.name = "nest", .run = say_room, .load = nest_load},
	{.name = NULL}};

/* ---- the parent --------------------------------------------------------------------------------
 */

struct heard {
	int count;
	size_t longest;
	char text[4096];
};

static void hear(void *self, const char *line)
{
	struct heard *heard = self;
	heard->count++;
	if (strlen(line) > heard->longest)
		heard->longest = strlen(line);
	if (strlen(heard->text) + strlen(line) + 2 < sizeof heard->text)
		strcat(strcat(heard->text, line), "|");
}

static struct heard heard;

static enum status run(struct job *job, const char *room, const char *one, const char *two)
{
	const char *const args[] = {one, two, NULL};
	struct cage cage = {.room = room, .args = args, .line = hear, .self = &heard};
	heard = (struct heard){0};
	return cage_run(job, &cage);
}

static void lines_come_through(void **state)
{
	assert_int_equal(run(*state, "say", "Ґанок", "a\nb $(c) %s"), OK);
	assert_string_equal(heard.text, "1 Ґанок|2 a b $(c) %s|");
	assert_string_equal(job_fault(*state), "");
	struct cage mute = {.room = "say", .args = (const char *const[]){"x", NULL}};
	assert_int_equal(cage_run(*state, &mute), OK);
	struct cage bare = {.room = "say"};
	assert_int_equal(cage_run(*state, &bare), OK);
}

static void faults_come_through(void **state)
{
	for (enum status status = E_INPUT; status <= E_USAGE; status++) {
		char number[12];
		snprintf(number, sizeof number, "%d", (int)status);
		assert_int_equal(run(*state, "fail", number, "page 3: torn %d%n\nfault x"), status);
		assert_string_equal(job_fault(*state), "page 3: torn %d%n fault x");
		assert_string_equal(heard.text, "before|");
	}
	assert_int_equal(run(*state, "nowhere", NULL, NULL), E_USAGE);
	assert_non_null(strstr(job_fault(*state), "nowhere"));
}

/* A program that does not know the room it was started for must not start itself without end. */
static void none_inside_another(void **state)
{
	assert_int_equal(run(*state, "nest", NULL, NULL), E_SYSTEM);
	assert_non_null(strstr(job_fault(*state), "\"say\" was asked for inside such a process"));
	assert_int_equal(run(*state, "say", NULL, NULL), OK); /* beside it, as ever */
}

static void deaths(void **state)
{
	static const int signals[] = {SIGKILL, SIGTERM, SIGXCPU, SIGALRM};
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		char number[12];
		snprintf(number, sizeof number, "%d", signals[i]);
		assert_int_equal(run(*state, "die", number, NULL), E_SYSTEM);
		const char *words = TEXT_OF(*state, "\"die\" died of signal %s", number);
		assert_non_null(strstr(job_fault(*state), words));
		assert_string_equal(heard.text, "last words of 2|");
	}
}

/* A library that ends the process, be it with a code of ours, is no answer. */
static void ends_of_its_own(void **state)
{
	assert_int_equal(run(*state, "exit", "77", NULL), E_SYSTEM);
	assert_non_null(strstr(job_fault(*state), "\"exit\" ended with code 77"));
	assert_int_equal(run(*state, "exit", "1", NULL), E_SYSTEM);
	assert_int_equal(run(*state, "fail", NULL, NULL), E_SYSTEM); /* no words */
}

static void memory(void **state)
{
#ifdef __SANITIZE_ADDRESS__
	print_message("# skipped: there is no limit with the sanitizer\n");
	return;
#endif
	assert_int_equal(run(*state, "eat", "1000", NULL), OK);
	assert_int_equal(run(*state, "eat", "2100", NULL), E_REFUSED);
	struct cage small = {
		.room = "eat", .args = (const char *const[]){"300", NULL}, .memory_mb = 256};
	assert_int_equal(cage_run(*state, &small), E_REFUSED);
	assert_string_equal(job_fault(*state), "no 300 MB");
	small.memory_mb = 4096;
	small.args = (const char *const[]){"3000", NULL};
	assert_int_equal(cage_run(*state, &small), OK);
}

static void surroundings(void **state)
{
	unsetenv("GLIBC_TUNABLES");
	assert_int_equal(run(*state, "look", NULL, NULL), OK);
	assert_string_equal(heard.text, "glibc.malloc.hugetlb=1 0 1 look|");
}

static void flood(void **state)
{
	assert_int_equal(run(*state, "flood", NULL, NULL), OK);
	assert_int_equal(heard.count, 2);
	assert_true(heard.longest < 1 << 16);
	assert_non_null(strstr(heard.text, "after 1|"));
}

/* ---- and when the parent dies ------------------------------------------------------------------
 */

static void tell(void *self, const char *line)
{
	const int *end = self;
	int pid = atoi(line);
	if (write(*end, &pid, sizeof pid) != sizeof pid)
		_exit(1);
}

static void dies_with_its_parent(void **state)
{
	int ends[2], pid = 0, how;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
	pid_t parent = fork();
	if (parent == 0) {
		struct cage cage = {.room = "wait",
				    .args = (const char *const[]){"60", NULL},
				    .line = tell,
				    .self = &ends[1]};
		_exit(cage_run(*state, &cage) == OK);
	}
	assert_int_equal(read(ends[0], &pid, sizeof pid), sizeof pid);
	kill(parent, SIGKILL);
	assert_int_equal(waitpid(parent, &how, 0), parent);
	alarm(20);
	assert_int_equal(waitpid(pid, &how, 0), pid);
	alarm(0);
	assert_true(WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL);
	close(ends[0]);
	close(ends[1]);
}

static int start(void **state)
{
	*state = job_new();
	return 0;
}

static int end(void **state)
{
	return talloc_free(*state);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, start, end)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {TEST(lines_come_through),  TEST(faults_come_through),
					   TEST(none_inside_another), TEST(deaths),
					   TEST(ends_of_its_own),     TEST(memory),
					   TEST(surroundings),	      TEST(flood),
					   TEST(dies_with_its_parent)};
	if (argc > 2 && strcmp(argv[1], "--cage") == 0)
		return cage_main(argc - 2, argv + 2);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
