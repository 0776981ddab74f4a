/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The written appeal from registration to the case file, in memory, with its guards, inputs, data
 * and effects: events a second of processor time, in thousands. Each case is started anew, each
 * event is told the card. */
#include "base/file.h"
#include "engine/guard.h"
#include "engine/pairs.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct {
	const char *user, *name, *data;
} events[] = {
	{"registrar", "register", "{\"surname\": \"Коваленко\", \"sign\": \"repeat\"}"},
	{"registrar", "amend", "{\"phone\": \"000-00-00\", \"sheets\": 2}"},
	{"head", "resolve",
	 "{\"resolution\": \"Розглянути\", \"executors\": \"ivan olha petro\", \"control\": "
	 "\"yes\", \"signs\": \"lead\"}"},
	{"olha", "part.done", "{\"text\": \"довідка\"}"},
	{"head", "extend", "{\"until\": \"2026-12-17\", \"reason\": \"експертиза\"}"},
	{"petro", "part.done", "{\"text\": \"акт огляду\"}"},
	{"ivan", "reply.preliminary", "{\"text\": \"призначено експертизу\"}"},
	{"ivan", "reply.final",
	 "{\"text\": \"вирішено\", \"outcome\": \"9.1\", \"number\": \"1\"}"},
	{"head", "rework", "{\"reason\": \"не названо строку\"}"},
	{"ivan", "reply.final",
	 "{\"text\": \"вирішено до 1 травня\", \"outcome\": \"9.1\", \"number\": \"2\"}"},
	{"head", "control.remove", "{}"},
	{"archivist", "file", "{\"file\": \"02-10\"}"},
};
enum { EVENTS = sizeof events / sizeof *events };

static bool holds(void *self, const char *user, const char *role)
{
	(void)self;
	return strcmp(user, role) == 0 || strcmp(role, "executor") == 0;
}

static void tell(struct session *session, const char *user)
{
	struct node *x = session_facts(session);
	node_empty(x);
	node_add(x, "user", user);
	node_add(x, "today", "2026-11-20");
	struct node *card = node_add(x, "card", NULL);
	node_add(card, "arrived", "2026-11-02");
	node_add(card, "surname", "Коваленко");
	struct node *deadline = node_add(x, "deadline", NULL);
	node_set(deadline, "id", "consideration");
	node_set(deadline, "due", "2026-12-02");
}

struct said {
	struct pair *data;
	int count;
};

static enum status step(struct session *session, int i, const struct said *said)
{
	struct queued event = {.name = events[i].name, .type = "external", .user = events[i].user};
	tell(session, event.user);
	TRY(inputs_read(session, event.name, event.user, said->data, said->count, &event.data,
			&event.ndata));
	session_present(session, &event);
	struct selection selection = select_transitions(session, &event);
	TRY(inputs_complete(session, &event, &selection));
	if (selection.count == 0)
		return fail(session->job, E_SYSTEM, "%s: %s", event.name,
			    guard_refusal(session, &event));
	return session_take(session, &selection);
}

static enum status one_case(struct job *job, const struct chart *chart, const struct said *said)
{
	struct job *below = job_below(job);
	struct session *session = session_new(below, chart);
	session->holds = holds;
	tell(session, "registrar");
	TRY(session_start(session));
	for (int i = 0; i < EVENTS; i++)
		TRY(step(session, i, &said[i]));
	if (session->running || session->neffects < 20)
		return fail(job, E_SYSTEM, "the case has not ended");
	talloc_free(below);
	return OK;
}

static enum status measure(struct job *job, int cases)
{
	char *xml;
	size_t size;
	struct chart *chart;
	struct said said[EVENTS];
	struct timespec from, to;
	TRY(file_read(job, "workflows/written-appeal.scxml", 1 << 20, &xml, &size));
	TRY(chart_read(job, "written-appeal", xml, size, false, NULL, &chart));
	for (int i = 0; i < EVENTS; i++)
		TRY(pairs_read(job, events[i].data, &said[i].data, &said[i].count));
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	for (int i = 0; i < cases; i++)
		TRY(one_case(job, chart, said));
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	double seconds = (double)(to.tv_sec - from.tv_sec) +
			 (double)(to.tv_nsec - from.tv_nsec) / 1e9;
	printf("%.0f\n", cases * EVENTS / seconds / 1000);
	return OK;
}

int main(int argc, char **argv)
{
	struct job *job = job_new();
	enum status status = measure(job, argc > 1 ? atoi(argv[1]) : 2000);
	if (status != OK)
		fprintf(stderr, "%s\n", job_fault(job));
	talloc_free(job);
	return status != OK;
}
