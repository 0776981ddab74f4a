/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Remarks on a document (a definition, an office.xml, a scan): not errors of the call, but what a
 * person should mend or know, each with its place. The list belongs to a job. */
#ifndef BASE_REMARK_H
#define BASE_REMARK_H

#include "base/job.h"
#include <stdio.h>

enum severity { NOTE, WARNING, ERROR };

struct remark {
	enum severity severity;
	int line, column;   /* 0: unknown */
	const char *text;   /* what is wrong */
	const char *remedy; /* what to do, or NULL */
};

struct remarks {
	struct job *job;
	const char *file; /* the name shown before the line */
	int count;
	struct remark *list;
};

struct remarks *remarks_new(struct job *job, const char *file);

/* Adds one. TEXT is already translated and composed: remark(r, ERROR, 3, 0, TEXT_OF(job, _("…"),
 * …), _("…")). */
void remark(struct remarks *remarks, enum severity severity, int line, int column, const char *text,
	    const char *remedy);

/* Adds the fault for which the file could not be read: it begins with the file's name, often with
 * the place too, "NAME:LINE:COLUMN: …". */
void remark_fault(struct remarks *remarks, const char *fault);

int remarks_errors(const struct remarks *remarks);

/* One a line: file:line:column: severity: text — remedy; a place that is not known is left out. */
void remarks_print(const struct remarks *remarks, FILE *out);

#endif
