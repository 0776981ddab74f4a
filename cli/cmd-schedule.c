/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/table.h"
#include <stdio.h>

static enum status list(struct job *job, const struct call *call)
{
	const struct column columns[] = {
		{"kind", _("KIND"), false}, {"officer", _("WHO"), false},
		{"days", _("DAYS"), false}, {"from", _("FROM"), false},
		{"to", _("TO"), false},	    {"place", _("PLACE"), false},
		{NULL, NULL, false},
	};
	struct table *table = table_new(job, columns);
	struct receiving *rows;
	int count;
	TRY(schedule_list(job, call->office, &rows, &count));
	for (int i = 0; i < count; i++) {
		const struct receiving *r = &rows[i];
		TABLE_ROW(table, call->json ? r->kind : r->title, r->officer, r->days, r->from,
			  r->to, r->place);
	}
	table_print(table, call->json, _("the schedule is empty: <receptions> of office.xml"));
	return OK;
}

static enum status run(struct job *job, const struct call *call)
{
	const char *path = call_option(call, "output");
	if (path == NULL)
		return list(job, call);
	TRY(schedule_print(job, call->office, path));
	if (!call->json)
		printf("%s\n", path);
	return OK;
}

static const struct option options[] = {
	{"output", N_("FILE"), N_("a PDF to put up: who receives, when and where; also -o")},
	{NULL, NULL, NULL},
};

const struct command cmd_schedule = {
	.name = "schedule",
	.needs = NEEDS_USER,
	.summary = N_("who receives citizens, when and where"),
	.help = N_("The schedule of receptions stands in office.xml (receptions); days that have "
		   "passed are left out."),
	.options = options,
	.run = run,
};
