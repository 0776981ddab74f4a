/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/findings.h"

#include "cli/table.h"

struct findings {
	bool json;
	struct table *table;
};

struct findings *findings_new(struct job *job, bool json)
{
	static const struct column columns[] = {
		{"file", NULL, false},	   {"line", NULL, true},  {"column", NULL, true},
		{"severity", NULL, false}, {"text", NULL, false}, {"remedy", NULL, false},
		{NULL, NULL, false},
	};
	struct findings *findings = NEW(job, struct findings);
	*findings = (struct findings){json, table_new(job, columns)};
	return findings;
}

static const char *number(struct job *job, int n)
{
	return n > 0 ? TEXT_OF(job, "%d", n) : NULL;
}

void findings_tell(struct findings *findings, const struct remarks *remarks, enum status status,
		   const char *fine)
{
	static const char *const severities[] = {"note", "warning", "error"};
	if (!findings->json) {
		remarks_print(remarks, stderr);
		if (status == OK)
			printf("%s\n", fine);
		return;
	}
	for (int i = 0; i < remarks->count; i++) {
		const struct remark *r = &remarks->list[i];
		TABLE_ROW(findings->table, remarks->file, number(remarks->job, r->line),
			  number(remarks->job, r->column), severities[r->severity], r->text,
			  r->remedy);
	}
}

void findings_end(struct findings *findings)
{
	if (findings->json)
		table_print(findings->table, true, NULL);
}
