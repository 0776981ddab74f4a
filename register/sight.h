/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sees what: a card holds personal data (Law on citizens' appeals, art. 10), so an executor
 * sees the cases that were routed to him and no others, in listings too. */
#ifndef REGISTER_SIGHT_H
#define REGISTER_SIGHT_H

#include "register/register.h"

/* Whose tasks decide what he sees, for queries: his id, "" when nobody acts; NULL: he sees
 * every case, as registrar, head, deputy, controller, archivist, admin do. */
const char *sight_seer(struct job *job, const struct office *office);

/* Whether he sees CASEFILE: all, or a task on it is or was his own. */
enum status sight_of(struct job *job, const struct office *office, int64_t casefile, bool *out);

/* Whether PERSON may know who wrote CASEFILE; NULL, the program itself, may. */
enum status sight_of_names(struct job *job, const struct office *office, int64_t casefile,
			   const char *person, bool *out);
/* The same of whoever acts. */
enum status sight_names(struct job *job, const struct office *office, int64_t casefile, bool *out);
/* What is told instead; and whether a field of the card is one that is kept back. */
const char *withheld_words(void);
bool withheld_is(const char *field);
/* TEXT, or what is told instead of it when SURNAME stands in it, in whatever case; NULL as it is.
 */
const char *withheld_text(struct job *job, const char *surname, const char *text);

/* The roles that ID holds today, between spaces: " head deputy ". */
const char *sight_roles(struct job *job, const struct office *office, const char *id);

#endif
