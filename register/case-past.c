/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/register.h"

enum status case_terms(struct job *job, struct office *office, int64_t casefile, struct kept **out,
		       int *count)
{
	return engine_terms(job, office->engine, casefile, out, count);
}

enum status case_procedure(struct job *job, struct office *office, int64_t casefile,
			   const char **xml)
{
	return engine_definition(job, office->engine, casefile, xml);
}
