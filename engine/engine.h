/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statecharts: definition → instance → event. Knows no appeals: what a card, a role, a term or a
 * mark is, the host says. Definitions are W3C SCXML 1.0 with datamodel="xpath" (XPath 1.0) and the
 * extension namespace urn:skrynka:workflow:1. One event is one transaction. */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include "base/db.h"
#include "base/xml.h"
#include "engine/effect.h"
#include <stdio.h>

struct engine;
struct chart; /* a definition, compiled once, not changed after */

/* Bytes of the longest text of a definition; the longest shipped has a tenth of it. */
enum { DEFINITION_MOST = 1 << 20 };

/* An event as it comes from a person, a timer or the program. */
struct event {
	int64_t casefile;
	const char *name;	 /* a.b.c */
	const char *title;	 /* what people call it; the engine fills it in for effects */
	const char *user;	 /* who; NULL: the program itself */
	const struct pair *data; /* $_event/data/NAME */
	int ndata;
	const char *key; /* the same key is the same event and is done once; NULL: always new */

	bool own;	    /* the chart sent it to itself, with … */
	const char *sendid; /* … an id, or NULL, */
	const char *body;   /* … and <data>…</data>, or NULL */
};

/* What the engine asks of the office. All calls come inside the event's transaction. */
struct host {
	void *self;
	bool lenient; /* definitions may use all that the engine runs: for its tests */
	/* Fills X, the element of $_x, with <user>, <today>, <card> … for the case. */
	enum status (*facts)(void *self, struct job *job, const struct event *event,
			     struct node *x);
	/* Whether USER holds ROLE (for this case: a deputy of an absent head holds the head's). */
	bool (*holds)(void *self, struct job *job, int64_t casefile, const char *user,
		      const char *role);
	/* The due day of a named TERM (terms.xml), or of a SPEC such as "5d" or "3wd" when TERM is
	 * NULL, counted from FROM; WHY is its derivation in Ukrainian. CASEFILE 0: stepping by
	 * hand. */
	enum status (*due)(void *self, struct job *job, int64_t casefile, const char *term,
			   const char *spec, struct day from, struct day *due, const char **why);
	/* Carries out an effect on the office's own tables. E_INPUT or E_REFUSED refuses the whole
	 * event. */
	enum status (*effect)(void *self, struct job *job, const struct event *event,
			      const struct effect *effect);
	/* Sends a parcel on its way; it may come again under the same key, and must then have no
	 * other effect. NULL: nothing leaves. */
	enum status (*deliver)(void *self, struct job *job, const struct parcel *parcel);
	/* Whether there is such a thing (effect.h): for workflow check. */
	bool (*known)(void *self, enum known kind, const char *name);
	/* What people call it, owned by JOB; NULL when there are no words for it. */
	const char *(*word)(void *self, struct job *job, enum wording what, const char *name);
	/* Reads the definition's text by its name, and the name's newest hash is used for new
	 * cases. */
	enum status (*definition)(void *self, struct job *job, const char *name, const char **xml,
				  size_t *size);
};

enum status engine_open(struct job *job, struct db *db, const struct host *host,
			struct engine **out);

/* Whether cases can be started on definition NAME as it is now: E_INPUT with its first error. One
 * that a case was started on was checked then, and is not again. */
enum status engine_ready(struct job *job, struct engine *engine, const char *name);

/* Starts an instance of definition NAME for a case, inside the transaction that the caller has
 * open. */
enum status engine_start(struct job *job, struct engine *engine, int64_t casefile,
			 const char *name);

/* How an event ended. A refusal is journalled and is no fault of the program. */
struct verdict {
	bool taken;
	const char *why;    /* refused: "not your role", "not now", a guard's words; else NULL. As
			       the process speaks; the journal has it in Ukrainian */
	int64_t step;	    /* of the instance, after it */
	const char *states; /* ids of the active atomic states, sorted, separated by spaces */
	bool ended;	    /* a top-level final state was reached */
};

/* The whole of one event in one transaction: macrostep, state, timers, journal, outbox. When
 * a transaction is open already (registration), it is part of that one. E_INPUT: it tells what it
 * may not, or not what it must; that is journalled as a refusal, but its key is not used up. */
