/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder of an office scanner. Each file is taken in by a process of its own that is "skrynka
 * intake" and nothing else; here it is only decided when, and what becomes of the file. A kill at
 * any point leaves the file where it was: it is known by its check sum when it is given again. */
#include "base/file.h"
#include "base/plain.h"
#include "cli/child.h"
#include "cli/command.h"
#include "cli/hot.h"
#include "cli/intake.h"

#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { SETTLE = 3, FIRST_WAIT = 5, LONGEST_WAIT = 300, DOUBT = 10, LOOK_AGAIN = 60 }; /* s */

static volatile sig_atomic_t stop;

static void on_signal(int signal)
{
	(void)signal;
	stop = 1;
}

struct watch {
	const struct call *call;
	struct hot hot;
	int poll, events; /* s, or the descriptor of inotify; the other is 0, -1 */
	bool once, waiting;
	const char *away; /* why the folder, or the office, could not be used */
};

static void say(const char *line)
{
	struct job *job = job_new();
	fprintf(stderr, "skrynka: %s\n", plain_line(job, line));
	talloc_free(job);
}

/* One line a file, as it was dealt with. */
static void tell(const struct watch *watch, const char *name, const char *folder, const char *as,
		 const char *words)
{
	struct job *job = job_new();
	const char *line = plain_line(job, words);
	if (watch->call->json) {
		json_t *object = json_pack("{s:s,s:s?,s:s?,s:s}", "file", plain_line(job, name),
					   "to", folder, "as", as, "words", line);
		json_dumpf(object, stdout, JSON_COMPACT);
		putchar('\n');
		json_decref(object);
	} else if (folder == NULL) {
		printf(_("%s: waits: %s\n"), plain_line(job, name), line);
	} else {
		printf("%s → %s/%s: %s\n", plain_line(job, name), folder, plain_line(job, as),
		       line);
	}
	fflush(stdout);
	talloc_free(job);
}

/* The options of the intake as they were given here. */
static const char **arguments(struct job *job, const struct watch *watch, const char *path,
			      const char *name)
{
	static const char *const own[] = {"poll", "settle", "once", "home", "as", "json"};
	const struct call *call = watch->call;
	const char **argv = NULL;
	int n = 0;
#define ADD(word) (argv = APPEND(job, argv, &n, const char *), argv[n - 1] = (word))
	ADD("skrynka");
	ADD("--home");
	ADD(call->home);
	ADD("--as");
	ADD(call->office->user->id);
	ADD("intake");
	for (int i = 0; i < call->noptions; i++) {
		bool ours = false;
		for (size_t k = 0; k < sizeof own / sizeof *own; k++)
			ours = ours || strcmp(call->options[i].name, own[k]) == 0;
		if (!ours)
			ADD(TEXT_OF(job, "--%s=%s", call->options[i].name, call->options[i].value));
	}
	ADD(TEXT_OF(job, "--name=%s", name));
	ADD("--");
	ADD(path);
	ADD(NULL);
#undef ADD
	return argv;
}

/* It may be better later: told once for each reason. */
static void wait_longer(struct watch *watch, struct hot_file *file, const char *why)
{
	int64_t wait = FIRST_WAIT;
	for (int i = 0; i < file->tries && wait < LONGEST_WAIT; i++)
		wait *= 2;
	file->tries++;
	file->again = hot_clock() + (wait < LONGEST_WAIT ? wait : LONGEST_WAIT) * 1000;
	watch->waiting = true;
	if (file->why == NULL || strcmp(file->why, why) != 0)
		tell(watch, file->name, NULL, NULL, why);
	file->why = COPY(file, why);
}

/* What came of it stands at the end. */
static const char *last_line(struct job *job, const char *said)
{
	const char *from = said, *at = said;
	for (; *at != '\0'; at++)
		if (at[0] == '\n' && at[1] != '\0')
			from = at + 1;
	if (strncmp(from, "skrynka: ", 9) == 0)
		from += 9;
	return TEXT_OF(job, "%.*s", (int)strcspn(from, "\n"), from);
}

static enum status put(struct job *job, const struct watch *watch, const struct hot_file *file,
		       const char *folder, const char *words)
{
	const char *as;
	TRY(hot_move(job, &watch->hot, file, folder, words, &as));
	tell(watch, file->name, folder, as, last_line(job, words));
	return OK;
}

/* A file that cannot be read may not be whole yet, however quiet it is: it has a second try. What
 * was held waits for a person, as what cannot be read does. */
static enum status settle(struct job *job, struct watch *watch, struct hot_file *file, int code,
			  const char *said)
{
	bool bad = code == status_exit(E_INPUT);
	if (code == status_exit(OK))
		return put(job, watch, file, "done", said);
	if (bad && !file->doubted) {
		file->doubted = true;
		file->again = hot_clock() + (int64_t)watch->hot.settle * DOUBT * 1000;
		return OK;
	}
	if (bad || code == status_exit(E_REFUSED) || code == status_exit(E_USAGE))
		return put(job, watch, file, "failed", said);
	return fail(job, E_BUSY, "%s",
		    *said != '\0' ? last_line(job, said)
				  : _("the intake was broken off: it is tried again"));
}

