/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data model of a session: <datamodel> with one element a variable, in no namespace. $name is
 * that element; its value is what it holds. Assignment copies. Pure. */
#ifndef ENGINE_DATA_H
#define ENGINE_DATA_H

#include "engine/step.h"

/* The element bound to $NAME: a variable, or _event, _x, _name, _sessionid; NULL when there is
 * none. */
struct node *data_variable(struct session *session, const char *name);

/* Gives every variable of the chart its first value; what fails raises error.execution and stays
 * empty. */
void data_declare(struct session *session);

/* The same with late binding, for those of STATE when it is first entered. */
void data_declare_late(struct session *session, int state);

/* Replaces what TO holds by a copy of FOUND: nodes deeply, of variables what they hold, else text.
 */
void data_put(struct session *session, struct node *to, const struct found *found);

/* Puts a copy of what stands in FROM, an element of the definition, into TO; mere text without the
 * white space around it. */
void data_put_inline(struct session *session, struct node *to, const struct node *from);

/* A variable NAME that holds a copy of the item: its attributes and content. */
void data_bind(struct session *session, const char *name, const struct hit *item);
void data_drop(struct session *session, const char *name);

/* How assign changes its place (the words of the XPath data model's Note). */
enum assign { REPLACE_CHILDREN, LAST_CHILD, DELETE, ADD_ATTRIBUTE, ASSIGN_UNKNOWN };
enum assign assign_type(const char *word);

/* Changes every place of LOCATION. False, with an error event, when it finds none or may not be
 * changed. */
bool data_assign(struct session *session, const struct found *location, enum assign type,
		 const char *attribute, const struct found *value);

#endif
