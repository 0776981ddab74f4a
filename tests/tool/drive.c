/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drive CASES FROM TO SEED — what many people of the office at $SKRYNKA_HOME do in a day: on each
 * of the cases 1 … CASES the events FROM … TO (of 12), in their order on a case, the cases in an
 * order of its own for each SEED. Each event has a key, so that several of these can run at once,
 * be killed and be started again. With TO less than FROM: lets the timers fire. In any case what
 * waits in the outbox leaves. FROM 0 only opens the cases. */
#include "register/register.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static const struct step {
	const char *user, *event;
	struct pair data[4];
} steps[] = {
	{"olena", "amend", {{"phone", "0501234567"}, {"email", "k@example.org"}}},
	{"holova", "control.put", {{0}}},
	{"holova", "extend", {{"until", "2026-12-30"}, {"reason", "Експертиза"}}},
	{"holova",
	 "resolve",
	 {{"resolution", "Розглянути"}, {"executors", "petrenko,sydorenko"}, {"signs", "lead"}}},
	{"petrenko", "reply.preliminary", {{"text", "Вивчаємо"}}},
	{"petrenko", "reply.final", {{"text", "зарано"}, {"outcome", "9.1"}}}, /* refused */
	{"sydorenko", "part.done", {{"text", "Оглянуто"}}},
	{"petrenko", "reply.final", {{"text", "Полагоджено"}, {"outcome", "9.1"}, {"number", "1"}}},
	{"holova", "rework", {{"reason", "Не все"}}},
	{"petrenko", "reply.final", {{"text", "Усе"}, {"outcome", "9.1"}, {"number", "2"}}},
	{"holova", "control.remove", {{"text", "Виконано"}}},
	{"arkhiv", "file", {{"file", "02-13"}, {"volume", "1"}}},
};

static void must_do(struct job *job, enum status status, const char *what)
{
	if (status == OK || status == E_REFUSED)
		return;
	fprintf(stderr, "drive: %s: %s\n", what, job_fault(job));
	exit(1);
}

static void take_step(struct job *job, struct office *office, int64_t casefile, int n)
{
	const struct step *step = &steps[n];
	struct user user = {.id = step->user};
	struct verdict verdict;
	int ndata = 0;
	while (ndata < 4 && step->data[ndata].name != NULL)
		ndata++;
	office->user = &user;
	must_do(job,
		case_do(job, office, casefile, step->event, step->data, ndata,
			TEXT_OF(job, "%lld/%d", (long long)casefile, n + 1), &verdict),
		step->event);
}

static void open_cases(struct job *job, struct office *office, int cases)
{
	const struct pair surname = {"surname", "Коваленко"};
	struct telling telling = {.procedure = "written-appeal",
				  .channel = "phone",
				  .arrived = job_today(job),
				  .data = &surname,
				  .ndata = 1};
	int64_t casefile;
	bool known;
	for (int i = 0; i < cases; i++)
		must_do(job, case_new(job, office, &telling, &casefile, &known), "new");
}

int main(int argc, char **argv)
{
	struct job *job = job_new();
	struct office *office;
	int sent, fired;
	if (argc != 5)
		return 64;
	int cases = atoi(argv[1]), from = atoi(argv[2]), to = atoi(argv[3]);
	srand((unsigned)atoi(argv[4]));
	int first = rand() % cases;
	must_do(job, office_open(job, getenv("SKRYNKA_HOME"), "admin", &office), "the office");
	if (from == 0) {
		open_cases(job, office, cases);
		talloc_free(job);
		return 0;
	}
	if (to < from)
		must_do(job, engine_tick(job, office->engine, INT_MAX, &fired), "the timers");
	for (int i = 0; i < cases; i++) {
		int64_t casefile = 1 + (first + i * 7LL) % cases; /* CASES is no multiple of 7 */
		struct job *below = job_below(job);
		for (int n = from; n <= to; n++)
			take_step(below, office, casefile, n - 1);
		must_do(below, engine_deliver(below, office->engine, INT_MAX, &sent), "the outbox");
		talloc_free(below);
	}
	must_do(job, engine_deliver(job, office->engine, INT_MAX, &sent), "the outbox");
	talloc_free(job);
	return 0;
}
