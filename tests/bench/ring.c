/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Six states in a ring, in memory, one thread: transitions a second, in thousands. */
#include "engine/step.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
	struct timespec ts;
	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static const char
	*const ring = "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' "
		      "datamodel='xpath' name='ring'>"
		      "<state id='a'><transition event='next' target='b'/></state>"
		      "<state id='b'><transition event='next' target='c'/></state>"
		      "<state id='c'><transition event='next' target='d'/></state>"
		      "<state id='d'><transition event='next' target='e'/></state>"
		      "<state id='e'><transition event='next' target='f'/></state>"
		      "<state id='f'><transition event='next' target='a'/></state></scxml>";

int main(int argc, char **argv)
{
	int events = argc > 1 ? atoi(argv[1]) : 1000000;
	struct job *job = job_new();
	struct chart *chart;
	struct queued event = {.name = "next", .type = "external"};
	if (chart_read(job, "ring", ring, strlen(ring), true, NULL, &chart) != OK)
		return 1;
	struct session *session = session_new(job, chart);
	if (session_start(session) != OK)
		return 1;
	double from = now();
	for (int i = 0; i < events; i++)
		if (session_event(session, &event) != OK)
			return 1;
	double seconds = now() - from;
	/* it went round: after as many events it stands where it must */
	if (!session_in(session, (char[]){(char)('a' + events % 6), '\0'}))
		return 1;
	printf("%.0f\n", events / seconds / 1000);
	talloc_free(job);
	return 0;
}
