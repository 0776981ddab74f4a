/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain words between a definition and the office: what is asked for, what is asked about. */
#ifndef ENGINE_EFFECT_H
#define ENGINE_EFFECT_H

#include "base/pair.h"
#include <stdbool.h>
#include <stdint.h>

#define WORKFLOW_SPACE "urn:skrynka:workflow:1"

/* What executable content asks for, its expressions worked out. What the host gets, in order:
 *
 * - task: kind, title, state; to (a role) or user: an open task, of the state that holds it
 * - done: user, kind, state (those that are given must all match): such open tasks are done; comes
 * also by itself for a state that held tasks, when it is left
 * - mark: name; for: letter (default) or copy
 * - notify: template; to (applicant or a role) or user; key of its row in the outbox
 * - outcome: code
 * - card: the card's fields by their names; "" empties one
 * - index: (nothing): give the case its index; or cancel: why its index is taken out of use
 * - tell: to (the index of another case; none of that index: nobody is told), event
 * - move: state, to: open tasks that STATE holds are held by TO from now on (a migration)
 *
 * Deadlines are the engine's own (engine_deadlines). */
struct effect {
	const char *verb;
	const struct pair *fields;
	int nfields;
};

/* What leaves the office: a row of the outbox. */
struct parcel {
	const char *key;      /* instance:step:n, the same at every attempt */
	int64_t casefile, at; /* AT: when it was asked for, ms since 1970 */
	const char *kind;     /* notify */
	const struct pair *fields;
	int nfields;
};

/* A FIELD is one that a procedure may set, a FACT one that it may read (or, as
 * "/NAME", what stands beside the card); a CODE is "LIST CODE",
 * known too when the office has no such list. */
enum known {
	KNOWN_ROLE,
	KNOWN_MARK,
	KNOWN_TEMPLATE,
	KNOWN_TERM,
	KNOWN_FIELD,
	KNOWN_PARAMETER,
	KNOWN_FACT,
	KNOWN_CODE
};

/* What people call what a definition names: a role, a mark, a letter by their titles; how long a
 * term or a bare SPEC is; the article a term comes from; the meaning of "LIST CODE"; the title of a
 * field of the card. */
enum wording {
	WORD_ROLE,
	WORD_MARK,
	WORD_LETTER,
	WORD_TERM,
	WORD_SPEC,
	WORD_ARTICLE,
	WORD_CODE,
	WORD_FIELD,
	WORD_PERSON
};

/* What an event wants to be told (w:input of its transition). */
struct input {
	const struct node *node; /* where the definition has it */
	const char *name, *title;
	const char *type;    /* text day number user users choice */
	const char *choices; /* of a choice: words separated by spaces; else NULL */
	const char *role;    /* of a user or users: the role each must hold, or NULL */
	bool required;
};

#endif
