/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The room "press": marks are drawn page by page in workers that may die of one. The process of the
 * room itself looks at no page. */
#include "base/file.h"
#include "base/reach.h"
#include "base/xml.h"
#include "stamps/page.h"
#include "stamps/raster.h"
#include <errno.h>
#include <libgen.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAGE_SECONDS = 60 };

struct round {
	struct stamped *pages;
	int count;
	const char **faults;	   /* what could not even be opened */
	volatile sig_atomic_t *at; /* the page at hand, seen by both processes */
};

static void read_stamp(struct job *job, const struct node *node, struct stamp *stamp)
{
	struct pair *blanks = NULL;
	stamp->file = node_attr(node, "file");
	for (const struct node *b = node_first(node, "blank"); b; b = node_next(b, "blank")) {
		blanks = APPEND(job, blanks, &stamp->nblanks, struct pair);
		blanks[stamp->nblanks - 1] = (struct pair){node_attr(b, "name"),
							   node_attr(b, "value")};
	}
	stamp->blanks = blanks == NULL ? NEW_ARRAY(job, struct pair, 1) : blanks;
}

static void read_page(struct job *job, const struct node *node, struct stamped *page)
{
	page->source = node_attr(node, "source");
	page->page = (int)node_int(node, "page", 0);
	page->turn = (int)node_int(node, "turn", 0);
	page->skew = node_real(node, "skew", 0);
	page->out = node_attr(node, "out");
	for (const struct node *s = node_first(node, "stamp"); s; s = node_next(s, "stamp")) {
		page->stamps = APPEND(job, page->stamps, &page->nstamps, struct stamp);
		read_stamp(job, s, &page->stamps[page->nstamps - 1]);
	}
}

static enum status read_request(struct job *job, const char *path, struct round *round)
{
	struct doc *doc;
	TRY(xml_read_file(job, path, &doc));
	for (const struct node *p = node_first(doc_root(doc), "page"); p;
	     p = node_next(p, "page")) {
		round->pages = APPEND(job, round->pages, &round->count, struct stamped);
		read_page(job, p, &round->pages[round->count - 1]);
	}
	return OK;
}

static void answer(struct job *job, const struct round *round, int i, enum status status)
{
	const struct stamped *page = &round->pages[i];
	for (int k = 0; status == OK && k < page->nstamps; k++) {
		const struct stamp *s = &page->stamps[k];
		cage_say("stamp %d %d %d %d %d %d %d", i, k, s->place.x, s->place.y, s->place.w,
			 s->place.h, (int)s->where);
	}
	cage_say("page %d %s", i, status == OK ? "done" : job_fault(job));
}

/* Works to the end, or to its own: the alarm ends a page that never does. */
static _Noreturn void worker(struct job *job, const struct round *round, int first, pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	struct press *press = press_new(job);
	press_warm(press, round->pages + first, round->count - first);
	lock_calls(0);
	for (int i = first; i < round->count; i++) {
		*round->at = i;
		alarm(PAGE_SECONDS);
		answer(job, round, i,
		       round->faults[i] != NULL ? fail(job, E_INPUT, "%s", round->faults[i])
						: page_press(press, &round->pages[i]));
	}
	_exit(0);
}

/* The worker died of one page: that page is lost, and a new worker goes on behind it. */
static int mourn(const struct round *round, int how)
{
	int i = *round->at;
	reach_unlink(round->pages[i].out);
	if (WIFSIGNALED(how) && WTERMSIG(how) == SIGALRM)
		cage_say("page %d %s", i, _("this page takes too long to mark"));
	else if (WIFSIGNALED(how) && WTERMSIG(how) == SIGSYS)
		cage_say("page %d %s", i, cage_death(NULL, how));
	else
		cage_say("page %d %s", i, _("this page cannot be marked: it ended the process"));
	return i + 1;
}

static enum status work_on(struct job *job, const struct round *round, int first, int *next)
{
	int how = 0;
	pid_t parent = getpid();
	*round->at = first;
	pid_t child = fork();
	if (child < 0)
		return fail(job, E_BUSY, "no process can be started: %s", strerror(errno));
	if (child == 0)
		worker(job, round, first, parent);
	while (waitpid(child, &how, 0) < 0)
		if (errno != EINTR)
			return fail(job, E_SYSTEM, "waitpid: %s", strerror(errno));
	*next = WIFEXITED(how) && WEXITSTATUS(how) == 0 ? round->count : mourn(round, how);
	return OK;
}

static enum status hand(struct job *job, const struct stamped *page)
{
	TRY(reach_file(job, page->source));
	for (int i = 0; i < page->nstamps; i++)
		TRY(reach_file(job, page->stamps[i].file));
	return OK;
}

/* All pages go to one folder. */
static enum status hand_all(struct job *job, struct round *round)
{
	round->faults = NEW_ARRAY(job, const char *, round->count);
	for (int i = 0; i < round->count; i++)
		if (hand(job, &round->pages[i]) != OK)
			round->faults[i] = COPY(job, job_fault(job));
	if (round->count == 0)
		return OK;
	char *out = must(talloc_strdup(job, round->pages[0].out));
	return reach_folder(job, dirname(out));
}

enum status stamps_room_load(struct job *job, int argc, char **argv, void **self)
{
	struct round *round = NEW(job, struct round);
	*self = round;
	if (argc != 2)
		return fail(job, E_USAGE, "the press takes one request");
	TRY(read_request(job, argv[1], round));
	TRY(hand_all(job, round));
	raster_load();
	round->at = mmap(NULL, sizeof *round->at, PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return round->at == MAP_FAILED ? fail_errno(job, "mmap") : OK;
}

enum status stamps_room(struct job *job, int argc, char **argv, void *self)
{
	struct round *round = self;
	(void)argc, (void)argv;
	for (int next = 0; next < round->count;)
		TRY(work_on(job, round, next, &next));
	return OK;
}
