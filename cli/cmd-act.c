/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/deed.h"
#include "cli/table.h"
#include "cli/words.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char operands[] = N_("list | open BOX --letters N --member NAME… | show ACT | "
				  "print ACT -o FILE | cancel ACT --why TEXT");

static const char *members_of(void *owner, const struct act *act)
{
	const char *text = "";
	for (int i = 0; i < act->nmembers; i++)
		text = TEXT_OF(owner, "%s%s%s%s%s", text, i > 0 ? "; " : "", act->members[i].name,
			       act->members[i].post == NULL ? "" : ", ",
			       act->members[i].post == NULL ? "" : act->members[i].post);
	return text;
}

static void list_acts(struct job *job, const struct call *call, const struct act *acts, int count)
{
	const struct column columns[] = {
		{"act", _("ACT"), false},     {"opened", _("OPENED"), false},
		{"time", NULL, false},	      {"box", _("BOX"), false},
		{"place", NULL, false},	      {"letters", _("LETTERS"), true},
		{"members", _("WHO"), false}, {"batch", _("BATCH"), true},
		{"note", _("NOTE"), false},   {"cancelled", NULL, false},
		{NULL, NULL, false},
	};
	struct table *table = table_new(job, columns);
	for (int i = 0; i < count; i++) {
		const struct act *a = &acts[i];
		const char *note = a->cancelled == NULL || call->json
					   ? a->note
					   : TEXT_OF(table, _("cancelled: %s"), a->cancelled);
		TABLE_ROW(table, act_name(table, a), words_day(table, a->opened, call->json),
			  a->time, a->box, a->place, TEXT_OF(table, "%d", a->letters),
			  members_of(table, a),
			  a->batch == 0 ? NULL : TEXT_OF(table, "%lld", (long long)a->batch), note,
			  a->cancelled);
	}
	table_print(table, call->json, _("no box was opened yet"));
}

static enum status list(struct job *job, const struct call *call)
{
	struct act *acts;
	int count;
	TRY(act_list(job, call->office, &acts, &count));
	list_acts(job, call, acts, count);
	return OK;
}

/* "Власне ім'я ПРІЗВИЩЕ, посада", or a user's id. */
static void take_member(struct job *job, const char *text, struct act *act)
{
	const char *comma = strchr(text, ',');
	act->members = APPEND(job, act->members, &act->nmembers, struct act_member);
	struct act_member *m = &act->members[act->nmembers - 1];
	m->name = comma == NULL ? text : must(talloc_strndup(job, text, (size_t)(comma - text)));
	m->post = comma == NULL ? NULL : comma + 1 + strspn(comma + 1, " ");
}

static enum status asked_for(struct job *job, const struct call *call, struct act *act)
{
	const char *date = call_option(call, "date");
	*act = (struct act){.box = call->argv[1],
			    .opened = job_today(job),
			    .time = call_option(call, "time"),
			    .note = call_option(call, "note")};
	if (date != NULL && !day_read(date, &act->opened))
		return fail(job, E_USAGE, "\"%s\" is no day: write it as 2026-11-22 or 22.11.2026",
			    date);
	if (call_option(call, "letters") == NULL)
		return fail(job, E_USAGE,
			    "say how many letters were in the box, 0 too: --letters N");
	TRY(call_number(job, call, "letters", 0, 100000, 0, &act->letters));
	for (int i = 0; i < call->noptions; i++)
		if (strcmp(call->options[i].name, "member") == 0)
			take_member(job, call->options[i].value, act);
	return OK;
}

static enum status print_to(struct job *job, const struct call *call, const struct act *act)
{
	const char *path = call_option(call, "output");
	if (path == NULL)
		path = TEXT_OF(job, "act-%d-%d.pdf", act->year, act->number);
	TRY(act_print(job, call->office, act, path));
	if (!call->json)
		printf("%s\n", path);
	return OK;
}

static enum status box_open(struct job *job, const struct call *call)
{
	struct act act;
	TRY(asked_for(job, call, &act));
	TRY(act_write(job, call->office, &act));
	if (call->json)
		list_acts(job, call, &act, 1);
	else
		printf(_("Act %s is written. Print it for the signatures; take the letters in with "
			 "\"skrynka intake FILE --act %s\".\n"),
		       act_name(job, &act), act_name(job, &act));
	return call_option(call, "output") == NULL ? OK : print_to(job, call, &act);
}

static enum status show(struct job *job, const struct call *call)
{
	struct act act;
	TRY(act_find(job, call->office, call->argv[1], &act));
	list_acts(job, call, &act, 1);
	return OK;
}

static enum status print(struct job *job, const struct call *call)
{
	struct act act;
	TRY(act_find(job, call->office, call->argv[1], &act));
	return print_to(job, call, &act);
}

static enum status cancel(struct job *job, const struct call *call)
{
	struct act act;
	TRY(act_find(job, call->office, call->argv[1], &act));
	TRY(act_cancel(job, call->office, &act, call_option(call, "why")));
	printf(_("act %s is cancelled; its number is not given again\n"), act_name(job, &act));
	return OK;
}

static const struct deed deeds[] = {
	{"list", 1, list},   {"open", 2, box_open}, {"show", 2, show},
	{"print", 2, print}, {"cancel", 2, cancel},
};

static enum status run(struct job *job, const struct call *call)
{
	return deed_run(job, call, "act", operands, deeds, (int)(sizeof deeds / sizeof *deeds));
}

static const struct option options[] = {
	{"letters", N_("N"), N_("how many letters were in the box, 0 too")},
	{"member", N_("NAME…"),
	 N_("who opened it: a user, or 'NAME, POST'; the first one heads the commission")},
	{"date", N_("DATE"), N_("the day of the opening (today)")},
	{"time", N_("HH:MM"), N_("and the hour")},
	{"note", N_("TEXT"), N_("what else was found: damage, things that are no letters")},
	{"output", N_("FILE"), N_("the PDF to write, for the signatures; also -o")},
	{"why", N_("TEXT"), N_("the reason, for the record")},
	{NULL, NULL, NULL},
};

const struct command cmd_act = {
	.name = "act",
	.needs = NEEDS_USER,
	.rights = "registrar",
	.least = 0,
	.most = 2,
	.operands = operands,
	.summary = N_("acts of opening complaint boxes: write, print, list"),
	.help = N_("A complaint box is opened by a commission, and what was in it is written down, "
		   "also that it was empty. The act has a number of its year and a sheet to sign. "
		   "\"skrynka intake FILE --act ACT\" takes the letters in: box, day and number of "
		   "letters are the act's, and another number holds the batch. The act goes with "
		   "each of these letters into its case file. ACT is a number, of another year "
		   "3/2025."),
	.options = options,
	.run = run,
};
