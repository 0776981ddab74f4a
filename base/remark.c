/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/remark.h"

#include "base/plain.h"
#include <string.h>

struct remarks *remarks_new(struct job *job, const char *file)
{
	struct remarks *remarks = NEW(job, struct remarks);
	remarks->job = job;
	remarks->file = plain_line(remarks, file);
	return remarks;
}

void remark(struct remarks *remarks, enum severity severity, int line, int column, const char *text,
	    const char *remedy)
{
	remarks->list = APPEND(remarks, remarks->list, &remarks->count, struct remark);
	remarks->list[remarks->count - 1] = (struct remark){
		.severity = severity,
		.line = line,
		.column = column,
		.text = plain_line(remarks, text),
		.remedy = remedy == NULL ? NULL : plain_line(remarks, remedy),
	};
}

void remark_fault(struct remarks *remarks, const char *fault)
{
	int line = 0, column = 0, place = 0;
	size_t name = strlen(remarks->file);
	if (strncmp(fault, remarks->file, name) == 0 && fault[name] == ':')
		fault += name + 1;
	if (sscanf(fault, "%d:%d:%n", &line, &column, &place) < 2 || place == 0)
		line = column = place = 0;
	fault += place;
	remark(remarks, ERROR, line, column, fault + strspn(fault, " "), NULL);
}

int remarks_errors(const struct remarks *remarks)
{
	int errors = 0;
	for (int i = 0; i < remarks->count; i++)
		errors += remarks->list[i].severity == ERROR;
	return errors;
}

static const char *severity_word(enum severity severity)
{
	return severity == ERROR ? _("error") : severity == WARNING ? _("warning") : _("note");
}

void remarks_print(const struct remarks *remarks, FILE *out)
{
	for (int i = 0; i < remarks->count; i++) {
		const struct remark *r = &remarks->list[i];
		fprintf(out, "%s:", remarks->file);
		if (r->line > 0)
			fprintf(out, "%d:", r->line);
		if (r->column > 0)
			fprintf(out, "%d:", r->column);
		fprintf(out, " %s: %s", severity_word(r->severity), r->text);
		if (r->remedy != NULL)
			fprintf(out, " — %s", r->remedy);
		fputc('\n', out);
	}
}
