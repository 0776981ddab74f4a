/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be answerable for: refusals, looks at personal data, changes of people. */
#ifndef REGISTER_AUDIT_H
#define REGISTER_AUDIT_H

#include "register/register.h"

/* A row of table audit by the acting user; in the transaction that is open, or alone. */
enum status audit_note(struct job *job, const struct office *office, const char *act,
		       const char *about, const char *words);

/* Notes that ACT on ABOUT was refused, with the fault just told, which stays: E_REFUSED. */
enum status audit_refused(struct job *job, const struct office *office, const char *act,
			  const char *about);

#endif
