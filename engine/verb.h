/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Executable content: a verb is a row of one table (verb.c) that says which attributes it takes and
 * what it does. Content only changes the data model, raises events and records effects. */
#ifndef ENGINE_VERB_H
#define ENGINE_VERB_H

#include "engine/step.h"

enum attribute_kind {
	WORD, /* taken as it stands */
	EXPR, /* an expression, its string value */
	USERS /* an expression: each node, or each word of its string value, is a user */
};

struct attribute {
	const char *name;
	enum attribute_kind kind;
	bool required;
	int known;	   /* which names the office must know (enum known), or NAMES_FREE */
	const char *field; /* what the effect calls it; NULL: the same */
};
enum { NAMES_FREE = -1 };

struct verb {
	const char *space, *name;
	bool strict; /* allowed in definitions, not only for the engine's tests */
	bool holds;  /* what it makes ends when the state that holds it is left */
	bool body;   /* has content of its own */
	const struct attribute *attributes; /* ends with a NULL name */
	/* False: it failed, an error event is queued, and the block ends here. */
	bool (*run)(struct session *session, const struct action *action);
};

const struct verb *verb_find(const char *space, const char *name);

/* Reads the executable content of PARENT from its child FROM on (NULL: nothing). */
struct action *content_read(struct reader *reader, const struct node *from, int holder);

/* Runs one block; an error ends it, and only it. */
void content_run(struct session *session, const struct action *first);

/* Works an expression out; false, with an error event, when it fails. */
bool evaluate(struct session *session, const struct xpath *expr, struct found *found);

/* Adds a field to an effect that is being made; keeps the effect, with its trace. */
void effect_field(struct session *session, struct effect *effect, const char *name,
		  const char *value);
void effect_record(struct session *session, const struct action *action, struct effect effect);

/* The argument of that name; its text is NULL when it is not given. */
const struct argument *action_argument(const struct action *action, const char *name);

#endif