enum status engine_event(struct job *job, struct engine *engine, const struct event *event,
			 struct verdict *verdict);

/* Journals an event that is refused for what it tells before it comes to that: the last fault of
 * JOB is why. Its names and values are kept short; its key is not used up. For those who ask more
 * of an event than the definition does. */
enum status engine_refuse(struct job *job, struct engine *engine, const struct event *event);

/* What became of the event with this key; E_ABSENT: there was none. */
enum status engine_done(struct job *job, struct engine *engine, const char *key,
			struct verdict *verdict);

/* An event that the active states wait for. */
struct choice {
	const char *event, *title;
	const char *by;	   /* titles or ids of the roles that may, separated by spaces */
	bool mine;	   /* this user may by role … */
	bool now;	   /* … and its guard holds now */
	const char *state; /* id of the state that waits for it */
	const char *why;   /* words of a guard that does not hold as things stand; when
			      now, it asks what the event tells. NULL: none */
	const struct input *inputs;
	int ninputs;
};
enum status engine_choices(struct job *job, struct engine *engine, int64_t casefile,
			   const char *user, struct choice **out, int *count);

/* The text of the definition that a case runs on, as it was when the case was started. */
enum status engine_definition(struct job *job, struct engine *engine, int64_t casefile,
			      const char **xml);

/* The active atomic states of a case: ids and titles. */
struct place {
	const char *id, *title;
};
enum status engine_places(struct job *job, struct engine *engine, int64_t casefile,
			  struct place **out, int *count);
/* The same of STATES of a definition by its hash, as the instance has them. */
enum status engine_places_at(struct job *job, struct engine *engine, const char *definition,
			     const char *states, struct place **out, int *count);

/* A date to be kept. */
struct timer {
	int64_t casefile;
	const char *id, *title; /* consideration, "Розгляд звернення" */
	const char *state;	/* the state that holds it */
	struct day due;		/* the last day in time */
	const char *why;	/* derivation */
	bool passed;		/* its event was fired */
};
/* Deadlines of a case due up to UNTIL, soonest first; an event at work has set them already. */
enum status engine_deadlines(struct job *job, struct engine *engine, int64_t casefile,
			     struct day until, struct timer **out, int *count);

/* A deadline as it was set; set again (extended) it is there twice. */
struct kept {
	int64_t at; /* ms */
	const char *id, *title;
	struct day due;
	const char *why; /* derivation */
};
/* All that a case ever had, those that ended too, in the order of setting. */
enum status engine_terms(struct job *job, struct engine *engine, int64_t casefile,
			 struct kept **out, int *count);

/* A row of the journal: one event and what came of it. */
struct entry {
	int64_t at; /* ms */
	int64_t step;
	const char *user; /* NULL: the program */
	const char *event, *title;
	bool taken;
	const char *why;	    /* refused: why; else NULL */
	const char *before, *after; /* ids of active atomic states */
	const struct pair *data;
	int ndata;
};
enum status engine_history(struct job *job, struct engine *engine, int64_t casefile,
			   struct entry **out, int *count);

/* Writes into the journal what happened to a case without its procedure: EVENT by TITLE, no state
 * changes. In the transaction that is open. */
enum status engine_note(struct job *job, struct engine *engine, const struct event *event,
			const char *title);

/* A case that runs on a procedure. */
struct running {
	int64_t casefile;
	const char *hash;   /* of the definition that it runs on */
	const char *states; /* ids of its active atomic states */
};
/* Those that have not ended, by number. */
enum status engine_running(struct job *job, struct engine *engine, const char *name,
			   struct running **out, int *count);

/* Moving a running case to the newest definition of its procedure. States keep their ids unless MAP
 * (old id, new ids separated by commas) says otherwise. Variables keep what they hold, deadlines
 * and tasks their dates and people; no entry actions are run. */
struct migration {
	int64_t casefile;
	const struct pair *map;
	int nmap;
	const char *user, *why; /* for the journal */
	bool carry_out;		/* else all is tried and taken back */
};
struct migrated {
	bool moved;		    /* false: it stays, WHY_NOT says why; or it was there already */
	bool there;		    /* it runs on the newest definition */
	const char *why_not;	    /* in words, or NULL */
	const char *before, *after; /* ids of active atomic states */
	int deadlines;		    /* kept */
};
/* One transaction. */
enum status engine_migrate(struct job *job, struct engine *engine,
			   const struct migration *migration, struct migrated *out);

