/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/act.h"

static const char *openers(void *owner, const struct act *act)
{
	const char *ids = "";
	for (int i = 0; i < act->nmembers; i++)
		if (act->members[i].user != NULL)
			ids = TEXT_OF(owner, "%s%s%s", ids, *ids == '\0' ? "" : ",",
				      act->members[i].user);
	return ids;
}

static enum status waits_for(struct job *job, struct office *office, int64_t casefile, bool *out)
{
	struct choice *choices;
	int count;
	*out = false;
	TRY(case_choices(job, office, casefile, &choices, &count));
	for (int i = 0; i < count; i++)
		*out = *out || (choices[i].mine && strcmp(choices[i].event, "act") == 0);
	return OK;
}

/* Strangers of the program cannot be named to it: then the registrar tells the case himself. */
enum status act_tell(struct job *job, struct office *office, const struct batch *batch,
		     int64_t casefile, int letter)
{
	struct act act;
	struct verdict verdict;
	char day[DAY_TEXT];
	bool waits;
	if (batch->act == 0)
		return OK;
	TRY(act_get(job, office, batch->act, &act));
	TRY(waits_for(job, office, casefile, &waits));
	const char *ids = openers(job, &act);
	if (!waits || *ids == '\0')
		return OK;
	const struct pair data[] = {{"act", act_name(job, &act)},
				    {"act-on", day_iso(act.opened, day)},
				    {"opened-by", ids}};
	struct event event = {
		.casefile = casefile,
		.name = "act",
		.user = office->user == NULL ? NULL : office->user->id,
		.data = data,
		.ndata = 3,
		.key = TEXT_OF(job, "act:%lld:%d", (long long)batch->id, letter),
	};
	return engine_event(job, office->engine, &event, &verdict);
}
