/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be answerable for: refusals, looks at personal data, changes of people. */
#ifndef REGISTER_AUDIT_H
#define REGISTER_AUDIT_H

#include "register/register.h"

/* A row of table audit by the acting user; in the transaction that is open, or alone. */
enum status audit_note(struct job *job, const struct office *office, const char *act,
		       const char *about, const char *words);

/* Notes a refusal of ACT on ABOUT and fails with E_REFUSED and WORDS (translated). */
enum status audit_refuse(struct job *job, const struct office *office, const char *act,
			 const char *about, const char *words);

#endif
