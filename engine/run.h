/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stepping by hand, in parts: the chart and its events (run.c), what waits for the clock
 * (run-clock.c), the lines that are read (run-line.c). */
#ifndef ENGINE_RUN_H
#define ENGINE_RUN_H

#include "engine/engine.h"
#include "engine/step.h"
#include "engine/timer.h"

/* A deadline that was set. */
struct alarm {
	struct dated date;
	const char *state; /* that holds it */
	bool fired, warned, ended;
};

/* An event that the chart has sent itself. */
struct sent {
	int64_t at; /* ms */
	const char *event, *id, *data;
	bool ended;
};

struct run {
	struct job *job;
	const struct trial *trial;
	const struct chart *chart;
	struct session *session;
	struct pair *card;
	int ncard;
	struct alarm *alarms;
	int nalarms;
	struct sent *sent;
	int nsent;
	int line; /* of what is read */
};

/* One event of a person (USER), or of the program itself (NULL). E_INPUT: refused, nothing has
 * changed. */
enum status run_event(struct run *run, const struct queued *event, const struct pair *data,
		      int ndata);
/* Says why something was refused and is OK; anything worse is passed on. */
enum status run_told(struct run *run, enum status status);

/* Waiting for the clock. */
enum status alarm_set(struct run *run, const struct recorded *recorded);
void alarm_end(struct run *run, const char *id);
void alarms_end(struct run *run, const char *state); /* NULL: all */
void alarms_tell(const struct run *run, struct node *x);
enum status sent_add(struct run *run, const struct effect *effect);
void sent_cancel(struct run *run, const char *id);
/* Fires what is due without the clock being moved: events sent without a delay. */
enum status clock_settle(struct run *run);
/* Moves the clock and fires what is due on the way. */
enum status clock_move(struct run *run, int64_t by);

/* Reads and obeys all lines. */
enum status run_lines(struct run *run);

#endif