static enum status take(struct job *job, struct watch *watch, struct hot_file *file)
{
	int fd, code;
	const char *said;
	TRY(hot_open(job, &watch->hot, file, &fd));
	const char **argv = arguments(job, watch, TEXT_OF(job, "/proc/self/fd/%d", fd), file->name);
	TRY(child_run(job, "/proc/self/exe", argv, fd, &stop, &code, &said));
	return stop ? OK : settle(job, watch, file, code, said);
}

/* What is wrong with the office or with the options is no fault of a file: nothing is taken then.
 */
static enum status ready(struct job *job, const struct watch *watch)
{
	struct call call = *watch->call;
	TRY(office_open(job, call.home, call.office->user->id, &call.office));
	return intake_check(job, &call);
}

static void not_now(struct watch *watch, struct job *job)
{
	const char *why = job_fault(job);
	if (watch->away == NULL || strcmp(watch->away, why) != 0)
		say(why);
	watch->away = why[0] == '\0' ? NULL : COPY(watch, why);
}

/* Everything that is whole, one after the other; a bad one does not keep the others waiting. */
static bool take_all(struct watch *watch, struct job *job)
{
	for (struct hot_file *file; !stop && (file = hot_next(&watch->hot)) != NULL;) {
		struct job *below = job_below(job);
		bool well = ready(below, watch) == OK;
		talloc_free(below);
		if (!well)
			return false;
		below = job_below(job);
		enum status status = take(below, watch, file);
		if (status != OK && status != E_ABSENT)
			wait_longer(watch, file, COPY(below, job_fault(job)));
		talloc_free(below);
		if (hot_look(job, &watch->hot, say) != OK)
			return false;
	}
	return true;
}

/* Whatever happens there wakes us; what happened is seen by looking. */
static void wait_for(const struct watch *watch, int ms)
{
	char events[4096];
	struct pollfd wait = {.fd = watch->events, .events = POLLIN};
	if (stop || poll(&wait, 1, ms) <= 0)
		return;
	while (read(watch->events, events, sizeof events) > 0)
		;
}

static int pause_of(const struct watch *watch, bool well)
{
	int wait = hot_wait(&watch->hot), longest = watch->poll > 0 ? watch->poll : LOOK_AGAIN;
	if (!well)
		return FIRST_WAIT * 1000;
	return wait >= 0 && wait < longest * 1000 ? wait + 1 : longest * 1000;
}

static enum status watch_on(struct job *job, struct watch *watch)
{
	while (!stop) {
		struct job *below = job_below(job);
		bool well = hot_look(job, &watch->hot, say) == OK && take_all(watch, below);
		if (well)
			watch->away = NULL;
		else
			not_now(watch, job);
		talloc_free(below);
		if (watch->once && (!well || watch->waiting || hot_wait(&watch->hot) < 0))
			return well && !watch->waiting ? OK : fail(job, E_BUSY, "%s", "");
		if (!stop)
			wait_for(watch, pause_of(watch, well));
	}
	return OK;
}

static enum status hold_folder(struct job *job, const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return fail_errno(job, path);
	fd_own(job, fd);
	if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
		return fail(job, E_BUSY, "%s: is watched already", path);
	return OK;
}

static enum status listen_to(struct job *job, struct watch *watch)
{
	watch->events = -1;
	if (watch->poll > 0)
		return OK;
	watch->events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (watch->events < 0 ||
	    inotify_add_watch(watch->events, watch->hot.path,
			      IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_MODIFY | IN_ATTRIB) < 0)
		return fail(job, E_SYSTEM, "%s: %s: give --poll", watch->hot.path, strerror(errno));
	fd_own(job, watch->events);
	return OK;
}

static enum status run(struct job *job, const struct call *call)
{
	struct watch *watch = NEW(job, struct watch);
	struct sigaction action = {.sa_handler = on_signal};
	watch->call = call;
	watch->once = call_option(call, "once") != NULL;
	watch->hot.owner = watch;
	watch->hot.path = call->argv[0];
	TRY(call_number(job, call, "poll", 1, 86400, 0, &watch->poll));
	TRY(call_number(job, call, "settle", 0, 3600, SETTLE, &watch->hot.settle));
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	TRY(intake_check(job, call));
	TRY(hold_folder(job, watch->hot.path));
	TRY(listen_to(job, watch));
	return watch_on(job, watch);
}

static const struct option options[] = {
	{"poll", N_("SECONDS"),
	 N_("look so often (for network shares, which tell of nothing by themselves)")},
	{"settle", N_("SECONDS"), N_("how long a file must not have changed (3)")},
	{"once", NULL, N_("take in what lies there and end")},
	INTAKE_OPTIONS,
	{NULL, NULL, NULL},
};

const struct command cmd_watch = {
	.name = "watch",
	.needs = NEEDS_USER,
	.rights = "registrar",
	.least = 1,
	.most = 1,
	.operands = N_("DIR"),
	.summary = N_("take in what a scanner puts into a folder, as it comes"),
	.help = N_("A file that is whole is taken in as \"skrynka intake\" does, with the options "
		   "given here, and goes to DIR/done; one that cannot be read, or whose batch is "
		   "held, to DIR/failed; a note beside it says what became of it. What hinders for "
		   "a time (a full disk, another intake) is waited for. Links, pipes and folders "
		   "are left alone, so are names that begin with a dot or end in .part or .tmp. It "
		   "may be stopped and started at any moment: nothing is lost or doubled."),
	.options = options,
	.run = run,
};
