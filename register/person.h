/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People of the office, as the other files of register/ ask for them. */
#ifndef REGISTER_PERSON_H
#define REGISTER_PERSON_H

#include "register/register.h"

/* The user ID; E_ABSENT with words when there is none. */
enum status person_find(struct job *job, struct home *home, const char *id, struct user *out);

/* The only user there is; NULL when there are more or none. */
enum status person_only(struct job *job, struct home *home, struct user **out);

/* Whether ID holds ROLE today: by his roles, or as a deputy while a head is absent. */
bool person_holds(struct job *job, struct home *home, const char *id, const char *role);

bool role_known(const char *role);

#endif
