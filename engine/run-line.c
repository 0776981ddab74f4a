/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of stepping by hand. */
#include "engine/pairs.h"
#include "engine/run.h"
#include "engine/span.h"
#include <stdlib.h>

enum { MAX_LINE = 1 << 20 };

/* One line without its end, at most MAX_LINE bytes of it; *WHOLE is false when there was more. */
static bool line_take(FILE *in, char *line, bool *whole)
{
	size_t n = 0;
	int c;
	*whole = true;
	while ((c = getc_unlocked(in)) != EOF && c != '\n') {
		*whole = *whole && n < MAX_LINE && c != '\0';
		if (*whole)
			line[n++] = (char)c;
	}
	if (n > 0 && line[n - 1] == '\r')
		n--;
	line[n] = '\0';
	return c != EOF || n > 0 || !*whole;
}

static char *word_cut(char **rest)
{
	char *word = *rest + strspn(*rest, " \t");
	char *end = word + strcspn(word, " \t");
	*rest = end;
	if (*end != '\0') {
		*end = '\0';
		*rest = end + 1 + strspn(end + 1, " \t");
	}
	return word;
}

static enum status move(struct run *run, const char *span)
{
	int64_t ms;
	if (!delay_read(span, &ms))
		return fail(run->job, E_INPUT,
			    "\"+%s\": write how long, for example +30d, +2h or +1500ms", span);
	return clock_move(run, ms);
}

/* Without a name it is anyone who may, else the program itself. */
static enum status event_of_anyone(struct run *run, struct queued *event, const struct pair *data,
				   int ndata)
{
	event->user = "anyone";
	enum status status = run_event(run, event, data, ndata);
	if (status != E_INPUT || run->chart->lenient || !run->session->running)
		return status;
	const char *why = COPY(run->job, job_fault(run->job));
	event->user = NULL;
	if (run_event(run, event, data, ndata) == OK)
		return OK;
	return fail(run->job, E_INPUT, "%s", why);
}

static enum status obey(struct run *run, char *line)
{
	struct pair *data = NULL;
	int ndata = 0;
	struct queued event = {.type = "external", .user = run->trial->as};
	char *word = word_cut(&line);
	if (*word == '+')
		return move(run, word + 1);
	if (*word == '@') {
		event.user = word + 1;
		word = word_cut(&line);
	}
	event.name = word;
	if (*line != '\0' && run->chart->lenient)
		TRY(body_read(run->job, line, &event.body));
	else if (*line != '\0')
		TRY(pairs_read(run->job, line, &data, &ndata));
	if (event.user == NULL)
		TRY(event_of_anyone(run, &event, data, ndata));
	else
		TRY(run_event(run, &event, data, ndata));
	return clock_settle(run);
}

static void show(struct run *run)
{
	void *scratch = talloc_new(NULL);
	fprintf(run->trial->out, "%s\n", session_states(scratch, run->session, true));
	fflush(run->trial->out);
	talloc_free(scratch);
}

static enum status line_do(struct run *run, char *line, bool whole)
{
	if (!whole)
		return run_told(run, fail(run->job, E_INPUT,
					  "the line is longer than 1 MB or not text: left out"));
	/* lines outlive the line: what is waited for keeps its words */
	return run_told(run, obey(run, must(talloc_strdup(run->job, line))));
}

enum status run_lines(struct run *run)
{
	bool whole;
	char *line = NEW_ARRAY(run->job, char, MAX_LINE + 1);
	show(run);
	for (run->line = 1; run->session->running && line_take(run->trial->in, line, &whole);
	     run->line++) {
		if (whole && (*line == '\0' || *line == '#'))
			continue;
		TRY(line_do(run, line, whole));
		show(run);
	}
	return OK;
}
