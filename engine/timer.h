/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines of cases: set by w:deadline, held by a state, fired by the clock. */
#ifndef ENGINE_TIMER_H
#define ENGINE_TIMER_H

#include "engine/step.h"
#include "engine/store.h"

/* What a deadline effect asks for, worked out. */
struct dated {
	const char *id, *title, *event, *warn_event, *why;
	struct day due, warns;
	bool has_warning;
};
/* WHAT is the effect; BEFORE the day of the deadline that it names in "before" (unused when it
 * names none). */
enum status deadline_date(struct job *job, const struct host *host, int64_t casefile,
			  struct day today, const struct effect *effect, struct day before,
			  struct dated *out);

/* The deadlines of one case while an event works on it: read once, changed in memory, then only
 * what came out otherwise is written. */
struct timers {
	int64_t instance;
	struct alarm *list; /* the soonest first as read, new ones behind */
	int count;
	struct timers *outer; /* of the event that this one happens in, or NULL */
};

enum status timers_read(struct job *job, struct engine *engine, int64_t instance,
			struct timers **out);
/* Puts <deadline id="" due="" state=""/> for each into $_x. */
void timers_tell(const struct timers *timers, struct node *x);

/* Works out the day of a deadline effect and sets it; the same id replaces. E_REFUSED when a day
 * that a person chose is later than its term allows. */
enum status timer_set(struct job *job, struct engine *engine, struct timers *timers,
		      const struct recorded *effect, const char *state);
/* Ends those that a state holds; all of them when STATE is NULL. */
void timers_end(struct timers *timers, const char *state);
void timer_end(struct timers *timers, const char *id);

enum status timers_write(struct job *job, struct engine *engine, const struct timers *timers);

/* A derivation on one line. */
const char *derivation_line(struct job *job, const char *derivation);

/* Keeps how the day was worked out, for as long as the case is kept. */
enum status term_note(struct job *job, struct engine *engine, int64_t instance,
		      const struct dated *date);

/* The days of "5d" or "5"; false for any other spec. */
bool days_read(const char *text, int *out);

#endif
