/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/audit.h"

enum status audit_note(struct job *job, const struct office *office, const char *act,
		       const char *about, const char *words)
{
	return db_exec(job, office->home->db,
		       SQL("INSERT INTO audit(at, person, act, about, words) "
			   "VALUES(?1, ?2, ?3, ?4, ?5)"),
		       INT(job_now(job)), TEXT(office->user == NULL ? NULL : office->user->id),
		       TEXT(act), TEXT(about), TEXT(words));
}

enum status audit_refused(struct job *job, const struct office *office, const char *act,
			  const char *about)
{
	TRY(audit_note(job, office, act, about, job_fact(job)));
	return E_REFUSED;
}
