/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The algorithm of SCXML 1.0, Appendix D, under its own names, in memory: one macrostep a call.
 * Includes neither store nor clock; what the world should do is recorded as effects. */
#ifndef ENGINE_STEP_H
#define ENGINE_STEP_H

#include "engine/chart.h"

/* What an event tells. A list (of users) becomes <e id=""/> elements under its name. */
struct told {
	const char *name, *value;
	bool list;
};

/* An event on its way. */
struct queued {
	const char *name;
	const char *type; /* "external", "internal", "platform" */
	const char *user;
	const struct told *data;
	int ndata;
	const char *words; /* of an error event */
	const char *sendid, *origin, *origintype;
	const char *body; /* what <send> or <donedata> gave it: <data>…</data>; else NULL */
	struct queued *next;
};

/* The one processor of events: a chart may send to itself. */
#define SCXML_PROCESSOR "http://www.w3.org/TR/scxml/#SCXMLEventProcessor"

/* An effect, and where in the definition it was asked for. */
struct recorded {
	struct effect effect;
	int line;
	int state; /* the state that holds it */
};

/* A chart at work. What is saved between events is CONFIGURATION, HISTORY and DATA; the internal
 * queue is empty then. */
struct session {
	struct job *job;
	const struct chart *chart;
	uint64_t *configuration;
	uint64_t **history;	  /* by state, NULL: none recorded */
	struct doc *data;	  /* <datamodel>, one element a variable */
	struct doc *system;	  /* <system> with _event, _x, _name, _sessionid */
	const char *id, *address; /* of the session, and where events for it are sent */
	uint64_t *seen;		  /* states entered so far, for late binding */
	int64_t nsent;		  /* ids given to events sent without one */
	const char *sendid;	  /* of the event that is being sent, for its errors */
	struct scope *scope;
	struct work *work;	     /* sets that a step needs (select.h) */
	void *scratch;		     /* what lives until the next event */
	struct queued *first, *last; /* the internal queue */
	const struct queued *event;  /* the one at hand */
	bool told;		     /* $_event holds the event at hand */
	bool running;
	bool moved; /* from another definition: any state may hold deadlines and tasks */

	/* who may: for external events of people; NULL: everyone holds every role */
	bool (*holds)(void *self, const char *user, const char *role);
	/* what people call a person; NULL: no such person. NULL: they are called by their ids */
	const char *(*person)(void *self, void *owner, const char *id);
	void *office;

	bool taken; /* a transition took the external event */
	struct recorded *effects;
	int neffects;
	int line;	    /* of the content at work */
	size_t changed;	    /* bytes of data put since the event came */
	FILE *trace, *log;  /* NULL: none */
	enum status status; /* once not OK, the macrostep is given up; the fault says why */
};

/* A session of CHART before its start, owned by JOB. */
struct session *session_new(struct job *job, const struct chart *chart);
/* Gives it an id of its own ($_sessionid) before its start; without, it is the name of the chart.
 */
void session_name(struct session *session, const char *id);
/* The element $_x, for the host to fill before an event. */
struct node *session_facts(struct session *session);

/* Enters the initial configuration, or takes one external event, to the end of the macrostep. */
enum status session_start(struct session *session);
enum status session_event(struct session *session, const struct queued *event);

/* The same in two parts, for those who look at what an event would do first: makes EVENT what
 * $_event is (NULL: unbound) and lent until the next one; then, with what select_transitions gave
 * for it, the macrostep. */
void session_present(struct session *session, const struct queued *event);
struct selection;
enum status session_take(struct session *session, const struct selection *selection);

/* Appends an event to the internal queue. */
void raise_event(struct session *session, struct queued event);
void raise_error(struct session *session, const char *name, const char *words);

/* The set of transitions that EVENT (NULL: none, eventless) enables, conflicts removed, in order.
 * The list is the session's, until the next call. */
struct selection {
	const struct transition **list;
	int count;
};
struct selection select_transitions(struct session *session, const struct queued *event);
/* The states that they leave. */
void compute_exit_set(struct session *session, const struct selection *selection, uint64_t *out);

bool is_in_final_state(const struct session *session, int state);
bool session_in(const struct session *session, const char *id);

/* Ids of the active atomic states: in document order for the store, or sorted for people. */
const char *session_states(void *owner, const struct session *session, bool sorted);
/* History as "id=a b;id=c". */
const char *session_history(void *owner, const struct session *session);
/* Sets them again, from such words; E_SYSTEM when a state is not of this chart. */
enum status session_restore(struct session *session, const char *states, const char *history,
			    const char *data);

#endif
