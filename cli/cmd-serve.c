/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process in the foreground. It keeps nothing between two passes, each of which opens the office
 * anew: what changes meanwhile (settings, the law, the database) is seen, and being killed at any
 * moment loses what being killed in "tick" would: nothing. */
#include "cli/command.h"
#include "cli/pass.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* MOST: done in one pass, so that it is soon seen when it is to stop. */
enum { MOST = 200, SECONDS = 20, MOST_SECONDS = 24 * 3600 };

/* --- being told to stop --- */

static int stop_pipe[2];

static void told_to_stop(int signal)
{
	int kept = errno;
	char byte = (char)signal;
	while (write(stop_pipe[1], &byte, 1) < 0 && errno == EINTR)
		;
	errno = kept;
}

/* Through a pipe, so that a signal is seen whether it comes in work or in sleep, and the children
 * of a pass have their signals as ever. */
static enum status listen(struct job *job)
{
	struct sigaction action = {.sa_handler = told_to_stop, .sa_flags = SA_RESTART};
	sigemptyset(&action.sa_mask);
	if (pipe2(stop_pipe, O_CLOEXEC | O_NONBLOCK) != 0 ||
	    sigaction(SIGTERM, &action, NULL) != 0 || sigaction(SIGINT, &action, NULL) != 0)
		return fail(job, E_SYSTEM, "signals: %s", strerror(errno));
	return OK;
}

static bool stopped_within(int64_t ms)
{
	struct pollfd ends = {.fd = stop_pipe[0], .events = POLLIN};
	return poll(&ends, 1, (int)ms) > 0;
}

/* --- the work --- */

/* Ms to the next pass. A clock that stands still (SKRYNKA_NOW) and a timer that fails do not make
 * it turn without rest. */
static int64_t rest(struct job *job, const struct office *office, int64_t longest)
{
	int64_t due, now = job_now(job);
	enum status status = engine_due(job, office->engine, &due);
	return status != OK || due <= now || due - now > longest ? longest : due - now;
}

/* LOST: there is no office any more, or another than this program's. */
static enum status pass_once(struct job *job, const struct call *call, int64_t longest,
			     int64_t *wait, bool *lost)
{
	struct office *office;
	struct pass pass = {0};
	*wait = longest;
	enum status status = office_open(job, call->home, call->as, &office);
	*lost = status == E_ABSENT || status == E_SYSTEM;
	TRY(status);
	status = pass_make(job, office, MOST, &pass);
	if (pass.fired + pass.sent > 0)
		pass_print(&pass);
	*wait = pass.more ? 0 : rest(job, office, longest);
	return status;
}

/* The same fault at every pass is said once. */
static void say_fault(struct job *job, enum status status, char **said)
{
	const char *fault = status == OK ? "" : job_fault(job);
	if (strcmp(*said, fault) == 0)
		return;
	if (*fault != '\0')
		fprintf(stderr, "skrynka: %s\n", fault);
	talloc_free(*said);
	*said = must(talloc_strdup(job, fault));
}

/* All else may be over at the next pass: a case that fails, a full disk, an office.xml at work. */
static enum status serve(struct job *job, const struct call *call, int64_t longest)
{
	enum status status;
	int64_t wait;
	bool lost;
	char *said = must(talloc_strdup(job, ""));
	do {
		struct job *below = job_below(job);
		status = pass_once(below, call, longest, &wait, &lost);
		talloc_free(below);
		if (lost)
			return status;
		say_fault(job, status, &said);
		fflush(stdout);
	} while (!stopped_within(wait));
	return OK;
}

static enum status run(struct job *job, const struct call *call)
{
	int seconds;
	TRY(call_number(job, call, "every", 1, MOST_SECONDS, SECONDS, &seconds));
	TRY(listen(job));
	fprintf(stderr, _("%s: terms and notices are looked after; Ctrl-C ends it\n"), call->home);
	TRY(serve(job, call, seconds * 1000LL));
	fprintf(stderr, "%s\n", _("ended as told"));
	return OK;
}

static const struct option options[] = {
	{"every", N_("SECONDS"), N_("the longest pause between two looks; 20 unless told")},
	{NULL, NULL, NULL},
};

const struct command cmd_serve = {
	.name = "serve",
	.needs = NEEDS_HOME,
	.summary = N_("stay and look after terms and notices until stopped"),
	.help = N_(
		"Does what \"tick\" does whenever a term passes, and looks for new notices every "
		"few seconds, in the foreground until SIGTERM or Ctrl-C: for systemd or another "
		"keeper of services. Both may run at once, and several of them: each timer fires "
		"once, each letter leaves once."),
	.options = options,
	.run = run,
};