/* Fires the timers due by the clock of JOB, oldest first, each in its own transaction; the event
 * carries its due day in data/due. Each is tried once: one that fails waits for the next run and
 * does not stop the others; the last such fault is returned. No more than MOST: then FIRED is MOST
 * and there may be more. */
enum status engine_tick(struct job *job, struct engine *engine, int most, int *fired);
/* When the next one is due, ms; it may have passed. E_ABSENT: none is set. */
enum status engine_due(struct job *job, struct engine *engine, int64_t *at);

/* Delivers what waits in the outbox, oldest first, and notes it as sent; no more than MOST. What
 * cannot leave now waits and does not stop the rest; the last such fault is returned. Nothing is
 * done while another process is at it. */
enum status engine_deliver(struct job *job, struct engine *engine, int most, int *sent);

/* All findings of "workflow check": HOST may be NULL (names are then not checked). */
enum status chart_check(struct job *job, const char *name, const char *xml, size_t size,
			const struct host *host, struct remarks *remarks);

/* A picture of a definition for people: titles, roles on the arrows, terms on the states. */
struct sketch {
	const struct host *host;     /* for words; or NULL */
	const char *note;	     /* a line under the title, or NULL */
	const struct entry *entries; /* the way that a case went, which is marked; or NULL */
	int nentries;
	const char *now; /* ids of the states where it stands */
};
enum picture { PICTURE_SVG, PICTURE_PNG };
enum status chart_draw(struct job *job, const char *name, const char *xml, size_t size,
		       const struct sketch *sketch, enum picture kind, const char **bytes,
		       size_t *length);

/* A line of a text for people; INDENT in steps, 0: a heading. */
struct sentence {
	int indent;
	const char *text;
};
/* A definition in sentences: in which state who may do what, by when, and what follows. HOST: for
 * words; or NULL. */
enum status chart_explain(struct job *job, const char *name, const char *xml, size_t size,
			  const struct host *host, struct sentence **lines, int *count);

/* The text of a definition, and what remarks call it. */
struct definition {
	const char *name, *xml;
	size_t size;
};
/* What is other in a NEW text of a definition, in sentences in its order; none when nothing is. */
struct difference;
enum status chart_diff(struct job *job, const struct definition *old, const struct definition *new,
		       const struct host *host, struct difference **out, struct sentence **lines,
		       int *count);

/* What of it a case meets that stands at STATES (ids) of the old text. */
enum meeting {
	MEETS_NOTHING, /* what is other lies behind it, or beside its way */
	MEETS_LATER,   /* it may come to it */
	MEETS_HERE,    /* where it stands something is other */
	MEETS_GONE     /* where it stands, by that id, is no state any more */
};
enum meeting difference_meets(const struct difference *difference, const char *states);
/* The titles of states of the old text. */
const char *difference_places(void *owner, const struct difference *difference, const char *states);

/* A chart stepped by hand, in memory: nothing is stored. */
struct trial {
	const char *path;
	bool lenient;	/* all of SCXML that the engine runs, not only the profile of definitions */
	bool trace;	/* transitions taken, effects, refusals and why, indented */
	const char *as; /* who acts, a role or a user; NULL: whoever may, the program included */
	const struct pair *card; /* $_x/card/NAME */
	int ncard;
	const struct host *host; /* asked for terms and names only; NULL: terms are plain days */
	FILE *in, *out, *log;
};
/* A line of IN, of at most 1 MB, is: an event, [@USER] NAME [{json}]; or +DURATION (1500ms 2.5s 5m
 * 2h 30d), which moves the clock of JOB and fires what is due, in due order; or a # remark. Who is
 * called like a role holds that role alone, anyone else holds all of them. Prints the ids of the
 * active atomic states, sorted, after the start and after each line. Ends with IN or in a top-level
 * final state. */
enum status chart_run(struct job *job, const struct trial *trial);

#endif
