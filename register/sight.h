/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sees what: a card holds personal data (Law on citizens' appeals, art. 10), so an executor
 * sees the cases that were routed to him and no others, in listings too. */
#ifndef REGISTER_SIGHT_H
#define REGISTER_SIGHT_H

#include "register/register.h"

/* Whether the acting user sees every case: registrar, head, deputy, controller, archivist, admin.
 */
bool sight_of_all(struct job *job, const struct office *office);

/* Whether he sees CASEFILE: all, or a task on it is or was his own. */
enum status sight_of(struct job *job, const struct office *office, int64_t casefile, bool *out);

/* The roles that ID holds today, between spaces: " head deputy ". */
const char *sight_roles(struct job *job, const struct office *office, const char *id);

#endif
